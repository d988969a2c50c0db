/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

/* Cats a to c are called cat with .9, .8 and .6; d is a dog, called cat with .6. */
static mltest_scorecard *scored(double of_d)
{
    static mlt_truth dog[] = {{{0, 0, 0, 0}, 0, 1, 1, 0}};
    static mlt_pred preds[FX_SAMPLES] = {
        {{0, 0, 0, 0}, 0.9, 0}, {{0, 0, 0, 0}, 0.8, 0}, {{0, 0, 0, 0}, 0.6, 0}};
    mltest_journal *journal = fx_open(true);
    preds[3] = (mlt_pred){{0, 0, 0, 0}, of_d, 0};
    fx_make_top(journal);
    fx_label(journal, 3, dog, 1);
    for (size_t i = 0; i < FX_SAMPLES; i++) {
        fx_answer(journal, i, FX_FOG, &preds[i], 1);
        fx_outcome(journal, i, FX_FOG)->is_top = true;
    }
    return fx_score(journal);
}

START_TEST(test_figures_by_class)
{
    mltest_scorecard *card = scored(0.6);
    const mlt_class_figures *cats = &card->figures[FX_FOG * 2], *dogs = cats + 1;
    fx_near(cats->counts.right, 3);
    fx_near(cats->counts.wrong, 1);
    fx_near(cats->counts.missed, 0);
    fx_near(dogs->counts.right + dogs->counts.wrong, 0);
    fx_near(dogs->counts.missed, 1);
    fx_near(card->figures[FX_NOISE * 2 + 1].counts.wrong, 1); /* c was taken for a dog */
    mlt_scorecard_unref(card);
}
END_TEST

/* A failure has missed its class once. */
START_TEST(test_a_failure_by_class)
{
    mltest_scorecard *card = scored(0.6);
    mltest_journal *journal = mlt_journal_ref(card->journal);
    mlt_scorecard_unref(card);
    *fx_outcome(journal, 0, FX_FOG) = (mlt_joutcome){.type = MLT_FAILURE, .message = "", .ms = -1};
    card = fx_score(journal);
    fx_near(card->figures[FX_FOG * 2].counts.right, 2);
    fx_near(card->figures[FX_FOG * 2].counts.missed, 1);
    mlt_scorecard_unref(card);
}
END_TEST

/* Bins of 1/15: .9 and .8 alone and right, two of .6 half right: (.1 + .2 + 2 · .1) / 4. */
START_TEST(test_calibration)
{
    mltest_scorecard *card = scored(0.6);
    ck_assert_double_eq_tol(card->conditions[FX_FOG].ece, 0.125, 1e-7);
    mlt_scorecard_unref(card);
    card = scored(1.5); /* no probability */
    ck_assert(isnan(card->conditions[FX_FOG].ece));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_out_of_memory)
{
    bool is_top = true;
    mlt_test_every_allocation(fx_score_all, &is_top);
}
END_TEST

FX_SUITE(performance_top, test_figures_by_class, test_a_failure_by_class, test_calibration,
         test_out_of_memory)
