/* SPDX-License-Identifier: MIT */
#include "score/headline.h"

#include "score/fixtures.h"
#include "stats/resample.h"

enum { N_DRAWS = 200, N_BLOCKS = 4 };

static mlt_headline_draws kept;
static mltest_scorecard *card;
static mlt_groups groups;

static void make(const char *weights)
{
    mltest_options *options = fx_option("weights", weights);
    kept = (mlt_headline_draws){0};
    card = fx_score_with(fx_open(true), options);
    mlt_options_unref(options);
    ck_assert_int_eq(mlt_groups_make(&groups, card, NULL), MLTEST_OK);
}

static void drop(void)
{
    mlt_groups_free(&groups);
    mlt_headline_free(card->ctx, &kept);
    mlt_scorecard_unref(card);
}

/* Some draw of a condition, on either side of what the card has. */
static double drawn(size_t condition, size_t draw)
{
    double at = (double)((draw * (7 + condition)) % 97);
    return condition == FX_CLEAN ? 0.95 + 0.001 * at : 0.35 + 0.05 * (double)condition + 0.006 * at;
}

static mltest_status keep(size_t condition, size_t n_blocks, mltest_error **error)
{
    double draws[2 * N_DRAWS], jackknife[2 * N_BLOCKS];
    const mlt_bootstrap b = {.n_values = 2,
                             .n_draws = N_DRAWS,
                             .n_blocks = n_blocks,
                             .draws = draws,
                             .jackknife = n_blocks > 0 ? jackknife : NULL};
    for (size_t i = 0; i < 2 * N_DRAWS; i++)
        draws[i] = i < N_DRAWS ? NAN : drawn(condition, i - N_DRAWS);
    for (size_t i = 0; i < 2 * n_blocks; i++)
        jackknife[i] = i < n_blocks ? NAN : drawn(condition, 1000 + i - n_blocks);
    return mlt_headline_keep(&kept, card, condition, &b, 1, error);
}

static void keep_all(size_t n_blocks)
{
    for (size_t c = 0; c < FX_CONDITIONS; c++)
        ck_assert_int_eq(keep(c, n_blocks, NULL), MLTEST_OK);
}

/* What the intervals of draws, of fog and noise or of fog alone, must be. */
static void check(size_t n_blocks, bool with_noise)
{
    double point[2] = {card->risk.mpc, card->risk.rpc}, draws[2 * N_DRAWS], jackknife[2 * N_BLOCKS];
    const mlt_bootstrap b = {.n_values = 2,
                             .n_draws = N_DRAWS,
                             .n_blocks = n_blocks,
                             .point = point,
                             .draws = draws,
                             .jackknife = jackknife};
    mlt_estimate got[2], wanted;
    for (size_t i = 0; i < N_DRAWS + n_blocks; i++) {
        size_t draw = i < N_DRAWS ? i : 1000 + i - N_DRAWS;
        double *to = i < N_DRAWS ? &draws[i] : &jackknife[i - N_DRAWS];
        double mpc = drawn(FX_FOG, draw);
        if (with_noise)
            mpc = (mpc + drawn(FX_NOISE, draw)) / 2;
        to[0] = mpc;
        to[i < N_DRAWS ? N_DRAWS : n_blocks] = mpc / drawn(FX_CLEAN, draw);
    }
    ck_assert_int_eq(mlt_headline_estimate(&got[0], &got[1], card, &groups, &kept, NULL),
                     MLTEST_OK);
    for (size_t v = 0; v < 2; v++) {
        mlt_interval_method method = n_blocks > 0 && v == 0 ? MLT_BCA : MLT_PERCENTILE;
        ck_assert_int_eq(mlt_estimate_take(&wanted, NULL, &b, v, method, NULL), MLTEST_OK);
        ck_assert_double_eq(got[v].value, point[v]);
        ck_assert(got[v].interval.low < got[v].interval.high);
        ck_assert_double_eq(got[v].interval.low, wanted.interval.low);
        ck_assert_double_eq(got[v].interval.high, wanted.interval.high);
        ck_assert_double_eq(got[v].lower, wanted.lower);
        ck_assert_double_eq(got[v].interval.se, wanted.interval.se);
    }
}

/* Rain has more skipped than counted samples; chains and what informs are no part either. */
START_TEST(test_means_of_kinds)
{
    make("");
    keep_all(0);
    check(0, true);
    drop();
    make("");
    keep_all(N_BLOCKS);
    check(N_BLOCKS, true);
    drop();
}
END_TEST

START_TEST(test_kinds_without_weight)
{
    make("noise=0");
    keep_all(N_BLOCKS);
    check(N_BLOCKS, false);
    drop();
}
END_TEST

