/* SPDX-License-Identifier: MIT */
/*
 * The fixture's pictures have one cat each and no false alarms but behind all finds, so that the
 * average precision of a draw is a matter of counting: of k found of n, (⌊100 k/n⌋ + 1) / 101.
 */
#include "score/resample_boxes.h"

#include "score/fixtures.h"
#include "stats/resample.h"

enum { N_DRAWS = 200, N_BLOCKS = FX_SAMPLES };

static mltest_scorecard *score(mltest_journal *journal, const char *name, const char *value)
{
    mltest_options *options = fx_option("resamples", "200");
    ck_assert_int_eq(mlt_options_set(options, name, value, NULL), MLTEST_OK);
    mltest_scorecard *card = fx_score_with(journal, options);
    mlt_options_unref(options);
    return card;
}

static const mlt_performance_estimates *drawn(const mltest_scorecard *card, int condition)
{
    return &card->conditions[condition].drawn;
}

static void check_value(const mlt_estimate *e, double value)
{
    ck_assert(isnan(e->value) == isnan(value));
    ck_assert(isnan(value) || e->value == value);
}

/* The sample itself is a draw of its own: the figures of the card to the bit. */
START_TEST(test_values_are_the_cards)
{
    static mlt_pred shifted[] = {{{14, 10, 20, 20}, 0.9, 0}};
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 0, FX_NOISE, shifted, 1);
    fx_answer(journal, 2, FX_CLEAN, shifted, 1);
    mltest_scorecard *card = score(journal, "map_intervals", "true");
    for (int c = 0; c < FX_CONDITIONS; c++) {
        const mlt_condition_score *s = &card->conditions[c];
        check_value(&s->drawn.map, s->map);
        check_value(&s->drawn.ap50, s->ap50);
        check_value(&s->drawn.drop, s->drop);
        check_value(&s->drawn.drop50, s->drop50);
        ck_assert(isnan(s->drawn.balanced.value));
    }
    mlt_scorecard_unref(card);
}
END_TEST

static double precision_of(double found, double n)
{
    if (!(n > 0))
        return NAN;
    return found > 0 ? (floor(100 * found / n) + 1) / 101 : 0;
}

/* Weighted by found (1) or not (0); -1 leaves a picture out. */
static double counted(const double *weights, const int *found)
{
    double n = 0, k = 0;
    for (size_t i = 0; i < FX_SAMPLES; i++) {
        n += found[i] >= 0 ? weights[i] : 0;
        k += found[i] > 0 ? weights[i] : 0;
    }
    return precision_of(k, n);
}

/* The draws of a figure, or of the difference from `before` (may be NULL), by counting. */
static void check_draws(const mlt_estimate *got, const int *now, const int *before)
{
    static const double ones[FX_SAMPLES] = {1, 1, 1, 1};
    double point, draws[N_DRAWS], jackknife[N_BLOCKS], weights[FX_SAMPLES];
    mlt_estimate want;
    for (uint32_t i = 0; i < N_DRAWS; i++) {
        mlt_resample_weights(0, i, weights, FX_SAMPLES);
        draws[i] =
            before ? counted(weights, before) - counted(weights, now) : counted(weights, now);
    }
    for (size_t i = 0; i < N_BLOCKS; i++) {
        mlt_jackknife_weights(i, N_BLOCKS, weights, FX_SAMPLES);
        jackknife[i] =
            before ? counted(weights, before) - counted(weights, now) : counted(weights, now);
    }
    point = before ? counted(ones, before) - counted(ones, now) : counted(ones, now);
    const mlt_bootstrap b = {.n_values = 1,
                             .n_draws = N_DRAWS,
                             .n_blocks = N_BLOCKS,
                             .point = &point,
                             .draws = draws,
                             .jackknife = jackknife};
    mlt_interval_method method = before ? MLT_PERCENTILE : MLT_BCA;
    ck_assert_int_eq(mlt_estimate_take(&want, NULL, &b, 0, method, NULL), MLTEST_OK);
    fx_near(got->interval.se, want.interval.se);
    fx_near(got->interval.low, want.interval.low);
    fx_near(got->interval.high, want.interval.high);
    fx_near(got->lower, want.lower);
    fx_near(got->upper, want.upper);
}

START_TEST(test_draws_by_counting)
{
    static const int clean[] = {1, 1, 1, 0}, fog[] = {1, 0, 1, 0}, rain[] = {1, -1, -1, 0},
                     clean_of_rain[] = {1, -1, -1, 0};
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 3, FX_CLEAN, NULL, 0);
    fx_answer(journal, 3, FX_RAIN, NULL, 0);
    mltest_scorecard *card = score(journal, "map_intervals", "true");
    check_draws(&drawn(card, FX_CLEAN)->ap50, clean, NULL);
    check_draws(&drawn(card, FX_CLEAN)->map, clean, NULL);
    check_draws(&drawn(card, FX_FOG)->ap50, fog, NULL);
    check_draws(&drawn(card, FX_FOG)->drop, fog, clean);
    check_draws(&drawn(card, FX_FOG)->drop50, fog, clean);
    check_draws(&drawn(card, FX_RAIN)->map, rain, NULL);
    check_draws(&drawn(card, FX_RAIN)->drop, rain, clean_of_rain);
    ck_assert(drawn(card, FX_RAIN)->map.interval.se > 0.1);
    mlt_scorecard_unref(card);
}
END_TEST

