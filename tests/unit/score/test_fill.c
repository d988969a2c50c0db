/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

static const char *text(const mltest_scorecard *card, const char *name)
{
    return mlt_results_find_value(card->results, name)->text;
}

static bool warns(const mltest_scorecard *card, const char *wanted)
{
    const mlt_table *table = mlt_results_find_table(card->results, "warnings");
    const mlt_column *column = mlt_table_find_column(table, "text");
    for (size_t i = 0; i < table->n_rows; i++)
        if (strstr(column->strings[i], wanted) != NULL)
            return true;
    return false;
}

START_TEST(test_names_and_settings)
{
    mltest_scorecard *card = fx_card(true, true);
    ck_assert_str_eq(text(card, "model.name"), "net");
    ck_assert_str_eq(text(card, "dataset.name"), "pets");
    ck_assert_str_eq(text(card, "suite.name"), "s");
    ck_assert_str_eq(text(card, "task"), "detection");
    ck_assert_str_eq(text(card, "settings.consistency"), "micro");
    fx_near(fx_number(card, "format"), 1);
    fx_near(fx_number(card, "n_samples"), 4);
    fx_near(fx_number(card, "complete"), 1);
    fx_near(fx_number(card, "settings.score_strictness"), 0.75);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_figures)
{
    mltest_scorecard *card = fx_card(true, true);
    fx_near(fx_number(card, "risk.value"), 37.5);
    ck_assert(isnan(fx_number(card, "risk.low")) && isnan(fx_number(card, "risk.high")));
    fx_near(fx_number(card, "worst_case_share"), 0.75);
    ck_assert_str_eq(text(card, "worst_kind.name"), "fog");
    fx_near(fx_number(card, "clean.mAP"), 1);
    fx_near(fx_number(card, "clean.eligible"), 4);
    fx_near(fx_number(card, "rPC"), 127.0 / 202);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_warnings)
{
    mltest_scorecard *card = fx_card(true, true);
    ck_assert(warns(card, "low evidence: 4 of 4 samples"));
    ck_assert(warns(card, "1 predictions failed"));
    ck_assert(warns(card, "rain:r1@5 was skipped for more than half"));
    ck_assert(!warns(card, "not complete"));
    ck_assert(!warns(card, "no labels"));
    ck_assert(!warns(card, "blind"));
    ck_assert(!warns(card, "hysteresis"));
    mlt_scorecard_unref(card);
    card = fx_card(false, false);
    ck_assert(warns(card, "no labels: stability, not quality"));
    ck_assert(warns(card, "the journal is not complete"));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_a_high_floor_turns_hysteresis_off)
{
    mltest_scorecard *card = NULL;
    mltest_journal *journal = NULL;
    ck_assert_int_eq(fx_journal(&journal, NULL, true, true, NULL), MLTEST_OK);
    journal->run.score_floor = 0.25;
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, journal, NULL, NULL), MLTEST_OK);
    ck_assert(warns(card, "hysteresis is off"));
    mlt_scorecard_unref(card);
    mlt_journal_unref(journal);
}
END_TEST

FX_SUITE(fill, test_names_and_settings, test_figures, test_warnings,
         test_a_high_floor_turns_hysteresis_off)
