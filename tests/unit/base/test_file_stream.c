/* SPDX-License-Identifier: MIT */
/*
 * What is no regular file, the limit of bytes and the host's io: tests/unit/base/test_file.c.
 */
#include "base/file_stream.h"

#include <stdlib.h>
#include <unistd.h>

#include "testing.h"

Suite *mlt_suite_base_file_stream(void);

static const char *dir, *path;

static void set_up(void)
{
    dir = mlt_test_make_dir();
    path = mlt_test_path(dir, "f");
    mlt_test_write_file(path, "0123456789", 10);
}

static void tear_down(void)
{
    mlt_test_remove_dir(dir);
}

START_TEST(pieces)
{
    mlt_file_stream s;
    char piece[4];
    size_t got;
    ck_assert_int_eq(mlt_file_stream_open(&s, NULL, path, NULL), MLTEST_OK);
    ck_assert_uint_eq(s.size, 10);
    for (size_t at = 0; at < 10; at += got) {
        ck_assert_int_eq(mlt_file_stream_read(&s, piece, 4, &got, NULL), MLTEST_OK);
        ck_assert_uint_eq(got, at < 8 ? 4 : 2);
        ck_assert_mem_eq(piece, &"0123456789"[at], got);
        ck_assert_uint_eq(s.n, at + got);
    }
    ck_assert_int_eq(mlt_file_stream_read(&s, piece, 4, &got, NULL), MLTEST_OK);
    ck_assert_uint_eq(got, 0);
    mlt_file_stream_close(&s);
}
END_TEST

START_TEST(cut_while_it_is_read)
{
    mlt_file_stream s;
    char piece[4];
    size_t got;
    ck_assert_int_eq(mlt_file_stream_open(&s, NULL, path, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_file_stream_read(&s, piece, 4, &got, NULL), MLTEST_OK);
    ck_assert_int_eq(truncate(path, 5), 0);
    ck_assert_int_eq(mlt_file_stream_read(&s, piece, 4, &got, NULL), MLTEST_OK);
    ck_assert_uint_eq(got, 1);
    ck_assert_int_eq(mlt_file_stream_read(&s, piece, 4, &got, NULL), MLTEST_OK);
    ck_assert_uint_eq(got, 0);
    mlt_file_stream_close(&s);
}
END_TEST

START_TEST(no_file)
{
    mlt_file_stream s;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_file_stream_open(&s, NULL, mlt_test_path(dir, "none"), &error),
                     MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "cannot open"));
    mltest_error_free(error);
    ck_assert_int_eq(mlt_file_stream_open(&s, NULL, dir, NULL), MLTEST_ERR_IO);
}
END_TEST

/* A file may grow past the limit after its size was looked at. */
START_TEST(too_large)
{
    mlt_file_stream s;
    char piece[8];
    size_t got;
    mltest_context *ctx = NULL;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_file_bytes", 10, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_file_stream_open(&s, ctx, path, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_file_stream_read(&s, piece, 8, &got, NULL), MLTEST_OK);
    ck_assert_int_eq(truncate(path, 11), 0);
    ck_assert_int_eq(mlt_file_stream_read(&s, piece, 8, &got, NULL), MLTEST_ERR_LIMIT);
    mlt_file_stream_close(&s);
    ck_assert_int_eq(mlt_file_stream_open(&s, ctx, path, NULL), MLTEST_ERR_LIMIT);
    mltest_context_free(ctx);
}
END_TEST

Suite *mlt_suite_base_file_stream(void)
{
    Suite *suite = suite_create("base_file_stream");
    TCase *tests = tcase_create("file_stream");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, pieces);
    tcase_add_test(tests, cut_while_it_is_read);
    tcase_add_test(tests, no_file);
    tcase_add_test(tests, too_large);
    suite_add_tcase(suite, tests);
    return suite;
}
