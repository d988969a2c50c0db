/* SPDX-License-Identifier: MIT */
#include "report/columns.h"

#include <math.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_report_columns(void);

static mlt_test_alloc memory;
static mltest_context *ctx;
static mlt_text out;

static void set_up(void)
{
    memory = (mlt_test_alloc){0};
    ctx = mlt_test_context(&memory);
    mlt_text_init(&out, ctx);
}

static void tear_down(void)
{
    mlt_text_free(&out);
    mltest_context_free(ctx);
    ck_assert_uint_eq(memory.live, 0);
}

START_TEST(test_alignment)
{
    static const char *const heads[] = {"<name", "value", "<last"};
    mlt_columns t;
    mlt_columns_init(&t, ctx, heads, 3);
    mlt_columns_text(&t, "a long name");
    mlt_columns_number(&t, 1.25, 1);
    mlt_columns_text(&t, "x");
    mlt_columns_text(&t, "b");
    mlt_columns_number(&t, -1000, 0);
    mlt_columns_text(&t, "");
    mlt_columns_print(&t, &out);
    ck_assert_str_eq(mlt_text_string(&out), "name         value  last\n"
                                            "a long name    1.3  x\n"
                                            "b            -1000\n");
}
END_TEST

/* Characters count, not bytes. */
START_TEST(test_utf8_is_aligned)
{
    static const char *const heads[] = {"<n", "v"};
    mlt_columns t;
    mlt_columns_init(&t, ctx, heads, 2);
    mlt_columns_text(&t, "gr\xC3\xBCn");
    mlt_columns_text(&t, "1");
    mlt_columns_text(&t, "rot");
    mlt_columns_text(&t, "2");
    mlt_columns_print(&t, &out);
    ck_assert_str_eq(mlt_text_string(&out), "n     v\ngr\xC3\xBCn  1\nrot   2\n");
}
END_TEST

START_TEST(test_control_characters_do_not_reach_a_terminal)
{
    static const char *const heads[] = {"<\x1B[2J"};
    mlt_columns t;
    mlt_columns_init(&t, ctx, heads, 1);
    mlt_columns_text(&t, "a\nb\x7F");
    mlt_columns_print(&t, &out);
    ck_assert_str_eq(mlt_text_string(&out), "?[2J\na?b?\n");
}
END_TEST

/* Heads that somebody else chose are text like any other. */
START_TEST(test_heads_without_marks)
{
    mlt_columns t;
    mlt_columns_begin(&t, ctx, 2);
    mlt_columns_text(&t, "name");
    mlt_columns_text(&t, "<m>");
    mlt_columns_text(&t, "a");
    mlt_columns_number(&t, 1, 0);
    mlt_columns_print(&t, &out);
    ck_assert_str_eq(mlt_text_string(&out), "name  <m>\na       1\n");
}
END_TEST

START_TEST(test_as_many_columns_as_there_may_be)
{
    mlt_columns t;
    mlt_columns_begin(&t, ctx, MLT_MOST_COLUMNS);
    for (int i = 0; i < 2 * MLT_MOST_COLUMNS; i++)
        mlt_columns_number(&t, i % MLT_MOST_COLUMNS, 0);
    mlt_columns_print(&t, &out);
    static const char row[] = "0  1  2  3  4  5  6  7  8  9  10  11  12  13  14  15  16\n";
    ck_assert_uint_eq(out.n, 2 * (sizeof row - 1));
    ck_assert_mem_eq(out.bytes, row, sizeof row - 1);
    ck_assert_mem_eq(out.bytes + sizeof row - 1, row, sizeof row - 1);
}
END_TEST

START_TEST(test_clean_text)
{
    mlt_columns_clean(&out, "a\tb\r\x01\x7F gr\xC3\xBCn<& \xC2\x9B \xE2\x80\xAE");
    ck_assert_str_eq(mlt_text_string(&out), "a?b??? gr\xC3\xBCn<& ? ?");
}
END_TEST

START_TEST(test_what_is_not_defined)
{
    static const char *const heads[] = {"a", "b"};
    mlt_columns t;
    mlt_columns_init(&t, ctx, heads, 2);
    mlt_columns_number(&t, (double)NAN, 3);
    mlt_columns_percent(&t, (double)NAN);
    mlt_columns_number(&t, (double)INFINITY, 3);
    mlt_columns_percent(&t, -(double)INFINITY);
    mlt_columns_number(&t, 0, 3);
    mlt_columns_percent(&t, 0.1234);
    mlt_columns_print(&t, &out);
    ck_assert_str_eq(mlt_text_string(&out), "    a       b\n    -       -\n    -       -\n"
                                            "0.000  12.3 %\n");
}
END_TEST

START_TEST(test_fixed_decimals)
{
    static const struct {
        double value;
        int decimals;
        const char *text;
    } cases[] = {
        {0, 0, "0"},
        {0.5, 0, "1"},
        {-0.5, 0, "-1"},
        {-0.4, 0, "0"},
        {1.005, 1, "1.0"},
        {0.05, 1, "0.1"},
        {12.345, 2, "12.35"},
        {99.99, 1, "100.0"},
        {-3.14159, 3, "-3.142"},
        {1e15, 0, "1000000000000000"},
        {8999999999999999.0, 0, "8999999999999999"},
        {9e15, 0, "9000000000000000"}, /* as numbers are written: without fixed decimals */
        {-1e20, 2, "-1e+20"},
        {1e300, 2, "1e+300"},
        {-0.0, 1, "0.0"},
        {5e-324, 3, "0.000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mlt_text_clear(&out);
        mlt_fixed(&out, cases[i].value, cases[i].decimals);
        ck_assert_msg(strcmp(mlt_text_string(&out), cases[i].text) == 0, "%g became %s, not %s",
                      cases[i].value, mlt_text_string(&out), cases[i].text);
    }
}
END_TEST

static mltest_status print_one(mltest_context *with, void *data)
{
    static const char *const heads[] = {"<a name that is longer than others", "b"};
    mlt_columns t;
    mlt_text text;
    (void)data;
    mlt_text_init(&text, with);
    mlt_columns_init(&t, with, heads, 2);
    mlt_columns_text(&t, "x");
    mlt_columns_number(&t, 1, 1);
    mlt_columns_print(&t, &text);
    bool whole = mlt_text_ok(&text);
    mlt_text_free(&text);
    return whole ? MLTEST_OK : MLTEST_ERR_MEMORY;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(print_one, NULL);
}
END_TEST

Suite *mlt_suite_report_columns(void)
{
    TCase *tc = tcase_create("columns");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_alignment);
    tcase_add_test(tc, test_utf8_is_aligned);
    tcase_add_test(tc, test_control_characters_do_not_reach_a_terminal);
    tcase_add_test(tc, test_heads_without_marks);
    tcase_add_test(tc, test_as_many_columns_as_there_may_be);
    tcase_add_test(tc, test_clean_text);
    tcase_add_test(tc, test_what_is_not_defined);
    tcase_add_test(tc, test_fixed_decimals);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("report_columns");
    suite_add_tcase(suite, tc);
    return suite;
}
