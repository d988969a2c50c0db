/* SPDX-License-Identifier: MIT */
#include "gate/judge.h"

#include "gate/fixtures.h"

/* One score against a baseline with a margin: verdict, and words of the reason. */
static void judged(const char *score, double margin, bool point, const gt_model *now,
                   const gt_model *before, const char *verdict, const char *words)
{
    char text[300];
    snprintf(text, sizeof text,
             "[{\"no_worse_than\":{\"baseline\":\"b\",\"on\":[\"%s\"],\"margin\":{\"%s\":%g}},"
             "\"point\":%s}]",
             score, score, margin, point ? "true" : "false");
    mltest_gate_report *report = gt_report(text, now, before);
    ck_assert_msg(strcmp(gt_string(report, "verdict", 0), verdict) == 0, "%s: %s, %s, %g … %g",
                  score, gt_string(report, "verdict", 0), gt_string(report, "reason", 0),
                  gt_number(report, "low", 0), gt_number(report, "high", 0));
    ck_assert_msg(strstr(gt_string(report, "reason", 0), words) != NULL, "%s: %s", score,
                  gt_string(report, "reason", 0));
    mlt_gate_report_unref(report);
}

START_TEST(shares)
{
    const gt_model a = {.n = 300, .fog = 30}, b = {.n = 300, .fog = 33}, c = {.n = 300, .fog = 60};
    judged("affected(fog@3)", 0.05, false, &a, &a, "pass", "");
    judged("affected(fog@3)", 0.05, false, &b, &a, "pass", "");
    judged("affected(fog@3)", 0.01, false, &b, &a, "inconclusive", "too close");
    judged("affected(fog@3)", 0.015, false, &b, &a, "inconclusive", "needs about");
    judged("affected(fog@3)", 0, false, &a, &a, "inconclusive", "too close");
    judged("affected(fog@3)", 0.05, false, &c, &a, "fail", "");
    judged("affected(fog@3)", 0, false, &a, &c, "pass", "");
    /* what is better when more */
    judged("newly_fixed(fog@3)", 0.05, false, &a, &a, "pass", "");
}
END_TEST

/* Models that change places change signs; bounds stay within what can be, and around what is. */
START_TEST(bounds_of_shares)
{
    const gt_model models[] = {
        {.n = 100}, {.n = 100, .fog = 1}, {.n = 100, .fog = 40}, {.n = 100, .fog = 100}};
    static const char gates[] =
        "[{\"no_worse_than\":{\"baseline\":\"b\",\"on\":[\"affected(fog@3)\"]}}]";
    for (int a = 0; a < 4; a++)
        for (int b = 0; b < 4; b++) {
            mltest_gate_report *there = gt_report(gates, &models[a], &models[b]),
                               *back = gt_report(gates, &models[b], &models[a]);
            double low = gt_number(there, "low", 0), high = gt_number(there, "high", 0);
            double worse = (models[a].fog - models[b].fog) / 100.0;
            ck_assert_double_eq_tol(low, -gt_number(back, "high", 0), 1e-12);
            ck_assert_double_eq_tol(high, -gt_number(back, "low", 0), 1e-12);
            ck_assert(low >= -1 && high <= 1 && low <= worse && worse <= high && low < high);
            mlt_gate_report_unref(there);
            mlt_gate_report_unref(back);
        }
}
END_TEST

START_TEST(risk_and_means)
{
    const gt_model a = {.n = 300, .fog = 30, .noise = 30}, b = {.n = 300, .fog = 90, .noise = 90};
    judged("risk", 2, false, &a, &a, "pass", "");
    judged("risk", 2, false, &b, &a, "fail", "");
    judged("risk", 16, false, &b, &a, "inconclusive", "needs about");
    judged("risk", 0, false, &a, &b, "pass", "");
    judged("risk_flat", 2, false, &b, &a, "fail", "");
    judged("robustness(fog@3)", 2, false, &b, &a, "fail", "");
    judged("robustness(fog@3)", 2, false, &a, &b, "pass", "");
}
END_TEST

