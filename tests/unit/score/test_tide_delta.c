/* SPDX-License-Identifier: MIT */
#include "score/tide_delta.h"

#include "score/fixtures.h"

/* A truth that is ignored excuses what is seen in it. */
START_TEST(test_ignored_truths_excuse)
{
    static mlt_truth truth[] = {{{10, 10, 20, 20}, 400, 1, 0, 0},
                                {{60, 60, 20, 20}, 400, 2, 0, MLT_TRUTH_IGNORE}};
    static mlt_pred seen[] = {{{60, 60, 20, 20}, 0.95, 0}, {{10, 10, 20, 20}, 0.9, 0}};
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++) {
        fx_label(journal, i, truth, 2);
        fx_answer(journal, i, FX_FOG, seen, 2);
    }
    mltest_scorecard *card = fx_score(journal);
    for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++)
        fx_near(card->conditions[FX_FOG].tide[k], 0);
    mlt_scorecard_unref(card);
}
END_TEST

/* What is said of a class that the condition leaves out is no error. */
START_TEST(test_classes_left_out)
{
    static int32_t to[] = {0, -1};
    static bool is_void[] = {false, true};
    static const mlt_jclasses no_dogs = {to, is_void, 2};
    static mlt_pred seen[] = {{{60, 60, 20, 20}, 0.95, 1}, {{10, 10, 20, 20}, 0.9, 0}};
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++) {
        fx_answer(journal, i, FX_FOG, seen, 2);
        fx_outcome(journal, i, FX_FOG)->classes = &no_dogs;
    }
    mltest_scorecard *card = fx_score(journal);
    for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++)
        fx_near(card->conditions[FX_FOG].tide[k], 0);
    mlt_scorecard_unref(card);
}
END_TEST

/* Both answers are nearest to the first label. It is known where it is, although the condition
 * turns a picture without labels, so that the second answer is judged where it is and finds the
 * other. */
START_TEST(test_labels_that_are_known)
{
    static mlt_truth cats[] = {{{40, 40, 20, 20}, 400, 1, 0, 0}, {{50, 40, 20, 20}, 400, 2, 0, 0}};
    static mlt_pred both[] = {{{40, 40, 20, 20}, 0.9, 0}, {{44.9, 40, 20, 20}, 0.8, 0}};
    static const double nothing[9] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    static const double turn[9] = {0.8, -0.6, 40, 0.6, 0.8, -20, 0, 0, 1};
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++) {
        fx_label(journal, i, i == 0 ? NULL : cats, i == 0 ? 0 : 2);
        fx_answer(journal, i, FX_FOG, both, 2);
        fx_move(journal, i, FX_FOG, i == 0 ? turn : nothing);
    }
    mltest_scorecard *card = fx_score(journal);
    ck_assert(card->conditions[FX_FOG].label_limited);
    for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++)
        fx_near(card->conditions[FX_FOG].tide[k], 0);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_not_wanted)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "tide", "false", NULL), MLTEST_OK);
    mltest_scorecard *card = fx_score_with(fx_open(true), options);
    ck_assert(isnan(card->conditions[FX_FOG].tide[MLT_TIDE_MISS]));
    ck_assert(isnan(card->conditions[FX_FOG].tide_delta[MLT_TIDE_MISS]));
    mlt_options_unref(options);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(tide_delta, test_ignored_truths_excuse, test_classes_left_out, test_labels_that_are_known,
         test_not_wanted)
