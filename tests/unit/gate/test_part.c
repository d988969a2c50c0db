/* SPDX-License-Identifier: MIT */
#include "gate/part.h"

#include "gate/fixtures.h"

enum { MOST = 60 };

static mlt_gate_part make(const mltest_scorecard *card, mlt_gate_value what, size_t condition)
{
    size_t samples[MOST];
    mlt_gate_part part;
    mlt_sides sides;
    for (size_t i = 0; i < MOST; i++)
        samples[i] = i;
    mlt_sides_init(&sides, card->ctx);
    ck_assert_int_eq(mlt_gate_part_make(&part, card, &sides, what, condition, samples,
                                        card->journal->n_samples, NULL),
                     MLTEST_OK);
    mlt_sides_free(&sides);
    return part;
}

static double asked(const mlt_gate_part *part, const double *weights, const uint8_t *also)
{
    mlt_gate_part_room room;
    double value = -7;
    ck_assert_int_eq(mlt_gate_part_open(part, &room, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_gate_part_value(part, &room, weights, also, &value, NULL), MLTEST_OK);
    mlt_gate_part_close(part, &room);
    return value;
}

static double measured(const mltest_scorecard *card, mlt_gate_value what, size_t condition,
                       const double *weights)
{
    mlt_gate_part part = make(card, what, condition);
    double value = asked(&part, weights, NULL);
    mlt_gate_part_free(&part);
    return value;
}

static void agrees(const mltest_scorecard *card, mlt_gate_value what, const char *column)
{
    for (size_t c = GT_CLEAN; c <= GT_RAIN; c++)
        ck_assert_double_eq_tol(measured(card, what, c, NULL), gt_cell(card, column, c), 1e-15);
}

START_TEST(agrees_with_the_scorecard)
{
    const gt_model m = {.n = 60, .fog = 12, .noise = 7, .failed = 3, .skipped = 20, .blind = 5};
    mltest_scorecard *card = gt_card(&m);
    agrees(card, MLT_GATE_AP, "mAP");
    agrees(card, MLT_GATE_AP50, "AP50");
    agrees(card, MLT_GATE_AP75, "AP75");
    agrees(card, MLT_GATE_AR, "AR");
    agrees(card, MLT_GATE_PRECISION, "precision");
    agrees(card, MLT_GATE_RECALL, "recall");
    agrees(card, MLT_GATE_F1, "F1");
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(classes_agree_with_the_scorecard)
{
    const gt_model m = {.n = 60, .fog = 12, .dogs = 20, .failed = 3, .skipped = 10, .blind = 5};
    mltest_scorecard *card = gt_score(gt_classes(&m));
    agrees(card, MLT_GATE_ACCURACY, "top1");
    agrees(card, MLT_GATE_BALANCED, "balanced_accuracy");
    mlt_scorecard_unref(card);
}
END_TEST

/* Turned by 30° about the middle: what lies between hull and ellipse is as right as can be known.
 */
START_TEST(turned_labels)
{
    const double c = sqrt(0.75), s = 0.5;
    const double turn[9] = {c, -s, 50 - 50 * c + 50 * s, s, c, 50 - 50 * s - 50 * c, 0, 0, 1};
    const gt_model m = {.n = 40, .fog = 10};
    mltest_journal *journal = gt_journal(&m);
    mlt_map map;
    ck_assert(mlt_map_from_homography(&map, turn));
    for (size_t i = 0; i < 40; i++) {
        mlt_joutcome *fog = &journal->outcomes[i * journal->n_conditions + GT_FOG];
        fog->width = fog->height = 100;
        fog->map = &map;
        for (size_t k = 0; k < fog->n_preds; k++)
            fog->preds[k].box = (mlt_box){29, 0, 20, 19};
    }
    mltest_scorecard *card = gt_score(journal);
    ck_assert(card->conditions[GT_FOG].label_limited);
    ck_assert_double_eq_tol(measured(card, MLT_GATE_AP50, GT_FOG, NULL),
                            card->conditions[GT_FOG].ap50, 1e-15);
    ck_assert_double_gt(card->conditions[GT_FOG].ap50, 0.5);
    mlt_scorecard_unref(card);
}
END_TEST

/* Thirty of forty cats are found: recall .75, so 76 of 101 recalls have precision 1. */
START_TEST(by_hand)
{
    const gt_model m = {.n = 40, .blind = 10};
    mltest_scorecard *card = gt_card(&m);
    double weights[40] = {0};
    ck_assert_double_eq_tol(measured(card, MLT_GATE_AP50, 0, NULL), 76.0 / 101, 1e-12);
    ck_assert_double_eq_tol(measured(card, MLT_GATE_RECALL, 0, NULL), 0.75, 1e-12);
    weights[0] = 1;
    ck_assert_double_eq_tol(measured(card, MLT_GATE_AP50, 0, weights), 1, 1e-12);
    weights[39] = 3;
    ck_assert_double_eq_tol(measured(card, MLT_GATE_AP50, 0, weights), 26.0 / 101, 1e-12);
    ck_assert_double_eq_tol(measured(card, MLT_GATE_RECALL, 0, weights), 0.25, 1e-12);
    ck_assert_double_eq_tol(measured(card, MLT_GATE_F1, 0, weights), 0.4, 1e-12);
    ck_assert_double_eq_tol(measured(card, MLT_GATE_PRECISION, 0, weights), 1, 1e-12);
    memset(weights, 0, sizeof weights);
    ck_assert(isnan(measured(card, MLT_GATE_AP50, 0, weights)));
    ck_assert(isnan(measured(card, MLT_GATE_F1, 0, weights)));
    mlt_scorecard_unref(card);
}
END_TEST

/* Two of three cats are right and the dog is not: .5 is the mean over classes; cats alone .67. */
START_TEST(classes_by_hand)
{
    const gt_model m = {.n = 40, .fog = 1, .dogs = 1};
    mltest_scorecard *card = gt_score(gt_classes(&m));
    double weights[40] = {1, 1, 1};
    ck_assert_double_eq_tol(measured(card, MLT_GATE_BALANCED, GT_FOG, weights), 2.0 / 3, 1e-12);
    weights[39] = 1;
    ck_assert_double_eq_tol(measured(card, MLT_GATE_BALANCED, GT_FOG, weights), 1.0 / 3, 1e-12);
    ck_assert_double_eq_tol(measured(card, MLT_GATE_ACCURACY, GT_FOG, weights), 0.5, 1e-12);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(on_samples_of_another)
{
    const gt_model m = {.n = 40, .blind = 10, .skipped = 20};
    mltest_scorecard *card = gt_card(&m);
    mlt_gate_part clean = make(card, MLT_GATE_AP50, 0), rain = make(card, MLT_GATE_AP50, GT_RAIN);
    ck_assert_double_eq_tol(asked(&clean, NULL, rain.takes), 51.0 / 101, 1e-12); /* 10 of 20 */
    memset(clean.takes, 0, 30); /* as if they did not take part: the blind ones are left */
    ck_assert_double_eq_tol(asked(&clean, NULL, NULL), 0, 1e-12);
    mlt_gate_part_free(&clean);
    mlt_gate_part_free(&rain);
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(without_labels)
{
    const gt_model m = {.n = 30, .unlabelled = true};
    mltest_scorecard *card = gt_card(&m);
    ck_assert(isnan(measured(card, MLT_GATE_AP, 0, NULL)));
    ck_assert(isnan(measured(card, MLT_GATE_F1, 0, NULL)));
    mlt_scorecard_unref(card);
    card = gt_score(gt_classes(&m));
    ck_assert(isnan(measured(card, MLT_GATE_BALANCED, 0, NULL)));
    mlt_scorecard_unref(card);
}
END_TEST

static mlt_gate_value tried;

static mltest_status body(mltest_context *ctx, void *data)
{
    mltest_scorecard *card = data;
    const size_t samples[] = {0, 1};
    double value;
    mlt_gate_part part;
    mlt_gate_part_room room = {NULL, NULL};
    mlt_sides sides;
    mltest_context *was = card->ctx;
    card->ctx = ctx;
    mlt_sides_init(&sides, ctx);
    mltest_status status = mlt_gate_part_make(&part, card, &sides, tried, 0, samples, 2, NULL);
    if (status == MLTEST_OK)
        status = mlt_gate_part_open(&part, &room, NULL);
    if (status == MLTEST_OK)
        status = mlt_gate_part_value(&part, &room, NULL, NULL, &value, NULL);
    mlt_gate_part_close(&part, &room);
    mlt_gate_part_free(&part);
    mlt_sides_free(&sides);
    card->ctx = was;
    return status;
}

START_TEST(out_of_memory)
{
    static const mlt_gate_value all[] = {MLT_GATE_AP, MLT_GATE_F1, MLT_GATE_BALANCED};
    const gt_model m = {.n = 2};
    mltest_scorecard *card = gt_card(&m);
    for (size_t i = 0; i < 3; i++) {
        tried = all[i];
        mlt_test_every_allocation(body, card);
    }
    mlt_scorecard_unref(card);
}
END_TEST

MLT_TEST_SUITE(gate_part, agrees_with_the_scorecard, classes_agree_with_the_scorecard,
               turned_labels, by_hand, classes_by_hand, on_samples_of_another, without_labels,
               out_of_memory)
