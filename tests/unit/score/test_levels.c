/* SPDX-License-Identifier: MIT */
#include "score/levels.h"

#include "score/fixtures.h"
#include "stats/wilson.h"

static mlt_pred cat[] = {{{10, 10, 20, 20}, 0.9, 0}};

/* Rain becomes a second replicate of fog: a found, found; b lost, found; c found, lost; d failed,
 * found. */
static mltest_scorecard *replicated(void)
{
    mltest_journal *journal = fx_open(true);
    journal->conditions[FX_RAIN].name = "fog:r1@3#1";
    journal->conditions[FX_RAIN].replicate = 1;
    journal->conditions[FX_RAIN].severity = 3;
    journal->conditions[FX_RAIN].steps[0].kind = "fog";
    for (size_t i = 0; i < FX_SAMPLES; i++)
        fx_answer(journal, i, FX_RAIN, cat, i == 2 ? 0 : 1);
    return fx_score(journal);
}

START_TEST(test_one_replicate_is_the_condition)
{
    mltest_scorecard *card = fx_card(true, true);
    ck_assert_uint_eq(card->n_levels, FX_CONDITIONS);
    fx_near(card->levels[FX_FOG].affected.value, 0.5);
    fx_near(card->levels[FX_FOG].affected.n, 4);
    fx_near(card->levels[FX_FOG].affected.high, card->conditions[FX_FOG].affected.high);
    fx_near(card->levels[FX_FOG].performance, 51.0 / 101);
    ck_assert(card->levels[FX_RAIN].undefined);
    mlt_scorecard_unref(card);
}
END_TEST

/* a_s = 0, 1/2, 1/2, 1/2: f = 3/8; their variance is 4/64; n_eff = (15/64) / ((4/64)/4) = 15,
 * but no more than 2 × 4. */
START_TEST(test_replicates_are_pooled)
{
    double low, high;
    mltest_scorecard *card = replicated();
    const mlt_level_score *fog = &card->levels[FX_FOG];
    ck_assert_uint_eq(card->n_levels, FX_CONDITIONS - 1);
    ck_assert_uint_eq(fog->n_replicates, 2);
    ck_assert_uint_eq(fog->n, 4);
    fx_near(fog->affected.value, 0.375);
    fx_near(fog->affected.n, 8);
    fx_near(fog->affected.k, 3);
    mlt_wilson(3, 8, MLT_Z95, &low, &high);
    fx_near(fog->affected.low, low);
    fx_near(fog->affected.high, high);
    fx_near(fog->mean_r, 0.625);
    fx_near(fog->newly_broken.value, 0.375);
    fx_near(fog->wrong.value, 0.375);
    fx_near(fog->performance, (51.0 / 101 + 76.0 / 101) / 2);
    fx_near(card->risk.value, 100 * (0.375 + 0.25) / 2); /* fog counts once */
    mlt_scorecard_unref(card);
}
END_TEST

/* All or nothing: a_s = 0, 1, 0, 1 has the variance of single draws, and n_eff = n. */
START_TEST(test_replicates_that_say_the_same)
{
    mltest_scorecard *card = replicated();
    for (size_t i = 0; i < FX_SAMPLES; i++)
        for (size_t c = FX_FOG; c <= FX_RAIN; c++)
            card->samples[i * FX_CONDITIONS + c].r = i % 2 == 0 ? 1 : 0;
    ck_assert_int_eq(mlt_levels_make(card, NULL), MLTEST_OK);
    fx_near(card->levels[FX_FOG].affected.value, 0.5);
    fx_near(card->levels[FX_FOG].affected.n, 4);
    mlt_scorecard_unref(card);
}
END_TEST

/* What was skipped in one replicate counts with the others. */
START_TEST(test_skips_in_a_replicate)
{
    mltest_scorecard *card = replicated();
    mltest_journal *journal = mlt_journal_ref(card->journal);
    mlt_scorecard_unref(card);
    fx_outcome(journal, 1, FX_RAIN)->type = MLT_SKIP;
    card = fx_score(journal);
    fx_near(card->levels[FX_FOG].affected.value, (0 + 1 + 0.5 + 0.5) / 4);
    ck_assert(!card->levels[FX_FOG].undefined);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_a_repeat_of_clean_is_no_replicate)
{
    mltest_journal *journal = fx_open(true);
    journal->conditions[FX_DITHER].name = "clean#1";
    journal->conditions[FX_DITHER].n_steps = 0;
    mltest_scorecard *card = fx_score(journal);
    ck_assert_uint_eq(card->n_levels, FX_CONDITIONS);
    ck_assert_uint_eq(card->levels[0].n_replicates, 1);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_mostly_skipped_replicates)
{
    mltest_scorecard *card = replicated();
    mltest_journal *journal = mlt_journal_ref(card->journal);
    mlt_scorecard_unref(card);
    for (size_t i = 0; i < FX_SAMPLES; i++)
        fx_outcome(journal, i, FX_RAIN)->type = MLT_SKIP;
    fx_outcome(journal, 0, FX_FOG)->type = MLT_SKIP;
    card = fx_score(journal);
    ck_assert(card->levels[FX_FOG].undefined);
    ck_assert(isnan(card->levels[FX_FOG].affected.value));
    fx_near(card->risk.value, 25); /* of noise alone */
    mlt_scorecard_unref(card);
}
END_TEST

static mltest_status make_levels(mltest_context *ctx, void *data)
{
    mltest_scorecard card = {.ctx = ctx, .journal = data};
    mltest_error *error = NULL;
    card.conditions = mlt_alloc_zero(NULL, FX_CONDITIONS, sizeof *card.conditions);
    mltest_status status = mlt_levels_make(&card, &error);
    mlt_levels_free(&card);
    mlt_free(NULL, card.conditions);
    mltest_error_free(error);
    return status;
}

START_TEST(test_names)
{
    ck_assert(mlt_level_is_same("fog:r1@3#2", "fog:r1@3"));
    ck_assert(!mlt_level_is_same("fog:r1@3#2", "fog:r1@4#2"));
}
END_TEST

START_TEST(test_out_of_memory)
{
    mltest_journal *journal = fx_open(true);
    mlt_test_every_allocation(make_levels, journal);
    mlt_journal_unref(journal);
}
END_TEST

FX_SUITE(levels, test_one_replicate_is_the_condition, test_replicates_are_pooled,
         test_replicates_that_say_the_same, test_skips_in_a_replicate,
         test_a_repeat_of_clean_is_no_replicate, test_mostly_skipped_replicates, test_names,
         test_out_of_memory)
