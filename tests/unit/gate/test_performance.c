/* SPDX-License-Identifier: MIT */
#include "gate/performance.h"

#include "gate/fixtures.h"

enum { MOST = 60 };

static bool levels; /* with all replicates */

static mlt_gate_performance make(const mltest_scorecard *card, const char *name, int64_t condition)
{
    size_t samples[MOST];
    mlt_gate_performance p;
    for (size_t i = 0; i < MOST; i++)
        samples[i] = i;
    ck_assert_int_eq(mlt_gate_performance_make(&p, card, gt_find(name), condition, levels, samples,
                                               card->journal->n_samples, NULL),
                     MLTEST_OK);
    return p;
}

static double asked(const mlt_gate_performance *p, const double *weights)
{
    void *workspace = NULL;
    double value = -7;
    ck_assert_int_eq(mlt_gate_performance_open(p, &workspace, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_gate_performance_value(p, workspace, weights, &value, NULL), MLTEST_OK);
    mlt_gate_performance_close(p, workspace);
    return value;
}

static double measured(const mltest_scorecard *card, const char *name, int64_t condition,
                       const double *weights)
{
    mlt_gate_performance p = make(card, name, condition);
    double value = asked(&p, weights);
    mlt_gate_performance_free(&p);
    return value;
}

static void agrees(const mltest_scorecard *card)
{
    for (size_t c = GT_FOG; c <= GT_RAIN; c++)
        ck_assert_double_eq_tol(measured(card, "drop", (int64_t)c, NULL), gt_cell(card, "drop", c),
                                1e-14);
    ck_assert_double_eq_tol(measured(card, "mPC", -1, NULL), gt_card_number(card, "mPC"), 1e-14);
    ck_assert_double_eq_tol(measured(card, "rPC", -1, NULL), gt_card_number(card, "rPC"), 1e-14);
}

START_TEST(agrees_with_the_scorecard)
{
    const gt_model m = {.n = 60,
                        .fog = 12,
                        .noise = 7,
                        .failed = 3,
                        .skipped = 20,
                        .blind = 5,
                        .has_again = true,
                        .again = 30,
                        .dogs = 10};
    mltest_scorecard *card = gt_card(&m);
    agrees(card);
    mlt_scorecard_unref(card);
    card = gt_score(gt_classes(&m));
    agrees(card);
    mlt_scorecard_unref(card);
}
END_TEST

/* Half skip rain, which then is in no mean; a kind that weighs nothing is not either. */
START_TEST(what_is_left_out)
{
    const gt_model m = {.n = 60, .fog = 12, .noise = 20, .skipped = 31, .blind = 3};
    mltest_scorecard *plain = gt_card(&m), *card = NULL;
    mltest_options *options = NULL;
    agrees(plain);
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "weights", "fog=2,noise=0", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, plain->journal, options, NULL), MLTEST_OK);
    mlt_options_unref(options);
    ck_assert_double_gt(gt_card_number(card, "mPC"), gt_card_number(plain, "mPC"));
    ck_assert_double_eq_tol(measured(card, "mPC", -1, NULL), gt_card_number(card, "mPC"), 1e-14);
    mlt_scorecard_unref(card);
    mlt_scorecard_unref(plain);
}
END_TEST

/* The first is lost in fog and noise, the next in fog alone. */
START_TEST(by_hand)
{
    const gt_model m = {.n = 40, .fog = 2, .noise = 1};
    mltest_scorecard *card = gt_card(&m);
    double weights[40] = {1, 1, 2};
    double half = 51.0 / 101, most = 76.0 / 101;
    ck_assert_double_eq_tol(measured(card, "drop", GT_FOG, weights), 1 - half, 1e-12);
    ck_assert_double_eq_tol(measured(card, "mPC", -1, weights), (half + most + 1) / 3, 1e-12);
    ck_assert_double_eq_tol(measured(card, "rPC", -1, weights), (half + most + 1) / 3, 1e-12);
    memset(weights, 0, sizeof weights);
    ck_assert(isnan(measured(card, "rPC", -1, weights)));
    ck_assert(isnan(measured(card, "drop", GT_FOG, weights)));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(replicates)
{
    const gt_model m = {.n = 40, .fog = 10, .again = 20, .has_again = true};
    mltest_scorecard *card = gt_card(&m);
    double first = measured(card, "AP50", GT_FOG, NULL), again = measured(card, "AP50", 4, NULL);
    levels = true;
    ck_assert_double_gt(first, again);
    ck_assert_double_eq_tol(measured(card, "AP50", GT_FOG, NULL), (first + again) / 2, 1e-14);
    ck_assert_double_eq_tol(measured(card, "drop", GT_FOG, NULL),
                            card->levels[card->level_of[GT_FOG]].drop, 1e-14);
    levels = false;
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(common_samples)
{
    const gt_model a = {.n = 40, .skipped = 10}, b = {.n = 40, .blind = 10};
    mltest_scorecard *first = gt_card(&a), *second = gt_card(&b);
    mlt_gate_performance p = make(first, "AP50", GT_RAIN), q = make(second, "AP50", GT_RAIN);
    ck_assert(!mlt_gate_performance_takes(&p, 0) && mlt_gate_performance_takes(&q, 0));
    mlt_gate_performance_keep_common(&p, &q);
    ck_assert(!mlt_gate_performance_takes(&q, 0) && mlt_gate_performance_takes(&q, 10));
    ck_assert_double_eq_tol(asked(&q, NULL), 67.0 / 101, 1e-12); /* 20 of 30 */
    mlt_gate_performance_free(&p);
    mlt_gate_performance_free(&q);
    mlt_scorecard_unref(first);
    mlt_scorecard_unref(second);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    mltest_scorecard *card = data;
    const size_t samples[] = {0, 1};
    double value;
    void *workspace = NULL;
    mlt_gate_performance p;
    mltest_context *was = card->ctx;
    card->ctx = ctx;
    mltest_status status =
        mlt_gate_performance_make(&p, card, gt_find("rPC"), -1, false, samples, 2, NULL);
    if (status == MLTEST_OK)
        status = mlt_gate_performance_open(&p, &workspace, NULL);
    if (status == MLTEST_OK) {
        status = mlt_gate_performance_value(&p, workspace, NULL, &value, NULL);
        mlt_gate_performance_close(&p, workspace);
    }
    mlt_gate_performance_free(&p);
    card->ctx = was;
    return status;
}

START_TEST(out_of_memory)
{
    const gt_model m = {.n = 2};
    mltest_scorecard *card = gt_card(&m);
    mlt_test_every_allocation(body, card);
    mlt_scorecard_unref(card);
}
END_TEST

MLT_TEST_SUITE(gate_performance, agrees_with_the_scorecard, what_is_left_out, by_hand, replicates,
               common_samples, out_of_memory)
