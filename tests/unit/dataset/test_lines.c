/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "dataset/reader.h"
#include "testing.h"

Suite *mlt_suite_dataset_lines(void);

static mlt_lines lines;

static void start(const char *text)
{
    lines = mlt_lines_of(text, strlen(text));
}

static void expect(int64_t number, const char *text)
{
    const char *line = NULL;
    size_t n = 0;
    ck_assert(mlt_lines_next(&lines, &line, &n));
    ck_assert_uint_eq(n, strlen(text));
    ck_assert_int_eq(memcmp(line, text, n), 0);
    ck_assert_int_eq(lines.number, number);
}

static void expect_end(void)
{
    const char *line;
    size_t n;
    ck_assert(!mlt_lines_next(&lines, &line, &n));
    ck_assert(!mlt_lines_next(&lines, &line, &n));
}

START_TEST(test_plain)
{
    start("one\ntwo words\nthree\n");
    expect(1, "one");
    expect(2, "two words");
    expect(3, "three");
    expect_end();
}
END_TEST

START_TEST(test_line_ends_blanks_and_marks)
{
    start("\xEF\xBB\xBF"
          "first\r\n \t second \t\r\n\r\n  \n\nlast");
    expect(1, "first");
    expect(2, "second");
    expect(6, "last");
    expect_end();
}
END_TEST

START_TEST(test_nothing)
{
    start("");
    expect_end();
    start("\n\n\r\n \t");
    expect_end();
    start("\xEF\xBB\xBF");
    expect_end();
    start("\xEF\xBB");
    expect(1, "\xEF\xBB");
}
END_TEST

START_TEST(test_nul_bytes_are_kept)
{
    const char *line;
    size_t n;
    lines = mlt_lines_of("a\0b\nc", 5);
    ck_assert(mlt_lines_next(&lines, &line, &n));
    ck_assert_uint_eq(n, 3);
    expect(2, "c");
    expect_end();
}
END_TEST

Suite *mlt_suite_dataset_lines(void)
{
    TCase *tc = tcase_create("lines");
    tcase_add_test(tc, test_plain);
    tcase_add_test(tc, test_line_ends_blanks_and_marks);
    tcase_add_test(tc, test_nothing);
    tcase_add_test(tc, test_nul_bytes_are_kept);
    Suite *suite = suite_create("dataset_lines");
    suite_add_tcase(suite, tc);
    return suite;
}
