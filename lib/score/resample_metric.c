/* SPDX-License-Identifier: MIT */
#include "score/resample_metric.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"

static mltest_status evaluate(const void *data, void *room, const double *weights, double *out,
                              mltest_error **error)
{
    const mltest_values *v = data;
    (void)room;
    (void)error;
    for (size_t i = 0; i < v->n; i++) {
        const double *sums = v->items[i].of_units, *counts = sums + v->n_units;
        double sum = 0, count = 0;
        for (size_t u = 0; u < v->n_units; u++) {
            sum += weights[u] * sums[u];
            count += weights[u] * counts[u];
        }
        out[i] = count > 0 && !v->items[i].whole ? sum / count : NAN;
    }
    return MLTEST_OK;
}

static mltest_status draw(const mltest_scorecard *card, mltest_values *v, mltest_error **error)
{
    const mlt_statistic statistic = {
        .n_groups = v->n_units, .n_values = v->n, .evaluate = evaluate, .data = v};
    const mlt_bootstrap_options options = {.n_draws = card->settings.resamples,
                                           .seed = card->journal->run.seed};
    mlt_bootstrap b;
    TRY(mlt_bootstrap_run(&b, card->ctx, &statistic, &options, error));
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; status == MLTEST_OK && i < v->n; i++)
        status = mlt_estimate_take(&v->items[i].drawn, card->ctx, &b, i, MLT_PERCENTILE, error);
    mlt_bootstrap_free(card->ctx, &b);
    return status;
}

mltest_status mlt_resample_values(const mltest_scorecard *card, mltest_values *values,
                                  mltest_error **error)
{
    mltest_status status = MLTEST_OK;
    if (values->n_units > 0 && values->n > 0)
        status = draw(card, values, error);
    for (size_t i = 0; i < values->n; i++) {
        mlt_free(values->ctx, values->items[i].of_units);
        values->items[i].of_units = NULL;
    }
    values->n_units = 0;
    return status;
}
