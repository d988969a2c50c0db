/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

Suite *mlt_suite_score_fill_intervals(void);

static const mlt_table *table_of(const mltest_scorecard *card)
{
    const mlt_table *table = mlt_results_find_table(card->results, "intervals");
    ck_assert_ptr_nonnull(table);
    return table;
}

START_TEST(test_rows)
{
    mltest_scorecard *card = fx_card(true, true);
    const mlt_table *t = table_of(card);
    /* five of all, two categories, three kinds, every level; four of each condition */
    const size_t means = 5 + 2 + 3 + card->n_levels;
    ck_assert_uint_eq(t->n_rows, means + (size_t)4 * FX_CONDITIONS);
    for (size_t i = 0; i < t->n_rows; i++) {
        double value = mlt_table_find_column(t, "value")->doubles[i];
        double low = mlt_table_find_column(t, "low")->doubles[i];
        double high = mlt_table_find_column(t, "high")->doubles[i];
        ck_assert(isnan(value) ? isnan(low) && isnan(high) : low <= value && value <= high);
    }
    ck_assert_str_eq(mlt_table_find_column(t, "figure")->strings[0], "risk");
    fx_near(mlt_table_find_column(t, "value")->doubles[0], card->risk.value);
    fx_near(mlt_table_find_column(t, "low")->doubles[0], fx_number(card, "risk.low"));
    ck_assert_str_eq(mlt_table_find_column(t, "of")->strings[means - 1],
                     card->levels[card->n_levels - 1].name);
    ck_assert_str_eq(mlt_table_find_column(t, "figure")->strings[4], "rPC");
    fx_near(mlt_table_find_column(t, "value")->doubles[4], card->risk.rpc);
    fx_near(mlt_table_find_column(t, "high")->doubles[4], fx_number(card, "rPC_high"));
    fx_near(fx_number(card, "resampling.draws"), 2000);
    mlt_scorecard_unref(card);
}
END_TEST

static double cell(const mltest_scorecard *card, const char *figure, const char *of,
                   const char *column)
{
    const mlt_table *t = table_of(card);
    for (size_t i = 0; i < t->n_rows; i++)
        if (strcmp(mlt_table_find_column(t, "figure")->strings[i], figure) == 0 &&
            strcmp(mlt_table_find_column(t, "of")->strings[i], of) == 0)
            return mlt_table_find_column(t, column)->doubles[i];
    ck_abort_msg("no %s of %s", figure, of);
}

/* The same numbers as in the table of conditions. */
START_TEST(test_performance)
{
    mltest_scorecard *card = fx_card(true, true);
    const mlt_table *t = mlt_results_find_table(card->results, "conditions");
    static const char *const figures[] = {"AP50", "mAP", "drop", "drop_AP50"};
    for (size_t i = 0; i < 4; i++) {
        char low[40], high[40];
        snprintf(low, sizeof low, "%s_low", figures[i]);
        snprintf(high, sizeof high, "%s_high", figures[i]);
        fx_near(cell(card, figures[i], fx_names[FX_FOG], "value"),
                mlt_table_find_column(t, figures[i])->doubles[FX_FOG]);
        fx_near(cell(card, figures[i], fx_names[FX_FOG], "low"),
                mlt_table_find_column(t, low)->doubles[FX_FOG]);
        fx_near(cell(card, figures[i], fx_names[FX_FOG], "high"),
                mlt_table_find_column(t, high)->doubles[FX_FOG]);
    }
    fx_near(cell(card, "mAP", "clean", "low"), fx_number(card, "clean.mAP_low"));
    fx_near(cell(card, "AP50", "clean", "high"), fx_number(card, "clean.AP50_high"));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_performance_of_classes)
{
    mltest_journal *journal = fx_open(true);
    journal->run.task = MLTEST_TASK_CLASSIFICATION;
    for (size_t i = 0; i < (size_t)FX_SAMPLES * FX_CONDITIONS; i++)
        journal->outcomes[i].is_top = journal->outcomes[i].type == MLT_OUTCOME;
    mltest_scorecard *card = fx_score(journal);
    fx_near(cell(card, "top1", fx_names[FX_NOISE], "value"), 0.75);
    fx_near(cell(card, "balanced_accuracy", fx_names[FX_NOISE], "value"), 0.75);
    fx_near(cell(card, "drop", fx_names[FX_NOISE], "value"), 0.25);
    fx_near(cell(card, "top1", "clean", "low"), fx_number(card, "clean.top1_low"));
    mlt_scorecard_unref(card);
}
END_TEST

static size_t rows_with(const char *option, const char *value, bool labelled)
{
    mltest_options *options = fx_option(option, value);
    mltest_scorecard *card = fx_score_with(fx_open(labelled), options);
    size_t n = table_of(card)->n_rows;
    ck_assert_int_eq(isnan(fx_number(card, "risk.low")), strcmp(option, "resamples") == 0);
    mlt_scorecard_unref(card);
    mlt_options_unref(options);
    return n;
}

START_TEST(test_none)
{
    ck_assert_uint_eq(rows_with("resamples", "0", true), 0);
    ck_assert_uint_eq(rows_with("tide", "false", false) + (size_t)2 * FX_CONDITIONS,
                      rows_with("map_intervals", "false", true));
}
END_TEST

Suite *mlt_suite_score_fill_intervals(void)
{
    Suite *suite = suite_create("score_fill_intervals");
    TCase *tests = tcase_create("fill_intervals");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, test_rows);
    tcase_add_test(tests, test_performance);
    tcase_add_test(tests, test_performance_of_classes);
    tcase_add_test(tests, test_none);
    suite_add_tcase(suite, tests);
    return suite;
}
