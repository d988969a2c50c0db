/* SPDX-License-Identifier: MIT */
#include "gate/bound.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "stats/bound.h"
#include "stats/interval.h"
#include "stats/verdict.h"

typedef struct {
    const mlt_gate_draws *draws;
    mlt_gate_statistic statistic;
    void *data;
    double *weights; /* of samples */
} resampling;

static mltest_status evaluate(const void *data, void *workspace, const double *groups,
                              double *value, mltest_error **error)
{
    const resampling *r = data;
    (void)workspace;
    for (size_t i = 0; i < r->draws->n; i++)
        r->weights[i] = groups[r->draws->groups[i]];
    return r->statistic(r->data, r->weights, value, error);
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
    TRY(mlt_bootstrap_interval(&interval, ctx, b, 0, 1 - 2 * MLT_VERDICT_ALPHA, MLT_PERCENTILE,
                               error));
    if (10 * interval.n_undefined > b->n_draws)
        return MLTEST_OK;
    *low = interval.low;
    *high = interval.high;
    if (interval.se <= 1e-12 * (1 + fabs(b->point[0]))) /* but for rounding */
        widen(draws, low, high);
    return MLTEST_OK;
}

/* The statistic has one workspace, so it is evaluated on one thread. */
static mltest_status resample(mltest_context *ctx, const resampling *r, double *low, double *high,
                              mltest_error **error)
{
    const mlt_statistic statistic = {
        .n_groups = r->draws->n_groups, .n_values = 1, .evaluate = evaluate, .data = r};
    const mlt_bootstrap_options options = {.n_threads = 1};
    mlt_bootstrap b;
    TRY(mlt_bootstrap_run(&b, ctx, &statistic, &options, error));
    mltest_status status = read_bounds(ctx, r->draws, &b, low, high, error);
    mlt_bootstrap_free(ctx, &b);
    return status;
}

mltest_status mlt_gate_bound(mltest_context *ctx, const mlt_gate_draws *draws,
                             mlt_gate_statistic statistic, void *data, double *low, double *high,
                             mltest_error **error)
{
    resampling r = {draws, statistic, data, mlt_alloc_zero(ctx, draws->n + 1, sizeof(double))};
    *low = *high = NAN;
    if (r.weights == NULL)
        return mlt_fail_memory(error);
    mltest_status status = draws->n_groups > 0 ? resample(ctx, &r, low, high, error) : MLTEST_OK;
    mlt_free(ctx, r.weights);
    return status;
}
