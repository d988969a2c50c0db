/* SPDX-License-Identifier: MIT */
#include "predictor/escape.h"

#include <string.h>

#include "testing.h"

Suite *mlt_suite_predictor_escape(void);

static void check(const char *bytes, size_t n, const char *expected)
{
    mlt_text text;
    mlt_text_init(&text, NULL);
    mlt_escape(&text, bytes, n);
    ck_assert_str_eq(mlt_text_string(&text), expected);
    mlt_text_free(&text);
}

START_TEST(plain_text_stays)
{
    check("", 0, "");
    check("a \\ \"b\" ~", 9, "a \\ \"b\" ~");
    check("é€😀", 9, "é€😀");
}
END_TEST

START_TEST(controls_become_visible)
{
    check("a\nb\tc\rd", 7, "a\\nb\\tc\\rd");
    check("\0\x1b[31m\x7f", 7, "\\x00\\x1b[31m\\x7f");
    check("\xc2\x9b", 2, "\\xc2\\x9b"); /* CSI as one character */
    check("\xc2\xa0", 2, "\xc2\xa0");   /* the first that is no control */
}
END_TEST

START_TEST(bytes_that_are_not_utf8)
{
    check("\xff\x61", 2, "\\xffa");
    check("\xe2\x82", 2, "\\xe2\\x82");          /* cut */
    check("\xc0\x8a", 2, "\\xc0\\x8a");          /* over-long line end */
    check("\xed\xa0\x80", 3, "\\xed\\xa0\\x80"); /* surrogate */
}
END_TEST

START_TEST(a_cut_keeps_characters_whole)
{
    ck_assert_uint_eq(mlt_escape_cut("abc", 5), 3);
    ck_assert_uint_eq(mlt_escape_cut("abc", 3), 3);
    ck_assert_uint_eq(mlt_escape_cut("abc", 2), 2);
    ck_assert_uint_eq(mlt_escape_cut("a€b", 3), 1);
    ck_assert_uint_eq(mlt_escape_cut("a€b", 4), 4);
    ck_assert_uint_eq(mlt_escape_cut("€", 0), 0);
    ck_assert_uint_eq(mlt_escape_cut("\x80\x80\x80", 2), 0);
}
END_TEST

Suite *mlt_suite_predictor_escape(void)
{
    Suite *suite = suite_create("predictor_escape");
    TCase *tests = tcase_create("escape");
    tcase_add_test(tests, plain_text_stays);
    tcase_add_test(tests, controls_become_visible);
    tcase_add_test(tests, bytes_that_are_not_utf8);
    tcase_add_test(tests, a_cut_keeps_characters_whole);
    suite_add_tcase(suite, tests);
    return suite;
}
