/* SPDX-License-Identifier: MIT */
#include "report/gate_row.h"

#include "report/gate_fixtures.h"

static const char *finding(mlt_gate_row row)
{
    static char copy[200];
    mlt_text out;
    mlt_text_init(&out, NULL);
    mlt_gate_row_finding(&out, &row);
    snprintf(copy, sizeof copy, "%s", mlt_text_string(&out));
    mlt_text_free(&out);
    return copy;
}

START_TEST(findings)
{
    mlt_gate_row row = {
        .limit = 0.5, .value = 0.25, .before = NAN, .low = NAN, .high = NAN, .n = NAN};
    ck_assert_str_eq(finding(row), "0.2500");
    row.n = 12;
    ck_assert_str_eq(finding(row), "0.2500 (n = 12)");
    row.low = 0.125;
    row.high = 0.375;
    ck_assert_str_eq(finding(row), "0.2500 (0.1250 to 0.3750, n = 12)");
    row.effective = 12;
    ck_assert_str_eq(finding(row), "0.2500 (0.1250 to 0.3750, n = 12)");
    row.effective = 5.25;
    ck_assert_str_eq(finding(row), "0.2500 (0.1250 to 0.3750, n = 12, worth 5)");
    row.n = NAN;
    ck_assert_str_eq(finding(row), "0.2500 (0.1250 to 0.3750)");
    row.before = 0.5;
    ck_assert_str_eq(finding(row), "0.2500, before 0.5000, worse by 0.1250 to 0.3750");
    row.limit = 45;
    ck_assert_str_eq(finding(row), "0.25, before 0.50, worse by 0.13 to 0.38");
    row.value = NAN;
    ck_assert_str_eq(finding(row), "");
}
END_TEST

START_TEST(results_without_gates)
{
    mlt_results *results = NULL;
    mlt_gate_row row;
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    ck_assert(!mlt_gate_row_read(&row, results, 0));
    ck_assert_str_eq(mlt_gate_text_of(results, "verdict"), "");
    ck_assert_uint_eq(mlt_gate_count_of(results, "passed"), 0);
    ck_assert_int_eq(mlt_results_number(results, "passed", (double)NAN, NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_gate_count_of(results, "passed"), 0);
    mlt_results_free(results);
}
END_TEST

START_TEST(notes)
{
    mlt_results *results = NULL;
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    ck_assert_ptr_null(mlt_gate_row_note(results));
    ck_assert_int_eq(mlt_results_flag(results, "complete", true, NULL), MLTEST_OK);
    ck_assert_ptr_null(mlt_gate_row_note(results));
    mlt_results_free(results);
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_flag(results, "complete", false, NULL), MLTEST_OK);
    ck_assert(gf_has(mlt_gate_row_note(results), "not complete"));
    mlt_results_free(results);
}
END_TEST

START_TEST(past_the_last_row)
{
    mlt_results *results = NULL;
    mlt_gate_row row;
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(gf_fill(results, NULL), MLTEST_OK);
    ck_assert(mlt_gate_row_read(&row, results, GF_ROWS - 1));
    ck_assert_str_eq(row.reason, GF_HOSTILE);
    ck_assert_str_eq(row.score, ""); /* a column that is not there */
    ck_assert(isnan(row.further));
    ck_assert(!mlt_gate_row_read(&row, results, GF_ROWS));
    mlt_results_free(results);
}
END_TEST

MLT_TEST_SUITE(report_gate_row, findings, results_without_gates, notes, past_the_last_row)
