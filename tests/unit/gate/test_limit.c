/* SPDX-License-Identifier: MIT */
#include "gate/judge.h"

#include "gate/fixtures.h"

static double exact_upper(int n)
{
    return 1 - pow(0.05, 1.0 / n); /* of nothing in n */
}

/* Nothing of 59 samples: the upper bound is 1 - .05^(1/59) = .0495. */
START_TEST(shares_at_most)
{
    const gt_model few = {.n = 58}, enough = {.n = 59}, many = {.n = 60, .fog = 8};
    gt_judged("affected(fog@3) <= 0.05", &few, "inconclusive",
              "58 samples cannot pass this limit, 59 are needed");
    gt_judged("affected(fog@3) <= 0.05", &enough, "pass", "");
    gt_judged("affected(fog@3) <= 0.05", &many, "fail", "");
    gt_judged("affected(fog@3) <= 0", &enough, "inconclusive", "");
    gt_judged("affected(fog@3) <= 0", &many, "fail", "");
    gt_judged("affected(fog@3) <= 1", &many, "pass", "");
    gt_judged("affected(fog@3) <= 7", &many, "pass", "");
    gt_judged("affected(fog@3) <= -1", &enough, "fail", "");
}
END_TEST

START_TEST(shares_at_least)
{
    const gt_model none = {.n = 60}, all = {.n = 60, .fog = 60}, most = {.n = 60, .fog = 52};
    gt_judged("total_loss(fog@3) >= 0.95", &all, "pass", "");
    gt_judged("total_loss(fog@3) >= 0.96", &all, "inconclusive", "are needed");
    gt_judged("total_loss(fog@3) >= 0.95", &most, "fail", "");
    gt_judged("total_loss(fog@3) >= 0", &none, "pass", "");
    gt_judged("total_loss(fog@3) >= -1", &none, "pass", "");
    gt_judged("total_loss(fog@3) >= 1", &all, "inconclusive", "");
    gt_judged("total_loss(fog@3) >= 1.1", &all, "fail", "");
}
END_TEST

/* Limits a hair to both sides of a bound. */
START_TEST(bounds_at_the_limit)
{
    const gt_model m = {.n = 100};
    char gate[80];
    double bound = exact_upper(100);
    snprintf(gate, sizeof gate, "affected(fog@3) <= %.17g", bound * (1 + 1e-10));
    gt_judged(gate, &m, "pass", "");
    snprintf(gate, sizeof gate, "affected(fog@3) <= %.17g", bound * (1 - 1e-10));
    gt_judged(gate, &m, "inconclusive", "101 are needed");
    const gt_model all = {.n = 100, .fog = 100};
    snprintf(gate, sizeof gate, "affected(fog@3) <= %.17g", 1 - bound * (1 + 1e-10));
    gt_judged(gate, &all, "fail", "");
    snprintf(gate, sizeof gate, "affected(fog@3) <= %.17g", 1 - bound * (1 - 1e-10));
    gt_judged(gate, &all, "inconclusive", "");
}
END_TEST

/* The samples that are said to be needed decide, and one less does not. */
START_TEST(further_samples_decide)
{
    const gt_model m = {.n = 100, .fog = 2};
    mltest_gate_report *report = gt_report("[\"affected(fog@3) <= 0.05\"]", &m, NULL);
    ck_assert_str_eq(gt_string(report, "verdict", 0), "inconclusive");
    double further = gt_number(report, "further_samples", 0);
    char words[80];
    snprintf(words, sizeof words, "needs %.0f more samples", further);
    ck_assert_ptr_nonnull(strstr(gt_string(report, "reason", 0), words));
    mlt_judgement j = mlt_verdict_judge(2, 100, 0.05);
    ck_assert_double_eq(further, (double)j.further);
    mlt_gate_report_unref(report);
}
END_TEST

START_TEST(risk)
{
    const gt_model m = {.n = 100, .fog = 20, .noise = 30};
    /* weather 10 %, noise 30 %: risk 20, give or take 4 */
    gt_judged("risk <= 30", &m, "pass", "");
    gt_judged("risk <= 10", &m, "fail", "");
    gt_judged("risk <= 21", &m, "inconclusive", "needs about");
    gt_judged("risk >= 10", &m, "pass", "");
    gt_judged("risk >= 30", &m, "fail", "");
    gt_judged("risk >= 19", &m, "inconclusive", "needs about");
    gt_judged("risk_flat <= 30", &m, "pass", "");
    gt_judged("failure_under_change <= 30", &m, "pass", "");
}
END_TEST

