/* SPDX-License-Identifier: MIT */
#include "score/resample.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "score/levels.h"
#include "score/weighted_mean.h"

enum { N_FIGURES = MLT_N_DRAWN_FIGURES };

/* Sums of each unit, so that a draw need not look at samples; figures of levels, then of units. */
typedef struct {
    const mltest_scorecard *card;
    const mlt_groups *groups;
    const mlt_units *units;
    double *sums, *counts; /* [figure][level][unit] */
    uint32_t *kind_of;     /* [level] */
    uint32_t *category_of; /* [kind] */
} resampling;

/* Values of a draw: three of the risk, then robustness of levels, then kinds, then categories. */
enum { RISK, FLAT, FAILURE, N_RISKS };

typedef struct {
    double *levels[N_FIGURES]; /* means of the draw */
    double *kinds;
} workspace;

static void average_levels(const resampling *r, const double *weights, workspace *w)
{
    const size_t n_levels = r->card->n_levels, n_units = r->units->n;
    for (size_t f = 0; f < N_FIGURES; f++) {
        for (size_t level = 0; level < n_levels; level++) {
            const double *sums = &r->sums[(f * n_levels + level) * n_units];
            const double *counts = &r->counts[(f * n_levels + level) * n_units];
            double sum = 0, count = 0;
            for (size_t u = 0; u < n_units; u++) {
                sum += weights[u] * sums[u];
                count += weights[u] * counts[u];
            }
            w->levels[f][level] = count > 0 ? sum / count : NAN;
        }
    }
}

/* Means of kinds over their levels. */
static void average_kinds(const resampling *r, const double *levels, double *kinds)
{
    for (size_t k = 0; k < r->groups->n_kinds; k++) {
        mlt_weighted_mean m = {0, 0};
        for (size_t level = 0; level < r->card->n_levels; level++)
            if (r->kind_of[level] == k)
                mlt_mean_add(&m, 1, levels[level]);
        kinds[k] = mlt_mean_value(&m);
    }
}

static double average_categories(const resampling *r, const double *kinds, double *categories)
{
    mlt_weighted_mean all = {0, 0};
    for (size_t c = 0; c < r->groups->n_categories; c++) {
        mlt_weighted_mean m = {0, 0};
        for (size_t k = 0; k < r->groups->n_kinds; k++)
            if (r->category_of[k] == c)
                mlt_mean_add(&m, r->groups->kinds[k].own, kinds[k]);
        double value = mlt_mean_value(&m);
        if (categories != NULL)
            categories[c] = 100 * value;
        mlt_mean_add(&all, r->groups->categories[c].own, value);
    }
    return 100 * mlt_mean_value(&all);
}

static double average_flat(const resampling *r, const double *kinds)
{
    mlt_weighted_mean m = {0, 0};
    for (size_t k = 0; k < r->groups->n_kinds; k++)
        mlt_mean_add(&m, r->groups->kinds[k].weight > 0, kinds[k]);
    return 100 * mlt_mean_value(&m);
}

static mltest_status evaluate(const void *data, void *room, const double *weights, double *values,
                              mltest_error **error)
{
    const resampling *r = data;
    workspace *w = room;
    const size_t n_levels = r->card->n_levels, n_kinds = r->groups->n_kinds;
    double *of_levels = values + N_RISKS, *of_kinds = of_levels + n_levels;
    (void)error;
    average_levels(r, weights, w);
    average_kinds(r, w->levels[MLT_FIGURE_WRONG], w->kinds);
    values[FAILURE] = average_categories(r, w->kinds, NULL);
    average_kinds(r, w->levels[MLT_FIGURE_AFFECTED], w->kinds);
    values[RISK] = average_categories(r, w->kinds, of_kinds + n_kinds);
    values[FLAT] = average_flat(r, w->kinds);
    for (size_t i = 0; i < n_levels; i++)
        of_levels[i] = 100 * w->levels[MLT_FIGURE_CONSISTENCY][i];
    for (size_t k = 0; k < n_kinds; k++)
        of_kinds[k] = 100 * w->kinds[k];
    return MLTEST_OK;
}

static void close_workspace(const void *data, void *room)
{
    const resampling *r = data;
    workspace *w = room;
    for (size_t f = 0; f < N_FIGURES; f++)
        mlt_free(r->card->ctx, w->levels[f]);
    mlt_free(r->card->ctx, w->kinds);
    mlt_free(r->card->ctx, w);
}

static mltest_status open_workspace(const void *data, void **room, mltest_error **error)
{
    const resampling *r = data;
    mltest_context *ctx = r->card->ctx;
    workspace *w = *room = mlt_alloc_zero(ctx, 1, sizeof *w);
    if (w == NULL)
        return mlt_fail_memory(error);
    bool whole = (w->kinds = mlt_alloc_zero(ctx, r->groups->n_kinds, sizeof *w->kinds)) != NULL;
    for (size_t f = 0; f < N_FIGURES; f++) {
        w->levels[f] = mlt_alloc_zero(ctx, r->card->n_levels, sizeof *w->levels[f]);
        whole = whole && w->levels[f] != NULL;
    }
    return whole ? MLTEST_OK : mlt_fail_memory(error);
}

/* --- what is drawn from ----------------------------------------------------------------------- */

