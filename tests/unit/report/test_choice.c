/* SPDX-License-Identifier: MIT */
#include "report/choice.h"

#include "score/fixtures.h"

enum { MOST = 20 };

static mlt_page_pair pairs[MOST];
static size_t n;

static void choose(mltest_scorecard *const *cards, size_t n_cards, size_t most)
{
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_page_choose(pairs, most, &n, NULL, cards, n_cards, &error), MLTEST_OK);
}

static void expect(const size_t wanted[][2], size_t n_wanted)
{
    ck_assert_uint_eq(n, n_wanted);
    for (size_t i = 0; i < n; i++) {
        ck_assert_uint_eq(pairs[i].sample, wanted[i][0]);
        ck_assert_uint_eq(pairs[i].condition, wanted[i][1]);
    }
}

/* All are affected by both, half by fog; of one condition the worst sample first; what failed is
 * last. */
static const size_t all[][2] = {{0, FX_BOTH}, {1, FX_FOG},  {2, FX_NOISE}, {1, FX_BOTH},
                                {2, FX_BOTH}, {3, FX_BOTH}, {3, FX_FOG}};

START_TEST(rounds_over_the_conditions)
{
    mltest_scorecard *card = fx_card(true, true);
    choose(&card, 1, MOST);
    expect(all, 7);
    for (size_t most = 0; most < 7; most++) {
        choose(&card, 1, most);
        expect(all, most);
    }
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(the_largest_change_first)
{
    static mlt_pred half[] = {{{10, 10, 20, 20}, 0.9, 0}, {{60, 60, 20, 20}, 0.8, 1}};
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 0, FX_BOTH, half, 2); /* consistency of 2/3 */
    mltest_scorecard *card = fx_score(journal);
    choose(&card, 1, MOST);
    ck_assert_uint_eq(n, 7);
    ck_assert_uint_eq(pairs[0].sample, 1);
    ck_assert_uint_eq(pairs[5].sample, 0);
    mlt_scorecard_unref(card);
}
END_TEST

/* A pair of pictures is chosen once, whoever changes on it. */
START_TEST(models_share_pairs)
{
    mltest_journal *other = fx_open(true);
    fx_answer(other, 0, FX_FOG, NULL, 0);
    mltest_scorecard *cards[] = {fx_card(true, true), fx_card(true, true), fx_score(other)};
    choose(cards, 2, MOST);
    expect(all, 7);
    choose(cards, 3, MOST);
    ck_assert_uint_eq(n, 8);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            ck_assert(pairs[i].sample != pairs[k].sample ||
                      pairs[i].condition != pairs[k].condition);
    for (size_t i = 0; i < 3; i++)
        mlt_scorecard_unref(cards[i]);
}
END_TEST

/* Everything is found. */
static mltest_journal *open_steady(void)
{
    static mlt_pred found[] = {{{10, 10, 20, 20}, 0.9, 0}};
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++)
        for (size_t c = 1; c < FX_CONDITIONS; c++)
            fx_answer(journal, i, c, found, 1);
    return journal;
}

/* Of changes that are equally large, those of one model and of the other. */
START_TEST(models_take_turns)
{
    static const size_t wanted[][2] = {{0, FX_FOG}, {1, FX_NOISE}, {1, FX_FOG}, {0, FX_NOISE}};
    mltest_scorecard *cards[2];
    for (size_t m = 0; m < 2; m++) {
        mltest_journal *journal = open_steady();
        fx_answer(journal, m, FX_FOG, NULL, 0);
        fx_answer(journal, m, FX_NOISE, NULL, 0);
        cards[m] = fx_score(journal);
    }
    choose(cards, 2, MOST);
    expect(wanted, 4);
    mlt_scorecard_unref(cards[0]);
    mlt_scorecard_unref(cards[1]);
}
END_TEST

START_TEST(nothing_changed)
{
    mltest_scorecard *card = fx_score(open_steady());
    choose(&card, 1, MOST);
    ck_assert_uint_eq(n, 0);
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_status choose_in(mltest_context *ctx, void *data)
{
    mltest_scorecard *card = data;
    mltest_error *error = NULL;
    mltest_status status = mlt_page_choose(pairs, MOST, &n, ctx, &card, 1, &error);
    mltest_error_free(error);
    return status;
}

START_TEST(out_of_memory)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_test_every_allocation(choose_in, card);
    mlt_scorecard_unref(card);
}
END_TEST

MLT_TEST_SUITE(report_choice, rounds_over_the_conditions, the_largest_change_first,
               models_share_pairs, models_take_turns, nothing_changed, out_of_memory)