START_TEST(low_evidence)
{
    const gt_model few = {.n = 29}, enough = {.n = 30}, blind = {.n = 80, .blind = 41},
                   half = {.n = 80, .blind = 40}, groups = {.n = 60, .per_group = 3};
    gt_judged("risk <= 99", &few, "inconclusive", "low evidence: 29 of 29 samples are eligible");
    gt_judged("risk <= 99", &enough, "pass", "");
    gt_judged("risk <= 99", &blind, "inconclusive", "low evidence: 39 of 80");
    gt_judged("risk <= 99", &half, "pass", "");
    gt_judged("risk <= 99", &groups, "inconclusive", "60 samples in 20 groups");
    gt_judged("mAP50 >= 0.1", &few, "inconclusive", "low evidence: 29 samples");
    gt_judged("robustness(fog@3) >= 1", &few, "inconclusive", "low evidence");
    gt_judged("affected(fog@3) <= 0.5", &few, "pass", "");
}
END_TEST

START_TEST(means_and_precision)
{
    const gt_model m = {.n = 100, .fog = 20, .blind = 10};
    gt_judged("robustness(fog@3) >= 60", &m, "pass", "");
    gt_judged("robustness(fog@3) >= 90", &m, "fail", "");
    gt_judged("robustness(fog@3) >= 79", &m, "inconclusive", "");
    gt_judged("robustness(fog@3) <= 90", &m, "pass", "");
    gt_judged("correctness(fog@3) >= 0.5", &m, "pass", "");
    gt_judged("mAP50 >= 0.8", &m, "pass", "");
    gt_judged("clean.mAP >= 0.99", &m, "fail", "");
    gt_judged("mAP(clean) >= 0.8", &m, "pass", "");
    gt_judged("mAP50(fog@3) >= 0.1", &m, "pass", "");
    gt_judged("mAP50(fog@3) >= 0.95", &m, "fail", "");
    gt_judged("mAP50(fog@3) >= 0.7", &m, "inconclusive", "needs about");
    gt_judged("precision >= 0.1", &m, "pass", "");
    gt_judged("recall(fog@3) >= 0.5", &m, "pass", "");
    gt_judged("recall(fog@3) >= 0.71", &m, "inconclusive", "needs about");
    gt_judged("recall(fog@3) >= 0.9", &m, "fail", "");
    gt_judged("F1(fog@3) >= 0.5", &m, "pass", "");
    gt_judged("AR(fog@3) >= 0.9", &m, "fail", "");
    gt_judged("drop(fog@3) <= 0.35", &m, "pass", "");
    gt_judged("drop(fog@3) <= 0.05", &m, "fail", "");
    gt_judged("mPC >= 0.5", &m, "pass", "");
    gt_judged("rPC >= 0.99", &m, "fail", "");
    gt_judged("worst_case_share <= 0.4", &m, "pass", "");
    gt_judged("worst_case_share <= 0.1", &m, "fail", "");
    gt_judged("worst_case_share <= 0.21", &m, "inconclusive", "more samples");
}
END_TEST

/* Groups of five that do the same: a hundred samples are worth twenty, two hundred forty. */
START_TEST(grouped_shares)
{
    const gt_model alone = {.n = 100}, grouped = {.n = 100, .per_group = 5},
                   many = {.n = 300, .per_group = 5}, some = {.n = 200, .fog = 10, .per_group = 5};
    gt_judged("affected(fog@3) <= 0.05", &alone, "pass", "");
    gt_judged("affected(fog@3) <= 0.05", &grouped, "inconclusive",
              "samples worth 20 drawn one by one cannot pass this limit, 59 are needed");
    gt_judged("affected(fog@3) <= 0.05", &many, "pass", "");
    mltest_gate_report *report = gt_report("[\"affected(fog@3) <= 0.1\"]", &some, NULL);
    ck_assert_str_eq(gt_string(report, "verdict", 0), "inconclusive");
    ck_assert_str_eq(gt_string(report, "method", 0), "effective");
    ck_assert_double_eq(gt_number(report, "n", 0), 200);
    ck_assert_double_eq_tol(gt_number(report, "n_effective", 0), 40, 1e-9);
    mlt_judgement j = mlt_verdict_judge(2, 40, 0.1); /* what 40 need, 5 times */
    ck_assert_double_eq(gt_number(report, "further_samples", 0), 5 * (double)j.further);
    ck_assert_ptr_nonnull(strstr(gt_string(report, "reason", 0), "needs about"));
    mlt_gate_report_unref(report);
}
END_TEST

