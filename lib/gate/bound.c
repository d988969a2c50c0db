/* SPDX-License-Identifier: MIT */
#include "gate/bound.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "stats/bound.h"
#include "stats/interval.h"
#include "stats/verdict.h"

typedef struct {
    mltest_context *ctx;
    const mlt_gate_draws *draws;
    const mlt_gate_statistic *statistic;
} resampling;

typedef struct {
    double *weights; /* of samples */
    void *inner;     /* the statistic's own */
} workspace;

static void close_workspace(const void *data, void *opened)
{
    const resampling *r = data;
    workspace *w = opened;
    if (r->statistic->close != NULL && w->inner != NULL)
        r->statistic->close(r->statistic->data, w->inner);
    mlt_free(r->ctx, w->weights);
    mlt_free(r->ctx, w);
}

static mltest_status open_workspace(const void *data, void **opened, mltest_error **error)
{
    const resampling *r = data;
    workspace *w = mlt_alloc_zero(r->ctx, 1, sizeof *w);
    if (w == NULL)
        return mlt_fail_memory(error);
    w->weights = mlt_alloc_zero(r->ctx, r->draws->n + 1, sizeof(double));
    mltest_status status = w->weights != NULL ? MLTEST_OK : mlt_fail_memory(error);
    if (status == MLTEST_OK && r->statistic->open != NULL)
        status = r->statistic->open(r->statistic->data, &w->inner, error);
    if (status == MLTEST_OK)
        *opened = w;
    else
        close_workspace(r, w);
    return status;
}

static mltest_status evaluate(const void *data, void *opened, const double *groups, double *value,
                              mltest_error **error)
{
    const resampling *r = data;
    workspace *w = opened;
    for (size_t i = 0; i < r->draws->n; i++)
        w->weights[i] = groups[r->draws->groups[i]];
    return r->statistic->value(r->statistic->data, w->inner, w->weights, value, error);
}

/* Where all draws are the same, what may have gone unseen widens the bounds. */
static void widen(const mlt_gate_draws *draws, double *low, double *high)
{
    double unseen = mlt_share_upper(0, (double)draws->n_groups, MLT_VERDICT_ALPHA);
    if (*low > draws->least)
        *low -= unseen * (*low - draws->least);
    if (*high < draws->most)
        *high += unseen * (draws->most - *high);
}

static mltest_status read_bounds(mltest_context *ctx, const mlt_gate_draws *draws,
                                 const mlt_bootstrap *b, double *low, double *high,
                                 mltest_error **error)
{
    mlt_interval interval;
    TRY(mlt_bootstrap_interval(&interval, ctx, b, 0, 1 - 2 * MLT_VERDICT_ALPHA, MLT_BCA, error));
    if (10 * interval.n_undefined > b->n_draws)
        return MLTEST_OK;
    *low = interval.low;
    *high = interval.high;
    if (interval.se <= 1e-12 * (1 + fabs(b->point[0]))) /* but for rounding */
        widen(draws, low, high);
    return MLTEST_OK;
}

mltest_status mlt_gate_bound(mltest_context *ctx, const mlt_gate_draws *draws,
                             const mlt_gate_statistic *statistic, double *low, double *high,
                             mltest_error **error)
{
    const resampling r = {ctx, draws, statistic};
    const mlt_statistic resampled = {.n_groups = draws->n_groups,
                                     .n_values = 1,
                                     .open = open_workspace,
                                     .close = close_workspace,
                                     .evaluate = evaluate,
                                     .data = &r};
    const mlt_bootstrap_options options = {.jackknife = true};
    mlt_bootstrap b;
    *low = *high = NAN;
    if (draws->n_groups == 0)
        return MLTEST_OK;
    TRY(mlt_bootstrap_run(&b, ctx, &resampled, &options, error));
    mltest_status status = read_bounds(ctx, draws, &b, low, high, error);
    mlt_bootstrap_free(ctx, &b);
    return status;
}
