/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

static bool warns(const mltest_scorecard *card, const char *part)
{
    const mlt_table *table = mlt_results_find_table(card->results, "warnings");
    for (size_t i = 0; i < table->n_rows; i++) {
        if (strstr(table->columns[0].strings[i], part) != NULL)
            return true;
    }
    return false;
}

/* Without a repeat of the clean picture its floor is not known; dither changes nothing here. */
START_TEST(test_noise_floor)
{
    mltest_journal *journal = fx_open(true);
    mltest_scorecard *card = fx_score(mlt_journal_ref(journal));
    ck_assert(isnan(fx_number(card, "noise_floor.repeat")));
    fx_near(fx_number(card, "noise_floor.dither"), 0);
    mlt_scorecard_unref(card);
    journal->conditions[FX_RAIN].n_steps = 0; /* found, once more */
    journal->conditions[FX_RAIN].name = "clean#1";
    for (size_t i = 0; i < FX_SAMPLES; i++)
        *fx_outcome(journal, i, FX_RAIN) = *fx_outcome(journal, i, FX_CLEAN);
    card = fx_score(mlt_journal_ref(journal));
    fx_near(fx_number(card, "noise_floor.repeat"), 0);
    ck_assert(!warns(card, "does not repeat itself"));
    mlt_scorecard_unref(card);
    fx_answer(journal, 2, FX_RAIN, NULL, 0);
    card = fx_score(journal);
    fx_near(fx_number(card, "noise_floor.repeat"), 0.25);
    ck_assert(warns(card, "does not repeat itself"));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_truncated)
{
    mltest_journal *journal = fx_open(true);
    mltest_scorecard *card = fx_score(mlt_journal_ref(journal));
    ck_assert(isnan(fx_number(card, "mAP_truncated_at")));
    fx_near(fx_number(card, "hysteresis"), 1);
    mlt_scorecard_unref(card);
    journal->run.score_floor = 0.25;
    card = fx_score(journal);
    fx_near(fx_number(card, "mAP_truncated_at"), 0.25);
    fx_near(fx_number(card, "hysteresis"), 0);
    ck_assert(warns(card, "mAP is truncated at 0.25"));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_units)
{
    mltest_journal *journal = fx_open(true);
    mltest_scorecard *card = fx_score(mlt_journal_ref(journal));
    fx_near(fx_number(card, "resampling.units"), 4);
    ck_assert_str_eq(mltest_scorecard_text(card, "resampling.unit"), "sample");
    mlt_scorecard_unref(card);
    journal->samples[0].id = "x.rf.0123456789.png";
    journal->samples[1].id = "x.rf.9876543210.png";
    card = fx_score(journal);
    fx_near(fx_number(card, "resampling.units"), 3);
    ck_assert_str_eq(mltest_scorecard_text(card, "resampling.unit"), "group");
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(fill_floor, test_noise_floor, test_truncated, test_units)
