/* SPDX-License-Identifier: MIT */
#include "score/resample_metric.h"

#include "score/fixtures.h"
#include "stats/resample.h"

enum { N_DRAWS = 200 };

/* Sample i sets i + 1, the first one nothing else, the others 1 besides. */
static int32_t set_numbers(void *user_data, const mltest_sample_result *result,
                           mltest_values *values)
{
    (void)user_data;
    mlt_values_add(values, "place", (double)result->sample + 1);
    if (result->sample > 0)
        mlt_values_add(values, "constant", 1);
    mlt_values_add(values, "mixed", 1);
    return MLTEST_CALLBACK_DONE;
}

static int32_t set_total(void *user_data, mltest_values *values)
{
    (void)user_data;
    mlt_values_add(values, "total", 42);
    mlt_values_add(values, "mixed", 2);
    return MLTEST_CALLBACK_DONE;
}

static mltest_scorecard *score(const char *resamples)
{
    static const mltest_metric_vtable vtable = {
        .struct_size = sizeof vtable, .sample = set_numbers, .finish = set_total};
    mltest_options *options = fx_option("resamples", resamples);
    mltest_scorecard *card = fx_score_with(fx_open(true), options);
    mltest_metric *metric = NULL;
    mlt_options_unref(options);
    ck_assert_int_eq(mlt_metric_make(&metric, NULL, "m", &vtable, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_score_metrics(card, &metric, 1, NULL), MLTEST_OK);
    mlt_metric_unref(metric);
    return card;
}

static double cell(const mltest_scorecard *card, int condition, const char *name,
                   const char *column)
{
    const mlt_table *t = mlt_results_find_table(card->results, "metrics");
    for (size_t i = 0; i < t->n_rows; i++)
        if (strcmp(mlt_table_find_column(t, "name")->strings[i], name) == 0 &&
            strcmp(mlt_table_find_column(t, "condition")->strings[i], fx_names[condition]) == 0)
            return mlt_table_find_column(t, column)->doubles[i];
    ck_abort_msg("no %s", name);
}

/* Means of 1, 2, 3 and 4 as often as they are drawn. */
START_TEST(test_draws_by_counting)
{
    double point = 2.5, draws[N_DRAWS];
    const mlt_bootstrap b = {.n_values = 1, .n_draws = N_DRAWS, .point = &point, .draws = draws};
    mlt_estimate want;
    mltest_scorecard *card = score("200");
    for (uint32_t i = 0; i < N_DRAWS; i++) {
        double w[FX_SAMPLES];
        mlt_resample_weights(0, i, w, FX_SAMPLES);
        draws[i] = (w[0] + 2 * w[1] + 3 * w[2] + 4 * w[3]) / 4;
    }
    ck_assert_int_eq(mlt_estimate_take(&want, NULL, &b, 0, MLT_PERCENTILE, NULL), MLTEST_OK);
    fx_near(cell(card, FX_CLEAN, "place", "value"), 2.5);
    fx_near(cell(card, FX_CLEAN, "place", "low"), want.interval.low);
    fx_near(cell(card, FX_CLEAN, "place", "high"), want.interval.high);
    ck_assert(want.interval.high > want.interval.low + 0.5);
    fx_near(cell(card, FX_CLEAN, "constant", "low"), 1);
    fx_near(cell(card, FX_CLEAN, "constant", "high"), 1);
    mlt_scorecard_unref(card);
}
END_TEST

/* What the end of a condition sets, also beside samples, is of all of them at once. */
START_TEST(test_what_cannot_be_weighed)
{
    mltest_scorecard *card = score("200");
    fx_near(cell(card, FX_FOG, "total", "value"), 42);
    ck_assert_double_nan(cell(card, FX_FOG, "total", "low"));
    fx_near(cell(card, FX_FOG, "mixed", "value"), 5.0 / 4);
    ck_assert_double_nan(cell(card, FX_FOG, "mixed", "high"));
    mlt_scorecard_unref(card);
    card = score("0");
    ck_assert_double_nan(cell(card, FX_CLEAN, "place", "low"));
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(resample_metric, test_draws_by_counting, test_what_cannot_be_weighed)
