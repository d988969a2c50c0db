/* SPDX-License-Identifier: MIT */
#include "journal/load.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "fixtures.h"

START_TEST(test_bytes)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a");
    char *bytes = NULL;
    size_t n = 9;
    mlt_test_write_file(path, "a\0b", 3);
    ck_assert_int_eq(mlt_journal_load(NULL, path, &bytes, &n, NULL), MLTEST_OK);
    ck_assert_uint_eq(n, 3);
    ck_assert_mem_eq(bytes, "a\0b", 3);
    mlt_free(NULL, bytes);
    mlt_test_write_file(path, "", 0);
    ck_assert_int_eq(mlt_journal_load(NULL, path, &bytes, &n, NULL), MLTEST_OK);
    ck_assert_uint_eq(n, 0);
    mlt_free(NULL, bytes);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_from_the_beginning_and_nowhere_else)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a");
    char *bytes = NULL;
    size_t n;
    mlt_test_write_file(path, "abc", 3);
    int fd = open(path, O_RDONLY);
    ck_assert_int_eq((int)lseek(fd, 2, SEEK_SET), 2);
    ck_assert_int_eq(unlink(path), 0); /* the open file counts, not its name */
    ck_assert_int_eq(mlt_journal_load_open(NULL, path, fd, &bytes, &n, NULL), MLTEST_OK);
    ck_assert_uint_eq(n, 3);
    ck_assert_int_eq((int)lseek(fd, 0, SEEK_CUR), 2);
    mlt_free(NULL, bytes);
    close(fd);
    mlt_test_remove_dir(dir);
}
END_TEST

static void check_refused(mltest_context *ctx, const char *path, mltest_status want)
{
    char *bytes = NULL;
    size_t n;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_journal_load(ctx, path, &bytes, &n, &error), want);
    ck_assert_ptr_null(bytes);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), path));
    mlt_error_free(error);
}

START_TEST(test_what_cannot_be_read)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a");
    const char *fifo = mlt_test_path(dir, "fifo");
    mltest_context *ctx = NULL;
    mlt_test_write_file(path, "abc", 3);
    ck_assert_int_eq(mkfifo(fifo, 0600), 0);
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_file_bytes", 2, NULL), MLTEST_OK);
    check_refused(ctx, path, MLTEST_ERR_LIMIT);
    check_refused(NULL, mlt_test_path(dir, "none"), MLTEST_ERR_IO);
    check_refused(NULL, dir, MLTEST_ERR_IO);
    check_refused(NULL, fifo, MLTEST_ERR_IO);
    mltest_context_free(ctx);
    mlt_test_remove_dir(dir);
}
END_TEST

static mltest_status load(mltest_context *ctx, void *data)
{
    char *bytes = NULL;
    size_t n;
    mltest_status status = mlt_journal_load(ctx, data, &bytes, &n, NULL);
    mlt_free(ctx, bytes);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    const char *dir = mlt_test_make_dir();
    char path[4096];
    snprintf(path, sizeof path, "%s/a", dir);
    mlt_test_write_file(path, "abc", 3);
    mlt_test_every_allocation(load, path);
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_journal_load(void);
Suite *mlt_suite_journal_load(void)
{
    Suite *suite = suite_create("journal_load");
    TCase *tc = tcase_create("load");
    tcase_set_timeout(tc, 20);
    tcase_add_test(tc, test_bytes);
    tcase_add_test(tc, test_from_the_beginning_and_nowhere_else);
    tcase_add_test(tc, test_what_cannot_be_read);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
