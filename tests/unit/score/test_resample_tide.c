/* SPDX-License-Identifier: MIT */
#include "score/resample_tide.h"

#include "score/fixtures.h"

static mltest_scorecard *score(mltest_journal *journal, const char *name, const char *value)
{
    mltest_options *options = fx_option("tide_resamples", "200");
    ck_assert_int_eq(mlt_options_set(options, name, value, NULL), MLTEST_OK);
    mltest_scorecard *card = fx_score_with(journal, options);
    mlt_options_unref(options);
    return card;
}

static const mlt_estimate *drawn(const mltest_scorecard *card, int condition, mlt_tide_kind kind)
{
    return &card->conditions[condition].drawn_tide[kind];
}

START_TEST(test_values_are_the_cards)
{
    mltest_scorecard *card = score(fx_open(true), "tide", "true");
    for (int c = 0; c < FX_CONDITIONS; c++)
        for (int k = 0; k < MLT_TIDE_N_KINDS; k++) {
            const mlt_condition_score *s = &card->conditions[c];
            fx_near(s->drawn_tide[k].value, s->tide_delta[k]);
            ck_assert(s->drawn_tide[k].interval.low <= s->tide_delta[k] + 1e-9);
            ck_assert(s->drawn_tide[k].interval.high >= s->tide_delta[k] - 1e-9);
        }
    fx_near(card->conditions[FX_FOG].tide_delta[MLT_TIDE_MISS], 100 * (1 - 51.0 / 101));
    /* All four draws of what was missed, to all of what was found. */
    fx_near(drawn(card, FX_FOG, MLT_TIDE_MISS)->interval.low, 0);
    ck_assert(drawn(card, FX_FOG, MLT_TIDE_MISS)->interval.high > 70);
    mlt_scorecard_unref(card);
}
END_TEST

/* Misses on the same pictures cancel in each draw; on those rain left out, nothing is compared. */
START_TEST(test_pairs)
{
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 3, FX_CLEAN, NULL, 0);
    fx_answer(journal, 3, FX_DITHER, NULL, 0);
    mltest_scorecard *card = score(journal, "tide", "true");
    ck_assert(card->conditions[FX_DITHER].tide[MLT_TIDE_MISS] > 20);
    fx_near(drawn(card, FX_DITHER, MLT_TIDE_MISS)->interval.se, 0);
    fx_near(drawn(card, FX_RAIN, MLT_TIDE_MISS)->interval.se, 0);
    fx_near(drawn(card, FX_CLEAN, MLT_TIDE_MISS)->interval.high, 0);
    ck_assert(drawn(card, FX_FOG, MLT_TIDE_MISS)->interval.se > 5);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_none)
{
    static const char *const off[][2] = {
        {"tide", "false"}, {"tide_resamples", "0"}, {"resamples", "0"}};
    for (size_t i = 0; i < 3; i++) {
        mltest_scorecard *card = score(fx_open(true), off[i][0], off[i][1]);
        ck_assert_double_nan(drawn(card, FX_FOG, MLT_TIDE_MISS)->value);
        ck_assert_double_nan(drawn(card, FX_FOG, MLT_TIDE_MISS)->interval.low);
        mlt_scorecard_unref(card);
    }
}
END_TEST

/* The same bits for any number of threads. */
START_TEST(test_threads)
{
    mltest_scorecard *cards[2];
    for (size_t i = 0; i < 2; i++) {
        mltest_context *ctx = NULL;
        mltest_journal *journal = NULL;
        ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_context_set_limit(ctx, "max_threads", 1 + 2 * i, NULL), MLTEST_OK);
        ck_assert_int_eq(fx_journal(&journal, ctx, true, true, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_scorecard_make(&cards[i], ctx, journal, NULL, NULL), MLTEST_OK);
        mlt_journal_unref(journal);
        mltest_context_free(ctx);
    }
    for (int c = 0; c < FX_CONDITIONS; c++)
        ck_assert_mem_eq(cards[0]->conditions[c].drawn_tide, cards[1]->conditions[c].drawn_tide,
                         sizeof cards[0]->conditions[c].drawn_tide);
    ck_assert(drawn(cards[0], FX_FOG, MLT_TIDE_MISS)->interval.se > 5);
    mlt_scorecard_unref(cards[0]);
    mlt_scorecard_unref(cards[1]);
}
END_TEST

FX_SUITE(resample_tide, test_values_are_the_cards, test_pairs, test_none, test_threads)
