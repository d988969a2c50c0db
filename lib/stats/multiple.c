/* SPDX-License-Identifier: MIT */
#include "stats/multiple.h"

#include "base/alloc.h"
#include "base/order.h"

#include <math.h>

/* Puts the tests in *out in ascending order of p; their number in *n_tests. */
static mltest_status rank(mltest_context *ctx, const double *p, size_t n, mlt_keyed **out,
                          size_t *n_tests, mltest_error **error)
{
    *n_tests = 0;
    *out = mlt_alloc_zero(ctx, n, 2 * sizeof **out);
    if (!*out)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++) {
        if (p[i] < 0 || p[i] > 1)
            return mlt_fail(error, MLTEST_ERR_INVALID, "p value %zu is %g, not in [0, 1]", i, p[i]);
        if (!isnan(p[i]))
            (*out)[(*n_tests)++] = (mlt_keyed){~mlt_key_descending(p[i]), (uint32_t)i, 0};
    }
    mlt_sort_keyed(*out, *out + n, *n_tests);
    return MLTEST_OK;
}

/* NaN where there is no test. */
static void copy(const double *p, size_t n, double *adjusted)
{
    for (size_t i = 0; i < n; i++)
        adjusted[i] = p[i];
}

mltest_status mlt_holm(mltest_context *ctx, const double *p, size_t n, size_t family,
                       double *adjusted, mltest_error **error)
{
    mlt_keyed *order;
    size_t n_tests;
    mltest_status status = rank(ctx, p, n, &order, &n_tests, error);
    if (status == MLTEST_OK) {
        size_t m = family > n_tests ? family : n_tests;
        double highest = 0;
        copy(p, n, adjusted);
        for (size_t i = 0; i < n_tests; i++) {
            double *here = &adjusted[order[i].index];
            double own = (double)(m - i) * *here;
            if (own > highest)
                highest = own < 1 ? own : 1;
            *here = highest;
        }
    }
    mlt_free(ctx, order);
    return status;
}

mltest_status mlt_benjamini_hochberg(mltest_context *ctx, const double *p, size_t n,
                                     double *adjusted, mltest_error **error)
{
    mlt_keyed *order;
    size_t n_tests;
    mltest_status status = rank(ctx, p, n, &order, &n_tests, error);
    if (status == MLTEST_OK) {
        double lowest = 1;
        copy(p, n, adjusted);
        for (size_t i = n_tests; i-- > 0;) {
            double *here = &adjusted[order[i].index];
            double own = (double)n_tests / (double)(i + 1) * *here;
            if (own < lowest)
                lowest = own;
            *here = lowest;
        }
    }
    mlt_free(ctx, order);
    return status;
}
