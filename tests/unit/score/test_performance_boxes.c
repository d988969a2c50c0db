/* SPDX-License-Identifier: MIT */
#include "score/performance_parts.h"

#include "score/fixtures.h"

/* Shifted boxes, so that no two figures are the same. */
static mltest_scorecard *score_on(uint64_t threads, const char *resamples)
{
    static mlt_pred shifted[FX_CONDITIONS][FX_SAMPLES];
    mltest_context *ctx = NULL;
    mltest_journal *journal = NULL;
    mltest_scorecard *card = NULL;
    mltest_options *options = fx_option("resamples", resamples);
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_threads", threads, NULL), MLTEST_OK);
    ck_assert_int_eq(fx_journal(&journal, ctx, true, true, NULL), MLTEST_OK);
    for (size_t c = 0; c < FX_CONDITIONS; c++)
        for (size_t i = 0; i < FX_SAMPLES; i++) {
            double off = (double)(c * i % 5) * 1.5;
            shifted[c][i] = (mlt_pred){{10 + off, 10, 20, 20}, 0.9 - 0.1 * (double)i, 0};
            fx_answer(journal, i, c, &shifted[c][i], 1);
        }
    ck_assert_int_eq(mlt_scorecard_make(&card, ctx, journal, options, NULL), MLTEST_OK);
    mlt_journal_unref(journal);
    mlt_options_unref(options);
    mltest_context_free(ctx);
    return card;
}

static void check_same(double a, double b)
{
    ck_assert(a == b || (isnan(a) && isnan(b)));
}

static void check_alike(const mltest_scorecard *a, const mltest_scorecard *b)
{
    for (size_t c = 0; c < FX_CONDITIONS; c++) {
        const mlt_condition_score *p = &a->conditions[c], *q = &b->conditions[c];
        check_same(p->map, q->map);
        check_same(p->ap50, q->ap50);
        check_same(p->ap75, q->ap75);
        check_same(p->ar, q->ar);
        check_same(p->drop, q->drop);
        check_same(p->mean_r, q->mean_r);
        for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++)
            check_same(p->tide_delta[k], q->tide_delta[k]);
        for (size_t k = 0; k < 2; k++)
            check_same(a->figures[2 * c + k].ap, b->figures[2 * c + k].ap);
    }
}

/* Neither the number of threads nor what is drawn besides changes a figure. */
START_TEST(test_threads)
{
    mltest_scorecard *one = score_on(1, "0");
    mltest_scorecard *three = score_on(3, "0"), *drawn = score_on(3, "10");
    check_alike(one, three);
    check_alike(one, drawn);
    ck_assert(one->conditions[FX_FOG].map < one->conditions[FX_CLEAN].map);
    ck_assert(isnan(three->conditions[FX_FOG].drawn.ap50.value));
    ck_assert(!isnan(drawn->conditions[FX_DITHER].drawn.ap50.value));
    mlt_scorecard_unref(one);
    mlt_scorecard_unref(three);
    mlt_scorecard_unref(drawn);
}
END_TEST

/* Without a clean answer to compare with there are no figures. */
START_TEST(test_nothing_clean)
{
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++)
        fx_outcome(journal, i, FX_CLEAN)->type = MLT_SKIP;
    mltest_scorecard *card = fx_score(journal);
    for (size_t c = 0; c < FX_CONDITIONS; c++)
        ck_assert(isnan(card->conditions[c].map) && isnan(card->conditions[c].drawn.map.value));
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(performance_boxes, test_threads, test_nothing_clean)