/* What is the same in each draw has a difference of 0 in each, though both vary. */
START_TEST(test_pairs)
{
    mltest_journal *journal = fx_open(true);
    for (size_t i = 2; i < FX_SAMPLES; i++) {
        fx_answer(journal, i, FX_CLEAN, NULL, 0);
        fx_answer(journal, i, FX_DITHER, NULL, 0);
    }
    mltest_scorecard *card = score(journal, "map_intervals", "true");
    ck_assert(drawn(card, FX_DITHER)->map.interval.se > 0.1);
    fx_near(drawn(card, FX_DITHER)->drop.interval.low, 0);
    fx_near(drawn(card, FX_DITHER)->drop.interval.high, 0);
    fx_near(drawn(card, FX_CLEAN)->drop50.interval.high, 0);
    mlt_scorecard_unref(card);
}
END_TEST

/* AP50 is the same without the other thresholds; of those nothing is said, nor without draws. */
START_TEST(test_without_map)
{
    mltest_scorecard *both = score(fx_open(true), "map_intervals", "true");
    mltest_scorecard *one = score(fx_open(true), "map_intervals", "false");
    mltest_scorecard *none = score(fx_open(true), "resamples", "0");
    for (int c = 0; c < FX_CONDITIONS; c++) {
        ck_assert_mem_eq(&drawn(both, c)->ap50, &drawn(one, c)->ap50, sizeof(mlt_estimate));
        ck_assert_mem_eq(&drawn(both, c)->drop50, &drawn(one, c)->drop50, sizeof(mlt_estimate));
        ck_assert(isnan(drawn(one, c)->map.value) && isnan(drawn(one, c)->drop.interval.low));
        ck_assert(isnan(drawn(none, c)->ap50.value) && isnan(drawn(none, c)->ap50.interval.low));
    }
    mlt_scorecard_unref(both);
    mlt_scorecard_unref(one);
    mlt_scorecard_unref(none);
}
END_TEST

/* Of labels that are known up to an interval AP50 is drawn alone, from clean pictures likewise. */
START_TEST(test_limited_labels)
{
    const double turn[9] = {0.8, -0.6, 20, 0.6, 0.8, 0, 0, 0, 1};
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < 2; i++) {
        fx_move(journal, i, FX_FOG, turn);
        fx_outcome(journal, i, FX_FOG)->width = fx_outcome(journal, i, FX_FOG)->height = 100;
    }
    fx_outcome(journal, 3, FX_FOG)->type = MLT_SKIP;
    mltest_scorecard *card = score(journal, "map_intervals", "true");
    ck_assert(card->conditions[FX_FOG].label_limited);
    ck_assert(isnan(drawn(card, FX_FOG)->map.value) && isnan(drawn(card, FX_FOG)->drop.value));
    check_value(&drawn(card, FX_FOG)->drop50, card->conditions[FX_FOG].drop50);
    ck_assert(!isnan(drawn(card, FX_FOG)->drop50.interval.high));
    mlt_scorecard_unref(card);
}
END_TEST

/* Two pairs of copies: a draw is one pair, or the other, or both. */
START_TEST(test_groups)
{
    static mlt_tag tags[2] = {{.name = "group", .text = "x"}, {.name = "group", .text = "y"}};
    mltest_journal *journal = fx_open(true);
    for (size_t i = 0; i < FX_SAMPLES; i++) {
        journal->samples[i].tags = &tags[i % 2]; /* fog: a, c found; b, d not */
        journal->samples[i].n_tags = 1;
    }
    mltest_scorecard *card = score(journal, "map_intervals", "true");
    ck_assert_uint_eq(card->units.n, 2);
    fx_near(drawn(card, FX_FOG)->ap50.interval.high, 1);
    ck_assert_double_eq_tol(drawn(card, FX_FOG)->ap50.interval.se, sqrt(0.125), 0.02);
    mlt_scorecard_unref(card);
}
END_TEST

/* The same bits for any number of threads. */
START_TEST(test_threads)
{
    mltest_scorecard *cards[2];
    for (size_t i = 0; i < 2; i++) {
        mltest_context *ctx = NULL;
        mltest_journal *journal = NULL;
        mltest_options *options = fx_option("resamples", "200");
        ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
        ck_assert_int_eq(mltest_context_set_limit(ctx, "max_threads", 1 + 2 * i, NULL), MLTEST_OK);
        ck_assert_int_eq(fx_journal(&journal, ctx, true, true, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_scorecard_make(&cards[i], ctx, journal, options, NULL), MLTEST_OK);
        mlt_journal_unref(journal);
        mlt_options_unref(options);
        mltest_context_free(ctx);
    }
    for (int c = 0; c < FX_CONDITIONS; c++)
        ck_assert_mem_eq(drawn(cards[0], c), drawn(cards[1], c), sizeof(mlt_performance_estimates));
    mlt_scorecard_unref(cards[0]);
    mlt_scorecard_unref(cards[1]);
}
END_TEST

FX_SUITE(resample_boxes, test_values_are_the_cards, test_draws_by_counting, test_pairs,
         test_without_map, test_limited_labels, test_groups, test_threads)
