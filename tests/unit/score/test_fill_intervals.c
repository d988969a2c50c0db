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
    /* three of the risk, two categories, three kinds, every level */
    ck_assert_uint_eq(t->n_rows, 3 + 2 + 3 + card->n_levels);
    for (size_t i = 0; i < t->n_rows; i++) {
        double value = mlt_table_find_column(t, "value")->doubles[i];
        double low = mlt_table_find_column(t, "low")->doubles[i];
        double high = mlt_table_find_column(t, "high")->doubles[i];
        ck_assert(isnan(value) ? isnan(low) && isnan(high) : low <= value && value <= high);
    }
    ck_assert_str_eq(mlt_table_find_column(t, "figure")->strings[0], "risk");
    fx_near(mlt_table_find_column(t, "value")->doubles[0], card->risk.value);
    fx_near(mlt_table_find_column(t, "low")->doubles[0], fx_number(card, "risk.low"));
    ck_assert_str_eq(mlt_table_find_column(t, "of")->strings[t->n_rows - 1],
                     card->levels[card->n_levels - 1].name);
    fx_near(fx_number(card, "resampling.draws"), 2000);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_none)
{
    mltest_options *options = NULL;
    mltest_journal *journal = NULL;
    mltest_scorecard *card = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "resamples", "0", NULL), MLTEST_OK);
    ck_assert_int_eq(fx_journal(&journal, NULL, true, true, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, journal, options, NULL), MLTEST_OK);
    ck_assert_uint_eq(table_of(card)->n_rows, 0);
    ck_assert_double_nan(fx_number(card, "risk.low"));
    mlt_scorecard_unref(card);
    mlt_journal_unref(journal);
    mlt_options_unref(options);
}
END_TEST

Suite *mlt_suite_score_fill_intervals(void)
{
    Suite *suite = suite_create("score_fill_intervals");
    TCase *tests = tcase_create("fill_intervals");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, test_rows);
    tcase_add_test(tests, test_none);
    suite_add_tcase(suite, tests);
    return suite;
}
