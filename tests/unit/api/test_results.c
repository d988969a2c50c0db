/* SPDX-License-Identifier: MIT */
#include "api/results.h"

#include <math.h>

#include "base/error.h"
#include "fixtures.h"

Suite *mlt_suite_api_results(void);

static mlt_results *results;
static mltest_error *error;

static void set_up(void)
{
    mlt_table *table;
    mlt_column *words, *reals, *counts;
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_number(results, "risk.value", 12.5, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_number(results, "mPC", NAN, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_flag(results, "complete", true, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_text(results, "model.name", "net", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_results_table(results, "kinds", 2, &table, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_table_column(results, table, "name", MLT_COLUMN_STRING, &words, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_table_column(results, table, "share", MLT_COLUMN_DOUBLE, &reals, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_table_column(results, table, "n", MLT_COLUMN_INT, &counts, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_table_set_string(results, words, 1, "fog", NULL), MLTEST_OK);
    reals->doubles[0] = 0.25;
    counts->ints[1] = 7;
    ck_assert_int_eq(mlt_results_table(results, "empty", 0, &table, NULL), MLTEST_OK);
}

static void tear_down(void)
{
    mlt_results_free(results);
    ck_assert_ptr_null(error);
}

START_TEST(values_by_name)
{
    double value = -1;
    ck_assert_int_eq(mlt_results_get(results, "risk.value", &value), MLTEST_OK);
    ck_assert_double_eq(value, 12.5);
    ck_assert_int_eq(mlt_results_get(results, "mPC", &value), MLTEST_OK);
    ck_assert_double_nan(value);
    ck_assert_int_eq(mlt_results_get(results, "complete", &value), MLTEST_OK);
    ck_assert_double_eq(value, 1);
    ck_assert_int_eq(mlt_results_get(results, "risk", &value), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mlt_results_get(results, "", &value), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mlt_results_get(results, "model.name", &value), MLTEST_ERR_NOT_FOUND);
    ck_assert_double_eq(value, 1); /* left alone */
    ck_assert_int_eq(mlt_results_get(results, NULL, &value), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_results_get(results, "mPC", NULL), MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(texts_by_name)
{
    ck_assert_str_eq(mlt_results_get_text(results, "model.name"), "net");
    ck_assert_ptr_null(mlt_results_get_text(results, "mPC"));
    ck_assert_ptr_null(mlt_results_get_text(results, "complete"));
    ck_assert_ptr_null(mlt_results_get_text(results, "model"));
    ck_assert_ptr_null(mlt_results_get_text(results, NULL));
}
END_TEST

START_TEST(tables_and_columns)
{
    ck_assert_str_eq(mlt_results_get_table(results, 0), "kinds");
    ck_assert_str_eq(mlt_results_get_table(results, 1), "empty");
    ck_assert_ptr_null(mlt_results_get_table(results, 2));
    ck_assert_ptr_null(mlt_results_get_table(results, SIZE_MAX));
    ck_assert_uint_eq(mlt_results_get_rows(results, "kinds"), 2);
    ck_assert_uint_eq(mlt_results_get_rows(results, "empty"), 0);
    ck_assert_uint_eq(mlt_results_get_rows(results, "Kinds"), 0);
    ck_assert_uint_eq(mlt_results_get_rows(results, NULL), 0);
    ck_assert_str_eq(mlt_results_get_column(results, "kinds", 0), "name");
    ck_assert_str_eq(mlt_results_get_column(results, "kinds", 2), "n");
    ck_assert_ptr_null(mlt_results_get_column(results, "kinds", 3));
    ck_assert_ptr_null(mlt_results_get_column(results, "kinds", SIZE_MAX));
    ck_assert_ptr_null(mlt_results_get_column(results, "empty", 0));
    ck_assert_ptr_null(mlt_results_get_column(results, "nix", 0));
    ck_assert_ptr_null(mlt_results_get_column(results, NULL, 0));
}
END_TEST

START_TEST(cells)
{
    const mlt_column *c = mlt_results_get_cells(results, "kinds", "name");
    ck_assert_int_eq(c->type, MLT_COLUMN_STRING);
    ck_assert_str_eq(c->strings[0], "");
    ck_assert_str_eq(c->strings[1], "fog");
    c = mlt_results_get_cells(results, "kinds", "share");
    ck_assert_int_eq(c->type, MLT_COLUMN_DOUBLE);
    ck_assert_double_eq(c->doubles[0], 0.25);
    ck_assert_double_nan(c->doubles[1]);
    c = mlt_results_get_cells(results, "kinds", "n");
    ck_assert_int_eq(c->type, MLT_COLUMN_INT);
    ck_assert_int_eq(c->ints[0], 0);
    ck_assert_int_eq(c->ints[1], 7);
    ck_assert_ptr_null(mlt_results_get_cells(results, "kinds", "nix"));
    ck_assert_ptr_null(mlt_results_get_cells(results, "empty", "name"));
    ck_assert_ptr_null(mlt_results_get_cells(results, "kinds", NULL));
    ck_assert_ptr_null(mlt_results_get_cells(results, NULL, "name"));
}
END_TEST

/* --- writing --- */

/* Writes what it is given twice; "fail" is a format it does not know. */
static mltest_status format_it(mlt_text *out, const void *what, const char *format,
                               mltest_error **e)
{
    if (strcmp(format, "fail") == 0) {
        mlt_text_puts(out, "half of it");
        return mlt_fail(e, MLTEST_ERR_NOT_FOUND, "no format is named fail");
    }
    mlt_text_puts(out, what);
    mlt_text_puts(out, what);
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(e);
}

START_TEST(bytes_reach_the_host)
{
    api_paper paper = {.n = 0};
    ck_assert_int_eq(mlt_write_formatted(NULL, format_it, "ab", "text", api_write, &paper, &error),
                     MLTEST_OK);
    ck_assert_uint_eq(paper.n, 4);
    ck_assert_mem_eq(paper.text, "abab", 4);
    /* never called with no bytes */
    ck_assert_int_eq(mlt_write_formatted(NULL, format_it, "", "text", api_write, &paper, &error),
                     MLTEST_OK);
    ck_assert_uint_eq(paper.n, 4);
}
END_TEST

START_TEST(writing_may_fail)
{
    api_paper paper = {.most = 3};
    mltest_status status =
        mlt_write_formatted(NULL, format_it, "ab", "text", api_write, &paper, &error);
    ck_assert_int_eq(mltest_error_callback_code(error), 77);
    api_check_refused(status, &error, MLTEST_ERR_CALLBACK, "write function");
    /* a format that fails writes nothing, not even what it had */
    paper.most = 0;
    api_check_refused(mlt_write_formatted(NULL, format_it, "ab", "fail", api_write, &paper, &error),
                      &error, MLTEST_ERR_NOT_FOUND, "fail");
    ck_assert_uint_eq(paper.n, 0);
}
END_TEST

static mltest_status write_it(mltest_context *ctx, void *data)
{
    api_paper *paper = data;
    paper->n = 0;
    mltest_status status = mlt_write_formatted(ctx, format_it, "a text that needs memory", "text",
                                               api_write, paper, NULL);
    ck_assert_uint_eq(paper->n, status == MLTEST_OK ? 48 : 0);
    return status;
}

START_TEST(out_of_memory)
{
    api_paper paper = {.n = 0};
    mlt_test_every_allocation(write_it, &paper);
}
END_TEST

Suite *mlt_suite_api_results(void)
{
    Suite *suite = suite_create("api_results");
    TCase *tests = tcase_create("results");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, values_by_name);
    tcase_add_test(tests, texts_by_name);
    tcase_add_test(tests, tables_and_columns);
    tcase_add_test(tests, cells);
    tcase_add_test(tests, bytes_reach_the_host);
    tcase_add_test(tests, writing_may_fail);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