START_TEST(precision)
{
    const gt_model a = {.n = 300, .blind = 0}, b = {.n = 300, .blind = 60};
    judged("mAP50", 0.05, false, &b, &a, "fail", "");
    judged("mAP50", 0.05, false, &a, &b, "pass", "");
    judged("mAP50", 0.05, false, &b, &b, "pass", "");
    judged("clean.mAP", 0.2, false, &b, &a, "inconclusive", "");
    judged("mAP50(fog@3)", 0.3, false, &b, &a, "pass", "");
    judged("mAP50(fog@3)", 0.1, false, &b, &a, "fail", "");
}
END_TEST

/* Everything that has a value can be compared. */
START_TEST(all_scores)
{
    static const char *const names[] = {"worst_case_share", "mPC", "rPC",    "AR(fog@3)",
                                        "precision",        "F1",  "recall", "drop(fog@3)"};
    const gt_model a = {.n = 200, .fog = 10}, b = {.n = 200, .fog = 60};
    for (size_t i = 0; i < 8; i++) {
        judged(names[i], 0.03, false, &a, &b, "pass", "");
        judged(names[i], 0.03, false, &a, &a, "pass", "");
        if (i != 4 && i != 5 && i != 6) /* of clean pictures both are alike */
            judged(names[i], 0.01, false, &b, &a, "fail", "");
    }
}
END_TEST

/* Forty samples of 400 broke; in groups of ten that is four of forty. */
START_TEST(grouped_shares)
{
    const gt_model a = {.n = 400}, b = {.n = 400, .fog = 40}, grouped = {.n = 400, .per_group = 10},
                   worse = {.n = 400, .fog = 40, .per_group = 10};
    judged("affected(fog@3)", 0.05, false, &b, &a, "fail", "");
    judged("affected(fog@3)", 0.05, false, &worse, &grouped, "inconclusive", "needs about");
    judged("affected(fog@3)", 0.05, false, &grouped, &worse, "pass", "");
}
END_TEST

START_TEST(replicates)
{
    const gt_model a = {.n = 100, .fog = 10, .again = 20, .has_again = true},
                   b = {.n = 100, .fog = 40, .again = 20, .has_again = true};
    mltest_gate_report *report =
        gt_report("[{\"no_worse_than\":{\"baseline\":\"b\",\"on\":[\"affected(fog@3)\","
                  "\"affected(fog@3#1)\",\"mAP50(fog@3)\"],\"margin\":{\"affected\":0.05}}}]",
                  &b, &a);
    ck_assert_double_eq_tol(gt_number(report, "value", 0), 0.3, 1e-12);
    ck_assert_double_eq_tol(gt_number(report, "baseline_value", 0), 0.15, 1e-12);
    ck_assert_str_eq(gt_string(report, "verdict", 0), "fail");
    ck_assert_str_eq(gt_string(report, "verdict", 1), "pass");
    ck_assert_str_eq(gt_string(report, "verdict", 2), "fail");
    mlt_gate_report_unref(report);
}
END_TEST

START_TEST(on_common_samples)
{
    const gt_model a = {.n = 200, .fog = 100}, b = {.n = 200, .from = 100};
    mltest_gate_report *report = gt_report(
        "[{\"no_worse_than\":{\"baseline\":\"b\",\"on\":[\"affected(fog@3)\",\"mAP\"]}}]", &a, &b);
    ck_assert_double_eq(gt_number(report, "n", 0), 100);
    ck_assert_double_eq(gt_number(report, "value", 0), 0);
    ck_assert_double_eq(gt_number(report, "baseline_value", 0), 0);
    ck_assert_double_eq(gt_number(report, "n", 1), 100);
    ck_assert_str_eq(gt_string(report, "method", 0), "paired");
    ck_assert_str_eq(gt_string(report, "method", 1), "resampling");
    mlt_gate_report_unref(report);
}
END_TEST

/* A sample that one of the two skips or is blind on counts for neither. */
START_TEST(on_samples_that_count_in_both)
{
    const gt_model a = {.n = 100, .skipped = 20}, b = {.n = 100, .blind = 10};
    mltest_gate_report *report = gt_report(
        "[{\"no_worse_than\":{\"baseline\":\"b\",\"on\":[\"affected(rain@5)\"]}}]", &a, &b);
    ck_assert_double_eq(gt_number(report, "n", 0), 70);
    mlt_gate_report_unref(report);
}
END_TEST

