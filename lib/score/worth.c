/* SPDX-License-Identifier: MIT */
#include "score/worth.h"

#include <math.h>
#include <stdbool.h>

#include "base/error.h"
#include "stats/effective.h"

enum { LEAST_UNITS = 30 };

mltest_status mlt_worth_open(mlt_worth *worth, mltest_context *ctx, size_t n_units,
                             mltest_error **error)
{
    *worth = (mlt_worth){.ctx = ctx, .n_units = n_units};
    worth->sums = mlt_alloc_zero(ctx, n_units + 1, sizeof(double));
    worth->sizes = mlt_alloc_zero(ctx, n_units + 1, sizeof(double));
    if (worth->sums != NULL && worth->sizes != NULL)
        return MLTEST_OK;
    mlt_worth_close(worth);
    return mlt_fail_memory(error);
}

void mlt_worth_close(mlt_worth *worth)
{
    mlt_free(worth->ctx, worth->sums);
    mlt_free(worth->ctx, worth->sizes);
    worth->sums = worth->sizes = NULL;
}

double mlt_worth_of(const mlt_worth *worth, double squares)
{
    size_t n = 0;
    bool is_grouped = false;
    for (size_t i = 0; i < worth->n_units; i++) {
        n += worth->sizes[i] > 0;
        is_grouped |= worth->sizes[i] > 1;
    }
    return mlt_effective_of_sums(worth->sums, worth->sizes, worth->n_units,
                                 is_grouped && n < LEAST_UNITS ? 0 : squares, worth->n_values)
        .n_eff;
}

double mlt_worth_times(double value, double n)
{
    double k = value * n, whole = floor(k + 0.5);
    return fabs(k - whole) <= 1e-9 * (1 + whole) ? whole : k;
}
