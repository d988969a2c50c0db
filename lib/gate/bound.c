/* SPDX-License-Identifier: MIT */
#include "gate/bound.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/random.h"
#include "stats/exact_bound.h"

enum { RESAMPLES = 2000, LEAST_DEFINED = 1800 };
static const double alpha = 0.05;

typedef struct {
    double *weights, *values;
    uint32_t *counts; /* of each group */
    size_t n_values;
} work;

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static mltest_status resample(work *w, const mlt_gate_draws *draws, mlt_gate_statistic statistic,
                              void *data, mltest_error **error)
{
    mlt_draws random;
    mlt_draws_init(&random, mlt_random_key(0, "gate", 1, 0, 0), "", 0);
    for (size_t b = 0; b < RESAMPLES; b++) {
        double value;
        for (size_t g = 0; g < draws->n_groups; g++)
            w->counts[g] = 0;
        for (size_t g = 0; g < draws->n_groups; g++)
            w->counts[mlt_draw_below(&random, (uint32_t)draws->n_groups)]++;
        for (size_t i = 0; i < draws->n; i++)
            w->weights[i] = w->counts[draws->groups[i]];
        TRY(statistic(data, w->weights, &value, error));
        if (!isnan(value))
            w->values[w->n_values++] = value;
    }
    return MLTEST_OK;
}

static void read_bounds(const work *w, const mlt_gate_draws *draws, double *low, double *high)
{
    if (w->n_values < LEAST_DEFINED)
        return;
    qsort(w->values, w->n_values, sizeof *w->values, by_value);
    double last = (double)(w->n_values - 1);
    *low = w->values[(size_t)floor(alpha * last)];
    *high = w->values[(size_t)ceil((1 - alpha) * last)];
    if (w->values[0] < w->values[w->n_values - 1])
        return;
    double none, unseen;
    mlt_exact_bounds(0, (double)draws->n_groups, alpha, &none, &unseen);
    if (*low > draws->least)
        *low -= unseen * (*low - draws->least);
    if (*high < draws->most)
        *high += unseen * (draws->most - *high);
}

mltest_status mlt_gate_bound(mltest_context *ctx, const mlt_gate_draws *draws,
                             mlt_gate_statistic statistic, void *data, double *low, double *high,
                             mltest_error **error)
{
    work w = {.weights = mlt_alloc_zero(ctx, draws->n + 1, sizeof(double)),
              .values = mlt_alloc_zero(ctx, RESAMPLES, sizeof(double)),
              .counts = mlt_alloc_zero(ctx, draws->n_groups + 1, sizeof(uint32_t))};
    mltest_status status = MLTEST_OK;
    *low = *high = NAN;
    if (w.weights == NULL || w.values == NULL || w.counts == NULL)
        status = mlt_fail_memory(error);
    else if (draws->n_groups > 0 && draws->n_groups < UINT32_MAX)
        status = resample(&w, draws, statistic, data, error);
    if (status == MLTEST_OK)
        read_bounds(&w, draws, low, high);
    mlt_free(ctx, w.weights);
    mlt_free(ctx, w.values);
    mlt_free(ctx, w.counts);
    return status;
}