/* A condition with replicates is their mean; #1 is one of them. */
START_TEST(replicates)
{
    const gt_model m = {.n = 100, .fog = 10, .again = 20, .has_again = true};
    static const char gates[] =
        "[\"affected(fog@3) <= 0.5\",\"affected(fog@3#1) <= 0.5\",\"mAP50(fog@3) >= 0.5\","
        "{\"gate\":\"robustness(fog@3) >= 85\",\"point\":true}]";
    mltest_gate_report *report = gt_report(gates, &m, NULL);
    for (size_t i = 0; i < 4; i++)
        ck_assert_str_eq(gt_string(report, "verdict", i), "pass");
    ck_assert_double_eq_tol(gt_number(report, "value", 0), 0.15, 1e-12);
    ck_assert_double_eq_tol(gt_number(report, "value", 1), 0.2, 1e-12);
    ck_assert_double_eq_tol(gt_number(report, "value", 2), (91 + 81) / 202.0, 1e-12);
    ck_assert_double_eq_tol(gt_number(report, "value", 3), 85, 1e-12);
    ck_assert_double_gt(gt_number(report, "n_effective", 0), 100);
    ck_assert_double_eq(gt_number(report, "n_effective", 1), 100);
    mlt_gate_report_unref(report);
}
END_TEST

static mltest_gate_report *of_classes(const char *text, const gt_model *m)
{
    mltest_gates *gates = gt_gates(text);
    mltest_journal *journal = gt_classes(m);
    mltest_gate_report *report = NULL;
    ck_assert_int_eq(mlt_gate_report_make(&report, NULL, gates, journal, NULL, NULL, NULL),
                     MLTEST_OK);
    mlt_journal_unref(journal);
    mlt_gates_unref(gates);
    return report;
}

START_TEST(classes)
{
    static const char gates[] =
        "[\"top1(fog@3) >= 0.5\",\"top5 >= 0.5\",\"balanced_accuracy(fog@3) >= 0.3\","
        "\"balanced_accuracy(fog@3) >= 0.45\",\"drop(fog@3) <= 0.2\",\"mPC >= 0.5\",\"rPC >= "
        "0.8\"]";
    static const char *const verdicts[] = {"pass", "pass", "pass", "inconclusive",
                                           "pass", "pass", "pass"};
    static const char *const methods[] = {"exact",      "exact",      "resampling", "resampling",
                                          "resampling", "resampling", "resampling"};
    const gt_model m = {.n = 100, .fog = 10, .dogs = 20};
    mltest_gate_report *report = of_classes(gates, &m);
    for (size_t i = 0; i < 7; i++) {
        ck_assert_msg(strcmp(gt_string(report, "verdict", i), verdicts[i]) == 0, "%s: %s",
                      gt_string(report, "gate", i), gt_string(report, "reason", i));
        ck_assert_str_eq(gt_string(report, "method", i), methods[i]);
    }
    mlt_gate_report_unref(report);
}
END_TEST

/* What labels are not known well enough for is said, also of the drop. */
START_TEST(limited_by_labels)
{
    static const char *const names[] = {"mAP(fog@3)", "AP75(fog@3)", "AR(fog@3)", "drop(fog@3)"};
    const double turn[9] = {0.8, -0.6, 40, 0.6, 0.8, -20, 0, 0, 1};
    const gt_model m = {.n = 60};
    mlt_map map;
    char text[100];
    ck_assert(mlt_map_from_homography(&map, turn));
    for (size_t i = 0; i < 5; i++) {
        mltest_journal *journal = gt_journal(&m);
        mltest_gate_report *report = NULL;
        snprintf(text, sizeof text, "[\"%s >= -2\"]", i < 4 ? names[i] : "AP50(fog@3)");
        mltest_gates *gates = gt_gates(text);
        for (size_t k = 0; k < 60; k++) {
            mlt_joutcome *fog = &journal->outcomes[k * journal->n_conditions + GT_FOG];
            fog->width = fog->height = 100;
            fog->map = &map;
        }
        ck_assert_int_eq(mlt_gate_report_make(&report, NULL, gates, journal, NULL, NULL, NULL),
                         MLTEST_OK);
        ck_assert_str_eq(gt_string(report, "verdict", 0), i < 4 ? "fail" : "pass");
        if (i < 4)
            ck_assert_ptr_nonnull(strstr(gt_string(report, "reason", 0), "the labels limit"));
        mlt_gate_report_unref(report);
        mlt_journal_unref(journal);
        mlt_gates_unref(gates);
    }
}
END_TEST

