/* SPDX-License-Identifier: MIT */
#include "stats/interval.h"

#include "base/alloc.h"
#include "base/math.h"
#include "base/order.h"

#include <math.h>
#include <string.h>

double mlt_quantile(const double *ascending, size_t n, double q)
{
    double place = q * ((double)n + 1);
    if (!(place > 1))
        return ascending[0];
    if (place >= (double)n)
        return ascending[n - 1];
    size_t below = (size_t)place;
    double part = place - (double)below;
    double low = ascending[below - 1];
    return part > 0 ? low + part * (ascending[below] - low) : low;
}

/* The draws that are defined, ascending; NULL without memory. */
static double *sorted(mltest_context *ctx, const double *draws, size_t n, size_t *n_defined)
{
    mlt_keyed *keys = mlt_alloc_zero(ctx, n, 2 * sizeof *keys);
    double *out = mlt_alloc_zero(ctx, n, sizeof *out);
    size_t m = 0;
    for (size_t i = 0; keys && i < n; i++)
        if (!isnan(draws[i]))
            keys[m++] = (mlt_keyed){~mlt_key_descending(draws[i]), (uint32_t)i, 0};
    if (keys && out) {
        mlt_sort_keyed(keys, keys + n, m);
        for (size_t i = 0; i < m; i++)
            out[i] = draws[keys[i].index];
    }
    if (!keys) {
        mlt_free(ctx, out);
        out = NULL;
    }
    mlt_free(ctx, keys);
    *n_defined = m;
    return out;
}

static double deviation(const double *values, size_t n)
{
    double sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i] - values[0]; /* equal values have a deviation of 0, exactly */
    double mean = sum / (double)n;
    for (size_t i = 0; i < n; i++) {
        double d = values[i] - values[0] - mean;
        squares += d * d;
    }
    return n > 1 ? sqrt(squares / (double)(n - 1)) : 0;
}

/* How far the figure lies from the middle of its draws, in normal units. Equal ones count half, and
 * what differs by rounding is equal: of few samples, many draws are. */
static double bias(const double *ascending, size_t n, double point)
{
    double below = 0;
    double equal = 1e-12 * (fabs(point) + (ascending[n - 1] - ascending[0]));
    for (size_t i = 0; i < n && ascending[i] <= point + equal; i++)
        below += ascending[i] < point - equal ? 1 : 0.5;
    double least = 0.5 / (double)n;
    double share = below / (double)n;
    return mlt_normal_quantile(share < least ? least : share > 1 - least ? 1 - least : share);
}

/* A sixth of the skewness of the figure as a sum over blocks; 0 if it is constant or not defined
 * without some block. */
static double acceleration(const double *jackknife, size_t n)
{
    double mean = 0, squares = 0, cubes = 0;
    for (size_t i = 0; i < n; i++)
        mean += jackknife[i] / (double)n;
    for (size_t i = 0; i < n; i++) {
        double d = mean - jackknife[i];
        squares += d * d;
        cubes += d * d * d;
    }
    return squares > 0 ? cubes / (6 * squares * sqrt(squares)) : 0;
}

/* The share of draws below the end whose normal quantile is z. */
static double adjusted(double z, double z0, double a)
{
    double scale = 1 - a * (z0 + z);
    if (!(scale > 0)) /* past the pole: all of the draws */
        return z > 0 ? 1 : 0;
    return mlt_normal_cdf(z0 + (z0 + z) / scale);
}

static void take_ends(mlt_interval *out, const double *ascending, size_t n, double low, double high)
{
    out->low = mlt_quantile(ascending, n, low);
    out->high = mlt_quantile(ascending, n, high);
    out->se = deviation(ascending, n);
}

mltest_status mlt_bootstrap_interval(mlt_interval *out, mltest_context *ctx,
                                     const mlt_bootstrap *bootstrap, size_t value, double level,
                                     mlt_interval_method method, mltest_error **error)
{
    size_t n_draws = bootstrap->n_draws;
    double point = bootstrap->point[value];
    double low = (1 - level) / 2;
    double high = 1 - low;
    if (method == MLT_BCA && bootstrap->n_blocks == 0 && !isnan(point))
        return mlt_fail(error, MLTEST_ERR_INVALID, "a BCa interval needs the jackknife");
    size_t n;
    double *ascending = sorted(ctx, bootstrap->draws + value * n_draws, n_draws, &n);
    if (!ascending)
        return mlt_fail_memory(error);
    *out = (mlt_interval){NAN, NAN, NAN, n_draws - n};
    if (!isnan(point) && 2 * n >= n_draws) {
        if (method == MLT_BCA) {
            double z0 = bias(ascending, n, point);
            double a = acceleration(bootstrap->jackknife + value * bootstrap->n_blocks,
                                    bootstrap->n_blocks);
            double z = mlt_normal_quantile(low);
            low = adjusted(z, z0, a);
            high = adjusted(-z, z0, a);
        }
        take_ends(out, ascending, n, low, high);
    }
    mlt_free(ctx, ascending);
    return MLTEST_OK;
}
