/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

static double cell(const mltest_scorecard *card, const char *column, size_t row)
{
    const mlt_table *table = mlt_results_find_table(card->results, "decisions");
    return mlt_table_find_column(table, column)->doubles[row];
}

START_TEST(calls_of_any_run)
{
    mltest_scorecard *card = fx_card(true, true);
    fx_near(fx_number(card, "calls.total"), 21); /* three of 24 were skipped */
    fx_near(fx_number(card, "calls.clean"), 4);
    fx_near(fx_number(card, "calls.grid"), 24);
    fx_near(fx_number(card, "plan.samples"), 4);
    fx_near(fx_number(card, "plan.until_decided"), 0);
    ck_assert(isnan(fx_number(card, "plan.budget")));
    ck_assert(isnan(fx_number(card, "undecided_share")));
    ck_assert_uint_eq(mlt_results_find_table(card->results, "decisions")->n_rows, 0);
    mlt_scorecard_unref(card);
}
END_TEST

static const char *verdict(const mltest_scorecard *card, const char *table, size_t row)
{
    const mlt_table *t = mlt_results_find_table(card->results, table);
    return mlt_table_find_column(t, "verdict")->strings[row];
}

/* Eight of ten fail at a target of a half by an exact test; the evidence at any time is not enough
 * for that. */
START_TEST(verdicts_of_a_run_that_stopped)
{
    mltest_journal *journal = fx_repeat(12);
    mltest_options *options;
    journal->run.until_decided = true;
    journal->run.budget = 99;
    ck_assert_int_eq(mltest_options_new(&options, NULL, "score", NULL), MLTEST_OK);
    ck_assert_int_eq(
        mltest_options_set_double(options, "target_fraction_affected_samples", 0.25, NULL),
        MLTEST_OK);
    mltest_scorecard *card = fx_score_with(journal, options);
    fx_near(fx_number(card, "plan.until_decided"), 1);
    fx_near(fx_number(card, "plan.budget"), 99);
    ck_assert_uint_eq(mlt_results_find_table(card->results, "decisions")->n_rows, 5);
    fx_near(cell(card, "n", 0), 12);
    fx_near(cell(card, "k", 0), 6);
    fx_near(cell(card, "k", 3), 12);
    fx_near(cell(card, "calls", 2), 3);
    ck_assert_double_lt(cell(card, "log_e_pass", 3), 0);
    ck_assert_double_gt(cell(card, "log_e_fail", 3), 3);
    ck_assert_str_eq(verdict(card, "decisions", 0), "inconclusive");
    ck_assert_str_eq(verdict(card, "decisions", 3), "fail");
    fx_near(fx_number(card, "undecided_share"), 0.8);
    /* The other tables say the same, where a test for a fixed number would say otherwise. */
    ck_assert_str_eq(verdict(card, "conditions", FX_FOG), "inconclusive");
    ck_assert_str_eq(verdict(card, "levels", FX_FOG), "inconclusive");
    ck_assert_str_eq(verdict(card, "conditions", FX_BOTH), "fail");
    ck_assert_str_eq(verdict(card, "conditions", FX_CLEAN), "");
    mlt_scorecard_unref(card);
    journal = fx_repeat(12);
    card = fx_score_with(journal, options);
    ck_assert_str_eq(verdict(card, "conditions", FX_FOG), "inconclusive");
    mlt_scorecard_unref(card);
    mltest_options_free(options);
}
END_TEST

FX_SUITE(fill_decisions, calls_of_any_run, verdicts_of_a_run_that_stopped)