static void sum_units(resampling *r)
{
    const size_t n_levels = r->card->n_levels, n_units = r->units->n;
    for (size_t f = 0; f < N_FIGURES; f++) {
        for (size_t level = 0; level < n_levels; level++) {
            double *sums = &r->sums[(f * n_levels + level) * n_units];
            double *counts = &r->counts[(f * n_levels + level) * n_units];
            for (size_t i = 0; i < r->card->journal->n_samples; i++) {
                double v = mlt_level_sample(r->card, level, i, (mlt_figure)f);
                if (isnan(v))
                    continue;
                sums[r->units->of[i]] += v;
                counts[r->units->of[i]]++;
            }
        }
    }
}

static void place_kinds(resampling *r)
{
    const mlt_groups *g = r->groups;
    for (size_t k = 0; k < g->n_kinds; k++)
        r->category_of[k] = mlt_group_find(g->categories, g->n_categories, g->kinds[k].category);
}

static mltest_status make(resampling *r, mltest_error **error)
{
    mltest_context *ctx = r->card->ctx;
    const size_t n_levels = r->card->n_levels;
    r->sums = mlt_alloc_zero(ctx, N_FIGURES * n_levels * r->units->n + 1, sizeof *r->sums);
    r->counts = mlt_alloc_zero(ctx, N_FIGURES * n_levels * r->units->n + 1, sizeof *r->counts);
    r->kind_of = mlt_alloc_zero(ctx, n_levels + 1, sizeof *r->kind_of);
    r->category_of = mlt_alloc_zero(ctx, r->groups->n_kinds + 1, sizeof *r->category_of);
    if (r->sums == NULL || r->counts == NULL || r->kind_of == NULL || r->category_of == NULL)
        return mlt_fail_memory(error);
    sum_units(r);
    mlt_groups_place_levels(r->groups, r->card, r->kind_of);
    place_kinds(r);
    return MLTEST_OK;
}

/* --- from draws to estimates ------------------------------------------------------------------ */

static mltest_status take(mlt_score_intervals *out, mltest_context *ctx, const mlt_bootstrap *b,
                          mltest_error **error)
{
    size_t at = 0;
    mlt_estimate *const risks[N_RISKS] = {&out->risk, &out->flat, &out->failure};
    for (size_t i = 0; i < N_RISKS; i++)
        TRY(mlt_estimate_take(risks[i], ctx, b, at++, MLT_PERCENTILE, error));
    for (size_t i = 0; i < out->n_levels; i++)
        TRY(mlt_estimate_take(&out->robustness[i], ctx, b, at++, MLT_PERCENTILE, error));
    for (size_t i = 0; i < out->n_kinds; i++)
        TRY(mlt_estimate_take(&out->kinds[i], ctx, b, at++, MLT_PERCENTILE, error));
    for (size_t i = 0; i < out->n_categories; i++)
        TRY(mlt_estimate_take(&out->categories[i], ctx, b, at++, MLT_PERCENTILE, error));
    return MLTEST_OK;
}

static mltest_status draw(mlt_score_intervals *out, const resampling *r, size_t n_draws,
                          mltest_error **error)
{
    mltest_context *ctx = r->card->ctx;
    mlt_bootstrap bootstrap;
    const mlt_statistic statistic = {.n_groups = r->units->n,
                                     .n_values =
                                         N_RISKS + out->n_levels + out->n_kinds + out->n_categories,
                                     .open = open_workspace,
                                     .close = close_workspace,
                                     .evaluate = evaluate,
                                     .data = r};
    const mlt_bootstrap_options options = {.n_draws = n_draws, .seed = r->card->journal->run.seed};
    TRY(mlt_bootstrap_run(&bootstrap, ctx, &statistic, &options, error));
    mltest_status status = take(out, ctx, &bootstrap, error);
    mlt_bootstrap_free(ctx, &bootstrap);
    return status;
}

static mltest_status resample(mlt_score_intervals *out, resampling *r, size_t n_draws,
                              mltest_error **error)
{
    mltest_context *ctx = r->card->ctx;
    out->robustness = mlt_alloc_zero(ctx, out->n_levels + 1, sizeof *out->robustness);
    out->kinds = mlt_alloc_zero(ctx, out->n_kinds + 1, sizeof *out->kinds);
    out->categories = mlt_alloc_zero(ctx, out->n_categories + 1, sizeof *out->categories);
    if (out->robustness == NULL || out->kinds == NULL || out->categories == NULL)
        return mlt_fail_memory(error);
    TRY(make(r, error));
    return draw(out, r, n_draws, error);
}

mltest_status mlt_score_resample(mlt_score_intervals *out, const mltest_scorecard *card,
                                 const mlt_groups *groups, const mlt_units *units, size_t n_draws,
                                 mltest_error **error)
{
    mltest_context *ctx = card->ctx;
    resampling r = {.card = card, .groups = groups, .units = units};
    *out = (mlt_score_intervals){.n_levels = card->n_levels,
                                 .n_kinds = groups->n_kinds,
                                 .n_categories = groups->n_categories,
                                 .n_units = units->n,
                                 .n_draws = n_draws};
    mltest_status status = resample(out, &r, n_draws, error);
    mlt_free(ctx, r.sums);
    mlt_free(ctx, r.counts);
    mlt_free(ctx, r.kind_of);
    mlt_free(ctx, r.category_of);
    if (status != MLTEST_OK)
        mlt_score_intervals_free(ctx, out);
    return status;
}

void mlt_score_intervals_free(mltest_context *ctx, mlt_score_intervals *intervals)
{
    mlt_free(ctx, intervals->robustness);
    mlt_free(ctx, intervals->kinds);
    mlt_free(ctx, intervals->categories);
    *intervals = (mlt_score_intervals){0};
}
