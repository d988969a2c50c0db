/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

START_TEST(test_lives_as_long_as_its_references)
{
    mltest_scorecard *card = fx_card(true, true);
    ck_assert_ptr_eq(mlt_scorecard_ref(card), card);
    mlt_scorecard_unref(card);
    ck_assert_uint_eq(card->journal->n_samples, FX_SAMPLES);
    mlt_scorecard_unref(card);
    mlt_scorecard_unref(NULL);
}
END_TEST

START_TEST(test_a_journal_must_have_a_clean_condition)
{
    static const char text[] =
        "{\"type\":\"run\",\"format\":1,\"classes\":[],\"dataset\":{\"n\":0}}\n"
        "{\"type\":\"condition\",\"name\":\"fog:r1@3\",\"steps\":[{\"kind\":\"fog\"}],"
        "\"severity\":3}\n";
    mltest_journal *journal = NULL;
    mltest_scorecard *card = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_journal_parse(&journal, NULL, "t", text, sizeof text - 1, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, journal, NULL, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(card);
    ck_assert_str_eq(mltest_error_message(error), "the journal has no clean condition");
    mltest_error_free(error);
    mlt_journal_unref(journal);
}
END_TEST

/* A repeat of the clean picture is not the clean condition, nor is nothing. */
START_TEST(test_a_repeat_is_not_clean)
{
    mltest_scorecard *card = NULL;
    mltest_journal *journal = fx_open(true);
    journal->conditions[FX_CLEAN].replicate = 1;
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, journal, NULL, NULL), MLTEST_ERR_INVALID);
    journal->conditions[FX_CLEAN].replicate = 0;
    journal->n_conditions = 0;
    journal->n_samples = 0;
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, journal, NULL, NULL), MLTEST_ERR_INVALID);
    journal->conditions = NULL; /* must not be looked at */
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, journal, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(card);
    mlt_journal_unref(journal);
}
END_TEST

START_TEST(test_without_samples_nothing_is_defined)
{
    mltest_journal *journal = NULL;
    mltest_scorecard *card = NULL;
    ck_assert_int_eq(mlt_journal_parse(&journal, NULL, "t", fx_head, sizeof fx_head - 1, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, journal, NULL, NULL), MLTEST_OK);
    ck_assert(isnan(card->risk.value) && isnan(card->conditions[0].map));
    ck_assert(isnan(fx_number(card, "risk.value")));
    mlt_scorecard_unref(card);
    mlt_journal_unref(journal);
}
END_TEST

/* The floor is what the run record declares, or the lowest score that was seen. */
START_TEST(test_score_floor)
{
    mltest_scorecard *card = fx_card(true, true);
    fx_near(fx_number(card, "score_floor"), 0);
    mltest_journal *journal = mlt_journal_ref(card->journal);
    mlt_scorecard_unref(card);
    journal->run.has_score_floor = false;
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, journal, NULL, NULL), MLTEST_OK);
    fx_near(fx_number(card, "score_floor"), 0.5);
    mlt_scorecard_unref(card);
    mlt_journal_unref(journal);
}
END_TEST

/* Nothing was ever said: nothing hints at a floor above 0. */
START_TEST(test_score_floor_without_predictions)
{
    mltest_journal *journal = fx_open(true);
    journal->run.has_score_floor = false;
    for (size_t i = 0; i < (size_t)FX_SAMPLES * FX_CONDITIONS; i++)
        journal->outcomes[i].n_preds = 0;
    mltest_scorecard *card = fx_score(journal);
    fx_near(fx_number(card, "score_floor"), 0);
    mlt_scorecard_unref(card);
}
END_TEST

/*
 * A box that flickers from .31 to .29 keeps its partner while the floor is not above
 * match_confidence; a model that reports nothing lower has no partners to offer.
 */
START_TEST(test_hysteresis_up_to_the_floor)
{
    static mlt_pred over[] = {{{10, 10, 20, 20}, 0.31, 0}}, under[] = {{{10, 10, 20, 20}, 0.29, 0}};
    mltest_journal *journal = fx_open(true);
    mltest_options *options = NULL;
    fx_answer(journal, 0, FX_CLEAN, over, 1);
    fx_answer(journal, 0, FX_FOG, under, 1);
    ck_assert_int_eq(mltest_options_new(&options, NULL, "score", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_text(options, "match_confidence", "0.25", NULL), MLTEST_OK);
    journal->run.score_floor = 0.25;
    mltest_scorecard *card = fx_score_with(mlt_journal_ref(journal), options);
    fx_near(mlt_scorecard_sample(card, 0, FX_FOG)->r, 1);
    mlt_scorecard_unref(card);
    journal->run.score_floor = 0.26;
    card = fx_score_with(journal, options);
    fx_near(mlt_scorecard_sample(card, 0, FX_FOG)->r, 0);
    mlt_scorecard_unref(card);
    mltest_options_free(options);
}
END_TEST

START_TEST(test_options_of_another_table)
{
    mltest_options *options = NULL;
    mltest_scorecard *card = NULL;
    mltest_journal *journal = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(fx_journal(&journal, NULL, true, true, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_new(&options, NULL, "run", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, journal, options, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(card);
    mltest_error_free(error);
    mltest_options_free(options);
    mlt_journal_unref(journal);
}
END_TEST

/* Figures, and intervals of means and of clean pictures, are those of any card; what a comparison
 * draws itself is left. */
START_TEST(test_for_pairs)
{
    mltest_journal *journal = fx_open(true);
    mltest_options *options = fx_option("resamples", "100");
    mltest_scorecard *pair = NULL, *card;
    ck_assert_int_eq(mlt_scorecard_make_for_pairs(&pair, NULL, journal, options, NULL), MLTEST_OK);
    card = fx_score_with(journal, options);
    mlt_options_unref(options);
    const mlt_condition_score *a = &pair->conditions[FX_FOG], *b = &card->conditions[FX_FOG];
    ck_assert_double_eq(a->map, b->map);
    ck_assert_double_eq(mlt_results_find_value(pair->results, "risk.low")->number,
                        mlt_results_find_value(card->results, "risk.low")->number);
    ck_assert_double_eq(a->tide[MLT_TIDE_MISS], b->tide[MLT_TIDE_MISS]);
    ck_assert(!isnan(b->drawn.ap50.interval.low) && isnan(a->drawn.ap50.interval.low));
    ck_assert(!isnan(b->drawn_tide[MLT_TIDE_MISS].interval.low) &&
              isnan(a->drawn_tide[MLT_TIDE_MISS].interval.low));
    ck_assert_double_eq(pair->conditions[0].drawn.map.interval.low,
                        card->conditions[0].drawn.map.interval.low);
    ck_assert_double_eq(pair->conditions[0].drawn.ap50.interval.high,
                        card->conditions[0].drawn.ap50.interval.high);
    mlt_scorecard_unref(pair);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(fx_score_all, NULL);
}
END_TEST

FX_SUITE(card, test_lives_as_long_as_its_references, test_a_journal_must_have_a_clean_condition,
         test_a_repeat_is_not_clean, test_score_floor_without_predictions,
         test_hysteresis_up_to_the_floor, test_without_samples_nothing_is_defined, test_score_floor,
         test_options_of_another_table, test_for_pairs, test_out_of_memory)