START_TEST(points)
{
    const gt_model a = {.n = 10, .fog = 2}, b = {.n = 10, .fog = 3};
    judged("affected(fog@3)", 0, true, &a, &a, "pass", "values alone");
    judged("affected(fog@3)", 0, true, &b, &a, "fail", "values alone");
    judged("affected(fog@3)", 0.2, true, &b, &a, "pass", "values alone");
    judged("risk", 0, true, &a, &b, "pass", "values alone");
    judged("precision", 0, true, &a, &b, "pass", "values alone");
    judged("mAP50(fog@3)", 0, true, &b, &a, "fail", "values alone");
}
END_TEST

START_TEST(low_evidence)
{
    const gt_model few = {.n = 20}, blind = {.n = 100, .blind = 60}, all = {.n = 100};
    judged("risk", 50, false, &few, &few, "inconclusive", "low evidence: 20 of 20");
    judged("risk", 50, false, &all, &blind, "inconclusive", "low evidence: 40 of 100");
    judged("affected(fog@3)", 0.5, false, &few, &few, "pass", "");
}
END_TEST

START_TEST(runs_that_stopped)
{
    const char *more = ",\"score_floor\":0,\"until_decided\":{\"target\":0.05}";
    const gt_model a = {.n = 300}, b = {.n = 300, .more = more};
    judged("affected(fog@3)", 0.05, false, &a, &b, "inconclusive", "stopped at its verdicts");
    judged("affected(fog@3)", 0.05, false, &b, &a, "inconclusive", "stopped at its verdicts");
    judged("risk", 5, false, &b, &a, "inconclusive", "stopped at its verdicts");
    judged("risk", 5, true, &b, &a, "pass", "");
}
END_TEST

START_TEST(missing_and_undefined)
{
    const gt_model m = {.n = 100}, bare = {.n = 100, .unlabelled = true},
                   floor = {.n = 100, .more = ",\"score_floor\":0.1"},
                   open = {.n = 100, .more = ",\"pad\":0"};
    judged("affected(dust@3)", 1, false, &m, &m, "fail", "no condition dust@3");
    judged("mAP", 1, false, &m, &bare, "fail", "not defined");
    judged("mAP", 1, false, &bare, &m, "fail", "not defined");
    judged("mAP", 1, false, &m, &floor, "fail", "different score floors");
    judged("mAP", 1, false, &m, &open, "pass", "");
    judged("top1", 1, false, &m, &m, "fail", "missing");
}
END_TEST

/* Two journals whose conditions differ. */
START_TEST(other_conditions)
{
    const gt_model m = {.n = 100};
    mltest_gates *gates = gt_gates(
        "[{\"no_worse_than\":{\"baseline\":\"b\",\"on\":[\"risk\",\"affected(rain@5)\"]}}]");
    mltest_journal *now = gt_journal(&m);
    char *text = gt_text(&m), *at = text;
    while ((at = strstr(at, "rain:r1@5")) != NULL)
        memcpy(at, "rain:r1@4", 9);
    mltest_journal *before = NULL;
    ck_assert_int_eq(mlt_journal_parse(&before, NULL, "b", text, strlen(text), NULL), MLTEST_OK);
    mltest_gate_report *report = NULL;
    ck_assert_int_eq(mlt_gate_report_make(&report, NULL, gates, now, before, NULL, NULL),
                     MLTEST_OK);
    ck_assert_str_eq(gt_string(report, "verdict", 0), "fail");
    ck_assert_str_eq(gt_string(report, "reason", 0),
                     "missing: the baseline was run under other conditions");
    ck_assert_str_eq(gt_string(report, "reason", 1),
                     "missing: the baseline has no condition rain:r1@5");
    mlt_gate_report_unref(report);
    mlt_journal_unref(before);
    mlt_journal_unref(now);
    mlt_gates_unref(gates);
    free(text);
}
END_TEST

MLT_TEST_SUITE(gate_no_worse, shares, bounds_of_shares, risk_and_means, precision, all_scores,
               grouped_shares, replicates, on_common_samples, on_samples_that_count_in_both, points,
               low_evidence, runs_that_stopped, missing_and_undefined, other_conditions)
