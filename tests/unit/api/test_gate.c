/* SPDX-License-Identifier: MIT */
#include "mltest/gate.h"

#include <math.h>
#include <string.h>

#include "fixtures.h"

Suite *mlt_suite_api_gate(void);

static const char *dir;
static mltest_gates *gates;
static mltest_gate_report *report;
static mltest_journal *journal;
static mltest_error *error;

static void set_up(void)
{
    static const char text[] = "[\"affected(saturate@3) <= 0.9\", {\"gate\": \"risk <= 100\", "
                               "\"point\": true}]";
    api_model model = {.name = "good", .blind = "saturate", .last = 0};
    dir = mlt_test_make_dir();
    const char *path = mlt_test_path(dir, "g.json");
    mlt_test_write_file(path, text, sizeof text - 1);
    journal = api_journal(&model, API_SUITE);
    error = api_stale();
    ck_assert_int_eq(mltest_gates_open(&gates, NULL, path, &error), MLTEST_OK);
    ck_assert_ptr_null(error);
    error = api_stale();
    ck_assert_int_eq(mltest_gate_report_new(&report, NULL, gates, journal, NULL, NULL, &error),
                     MLTEST_OK);
    ck_assert_ptr_null(error);
}

static void tear_down(void)
{
    mltest_gate_report_free(report);
    mltest_gates_free(gates);
    mltest_journal_free(journal);
    mlt_test_remove_dir(dir);
    mltest_error_free(error);
}

START_TEST(gates_of_a_file)
{
    ck_assert_uint_eq(mltest_gates_count(gates), 2);
    ck_assert_str_eq(mltest_gates_text(gates, 1), "risk <= 100");
    ck_assert_ptr_null(mltest_gates_text(gates, 2));
    ck_assert_uint_eq(mltest_gates_count(NULL), 0);
    ck_assert_ptr_null(mltest_gates_text(NULL, 0));
    mltest_gates_free(NULL);
}
END_TEST

START_TEST(reading_a_report)
{
    double value = -1;
    ck_assert_int_eq(mltest_gate_report_value(report, "n_gates", &value), MLTEST_OK);
    ck_assert_double_eq(value, 2);
    ck_assert_int_eq(mltest_gate_report_value(report, "nix", &value), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mltest_gate_report_value(NULL, "n_gates", &value), MLTEST_ERR_INVALID);
    ck_assert_str_eq(mltest_gate_report_text(report, "model.name"), "good");
    ck_assert_ptr_null(mltest_gate_report_text(report, "n_gates"));
    ck_assert_ptr_null(mltest_gate_report_text(NULL, "verdict"));
    ck_assert_str_eq(mltest_gate_report_strings(report, "verdict")[1], "pass");
    ck_assert_str_eq(mltest_gate_report_strings(report, "method")[0], "exact");
    ck_assert_double_eq(mltest_gate_report_doubles(report, "limit")[0], 0.9);
    ck_assert_ptr_null(mltest_gate_report_doubles(report, "verdict"));
    ck_assert_ptr_null(mltest_gate_report_strings(report, "limit"));
    ck_assert_ptr_null(mltest_gate_report_doubles(NULL, "limit"));
    ck_assert_ptr_null(mltest_gate_report_strings(NULL, "verdict"));
}
END_TEST

START_TEST(a_report_outlives_what_it_was_made_of)
{
    mltest_gates_free(gates);
    mltest_journal_free(journal);
    gates = NULL;
    journal = NULL;
    ck_assert_str_eq(mltest_gate_report_strings(report, "gate")[1], "risk <= 100");
}
END_TEST

static char written[4096];
static size_t n_written;

static int32_t keep(void *user_data, const void *bytes, size_t n)
{
    (void)user_data;
    ck_assert_uint_lt(n_written + n, sizeof written);
    memcpy(written + n_written, bytes, n);
    n_written += n;
    written[n_written] = '\0';
    return MLTEST_CALLBACK_DONE;
}

static int32_t refuse(void *user_data, const void *bytes, size_t n)
{
    (void)user_data;
    (void)bytes;
    (void)n;
    return 7;
}

START_TEST(formats)
{
    static const char *const names[][2] = {{"text", "good on tiny"},
                                           {"json", "\"format\": 1"},
                                           {"csv", "gate,score,condition"},
                                           {"junit", "<testsuite name=\"mltest gate\" tests=\"2\""},
                                           {"markdown", "### Gates: good on tiny"}};
    for (size_t i = 0; i < 5; i++) {
        n_written = 0;
        ck_assert_int_eq(mltest_write_gate_report(report, names[i][0], keep, NULL, NULL),
                         MLTEST_OK);
        ck_assert_msg(strstr(written, names[i][1]) != NULL, "%s", written);
    }
    ck_assert_int_eq(mltest_write_gate_report(report, "xml", keep, NULL, &error),
                     MLTEST_ERR_NOT_FOUND);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "junit"));
    mltest_error_free(error);
    ck_assert_int_eq(mltest_write_gate_report(report, "csv", refuse, NULL, &error),
                     MLTEST_ERR_CALLBACK);
}
END_TEST

START_TEST(arguments)
{
    mltest_gates *g = gates;
    mltest_gate_report *r = report;
    ck_assert_int_eq(mltest_gates_open(NULL, NULL, "x", NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_gates_open(&g, NULL, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(g);
    ck_assert_int_eq(mltest_gate_report_new(NULL, NULL, gates, journal, NULL, NULL, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_gate_report_new(&r, NULL, NULL, journal, NULL, NULL, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_ptr_null(r);
    ck_assert_int_eq(mltest_gate_report_new(&r, NULL, gates, NULL, NULL, NULL, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_write_gate_report(NULL, "text", keep, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_write_gate_report(report, NULL, keep, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_write_gate_report(report, "text", NULL, NULL, NULL),
                     MLTEST_ERR_INVALID);
    mltest_gate_report_free(NULL);
}
END_TEST

Suite *mlt_suite_api_gate(void)
{
    TCase *tc = tcase_create("gate");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, gates_of_a_file);
    tcase_add_test(tc, reading_a_report);
    tcase_add_test(tc, a_report_outlives_what_it_was_made_of);
    tcase_add_test(tc, formats);
    tcase_add_test(tc, arguments);
    Suite *suite = suite_create("api_gate");
    suite_add_tcase(suite, tc);
    return suite;
}
