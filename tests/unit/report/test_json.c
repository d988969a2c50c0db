/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include <math.h>
#include <string.h>

#include "base/table.h"
#include "testing.h"

Suite *mlt_suite_report_json(void);

static mltest_status fill(mlt_results *r, mltest_error **error)
{
    mlt_table *table;
    mlt_column *column;
    mltest_status status = mlt_results_text(r, "name", "a \"b\"\n", error);
    if (status == MLTEST_OK)
        status = mlt_results_number(r, "risk.value", 0.1, error);
    if (status == MLTEST_OK)
        status = mlt_results_number(r, "risk.low", (double)NAN, error);
    if (status == MLTEST_OK)
        status = mlt_results_flag(r, "done", true, error);
    if (status == MLTEST_OK)
        status = mlt_results_table(r, "rows", 2, &table, error);
    if (status == MLTEST_OK)
        status = mlt_table_column(r, table, "id", MLT_COLUMN_STRING, &column, error);
    if (status == MLTEST_OK)
        status = mlt_table_set_string(r, column, 1, "x", error);
    if (status == MLTEST_OK)
        status = mlt_table_column(r, table, "at.n", MLT_COLUMN_INT, &column, error);
    if (status == MLTEST_OK)
        column->ints[0] = -7;
    if (status == MLTEST_OK)
        status = mlt_table_column(r, table, "at.v", MLT_COLUMN_DOUBLE, &column, error);
    if (status == MLTEST_OK)
        column->doubles[0] = 1e300;
    if (status == MLTEST_OK)
        status = mlt_results_table(r, "none", 0, &table, error);
    return status;
}

static mltest_status write_all(mlt_text *out, mltest_context *ctx)
{
    mlt_results *results = NULL;
    mltest_error *error = NULL;
    mltest_status status = mlt_results_new(&results, ctx, &error);
    if (status == MLTEST_OK)
        status = fill(results, &error);
    if (status == MLTEST_OK)
        status = mlt_report_json(out, results, &error);
    mlt_results_free(results);
    mltest_error_free(error);
    return status;
}

START_TEST(test_names_nest_and_nan_is_null)
{
    mlt_text out;
    mlt_test_alloc memory = {0};
    mltest_context *ctx = mlt_test_context(&memory);
    mlt_text_init(&out, ctx);
    ck_assert_int_eq(write_all(&out, ctx), MLTEST_OK);
    ck_assert_str_eq(mlt_text_string(&out), "{\n"
                                            "  \"name\": \"a \\\"b\\\"\\n\",\n"
                                            "  \"risk\": {\n"
                                            "    \"value\": 0.1,\n"
                                            "    \"low\": null\n"
                                            "  },\n"
                                            "  \"done\": true,\n"
                                            "  \"rows\": [\n"
                                            "    {\n"
                                            "      \"id\": \"\",\n"
                                            "      \"at\": {\n"
                                            "        \"n\": -7,\n"
                                            "        \"v\": 1e+300\n"
                                            "      }\n"
                                            "    },\n"
                                            "    {\n"
                                            "      \"id\": \"x\",\n"
                                            "      \"at\": {\n"
                                            "        \"n\": 0,\n"
                                            "        \"v\": null\n"
                                            "      }\n"
                                            "    }\n"
                                            "  ],\n"
                                            "  \"none\": []\n"
                                            "}\n");
    mlt_text_free(&out);
    mltest_context_free(ctx);
    ck_assert_uint_eq(memory.live, 0);
}
END_TEST

/* Infinite is no number of JSON; text is escaped and stays UTF-8. */
START_TEST(test_what_json_cannot_hold)
{
    mlt_results *results = NULL;
    mlt_text out;
    mlt_text_init(&out, NULL);
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_number(results, "up", (double)INFINITY, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_number(results, "down", -(double)INFINITY, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_flag(results, "no", false, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_text(results, "a.t", "\xFF\x1B\xC3\xA4\\", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_number(results, "b.t", 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_report_json(&out, results, NULL), MLTEST_OK);
    ck_assert_str_eq(mlt_text_string(&out), "{\n"
                                            "  \"up\": null,\n"
                                            "  \"down\": null,\n"
                                            "  \"no\": false,\n"
                                            "  \"a\": {\n"
                                            "    \"t\": \"\xEF\xBF\xBD\\u001b\xC3\xA4\\\\\"\n"
                                            "  },\n"
                                            "  \"b\": {\n"
                                            "    \"t\": 1\n"
                                            "  }\n"
                                            "}\n");
    mlt_results_free(results);
    mlt_text_free(&out);
}
END_TEST

START_TEST(test_no_results)
{
    mlt_results *results = NULL;
    mlt_text out;
    mlt_text_init(&out, NULL);
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_report_json(&out, results, NULL), MLTEST_OK);
    ck_assert_str_eq(mlt_text_string(&out), "{}\n");
    mlt_results_free(results);
    mlt_text_free(&out);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    mlt_text out;
    (void)data;
    mlt_text_init(&out, ctx);
    mltest_status status = write_all(&out, ctx);
    mlt_text_free(&out);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(body, NULL);
}
END_TEST

/* Groups that are torn apart, and tables that are called like a value or a group. */
START_TEST(test_no_key_twice)
{
    static const char *const values[][3] = {
        {"a.x", "b", "a.y"}, {"a.x", "a", ""}, {"t", "", ""}, {"t.x", "", ""}, {"b", "c", "b.x"}};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        mlt_results *results = NULL;
        mlt_table *table;
        mlt_text out;
        mlt_text_init(&out, NULL);
        ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
        for (size_t k = 0; k < 3; k++)
            if (values[i][k][0] != '\0')
                ck_assert_int_eq(mlt_results_number(results, values[i][k], 1, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_results_table(results, "t", 0, &table, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_report_json(&out, results, NULL), MLTEST_ERR_INVALID);
        mlt_results_free(results);
        mlt_text_free(&out);
    }
}
END_TEST

Suite *mlt_suite_report_json(void)
{
    TCase *tc = tcase_create("json");
    tcase_add_test(tc, test_names_nest_and_nan_is_null);
    tcase_add_test(tc, test_no_key_twice);
    tcase_add_test(tc, test_what_json_cannot_hold);
    tcase_add_test(tc, test_no_results);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("report_json");
    suite_add_tcase(suite, tc);
    return suite;
}
