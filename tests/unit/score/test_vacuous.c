/* SPDX-License-Identifier: MIT */
/*
 * Models that see nothing, always the same, crash, or cannot make up their mind: none looks robust.
 */
#include "score/fixtures.h"

enum { N = 60 };

static mlt_pred cat[] = {{{10, 10, 20, 20}, 0.9, 0}};

/* The same answer to every picture. */
static mltest_journal *constant(mlt_pred *preds, size_t n, bool labelled)
{
    mltest_journal *journal = fx_repeat(N);
    for (size_t i = 0; i < N; i++) {
        for (size_t c = 0; c < FX_CONDITIONS; c++)
            fx_answer(journal, i, c, preds, n);
        if (!labelled)
            fx_label(journal, i, NULL, 0);
    }
    return journal;
}

static bool warns(const mltest_scorecard *card, const char *part)
{
    const mlt_table *table = mlt_results_find_table(card->results, "warnings");
    for (size_t i = 0; i < table->n_rows; i++) {
        if (strstr(table->columns[0].strings[i], part) != NULL)
            return true;
    }
    return false;
}

static const char *verdict(const mltest_scorecard *card, size_t condition)
{
    const mlt_table *table = mlt_results_find_table(card->results, "conditions");
    return mlt_table_find_column(table, "verdict")->strings[condition];
}

/* Blind throughout: there is no risk, not one of 0, and everything is failure. */
START_TEST(test_one_that_detects_nothing)
{
    for (int labelled = 0; labelled < 2; labelled++) {
        mltest_scorecard *card = fx_score(constant(NULL, 0, labelled));
        ck_assert(isnan(card->risk.value) && isnan(card->risk.flat));
        ck_assert(isnan(card->risk.worst_case) && card->risk.low_evidence);
        fx_near(card->risk.blind_share, 1);
        ck_assert_uint_eq(card->conditions[FX_FOG].n_blind, N);
        ck_assert(isnan(card->conditions[FX_FOG].mean_r));
        ck_assert_str_eq(verdict(card, FX_FOG), "inconclusive");
        ck_assert(warns(card, "low evidence: 0 of 60"));
        if (labelled) {
            fx_near(card->risk.failure, 100);
            fx_near(card->risk.mpc, 0);
            ck_assert(isnan(card->risk.rpc));
            ck_assert_uint_eq(card->conditions[FX_FOG].n_already_wrong, N);
        } else {
            ck_assert(isnan(card->risk.failure));
            ck_assert(warns(card, "a constant predictor scores 0"));
        }
        mlt_scorecard_unref(card);
    }
}
END_TEST

/* Rightly silent on 20 empty pictures of 60: a risk of 0 on them, but on low evidence. */
START_TEST(test_silence_that_is_right_sometimes)
{
    static mlt_truth none[1];
    mltest_journal *journal = constant(NULL, 0, true);
    for (size_t i = 0; i < 20; i++)
        fx_label(journal, i, none, 0);
    mltest_scorecard *card = fx_score(journal);
    fx_near(card->risk.value, 0);
    ck_assert(card->risk.low_evidence);
    fx_near(card->risk.blind_share, 40.0 / 60);
    fx_near(card->risk.failure, 100 * 40.0 / 60);
    ck_assert_str_eq(verdict(card, FX_FOG), "inconclusive"); /* 20 cannot pass at 5 % */
    mlt_scorecard_unref(card);
}
END_TEST

/* Stable and wrong: the risk is 0, its partner in the headline 100. */
START_TEST(test_one_constant_box)
{
    static mlt_pred box[] = {{{60, 60, 20, 20}, 0.9, 0}};
    mltest_scorecard *card = fx_score(constant(box, 1, true));
    fx_near(card->risk.value, 0);
    fx_near(card->risk.failure, 100);
    fx_near(card->risk.mpc, 0);
    fx_near(card->conditions[FX_FOG].mean_q, 0);
    ck_assert_uint_eq(card->conditions[FX_FOG].n_already_wrong, N);
    ck_assert_uint_eq(card->conditions[FX_FOG].n_stays_right, 0);
    fx_near(card->conditions[FX_FOG].newly_broken.value, 0);
    mlt_scorecard_unref(card);
    card = fx_score(constant(box, 1, false));
    fx_near(card->risk.value, 0);
    ck_assert(warns(card, "stability, not quality; a constant predictor scores 0"));
    mlt_scorecard_unref(card);
}
END_TEST

