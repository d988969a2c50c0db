/* SPDX-License-Identifier: MIT */
#include "journal/slice.h"

#include <string.h>

#include "base/error.h"
#include "fixtures.h"

#define NEWS "{\"type\":\"news\"}\n"
#define SKIP "{\"type\":\"skip\",\"id\":\"a\",\"condition\":\"c\"}\n"

static mlt_slice slice;

static size_t cut(const char *text, size_t n, int64_t *n_lines)
{
    slice = (mlt_slice){.status = MLTEST_OK};
    return mlt_slice_cut(&slice, text, n, 7, n_lines);
}

START_TEST(test_short_lines_are_bounded_by_their_number)
{
    int64_t n;
    char text[1000];
    memset(text, '\n', sizeof text);
    ck_assert_uint_eq(cut(text, sizeof text, &n), 512);
    ck_assert_int_eq(n, 512);
    ck_assert_uint_eq(cut(text, 10, &n), 10);
    ck_assert_int_eq(n, 10);
    ck_assert_uint_eq(cut(text, 0, &n), 0);
    ck_assert_int_eq(n, 0);
}
END_TEST

START_TEST(test_long_lines_are_bounded_by_their_bytes)
{
    enum { LINE = 40000 };
    static char text[3 * LINE];
    int64_t n;
    memset(text, ' ', sizeof text);
    for (size_t i = 1; i <= 3; i++)
        text[i * LINE - 1] = '\n';
    ck_assert_uint_eq(cut(text, sizeof text, &n), 2 * LINE);
    ck_assert_int_eq(n, 2);
    ck_assert_uint_eq(cut(text + LINE, LINE, &n), LINE);
    ck_assert_int_eq(n, 1);
}
END_TEST

START_TEST(test_lines_have_their_numbers)
{
    static const char text[] = NEWS "\n" SKIP;
    int64_t n;
    ck_assert_uint_eq(cut(text, sizeof text - 1, &n), sizeof text - 1);
    mlt_slice_read(&slice, NULL, "j");
    ck_assert_int_eq(slice.status, MLTEST_OK);
    ck_assert_uint_eq(slice.n_lines, 2); /* an empty line is no record */
    ck_assert_int_eq(slice.lines[0].number, 7);
    ck_assert_int_eq(slice.lines[1].number, 9);
    ck_assert_int_eq(slice.lines[1].line.type, MLT_LINE_OUTCOME);
    ck_assert_str_eq(slice.lines[1].line.id, "a");
    mlt_slice_free(&slice, NULL);
}
END_TEST

START_TEST(test_lines_before_a_wrong_one)
{
    static const char text[] = SKIP "{]\n" NEWS;
    int64_t n;
    cut(text, sizeof text - 1, &n);
    mlt_slice_read(&slice, NULL, "j");
    ck_assert_int_eq(n, 3);
    ck_assert_int_eq(slice.status, MLTEST_ERR_FORMAT);
    ck_assert_uint_eq(slice.n_lines, 1);
    ck_assert_int_eq(mlt_error_line(slice.error), 8);
    mlt_slice_free(&slice, NULL);
}
END_TEST

static mltest_status read_three(mltest_context *ctx, void *data)
{
    static const char text[] = SKIP NEWS SKIP;
    int64_t n;
    (void)data;
    cut(text, sizeof text - 1, &n);
    mlt_slice_read(&slice, ctx, "j");
    mltest_status status = slice.status;
    mlt_slice_free(&slice, ctx);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(read_three, NULL);
}
END_TEST

MLT_TEST_SUITE(journal_slice, test_short_lines_are_bounded_by_their_number,
               test_long_lines_are_bounded_by_their_bytes, test_lines_have_their_numbers,
               test_lines_before_a_wrong_one, test_every_allocation_may_fail)
