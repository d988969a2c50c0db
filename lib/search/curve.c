/* SPDX-License-Identifier: MIT */
#include "search/curve.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "score/worth.h"
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

/* At each setting: how many samples are broken by their brackets; by their probes, where they have
 * some; and what that is worth. */
typedef struct {
    double broken[MLT_MOST_SETTINGS], seen[MLT_MOST_SETTINGS];
    mlt_worth worth[MLT_MOST_SETTINGS];
    size_t n;
} tally;

static void close_tally(tally *t)
{
    for (size_t i = 0; i < t->n; i++)
        mlt_worth_close(&t->worth[i]);
}

static mltest_status open_tally(tally *t, mltest_context *ctx, size_t n, size_t n_units,
                                mltest_error **error)
{
    memset(t, 0, sizeof *t);
    for (; t->n < n; t->n++) {
        mltest_status status = mlt_worth_open(&t->worth[t->n], ctx, n_units, error);
        if (status != MLTEST_OK) {
            close_tally(t);
            return status;
        }
    }
    return MLTEST_OK;
}

static void add_sample(mlt_search_curve *c, const mlt_search_kind *kind, const uint8_t *cells,
                       const mlt_search_walk *walk, size_t unit, tally *t)
{
    size_t probes = 0, wrong = 0;
    for (size_t i = 0; i < kind->n; i++) {
        bool by_bracket = i >= walk->high, by_probe;
        bool is_probe = probe_answer(cells[i], &by_probe);
        probes += is_probe;
        wrong += is_probe && by_probe != by_bracket;
        t->broken[i] += by_bracket;
        t->seen[i] += is_probe ? by_probe : by_bracket;
        mlt_worth_add(&t->worth[i], unit, by_bracket, 1);
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

/* By what the samples' units are worth at each setting. */
static void find_shares(mlt_search_curve *c, const tally *t)
{
    const double *counts = c->is_fitted ? t->seen : t->broken, n = (double)c->n;
    for (size_t i = 0; i < t->n; i++) {
        c->share[i] = c->low[i] = c->high[i] = NAN;
        if (c->n == 0)
            continue;
        c->share[i] = counts[i] / n;
        double worth = mlt_worth_of(&t->worth[i], t->broken[i] * (1 - t->broken[i] / n));
        mlt_wilson(mlt_worth_times(c->share[i], worth), worth, MLT_Z95, &c->low[i], &c->high[i]);
    }
}

static void finish(mlt_search_curve *c, const mlt_search_kind *kind, const tally *t,
                   const double *levels)
{
    find_shares(c, t);
    for (size_t i = 0; i < MLT_BREAK_LEVELS; i++) {
        c->breaks[i].at = first_reaching(c->share, kind->n, levels[i]);
        c->breaks[i].low = first_reaching(c->high, kind->n, levels[i]);
        c->breaks[i].high = first_reaching(c->low, kind->n, levels[i]);
    }
    c->mean = c->n > 0 ? c->mean / (double)c->n : NAN;
}

mltest_status mlt_search_curve_make(mlt_search_curve *curve, const mltest_stress *stress,
                                    const mlt_search_kind *kind, const mlt_units *units,
                                    mltest_error **error)
{
    tally t;
    mltest_status status = MLTEST_OK;
    memset(curve, 0, sizeof *curve);
    TRY(open_tally(&t, stress->ctx, kind->n, units->n, error));
    for (size_t i = 0; i < stress->n_samples; i++) {
        if (stress->clean[i] != MLT_ELIGIBLE)
            continue;
        const uint8_t *cells = mlt_search_cells(stress, i, kind);
        mlt_search_walk walk = mlt_search_follow(cells, kind->n);
        curve->calls += walk.n_calls;
        if (walk.only_skips)
            curve->n_skipped++;
        else
            add_sample(curve, kind, cells, &walk, units->of[i], &t);
    }
    curve->is_fitted = (double)curve->n_non_monotone > most_non_monotone * (double)curve->n_probed;
    if (curve->is_fitted)
        status = mlt_isotonic(stress->ctx, t.seen, NULL, kind->n, t.seen, error);
    finish(curve, kind, &t, stress->settings.break_at);
    close_tally(&t);
    return status;
}
