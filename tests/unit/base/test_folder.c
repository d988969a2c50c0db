/* SPDX-License-Identifier: MIT */
#include "base/folder.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/context.h"
#include "base/file.h"
#include "testing.h"

Suite *mlt_suite_base_folder(void);

static const char *dir;

static void set_up(void)
{
    dir = mlt_test_make_dir();
}

static void tear_down(void)
{
    mlt_test_remove_dir(dir);
}

START_TEST(test_parents_are_made_but_not_the_file)
{
    mlt_test_alloc memory = {0};
    mltest_context *ctx = mlt_test_context(&memory);
    ck_assert_int_eq(mlt_folder_make_parents(ctx, dir, "a/b/c.txt", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_folder_make_parents(ctx, dir, "a/b/d.txt", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_folder_make_parents(ctx, dir, "top.txt", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "a/b")), MLT_PATH_DIR);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "a/b/c.txt")), MLT_PATH_NONE);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "top.txt")), MLT_PATH_NONE);
    mltest_context_free(ctx);
    ck_assert_uint_eq(memory.live, 0);
}
END_TEST

START_TEST(test_a_file_in_the_way)
{
    mltest_error *error = NULL;
    mlt_test_alloc memory = {0};
    mltest_context *ctx = mlt_test_context(&memory);
    mlt_test_write_file(mlt_test_path(dir, "a"), "x", 1);
    ck_assert_int_eq(mlt_folder_make_parents(ctx, dir, "a/b/c.txt", &error), MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "/a: "));
    mltest_error_free(error);
    mltest_context_free(ctx);
}
END_TEST

START_TEST(test_one_folder)
{
    mltest_error *error = NULL;
    const char *path = mlt_test_path(dir, "one");
    ck_assert_int_eq(mlt_folder_make(path, &error), MLTEST_OK);
    ck_assert_int_eq(mlt_folder_make(path, &error), MLTEST_ERR_CONFLICT);
    ck_assert_str_eq(mltest_error_file(error), path);
    mltest_error_free(error);
    error = NULL;
    ck_assert_int_eq(mlt_folder_make(mlt_test_path(dir, "no/such"), &error), MLTEST_ERR_IO);
    mltest_error_free(error);
}
END_TEST

START_TEST(test_remove_stays_inside)
{
    ck_assert_int_eq(mkdir(mlt_test_path(dir, "keep"), 0777), 0);
    mlt_test_write_file(mlt_test_path(dir, "keep/file"), "x", 1);
    ck_assert_int_eq(mkdir(mlt_test_path(dir, "go"), 0777), 0);
    ck_assert_int_eq(mkdir(mlt_test_path(dir, "go/deep"), 0777), 0);
    mlt_test_write_file(mlt_test_path(dir, "go/deep/file"), "x", 1);
    ck_assert_int_eq(symlink(mlt_test_path(dir, "keep"), mlt_test_path(dir, "go/link")), 0);
    mlt_folder_remove(mlt_test_path(dir, "go"));
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "go")), MLT_PATH_NONE);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "keep/file")), MLT_PATH_FILE);
    mlt_folder_remove(mlt_test_path(dir, "go")); /* nothing there: nothing happens */
}
END_TEST

static mltest_status make_deep(mltest_context *ctx, void *data)
{
    mltest_error *error = NULL;
    mltest_status status = mlt_folder_make_parents(ctx, data, "x/y/z", &error);
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(make_deep, (void *)dir);
}
END_TEST

Suite *mlt_suite_base_folder(void)
{
    TCase *tc = tcase_create("folder");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_parents_are_made_but_not_the_file);
    tcase_add_test(tc, test_a_file_in_the_way);
    tcase_add_test(tc, test_one_folder);
    tcase_add_test(tc, test_remove_stays_inside);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("base_folder");
    suite_add_tcase(suite, tc);
    return suite;
}
