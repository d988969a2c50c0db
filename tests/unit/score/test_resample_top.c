/* SPDX-License-Identifier: MIT */
#include "score/resample_top.h"

#include "score/fixtures.h"
#include "stats/resample.h"

enum { N_DRAWS = 200 };

static void classify(mltest_journal *journal)
{
    journal->run.task = MLTEST_TASK_CLASSIFICATION;
    for (size_t i = 0; i < (size_t)FX_SAMPLES * FX_CONDITIONS; i++)
        journal->outcomes[i].is_top = journal->outcomes[i].type == MLT_OUTCOME;
}

static mltest_scorecard *score(mltest_journal *journal)
{
    mltest_options *options = fx_option("resamples", "200");
    classify(journal);
    mltest_scorecard *card = fx_score_with(journal, options);
    mlt_options_unref(options);
    return card;
}

START_TEST(test_values_are_the_cards)
{
    static mlt_truth dog[] = {{{0, 0, 0, 0}, 0, 1, 1, 0}};
    mltest_journal *journal = fx_open(true);
    fx_label(journal, 3, dog, 1);
    mltest_scorecard *card = score(journal);
    for (int c = 0; c < FX_CONDITIONS; c++) {
        const mlt_condition_score *s = &card->conditions[c];
        ck_assert_double_eq(s->drawn.map.value, s->map);
        ck_assert_double_eq(s->drawn.balanced.value, s->ap75);
        ck_assert_double_eq(s->drawn.drop.value, s->drop);
        ck_assert(isnan(s->drawn.ap50.value) && isnan(s->drawn.drop50.value));
    }
    mlt_scorecard_unref(card);
}
END_TEST

/* Under noise c is wrong; all are right when clean. */
START_TEST(test_draws_by_counting)
{
    double point = 0.75, draws[N_DRAWS];
    const mlt_bootstrap b = {.n_values = 1, .n_draws = N_DRAWS, .point = &point, .draws = draws};
    mlt_estimate want;
    mltest_scorecard *card = score(fx_open(true));
    for (uint32_t i = 0; i < N_DRAWS; i++) {
        double weights[FX_SAMPLES];
        mlt_resample_weights(0, i, weights, FX_SAMPLES);
        draws[i] = (4 - weights[2]) / 4;
    }
    ck_assert_int_eq(mlt_estimate_take(&want, NULL, &b, 0, MLT_PERCENTILE, NULL), MLTEST_OK);
    const mlt_performance_estimates *noise = &card->conditions[FX_NOISE].drawn;
    fx_near(noise->map.interval.low, want.interval.low);
    fx_near(noise->map.interval.high, want.interval.high);
    fx_near(noise->map.interval.se, want.interval.se);
    fx_near(noise->drop.interval.low, 1 - want.interval.high);
    fx_near(noise->drop.interval.high, 1 - want.interval.low);
    fx_near(noise->balanced.upper, want.upper);
    mlt_scorecard_unref(card);
}
END_TEST

/* Rain was tried on a alone, where nothing is wrong: that is so in every draw that has it. */
START_TEST(test_drop_is_on_the_same_samples)
{
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 3, FX_CLEAN, NULL, 0);
    mltest_scorecard *card = score(journal);
    const mlt_performance_estimates *rain = &card->conditions[FX_RAIN].drawn;
    fx_near(rain->drop.interval.low, 0);
    fx_near(rain->drop.interval.high, 0);
    ck_assert_uint_gt(rain->map.interval.n_undefined, 0);
    ck_assert(card->conditions[FX_CLEAN].drawn.map.interval.se > 0.1);
    mlt_scorecard_unref(card);
}
END_TEST

/* Beside other models: only the clean pictures are drawn again, as for a model alone. */
START_TEST(test_clean_alone)
{
    mltest_journal *journal = fx_open(true);
    mltest_options *options = fx_option("resamples", "200");
    mltest_scorecard *alone, *pair = NULL;
    fx_answer(journal, 3, FX_CLEAN, NULL, 0);
    classify(journal);
    ck_assert_int_eq(mlt_scorecard_make_for_pairs(&pair, NULL, journal, options, NULL), MLTEST_OK);
    alone = fx_score_with(journal, options);
    const mlt_performance_estimates *a = &alone->conditions[FX_CLEAN].drawn;
    const mlt_performance_estimates *p = &pair->conditions[FX_CLEAN].drawn;
    ck_assert(a->map.interval.low < a->map.interval.high);
    ck_assert_double_eq(a->map.interval.low, p->map.interval.low);
    ck_assert_double_eq(a->balanced.interval.high, p->balanced.interval.high);
    ck_assert(!isnan(alone->conditions[FX_NOISE].drawn.map.value));
    ck_assert(isnan(pair->conditions[FX_NOISE].drawn.map.value));
    mlt_scorecard_unref(alone);
    mlt_scorecard_unref(pair);
    mlt_options_unref(options);
}
END_TEST

START_TEST(test_without_answers)
{
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++)
        fx_outcome(journal, i, FX_RAIN)->type = MLT_SKIP;
    mltest_scorecard *card = score(journal);
    ck_assert(isnan(card->conditions[FX_RAIN].drawn.map.value));
    ck_assert(isnan(card->conditions[FX_RAIN].drawn.map.interval.low));
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_status draw(mltest_context *ctx, void *data)
{
    mltest_scorecard *card = data;
    mltest_context *before = card->ctx;
    mltest_error *error = NULL;
    mlt_top_answers a;
    mlt_headline_draws headline = {0};
    mlt_performance w = {.card = card, .headline = &headline};
    card->ctx = ctx;
    mltest_status status = mlt_top_answers_new(&a, ctx, FX_SAMPLES, &error);
    if (status == MLTEST_OK) {
        a.n = FX_SAMPLES;
        status = mlt_resample_top(&w, FX_FOG, &a, &a, &error);
        mlt_headline_free(ctx, &headline);
        mlt_top_answers_free(ctx, &a);
    }
    card->ctx = before;
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    mltest_scorecard *card = score(fx_open(true));
    card->settings.performance_draws = 3; /* each draw allocates */
    mlt_test_every_allocation(draw, card);
    mlt_scorecard_unref(card);
}
END_TEST

FX_SUITE(resample_top, test_values_are_the_cards, test_draws_by_counting,
         test_drop_is_on_the_same_samples, test_clean_alone, test_without_answers,
         test_out_of_memory)