/* Of what was never drawn nothing is said; the figures themselves stay. */
START_TEST(test_not_drawn)
{
    mlt_estimate mpc, rpc;
    make("");
    ck_assert_int_eq(mlt_headline_estimate(&mpc, &rpc, card, &groups, &kept, NULL), MLTEST_OK);
    ck_assert(isnan(mpc.value) && isnan(rpc.interval.low));
    ck_assert_int_eq(keep(FX_CLEAN, N_BLOCKS, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_headline_estimate(&mpc, &rpc, card, &groups, &kept, NULL), MLTEST_OK);
    ck_assert_double_eq(mpc.value, card->risk.mpc);
    ck_assert(isnan(mpc.interval.low) && isnan(rpc.interval.high) && isnan(mpc.lower));
    drop();
}
END_TEST

/* Classes, whose draws can be counted: when clean d is wrong, under noise c, under fog b and d. */
START_TEST(test_of_a_scorecard)
{
    double point[2] = {0.625, 0.625 / 0.75}, draws[2 * N_DRAWS];
    const mlt_bootstrap b = {.n_values = 2, .n_draws = N_DRAWS, .point = point, .draws = draws};
    mltest_options *options = fx_option("resamples", "200");
    mltest_journal *journal = fx_open(true);
    mlt_estimate mpc, rpc;
    fx_answer(journal, 3, FX_CLEAN, NULL, 0);
    journal->run.task = MLTEST_TASK_CLASSIFICATION;
    for (size_t i = 0; i < (size_t)FX_SAMPLES * FX_CONDITIONS; i++)
        journal->outcomes[i].is_top = journal->outcomes[i].type == MLT_OUTCOME;
    for (uint32_t i = 0; i < N_DRAWS; i++) {
        double w[FX_SAMPLES];
        mlt_resample_weights(0, i, w, FX_SAMPLES);
        draws[i] = ((w[0] + w[2]) / 4 + (4 - w[2]) / 4) / 2;
        draws[N_DRAWS + i] = w[3] < 4 ? draws[i] / ((4 - w[3]) / 4) : NAN;
    }
    mltest_scorecard *scored = fx_score_with(journal, options);
    ck_assert_int_eq(mlt_estimate_take(&mpc, NULL, &b, 0, MLT_PERCENTILE, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_estimate_take(&rpc, NULL, &b, 1, MLT_PERCENTILE, NULL), MLTEST_OK);
    fx_near(fx_number(scored, "mPC"), 0.625);
    fx_near(fx_number(scored, "mPC_low"), mpc.interval.low);
    fx_near(fx_number(scored, "mPC_high"), mpc.interval.high);
    fx_near(fx_number(scored, "rPC_low"), rpc.interval.low);
    fx_near(fx_number(scored, "rPC_high"), rpc.interval.high);
    ck_assert(mpc.interval.low < mpc.interval.high && rpc.interval.low < rpc.interval.high);
    mlt_scorecard_unref(scored);
    mlt_options_unref(options);
}
END_TEST

/* Replicates are one severity: their mean is drawn. */
START_TEST(test_replicates)
{
    mlt_estimate mpc, rpc;
    make("");
    keep_all(0);
    size_t level = card->level_of[FX_NOISE];
    card->level_of[FX_NOISE] = card->level_of[FX_FOG]; /* as if noise were fog once more */
    ck_assert_int_eq(mlt_headline_estimate(&mpc, &rpc, card, &groups, &kept, NULL), MLTEST_OK);
    card->level_of[FX_NOISE] = level;
    check(0, true);
    mlt_estimate apart;
    ck_assert_int_eq(mlt_headline_estimate(&apart, &rpc, card, &groups, &kept, NULL), MLTEST_OK);
    fx_near(mpc.interval.low, apart.interval.low); /* the mean of one kind or of two */
    drop();
}
END_TEST

static mltest_status estimate(mltest_context *ctx, void *data)
{
    mltest_context *before = card->ctx;
    mltest_error *error = NULL;
    mlt_estimate mpc, rpc;
    (void)data;
    card->ctx = ctx;
    mltest_status status = keep(FX_CLEAN, N_BLOCKS, &error);
    if (status == MLTEST_OK)
        status = mlt_headline_estimate(&mpc, &rpc, card, &groups, &kept, &error);
    mlt_headline_free(ctx, &kept);
    card->ctx = before;
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    make("");
    mlt_test_every_allocation(estimate, NULL);
    drop();
}
END_TEST

FX_SUITE(headline, test_means_of_kinds, test_kinds_without_weight, test_not_drawn,
         test_of_a_scorecard, test_replicates, test_out_of_memory)
