/* SPDX-License-Identifier: MIT */
#include "predictor/feed.h"

#include <string.h>

#include "testing.h"

Suite *mlt_suite_predictor_feed(void);

static void feed(mlt_feed *lines, const char *bytes, size_t n)
{
    char *room = mlt_feed_room(lines, n);
    ck_assert_ptr_nonnull(room);
    memcpy(room, bytes, n);
    mlt_feed_filled(lines, n);
}

static void check_next(mlt_feed *lines, const char *expected)
{
    size_t n = 99;
    const char *line = mlt_feed_next(lines, &n);
    if (expected == NULL) {
        ck_assert_ptr_null(line);
        return;
    }
    ck_assert_ptr_nonnull(line);
    ck_assert_str_eq(line, expected);
    ck_assert_uint_eq(n, strlen(expected));
}

START_TEST(whole_lines)
{
    mlt_feed lines;
    mlt_feed_init(&lines, NULL);
    check_next(&lines, NULL);
    feed(&lines, "one\ntwo\r\n\n\r\nfi", 14);
    check_next(&lines, "one");
    check_next(&lines, "two");
    check_next(&lines, "");
    check_next(&lines, "");
    check_next(&lines, NULL);
    ck_assert_uint_eq(mlt_feed_pending(&lines), 2);
    feed(&lines, "ve\n", 3);
    check_next(&lines, "five");
    check_next(&lines, NULL);
    ck_assert_uint_eq(mlt_feed_pending(&lines), 0);
    mlt_feed_free(&lines);
}
END_TEST

START_TEST(byte_by_byte)
{
    static const char text[] = "{\"id\":1}\n\nx y\r\nlast\n";
    mlt_feed lines;
    int seen = 0;
    mlt_feed_init(&lines, NULL);
    for (size_t i = 0; i < sizeof text - 1; i++) {
        size_t n;
        feed(&lines, text + i, 1);
        for (const char *line; (line = mlt_feed_next(&lines, &n)) != NULL;) {
            static const char *const expected[] = {"{\"id\":1}", "", "x y", "last"};
            ck_assert_str_eq(line, expected[seen++]);
        }
    }
    ck_assert_int_eq(seen, 4);
    mlt_feed_free(&lines);
}
END_TEST

START_TEST(bytes_of_any_value)
{
    mlt_feed lines;
    size_t n = 0;
    mlt_feed_init(&lines, NULL);
    feed(&lines, "a\0b\xff\n", 5);
    const char *line = mlt_feed_next(&lines, &n);
    ck_assert_uint_eq(n, 4);
    ck_assert_mem_eq(line, "a\0b\xff", 4);
    mlt_feed_free(&lines);
}
END_TEST

START_TEST(a_long_line_is_scanned_once)
{
    mlt_feed lines;
    char piece[4096];
    mlt_feed_init(&lines, NULL);
    memset(piece, 'x', sizeof piece);
    for (int i = 0; i < 2000; i++) {
        feed(&lines, piece, sizeof piece);
        check_next(&lines, NULL);
        ck_assert_uint_eq(lines.scanned, lines.n);
    }
    ck_assert_uint_eq(mlt_feed_pending(&lines), 2000 * sizeof piece);
    feed(&lines, "\nnext", 5);
    size_t n = 0;
    ck_assert_ptr_nonnull(mlt_feed_next(&lines, &n));
    ck_assert_uint_eq(n, 2000 * sizeof piece);
    mlt_feed_clear(&lines);
    check_next(&lines, NULL);
    ck_assert_uint_eq(mlt_feed_pending(&lines), 0);
    mlt_feed_free(&lines);
}
END_TEST

START_TEST(out_of_memory_keeps_what_there_is)
{
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    mlt_feed lines;
    mlt_feed_init(&lines, ctx);
    feed(&lines, "a\nb", 3);
    state.fail_at = state.calls + 1;
    ck_assert_ptr_null(mlt_feed_room(&lines, 1 << 20));
    check_next(&lines, "a");
    feed(&lines, "\n", 1);
    check_next(&lines, "b");
    mlt_feed_free(&lines);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

Suite *mlt_suite_predictor_feed(void)
{
    Suite *suite = suite_create("predictor_feed");
    TCase *tests = tcase_create("feed");
    tcase_add_test(tests, whole_lines);
    tcase_add_test(tests, byte_by_byte);
    tcase_add_test(tests, bytes_of_any_value);
    tcase_add_test(tests, a_long_line_is_scanned_once);
    tcase_add_test(tests, out_of_memory_keeps_what_there_is);
    suite_add_tcase(suite, tests);
    return suite;
}