/* Fog makes 40 of 60 pictures dark. */
START_TEST(test_one_that_crashes_in_the_dark)
{
    mltest_journal *journal = constant(cat, 1, true);
    for (size_t i = 0; i < 40; i++)
        fx_outcome(journal, i, FX_FOG)->type = MLT_FAILURE;
    mltest_scorecard *card = fx_score(journal);
    const mlt_condition_score *fog = &card->conditions[FX_FOG];
    fx_near(fog->affected.value, 40.0 / 60);
    fx_near(fog->newly_broken.value, 40.0 / 60);
    fx_near(fog->total_loss.value, 40.0 / 60);
    fx_near(fog->wrong.value, 40.0 / 60);
    fx_near(fog->mean_r, 20.0 / 60);
    fx_near(fog->mean_q, 20.0 / 60);
    ck_assert_uint_eq(fog->n_failed, 40);
    ck_assert_uint_eq(fog->lost, 40);
    fx_near(fog->recall, 20.0 / 60);
    ck_assert_str_eq(verdict(card, FX_FOG), "fail");
    ck_assert_str_eq(card->risk.worst_kind, "fog");
    fx_near(card->risk.value, 100 * ((40.0 / 60 + 0) / 2 + 0) / 2);
    ck_assert(warns(card, "40 predictions failed"));
    mlt_scorecard_unref(card);
}
END_TEST

/* Dark from the beginning: nothing to compare with, and so not eligible; but wrong every time. */
START_TEST(test_one_that_crashes_on_clean_pictures_too)
{
    mltest_journal *journal = constant(cat, 1, true);
    for (size_t i = 0; i < 40; i++) {
        for (size_t c = 0; c < FX_CONDITIONS; c++)
            fx_outcome(journal, i, c)->type = MLT_FAILURE;
    }
    mltest_scorecard *card = fx_score(journal);
    fx_near(card->risk.value, 0);
    ck_assert(card->risk.low_evidence); /* 20 of 60 */
    fx_near(card->risk.failure, 100 * 40.0 / 60);
    ck_assert_uint_eq(card->conditions[FX_FOG].n_eligible, 20);
    ck_assert_uint_eq(card->conditions[FX_FOG].n_failed, 40);
    ck_assert_str_eq(verdict(card, FX_FOG), "inconclusive");
    mlt_scorecard_unref(card);
}
END_TEST

static double next_random(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

/* Three cats a picture, whose scores are drawn anew from [low, high] for every condition. */
static double affected_by_jitter(double low, double high, const char *match_confidence)
{
    enum { CATS = 3, PICTURES = 600 };
    static mlt_pred preds[PICTURES][FX_CONDITIONS][CATS];
    static mlt_truth truth[CATS];
    uint64_t state = 7;
    mltest_options *options = NULL;
    mltest_journal *journal = fx_repeat(PICTURES);
    for (size_t k = 0; k < CATS; k++)
        truth[k] = (mlt_truth){{30 * (double)k, 10, 20, 20}, 400, (int64_t)k + 1, 0, 0};
    for (size_t i = 0; i < PICTURES; i++) {
        fx_label(journal, i, truth, CATS);
        for (size_t c = 0; c < FX_CONDITIONS; c++) {
            for (size_t k = 0; k < CATS; k++)
                preds[i][c][k] =
                    (mlt_pred){truth[k].box, low + (high - low) * next_random(&state), 0};
            fx_answer(journal, i, c, preds[i][c], CATS);
        }
    }
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "match_confidence", match_confidence, NULL),
                     MLTEST_OK);
    mltest_scorecard *card = fx_score_with(journal, options);
    double share = card->conditions[FX_FOG].affected.value;
    mlt_options_unref(options);
    mlt_scorecard_unref(card);
    return share;
}

/* Around the threshold hysteresis keeps the flicker out; further than that it is instability. */
START_TEST(test_scores_that_jitter)
{
    fx_near(affected_by_jitter(0.21, 0.42, "0.2"), 0);
    ck_assert_double_gt(affected_by_jitter(0.21, 0.42, "0.3"), 0.3);
    ck_assert_double_gt(affected_by_jitter(0, 1, "0.2"), 0.2);
}
END_TEST

FX_SUITE(vacuous, test_one_that_detects_nothing, test_silence_that_is_right_sometimes,
         test_one_constant_box, test_one_that_crashes_in_the_dark,
         test_one_that_crashes_on_clean_pictures_too, test_scores_that_jitter)
