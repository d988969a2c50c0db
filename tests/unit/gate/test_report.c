/* SPDX-License-Identifier: MIT */
#include "gate/fixtures.h"

static mltest_gate_report *report;
static mltest_error *error;

static mltest_status judge(const char *text, const gt_model *m, const gt_model *before,
                           const mltest_options *options)
{
    mltest_gates *gates = gt_gates(text);
    mltest_journal *journal = gt_journal(m), *baseline = before != NULL ? gt_journal(before) : NULL;
    report = NULL;
    error = NULL;
    mltest_status status =
        mlt_gate_report_make(&report, NULL, gates, journal, baseline, options, &error);
    mlt_gates_unref(gates);
    mlt_journal_unref(journal);
    mlt_journal_unref(baseline);
    return status;
}

#define NO_WORSE                                                                                   \
    "[{\"no_worse_than\":{\"baseline\":\"%s\",\"on\":[\"risk\"],\"margin\":{\"risk\":2}}}]"

START_TEST(baselines_of_files)
{
    const gt_model m = {.n = 300, .fog = 30};
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "b.jsonl");
    char *text = gt_text(&m), gates[300];
    mlt_test_write_file(path, text, strlen(text));
    snprintf(gates, sizeof gates, NO_WORSE, path);
    ck_assert_int_eq(judge(gates, &m, NULL, NULL), MLTEST_OK);
    ck_assert_str_eq(gt_string(report, "verdict", 0), "pass");
    ck_assert_str_eq(gt_string(report, "baseline", 0), "b.jsonl");
    mlt_gate_report_unref(report);
    free(text);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(a_baseline_that_is_not_there)
{
    const gt_model m = {.n = 30};
    char gates[200];
    snprintf(gates, sizeof gates, NO_WORSE, "gone.jsonl");
    ck_assert_int_eq(judge(gates, &m, NULL, NULL), MLTEST_ERR_IO);
    ck_assert_ptr_null(report);
    mltest_error_free(error);
}
END_TEST

START_TEST(a_baseline_that_nobody_wants)
{
    const gt_model m = {.n = 30};
    ck_assert_int_eq(judge("[\"risk <= 45\"]", &m, &m, NULL), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "no gate is about one"));
    mltest_error_free(error);
}
END_TEST

/* Scores of .9 do not count at .95: what is set wins over the suite. */
START_TEST(thresholds_of_a_suite)
{
    static const char gates[] = "{\"conditions\":[\"fog@3\"],\"thresholds\":{\"min_confidence\":"
                                "0.95},\"gates\":[\"recall >= 0.5\"]}";
    const gt_model m = {.n = 40};
    mltest_options *options = NULL;
    ck_assert_int_eq(judge(gates, &m, NULL, NULL), MLTEST_OK);
    ck_assert_double_eq(gt_number(report, "value", 0), 0);
    mlt_gate_report_unref(report);
    ck_assert_int_eq(mltest_options_new(&options, NULL, "score", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_text(options, "min_confidence", "0.5", NULL), MLTEST_OK);
    ck_assert_int_eq(judge(gates, &m, NULL, options), MLTEST_OK);
    ck_assert_double_eq(gt_number(report, "value", 0), 1);
    mlt_gate_report_unref(report);
    mltest_options_free(options);
}
END_TEST

START_TEST(options_of_another_table)
{
    const gt_model m = {.n = 4};
    mltest_options *options = NULL;
    ck_assert_int_eq(mltest_options_new(&options, NULL, "run", NULL), MLTEST_OK);
    ck_assert_int_eq(judge("[\"risk <= 1\"]", &m, NULL, options), MLTEST_ERR_INVALID);
    mltest_error_free(error);
    mltest_options_free(options);
}
END_TEST

typedef struct {
    mltest_gates *gates;
    mltest_journal *journal, *baseline;
} inputs;

static mltest_status body(mltest_context *ctx, void *data)
{
    inputs *in = data;
    mltest_gate_report *made = NULL;
    mltest_error *why = NULL;
    mltest_status status =
        mlt_gate_report_make(&made, ctx, in->gates, in->journal, in->baseline, NULL, &why);
    mlt_gate_report_unref(made);
    mltest_error_free(why);
    return status;
}

/* Too few samples to resample, which test_bound.c does. */
START_TEST(out_of_memory)
{
    const gt_model m = {.n = 4, .fog = 2};
    inputs in = {gt_gates("[\"affected(fog@3) <= 0.05\",\"affected(fgo@3) <= 1\",\"risk <= 1\","
                          "{\"no_worse_than\":{\"baseline\":\"b\",\"on\":[\"mAP\","
                          "\"affected(fog@3)\"]}}]"),
                 gt_journal(&m), gt_journal(&m)};
    mlt_test_every_allocation(body, &in);
    mlt_gates_unref(in.gates);
    mlt_journal_unref(in.journal);
    mlt_journal_unref(in.baseline);
}
END_TEST

MLT_TEST_SUITE(gate_report, baselines_of_files, a_baseline_that_is_not_there,
               a_baseline_that_nobody_wants, thresholds_of_a_suite, options_of_another_table,
               out_of_memory)
