/* SPDX-License-Identifier: MIT */
#include "search/curve.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "stats/isotonic.h"
#include "stats/wilson.h"

/* Above this share of samples that break and hold again, brackets alone are not believed. */
static const double most_non_monotone = 0.1;

double mlt_search_severity(const mlt_search_kind *kind, size_t place)
{
    return place < kind->n ? kind->severity[place] : NAN;
}

/* Whether a probe says something, and what. */
static bool probe_answer(uint8_t cell, bool *is_broken)
{
    int answer = cell & MLT_ANSWER_MASK;
    *is_broken = answer == MLT_BROKEN;
    return (cell & MLT_CELL_PROBE) != 0 && (answer == MLT_BROKEN || answer == MLT_HOLDS);
}

/* broken: how many samples are at each setting, by their brackets; seen: by their probes, where
 * they have some. */
static void add_sample(mlt_search_curve *c, const mlt_search_kind *kind, const uint8_t *cells,
                       const mlt_search_walk *walk, double *broken, double *seen)
{
    size_t probes = 0, wrong = 0;
    for (size_t i = 0; i < kind->n; i++) {
        bool by_bracket = i >= walk->high, by_probe;
        bool is_probe = probe_answer(cells[i], &by_probe);
        probes += is_probe;
        wrong += is_probe && by_probe != by_bracket;
        broken[i] += by_bracket;
        seen[i] += is_probe ? by_probe : by_bracket;
    }
    c->n_probed += probes > 0;
    c->n_non_monotone += wrong > 0;
    c->probe_calls += probes;
    c->mean += walk->high < kind->n ? kind->severity[walk->high] : 5;
    c->n++;
}

static size_t first_reaching(const double *values, size_t n, double share)
{
    size_t i = 0;
    while (i < n && !(values[i] >= share))
        i++;
    return i;
}

/* counts: how many of the samples are broken at each setting; need not be whole. */
static void finish(mlt_search_curve *c, const mlt_search_kind *kind, const double *counts,
                   const double *levels)
{
    double n = (double)c->n;
    for (size_t i = 0; i < kind->n; i++) {
        c->share[i] = c->n > 0 ? counts[i] / n : NAN;
        c->low[i] = c->high[i] = NAN;
        if (c->n > 0)
            mlt_wilson(counts[i], n, MLT_Z95, &c->low[i], &c->high[i]);
    }
    for (size_t i = 0; i < MLT_BREAK_LEVELS; i++) {
        c->breaks[i].at = first_reaching(c->share, kind->n, levels[i]);
        c->breaks[i].low = first_reaching(c->high, kind->n, levels[i]);
        c->breaks[i].high = first_reaching(c->low, kind->n, levels[i]);
    }
    c->mean = c->n > 0 ? c->mean / n : NAN;
}

mltest_status mlt_search_curve_make(mlt_search_curve *curve, const mltest_stress *stress,
                                    const mlt_search_kind *kind, mltest_error **error)
{
    double broken[MLT_MOST_SETTINGS] = {0}, seen[MLT_MOST_SETTINGS] = {0};
    memset(curve, 0, sizeof *curve);
    for (size_t i = 0; i < stress->n_samples; i++) {
        if (stress->clean[i] != MLT_ELIGIBLE)
            continue;
        const uint8_t *cells = mlt_search_cells(stress, i, kind);
        mlt_search_walk walk = mlt_search_follow(cells, kind->n);
        curve->calls += walk.n_calls;
        if (walk.only_skips)
            curve->n_skipped++;
        else
            add_sample(curve, kind, cells, &walk, broken, seen);
    }
    curve->is_fitted = (double)curve->n_non_monotone > most_non_monotone * (double)curve->n_probed;
    if (curve->is_fitted)
        TRY(mlt_isotonic(stress->ctx, seen, NULL, kind->n, seen, error));
    finish(curve, kind, curve->is_fitted ? seen : broken, stress->settings.break_at);
    return MLTEST_OK;
}
