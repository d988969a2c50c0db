/* SPDX-License-Identifier: MIT */
#include "gate/bound.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/math.h"
#include "stats/bound.h"
#include "stats/interval.h"
#include "stats/verdict.h"

enum { LEAST_DEGREES = 4 }; /* below, the series of Student's quantile does not hold */

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

/* Student's quantile (E. A. Cornish, R. A. Fisher, Revue de l'Institut International de Statistique
 * 5, 1938). */
static double student(double z, double degrees)
{
    double z3 = z * z * z, z5 = z3 * z * z, z7 = z5 * z * z, v = degrees;
    return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v) +
           (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v);
}

/*
 * Degrees of freedom of the spread that n groups show (F. E. Satterthwaite, Biometrics Bulletin 2,
 * 1946): n where their parts in the score are normal, fewer where few groups have large parts. From
 * the jackknife's blocks, which are sums of groups and so more normal than these.
 */
static double degrees_of_freedom(const mlt_bootstrap *b, double n)
{
    double mean = 0, squares = 0, fourths = 0, blocks = (double)b->n_blocks;
    for (size_t i = 0; i < b->n_blocks; i++)
        mean += b->jackknife[i] / blocks;
    for (size_t i = 0; i < b->n_blocks; i++) {
        double d = b->jackknife[i] - mean;
        squares += d * d;
        fourths += d * d * d * d;
    }
    double excess = squares > 0 ? blocks * fourths / (squares * squares) - 3 : 0;
    double degrees = 2 * n / (2 + excess * n / blocks);
    return !(degrees < n - 1) ? n - 1 : degrees > LEAST_DEGREES ? degrees : LEAST_DEGREES;
}

/* What quantile of the draws is asked for: resamples of n groups spread by sqrt((n - 1) / n) too
 * little, and how much they spread is itself not known well (T. Hesterberg, The American
 * Statistician 69, 2015). */
static double tail_of(const mlt_bootstrap *b, double n)
{
    double z = mlt_normal_quantile(1 - MLT_VERDICT_ALPHA);
    return mlt_normal_cdf(-student(z, degrees_of_freedom(b, n)) * sqrt(n / (n - 1)));
}

/* How far draws are off the score on average. */
static double bias_of(const mlt_bootstrap *b)
{
    double sum = 0, n = 0;
    for (size_t i = 0; i < b->n_draws; i++) {
        sum += isnan(b->draws[i]) ? 0 : b->draws[i] - b->point[0];
        n += !isnan(b->draws[i]);
    }
    return sum / n;
}

static mltest_status read_bounds(mltest_context *ctx, const mlt_gate_draws *draws,
                                 const mlt_bootstrap *b, double *low, double *high,
                                 mltest_error **error)
{
    mlt_interval interval;
    double n = (double)draws->n_groups, tail = n > 1 ? tail_of(b, n) : MLT_VERDICT_ALPHA;
    tail *= draws->is_biased ? 0.8 : 1;
    TRY(mlt_bootstrap_interval(&interval, ctx, b, 0, 1 - 2 * tail, MLT_BCA, error));
    if (10 * interval.n_undefined > b->n_draws)
        return MLTEST_OK;
    double shift = draws->is_biased ? bias_of(b) : 0;
    *low = interval.low - shift;
    *high = interval.high - shift;
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
