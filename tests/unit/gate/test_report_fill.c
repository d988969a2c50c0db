/* SPDX-License-Identifier: MIT */
#include "gate/fixtures.h"

static double number(const mltest_gate_report *report, const char *name)
{
    const mlt_value *value = mlt_results_find_value(report->results, name);
    ck_assert_msg(value != NULL && !value->is_text, "%s", name);
    return value->number;
}

static const char *text(const mltest_gate_report *report, const char *name)
{
    return mlt_results_find_value(report->results, name)->text;
}

START_TEST(values)
{
    const gt_model m = {.n = 60, .fog = 3, .failed = 6, .skipped = 10, .blind = 5, .per_group = 2};
    mltest_gate_report *report = gt_report(
        "[\"affected(fog@3) <= 0.5\",\"affected(fog@3) <= 0.001\",\"affected(fog@3) >= 0.99\"]", &m,
        NULL);
    ck_assert_str_eq(text(report, "model.name"), "net");
    ck_assert_str_eq(text(report, "dataset.name"), "pets");
    ck_assert_str_eq(text(report, "verdict"), "fail");
    ck_assert_double_eq(number(report, "format"), 1);
    ck_assert_double_eq(number(report, "n_gates"), 3);
    ck_assert_double_eq(number(report, "passed"), 1);
    ck_assert_double_eq(number(report, "failed"), 2);
    ck_assert_double_eq(number(report, "inconclusive"), 0);
    ck_assert_double_eq(number(report, "samples.n"), 60);
    ck_assert_double_eq(number(report, "samples.groups"), 30);
    ck_assert_double_eq(number(report, "samples.eligible"), 55);
    ck_assert_double_eq(number(report, "complete"), 0); /* it has no end */
    ck_assert_double_eq(number(report, "missing.n"), 0);
    ck_assert_double_eq(number(report, "failures.n"), 6);
    ck_assert_double_eq(number(report, "failures.predictions"), 230);
    ck_assert_double_eq(number(report, "failures.share"), 6.0 / 230);
    mlt_gate_report_unref(report);
}
END_TEST

START_TEST(verdict_of_all)
{
    const gt_model m = {.n = 40};
    static const char *const gates[][2] = {
        {"[\"affected(fog@3) <= 0.5\"]", "pass"},
        {"[\"affected(fog@3) <= 0.5\",\"affected(fog@3) <= 0.01\"]", "inconclusive"},
        {"[\"affected(fog@3) <= 0.01\",\"affected(fog@3) >= 0.9\"]", "fail"}};
    for (size_t i = 0; i < 3; i++) {
        mltest_gate_report *report = gt_report(gates[i][0], &m, NULL);
        ck_assert_str_eq(text(report, "verdict"), gates[i][1]);
        mlt_gate_report_unref(report);
    }
}
END_TEST

START_TEST(columns)
{
    const gt_model m = {.n = 40, .fog = 10};
    mltest_gate_report *report =
        gt_report("[\"affected(fog@3) >= 0.1\",{\"no_worse_than\":{\"baseline\":\"x/b.jsonl\","
                  "\"on\":[\"risk\"],\"margin\":{\"risk\":3}}}]",
                  &m, &m);
    ck_assert_str_eq(gt_string(report, "gate", 0), "affected(fog@3) >= 0.1");
    ck_assert_str_eq(gt_string(report, "score", 0), "affected");
    ck_assert_str_eq(gt_string(report, "condition", 0), "fog@3");
    ck_assert_str_eq(gt_string(report, "comparison", 0), ">=");
    ck_assert_str_eq(gt_string(report, "baseline", 0), "");
    ck_assert_double_eq(gt_number(report, "limit", 0), 0.1);
    ck_assert_double_eq(gt_number(report, "value", 0), 0.25);
    ck_assert(isnan(gt_number(report, "baseline_value", 0)));
    ck_assert_str_eq(gt_string(report, "method", 0), "exact");
    ck_assert_str_eq(gt_string(report, "comparison", 1), "no worse");
    ck_assert_str_eq(gt_string(report, "baseline", 1), "b.jsonl");
    ck_assert_double_eq(gt_number(report, "limit", 1), 3);
    ck_assert_double_eq(gt_number(report, "baseline_value", 1), gt_number(report, "value", 1));
    ck_assert_double_eq(gt_number(report, "n", 1), 40);
    mlt_gate_report_unref(report);
}
END_TEST

MLT_TEST_SUITE(gate_report_fill, values, verdict_of_all, columns)
