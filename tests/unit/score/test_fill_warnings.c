/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

static bool warns(const mltest_scorecard *card, const char *wanted)
{
    const mlt_table *table = mlt_results_find_table(card->results, "warnings");
    const mlt_column *column = mlt_table_find_column(table, "text");
    for (size_t i = 0; i < table->n_rows; i++)
        if (strstr(column->strings[i], wanted) != NULL)
            return true;
    return false;
}

static size_t count_warnings(const mltest_scorecard *card)
{
    return mlt_results_find_table(card->results, "warnings")->n_rows;
}

START_TEST(all_kinds)
{
    mltest_scorecard *card = fx_card(true, true);
    ck_assert(warns(card, "low evidence: 4 of 4 samples"));
    ck_assert(warns(card, "1 prediction failed; it counts as affected"));
    ck_assert(warns(card, "skipped for more than half of the samples and left out: rain:r1@5"));
    ck_assert(warns(card, "few objects: 1 class has fewer than 30"));
    ck_assert_uint_eq(count_warnings(card), 4);
    mlt_scorecard_unref(card);
    card = fx_card(false, false);
    ck_assert(warns(card, "no labels: stability, not quality"));
    ck_assert(warns(card, "the journal is not complete"));
    ck_assert_uint_eq(count_warnings(card), 5);
    mlt_scorecard_unref(card);
}
END_TEST

/* One label is enough to speak of quality. */
START_TEST(runs_that_did_not_ask_everything)
{
    mltest_journal *journal = fx_open(true);
    journal->run.limit = 9;
    journal->run.budget = 30;
    mltest_scorecard *card = fx_score(journal);
    ck_assert(warns(card, "4 of 9 samples were run, drawn at random: 21 of 54 calls, with a budget "
                          "of 30"));
    ck_assert(!warns(card, "stopped at its verdicts"));
    mlt_scorecard_unref(card);
    journal = fx_open(true);
    journal->run.until_decided = true;
    card = fx_score(journal);
    ck_assert(warns(card, "4 of 4 samples were run, drawn at random: 21 of 24 calls"));
    ck_assert(warns(card, "the run stopped at its verdicts"));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(one_label)
{
    mltest_journal *journal = fx_open(true);
    for (size_t i = 1; i < FX_SAMPLES; i++)
        fx_label(journal, i, NULL, 0);
    mltest_scorecard *card = fx_score(journal);
    ck_assert(!warns(card, "no labels"));
    mlt_scorecard_unref(card);
}
END_TEST

/* 30 samples are evidence, if they are half of all. */
START_TEST(evidence)
{
    mltest_scorecard *card = fx_score(fx_repeat(29));
    ck_assert(warns(card, "low evidence: 29 of 29"));
    mlt_scorecard_unref(card);
    card = fx_score(fx_repeat(30));
    ck_assert(!warns(card, "low evidence"));
    ck_assert(!warns(card, "blind"));
    mlt_scorecard_unref(card);
    for (size_t blind = 30; blind <= 31; blind++) {
        mltest_journal *journal = fx_repeat(30 + blind);
        for (size_t i = 0; i < blind; i++)
            fx_answer(journal, i, FX_CLEAN, NULL, 0);
        card = fx_score(journal);
        ck_assert_int_eq(warns(card, "low evidence: 30 of 61"), blind == 31);
        ck_assert(warns(card, blind == 30 ? "30 of 60 samples are blind" : "31 of 61 samples"));
        mlt_scorecard_unref(card);
    }
}
END_TEST

START_TEST(nothing_to_warn_of)
{
    mltest_journal *journal = fx_repeat(30);
    for (size_t i = 0; i < 30; i++) {
        for (size_t c = FX_FOG; c <= FX_RAIN; c++)
            fx_answer(journal, i, c, NULL, 0);
    }
    mltest_scorecard *card = fx_score(journal);
    ck_assert_uint_eq(count_warnings(card), 0);
    mlt_scorecard_unref(card);
}
END_TEST

/* What drops out of risk is named, all of it, also when there is more to warn of. */
START_TEST(all_that_was_skipped_is_named)
{
    mltest_journal *journal = fx_open(false);
    journal->run.score_floor = 0.25;
    journal->complete = false;
    fx_answer(journal, 0, FX_CLEAN, NULL, 0);
    for (size_t i = 0; i < 3; i++) {
        for (size_t c = FX_FOG; c <= FX_DITHER; c++)
            fx_outcome(journal, i, c)->type = MLT_SKIP;
    }
    mltest_scorecard *card = fx_score(journal);
    ck_assert(warns(card, "hysteresis is off"));
    ck_assert(warns(card, "left out: fog:r1@3, noise:r1@3, rain:r1@5, fog:r1@3+noise:r1@3, "
                          "dither:r1@1"));
    ck_assert_uint_eq(count_warnings(card), 7); /* every one there is */
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(a_high_floor_turns_hysteresis_off)
{
    mltest_journal *journal = fx_open(true);
    journal->run.score_floor = 0.25;
    mltest_scorecard *card = fx_score(journal);
    ck_assert(warns(card, "hysteresis is off"));
    fx_near(fx_number(card, "score_floor"), 0.25);
    mlt_scorecard_unref(card);
}
END_TEST

/* Nothing is seen on d, even if it is clean. */
START_TEST(blind)
{
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 3, FX_CLEAN, NULL, 0);
    mltest_scorecard *card = fx_score(journal);
    ck_assert(warns(card, "1 of 4 samples are blind"));
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_status warn_again(mltest_context *ctx, void *data)
{
    mltest_scorecard *card = data;
    mltest_context *before = card->ctx;
    mlt_results *results = card->results;
    mltest_error *error = NULL;
    const mlt_score_extras extras = {.floor = 0.3};
    card->ctx = ctx;
    mltest_status status = mlt_results_new(&card->results, ctx, &error);
    if (status == MLTEST_OK) {
        status = mlt_score_fill_warnings(card, &extras, &error);
        mlt_results_free(card->results);
    }
    card->ctx = before;
    card->results = results;
    mltest_error_free(error);
    return status;
}

START_TEST(out_of_memory)
{
    mltest_scorecard *card = fx_card(false, false);
    card->journal->run.budget = 3;
    card->journal->run.until_decided = true;
    mlt_test_every_allocation(warn_again, card);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(fill_warnings, all_kinds, runs_that_did_not_ask_everything, one_label, evidence,
         nothing_to_warn_of, all_that_was_skipped_is_named, a_high_floor_turns_hysteresis_off,
         blind, out_of_memory)
