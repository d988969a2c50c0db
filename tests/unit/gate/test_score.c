/* SPDX-License-Identifier: MIT */
#include "gate/fixtures.h"

START_TEST(found_by_name)
{
    const char *near = "x";
    const mlt_gate_score *score = mlt_gate_score_find("affected(fog@3)", 8, &near);
    ck_assert_str_eq(score->name, "affected");
    ck_assert_str_eq(score->source, "affected.value");
    ck_assert(score->scope == MLT_GATE_CONDITION && score->bound == MLT_GATE_SHARE);
    ck_assert(score->is_less_better);
    ck_assert_ptr_null(near);
    ck_assert_str_eq(mlt_gate_score_find("mAP50", 5, &near)->source, "AP50");
    ck_assert(!mlt_gate_score_find("mAP50", 5, &near)->is_less_better);
}
END_TEST

START_TEST(nearest_name)
{
    const char *near;
    char long_name[100];
    ck_assert_ptr_null(mlt_gate_score_find("afected", 7, &near));
    ck_assert_str_eq(near, "affected");
    ck_assert_ptr_null(mlt_gate_score_find("", 0, &near));
    ck_assert_ptr_null(mlt_gate_score_find("xyzzyxyzzy", 10, &near));
    ck_assert_ptr_null(near);
    memset(long_name, 'a', sizeof long_name);
    ck_assert_ptr_null(mlt_gate_score_find(long_name, sizeof long_name, &near));
    ck_assert_ptr_null(near);
}
END_TEST

/* Every source exists in a scorecard of detections, but for those of classes. */
START_TEST(every_source_exists)
{
    static const char *const names[] = {"risk",
                                        "risk_flat",
                                        "failure_under_change",
                                        "worst_case_share",
                                        "mPC",
                                        "rPC",
                                        "mAP",
                                        "mAP50",
                                        "mAP75",
                                        "AP50",
                                        "AP75",
                                        "AR",
                                        "precision",
                                        "recall",
                                        "F1"};
    static const char *const of_conditions[] = {
        "affected",   "newly_broken", "newly_fixed", "total_loss", "failure", "degraded",
        "robustness", "correctness",  "drop",        "mAP",        "AP50",    "precision"};
    const gt_model m = {.n = 40, .fog = 3};
    char gate[80];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(gate, sizeof gate, "%s >= -1000", names[i]);
        gt_judged(gate, &m, "pass", "");
    }
    for (size_t i = 0; i < sizeof of_conditions / sizeof of_conditions[0]; i++) {
        snprintf(gate, sizeof gate, "%s(fog@3) >= -1000", of_conditions[i]);
        gt_judged(gate, &m, "pass", "");
    }
    gt_judged("top1 >= 0.5", &m, "fail", "missing: the scores of net have no top1");
}
END_TEST

START_TEST(ranges)
{
    double least, most;
    mlt_gate_range(gt_find("risk"), &least, &most);
    ck_assert(least >= 0 && least <= 0);
    ck_assert_double_eq(most, 100);
    mlt_gate_range(gt_find("drop"), &least, &most);
    ck_assert_double_eq(least, -1);
    ck_assert_double_eq(most, 1);
    ck_assert(mlt_gate_is_share(gt_find("worst_case_share")) && !mlt_gate_is_share(gt_find("F1")));
}
END_TEST

MLT_TEST_SUITE(gate_score, found_by_name, nearest_name, every_source_exists, ranges)
