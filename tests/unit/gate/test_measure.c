/* SPDX-License-Identifier: MIT */
#include "gate/measure.h"

#include "gate/fixtures.h"

static const mlt_gate_score *score(const char *name)
{
    const char *near;
    return mlt_gate_score_find(name, strlen(name), &near);
}

START_TEST(values_by_name)
{
    const gt_model m = {.n = 40, .fog = 4};
    mltest_scorecard *card = gt_card(&m);
    double value = -1;
    ck_assert(mlt_gate_value_of(card, score("affected"), GT_FOG, &value));
    ck_assert_double_eq(value, 0.1);
    ck_assert(mlt_gate_value_of(card, score("mAP50"), -1, &value));
    ck_assert_double_eq(value, 1);
    ck_assert(mlt_gate_value_of(card, score("mAP50"), GT_FOG, &value));
    ck_assert_double_eq_tol(value, 91.0 / 101, 1e-12); /* recall .9 */
    ck_assert(mlt_gate_value_of(card, score("risk"), -1, &value));
    ck_assert_double_eq_tol(value, 2.5, 1e-12);
    ck_assert(!mlt_gate_value_of(card, score("top1"), -1, &value));
    ck_assert(!mlt_gate_value_of(card, score("top1"), GT_FOG, &value));
    ck_assert(!mlt_gate_value_of(card, score("affected"), 99, &value));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(what_is_measured)
{
    ck_assert(mlt_gate_is_measured(score("risk"), -1));
    ck_assert(mlt_gate_is_measured(score("affected"), GT_FOG));
    ck_assert(mlt_gate_is_measured(score("mAP"), -1));
    ck_assert(mlt_gate_is_measured(score("mAP"), 0));
    ck_assert(!mlt_gate_is_measured(score("mAP"), GT_FOG));
    ck_assert(!mlt_gate_is_measured(score("rPC"), -1));
}
END_TEST

START_TEST(counts)
{
    const gt_model m = {.n = 40, .fog = 4, .skipped = 10, .blind = 5};
    const char *const names[] = {"risk", "mAP", "affected"};
    const size_t wanted[] = {35, 40, 25};
    mltest_scorecard *card = gt_card(&m);
    size_t samples[40];
    for (size_t i = 0; i < 40; i++)
        samples[i] = i;
    for (size_t i = 0; i < 3; i++) {
        mlt_gate_measure measure;
        double value = NAN;
        ck_assert_int_eq(mlt_gate_measure_make(&measure, card, score(names[i]),
                                               i == 2 ? GT_RAIN : -1, samples, 40, NULL),
                         MLTEST_OK);
        ck_assert_uint_eq(mlt_gate_measure_count(&measure), wanted[i]);
        ck_assert_int_eq(mlt_gate_measure_value(&measure, NULL, &value, NULL), MLTEST_OK);
        ck_assert(!isnan(value));
        mlt_gate_measure_free(&measure);
    }
    mlt_scorecard_unref(card);
}
END_TEST

MLT_TEST_SUITE(gate_measure, values_by_name, what_is_measured, counts)
