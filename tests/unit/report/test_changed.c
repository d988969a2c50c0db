/* SPDX-License-Identifier: MIT */
#include "report/html/changed.h"

#include <math.h>
#include <stdlib.h>

#include "score/fixtures.h"

static mlt_sample_score *score_of(mltest_scorecard *card, size_t sample)
{
    return &card->samples[sample * card->journal->n_conditions + FX_FOG];
}

static void set(mltest_scorecard *card, size_t sample, double r, uint32_t lost)
{
    mlt_sample_score *s = score_of(card, sample);
    s->eligible = s->counted = true;
    s->failed = false;
    s->r = r;
    s->lost = lost;
}

/* More is sorted than is kept, in many orders. */
START_TEST(test_order)
{
    enum { N = 40 };
    mltest_scorecard *card = fx_score(fx_repeat(N));
    mlt_changed changed;
    ck_assert(mlt_changed_make(&changed, NULL, 7));
    for (unsigned step = 1; step < N; step += 2) {
        for (size_t i = 0; i < N; i++)
            set(card, i, 1, 0);
        size_t at[10];
        for (size_t i = 0; i < 10; i++)
            at[i] = (i * step + 3) % N / 4 * 4; /* multiples of four, some of them often */
        for (size_t i = 0; i < 10; i++)
            set(card, at[i], 0.25, 1);
        set(card, 9, 0.125, 0);
        set(card, 6, 0.25, 5);
        score_of(card, 5)->failed = true;
        score_of(card, 5)->r = NAN;
        mlt_changed_find(&changed, card, FX_FOG);
        ck_assert_uint_eq(changed.samples[0], 5);
        ck_assert_uint_eq(changed.samples[1], 9);
        ck_assert_uint_eq(changed.samples[2], 6);
        for (size_t i = 3; i + 1 < changed.n; i++)
            ck_assert_uint_lt(changed.samples[i], changed.samples[i + 1]);
        ck_assert_uint_ge(changed.n_changed, changed.n);
        ck_assert_uint_le(changed.n, 7);
    }
    mlt_changed_free(&changed, NULL);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_who_changes)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_changed changed;
    ck_assert(mlt_changed_make(&changed, NULL, 10));
    mlt_changed_find(&changed, card, FX_FOG);
    ck_assert_uint_eq(changed.n, 2); /* d failed, b is lost */
    ck_assert_uint_eq(changed.samples[0], 3);
    ck_assert_uint_eq(changed.samples[1], 1);
    mlt_changed_find(&changed, card, FX_RAIN);
    ck_assert_uint_eq(changed.n, 0); /* skipped ones do not change */
    score_of(card, 1)->eligible = false;
    mlt_changed_find(&changed, card, FX_FOG);
    ck_assert_uint_eq(changed.n_changed, 1);
    mlt_changed_free(&changed, NULL);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_none_are_kept)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_changed changed;
    ck_assert(mlt_changed_make(&changed, NULL, 0));
    mlt_changed_find(&changed, card, FX_FOG);
    ck_assert_uint_eq(changed.n, 0);
    ck_assert_uint_eq(changed.n_changed, 2);
    mlt_changed_free(&changed, NULL);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_out_of_memory)
{
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    mlt_changed changed;
    state.fail_at = state.calls + 1;
    ck_assert(!mlt_changed_make(&changed, ctx, 10));
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

MLT_TEST_SUITE(report_changed, test_order, test_who_changes, test_none_are_kept, test_out_of_memory)
