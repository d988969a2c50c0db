/* SPDX-License-Identifier: MIT */
#include "gate/value.h"

#include "gate/fixtures.h"

static double value(const mltest_scorecard *card, mlt_gate_value what, size_t sample, size_t c)
{
    return mlt_gate_sample_value(card, what, sample, c);
}

START_TEST(of_boxes)
{
    const gt_model m = {.n = 40, .fog = 4, .failed = 2, .skipped = 3, .blind = 5};
    mltest_scorecard *card = gt_card(&m);
    ck_assert_double_eq(value(card, MLT_GATE_AFFECTED, 0, GT_FOG), 1);
    ck_assert_double_eq(value(card, MLT_GATE_AFFECTED, 4, GT_FOG), 0);
    ck_assert(isnan(value(card, MLT_GATE_AFFECTED, 39, GT_FOG))); /* blind */
    ck_assert(isnan(value(card, MLT_GATE_AFFECTED, 0, GT_RAIN))); /* skipped */
    ck_assert_double_eq(value(card, MLT_GATE_TOTAL_LOSS, 0, GT_FOG), 1);
    ck_assert_double_eq(value(card, MLT_GATE_CONSISTENCY, 0, GT_FOG), 0);
    ck_assert_double_eq(value(card, MLT_GATE_CORRECTNESS, 4, GT_FOG), 1);
    ck_assert_double_eq(value(card, MLT_GATE_WRONG, 39, GT_FOG), 1);
    ck_assert_double_eq(value(card, MLT_GATE_NEWLY_BROKEN, 1, GT_NOISE), 1); /* failed */
    ck_assert_double_eq(value(card, MLT_GATE_NEWLY_BROKEN, 39, GT_FOG), 0);
    ck_assert_double_eq(value(card, MLT_GATE_NEWLY_FIXED, 39, GT_FOG), 0);
    ck_assert_double_eq(value(card, MLT_GATE_DEGRADED, 0, GT_FOG), 1);
    mlt_scorecard_unref(card);
}
END_TEST

/* What is empty names no class: it is in nobody's top five. */
START_TEST(of_classes)
{
    const gt_model m = {.n = 40, .fog = 4, .dogs = 10, .skipped = 2};
    mltest_scorecard *card = gt_score(gt_classes(&m));
    for (size_t c = GT_CLEAN; c <= GT_RAIN; c++) {
        double sum = 0, n = 0;
        for (size_t i = 0; i < 40; i++) {
            double v = value(card, MLT_GATE_TOP5, i, c);
            sum += isnan(v) ? 0 : v;
            n += !isnan(v);
        }
        ck_assert_double_eq_tol(sum / n, gt_cell(card, "top5", c), 1e-12);
    }
    ck_assert_double_eq(value(card, MLT_GATE_TOP1, 0, GT_FOG), 0);
    ck_assert_double_eq(value(card, MLT_GATE_TOP5, 0, GT_FOG), 0);
    ck_assert_double_eq(value(card, MLT_GATE_TOP1, 5, GT_FOG), 1);
    ck_assert_double_eq(value(card, MLT_GATE_TOP5, 39, GT_FOG), 0); /* a dog */
    ck_assert(isnan(value(card, MLT_GATE_TOP5, 0, GT_RAIN)));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(without_labels)
{
    const gt_model m = {.n = 30, .unlabelled = true};
    mltest_scorecard *card = gt_card(&m);
    for (int what = MLT_GATE_WRONG; what <= MLT_GATE_TOP5; what++)
        ck_assert(isnan(value(card, (mlt_gate_value)what, 3, GT_FOG)));
    ck_assert_double_eq(value(card, MLT_GATE_CONSISTENCY, 3, GT_FOG), 1);
    mlt_scorecard_unref(card);
}
END_TEST

MLT_TEST_SUITE(gate_value, of_boxes, of_classes, without_labels)