START_TEST(points)
{
    static const char gates[] =
        "{\"point\":true,\"gates\":[\"affected(fog@3) <= 0.1\",\"affected(fog@3) >= 0.1\","
        "\"affected(fog@3) <= 0.09\",\"affected(fog@3) >= 0.11\",\"risk <= 99\",\"precision >= 1\","
        "\"affected(dust@3) <= 1\"]}";
    static const char *const verdicts[] = {"pass", "pass", "fail", "fail", "pass", "pass", "fail"};
    const gt_model m = {.n = 10, .fog = 1};
    mltest_gate_report *report = gt_report(gates, &m, NULL);
    for (size_t i = 0; i < 7; i++) {
        ck_assert_str_eq(gt_string(report, "verdict", i), verdicts[i]);
        ck_assert_str_eq(gt_string(report, "method", i), i < 6 ? "value" : "");
        if (i < 6)
            ck_assert_ptr_nonnull(strstr(gt_string(report, "reason", i), "value alone"));
    }
    mlt_gate_report_unref(report);
}
END_TEST

/* A run that stopped at its verdicts: shares have bounds that hold at any time, wider than those of
 * a fixed number of samples; nothing else has bounds. */
START_TEST(of_runs_that_stopped)
{
    const char *more = ",\"score_floor\":0,\"until_decided\":{\"target\":0.05}";
    const gt_model few = {.n = 73, .more = more}, enough = {.n = 74, .more = more},
                   many = {.n = 60, .fog = 10, .more = more}, fixed = {.n = 60, .fog = 7},
                   stopped = {.n = 60, .fog = 7, .more = more};
    gt_judged("affected(fog@3) <= 0.05", &few, "inconclusive", "not decided by the samples");
    gt_judged("affected(fog@3) <= 0.05", &enough, "pass", "");
    gt_judged("affected(fog@3) <= 0.05", &many, "fail", "");
    gt_judged("affected(fog@3) <= 0.05", &fixed, "fail", "");
    gt_judged("affected(fog@3) <= 0.05", &stopped, "inconclusive", "");
    gt_judged("affected(fog@3) <= 1", &many, "pass", "");
    gt_judged("affected(fog@3) <= -1", &enough, "fail", "");
    gt_judged("newly_fixed(fog@3) >= 0.05", &enough, "fail", "");
    gt_judged("newly_fixed(fog@3) >= 0", &enough, "pass", "");
    gt_judged("risk <= 99", &many, "inconclusive", "stopped at its verdicts");
    gt_judged("robustness(fog@3) >= 1", &many, "inconclusive", "stopped at its verdicts");
    gt_judged("mAP >= 0.1", &many, "inconclusive", "stopped at its verdicts");
    mltest_gate_report *report = gt_report("[\"affected(fog@3) <= 0.05\"]", &few, NULL);
    ck_assert_str_eq(gt_string(report, "method", 0), "sequential");
    ck_assert_double_eq(gt_number(report, "low", 0), 0);
    ck_assert_double_eq_tol(gt_number(report, "high", 0), 0.0505, 0.0005);
    mlt_gate_report_unref(report);
    report = gt_report("[{\"gate\":\"risk <= 99\",\"point\":true}]", &many, NULL);
    ck_assert_str_eq(gt_string(report, "verdict", 0), "pass");
    mlt_gate_report_unref(report);
}
END_TEST

START_TEST(missing_and_undefined)
{
    const gt_model m = {.n = 60, .skipped = 31}, bare = {.n = 60, .unlabelled = true},
                   blind = {.n = 60, .blind = 60, .unlabelled = true}, none = {.n = 0};
    gt_judged("affected(fgo@3) <= 1", &m, "fail", "no condition fgo@3; did you mean fog@3?");
    gt_judged("affected(rain@5) <= 1", &m, "fail", "not defined for net");
    gt_judged("mAP >= 0", &bare, "fail", "not defined");
    gt_judged("newly_broken(fog@3) <= 1", &bare, "fail", "not defined");
    gt_judged("top1 >= 0", &m, "fail", "missing");
    gt_judged("risk <= 100", &blind, "fail", "not defined");
    gt_judged("risk <= 100", &none, "fail", "not defined");
}
END_TEST

MLT_TEST_SUITE(gate_limit, shares_at_most, shares_at_least, bounds_at_the_limit,
               further_samples_decide, risk, low_evidence, means_and_precision, grouped_shares,
               replicates, classes, limited_by_labels, points, of_runs_that_stopped,
               missing_and_undefined)
