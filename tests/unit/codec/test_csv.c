/* SPDX-License-Identifier: MIT */
#include "codec/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/context.h"
#include "testing.h"

Suite *mlt_suite_codec_csv(void);

static mlt_test_alloc memory;
static mltest_context *ctx;
static mlt_csv csv;
static mltest_error *error;

static void set_up(void)
{
    memory = (mlt_test_alloc){0};
    ctx = mlt_test_context(&memory);
    error = NULL;
}

static void tear_down(void)
{
    mltest_error_free(error);
    mltest_context_free(ctx);
    ck_assert_uint_eq(memory.live, 0);
}

/* All rows: fields in [], a line a row, in a buffer that lives until the next call. */
static const char *rows(const char *text, size_t n)
{
    static char out[1024];
    bool more;
    out[0] = '\0';
    mlt_csv_init(&csv, ctx, "t.csv", text, n);
    for (;;) {
        ck_assert_msg(mlt_csv_next(&csv, &more, &error) == MLTEST_OK, "%s",
                      mltest_error_message(error));
        if (!more)
            break;
        for (size_t i = 0; i < csv.n_fields; i++) {
            strcat(out, "[");
            strcat(out, csv.fields[i]);
            strcat(out, "]");
        }
        snprintf(out + strlen(out), 16, "%d;", (int)csv.line);
    }
    mlt_csv_free(&csv);
    return out;
}

START_TEST(test_rows_and_fields)
{
    static const char *const cases[][2] = {
        {"", ""},
        {"a", "[a]1;"},
        {"a,b\nc,d\n", "[a][b]1;[c][d]2;"},
        {"a,b\r\n\r\n\nc,,\r\n", "[a][b]1;[c][][]4;"},
        {"\xEF\xBB\xBF"
         "a,b",
         "[a][b]1;"},
        {"\"a,b\",\"c\"\"d\"\n", "[a,b][c\"d]1;"},
        {"\"two\nlines\",x\ny\n", "[two\nlines][x]1;[y]3;"},
        {"\"\",\"\"", "[][]1;"},
        {",", "[][]1;"},
        {"a\rb\r\rc", "[a]1;[b]2;[c]4;"},
        {" a , b ", "[ a ][ b ]1;"},
        {"gr\xC3\xBCn", "[gr\xC3\xBCn]1;"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_str_eq(rows(cases[i][0], strlen(cases[i][0])), cases[i][1]);
}
END_TEST

static void refused(const char *text, size_t n, mltest_status status, const char *message)
{
    bool more = true;
    mltest_status got = MLTEST_OK;
    mlt_csv_init(&csv, ctx, "t.csv", text, n);
    while (got == MLTEST_OK && more)
        got = mlt_csv_next(&csv, &more, &error);
    ck_assert_int_eq(got, status);
    ck_assert_msg(strstr(mltest_error_message(error), message) != NULL, "%s",
                  mltest_error_message(error));
    ck_assert_str_eq(mltest_error_file(error), "t.csv");
    mltest_error_free(error);
    error = NULL;
    mlt_csv_free(&csv);
}

START_TEST(test_what_is_no_table)
{
    refused("a\n\"b", 4, MLTEST_ERR_FORMAT, "t.csv:2: a quote that is not closed");
    refused("\"b\"c", 4, MLTEST_ERR_FORMAT, "t.csv:1: text behind a closing quote");
    refused("a\nb\"c", 5, MLTEST_ERR_FORMAT, "t.csv:2: a quote inside a field");
    refused("a\0b", 3, MLTEST_ERR_FORMAT, "a NUL byte");
    refused("a,\xFF", 3, MLTEST_ERR_FORMAT, "a field that is not UTF-8");
}
END_TEST

START_TEST(test_limits)
{
    char many[2 * MLT_CSV_FIELDS];
    size_t n = (size_t)mlt_context_limits(ctx)->max_string + 1;
    memset(many, ',', sizeof many);
    refused(many, MLT_CSV_FIELDS, MLTEST_ERR_LIMIT, "more than 64 fields in a row");
    char *wide = malloc(n);
    ck_assert_ptr_nonnull(wide);
    memset(wide, 'x', n);
    refused(wide, n, MLTEST_ERR_LIMIT, "(limit max_string)");
    free(wide);
}
END_TEST

START_TEST(test_columns_and_numbers)
{
    double value = 0;
    bool more;
    const char *text = "Name,XMin,d\nx,1.5,inf\ny\n";
    mlt_csv_init(&csv, ctx, "t.csv", text, strlen(text));
    ck_assert_int_eq(mlt_csv_next(&csv, &more, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_csv_column(&csv, "name"), 0);
    ck_assert_int_eq(mlt_csv_column(&csv, "xmin"), 1);
    ck_assert_int_eq(mlt_csv_column(&csv, "xmi"), -1);
    ck_assert_int_eq(mlt_csv_next(&csv, &more, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_csv_number(&csv, 1, "XMin", &value, NULL), MLTEST_OK);
    ck_assert(value == 1.5);
    ck_assert_int_eq(mlt_csv_number(&csv, 2, "d", &value, &error), MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "column d: a number expected"));
    ck_assert_int_eq(mlt_csv_next(&csv, &more, NULL), MLTEST_OK);
    mltest_error_free(error);
    error = NULL;
    ck_assert_int_eq(mlt_csv_number(&csv, 1, "XMin", &value, &error), MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "t.csv:3"));
    mlt_csv_free(&csv);
}
END_TEST

START_TEST(test_what_is_written_is_read)
{
    static const char *const fields[] = {"plain", "", "a,b", "say \"hi\"", "two\nlines", "\r"};
    mlt_text out;
    bool more;
    mlt_text_init(&out, ctx);
    for (int row = 0; row < 2; row++) {
        for (size_t i = 0; i < 6; i++)
            mlt_csv_put(&out, fields[(i + 1 - (size_t)row) % 6]);
        mlt_csv_put_number(&out, 0.1);
        mlt_text_putc(&out, '\n');
    }
    mlt_csv_init(&csv, ctx, "t.csv", mlt_text_string(&out), out.n);
    for (int row = 0; row < 2; row++) {
        ck_assert_int_eq(mlt_csv_next(&csv, &more, NULL), MLTEST_OK);
        ck_assert_uint_eq(csv.n_fields, 7);
        for (size_t i = 0; i < 6; i++)
            ck_assert_str_eq(csv.fields[i], fields[(i + 1 - (size_t)row) % 6]);
        ck_assert_str_eq(csv.fields[6], "0.1");
    }
    mlt_csv_free(&csv);
    mlt_text_free(&out);
}
END_TEST

static mltest_status read_all(mltest_context *with, void *data)
{
    bool more = true;
    mltest_status status = MLTEST_OK;
    mltest_error *why = NULL;
    mlt_csv table;
    mlt_csv_init(&table, with, "t.csv", data, strlen(data));
    while (status == MLTEST_OK && more)
        status = mlt_csv_next(&table, &more, &why);
    mlt_csv_free(&table);
    mltest_error_free(why);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(read_all, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,\"b\"\nc,dddddddd\n");
}
END_TEST

Suite *mlt_suite_codec_csv(void)
{
    TCase *tc = tcase_create("csv");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_rows_and_fields);
    tcase_add_test(tc, test_what_is_no_table);
    tcase_add_test(tc, test_limits);
    tcase_add_test(tc, test_columns_and_numbers);
    tcase_add_test(tc, test_what_is_written_is_read);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("codec_csv");
    suite_add_tcase(suite, tc);
    return suite;
}
