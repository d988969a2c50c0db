/* SPDX-License-Identifier: MIT */
#include "dataset/fixtures.h"
#include "dataset/reader.h"

Suite *mlt_suite_dataset_class_list(void);

static const mlt_source source = {.format = "test"};
static mltest_dataset *dataset;
static const char *dir;

static void set_up(void)
{
    dataset = NULL;
    ck_assert_int_eq(mlt_dataset_make(&dataset, NULL, "cells", "", &source, NULL), MLTEST_OK);
    dir = mlt_test_make_dir();
}

static void tear_down(void)
{
    mlt_dataset_unref(dataset);
    mlt_test_remove_dir(dir);
}

static mltest_status read_list(const char *text, size_t n, mltest_error **error)
{
    const char *path = mlt_test_path(dir, "classes.txt");
    mlt_test_write_file(path, text, n);
    return mlt_dataset_read_classes(dataset, path, error);
}

START_TEST(test_names_from_memory)
{
    static const char *const names[] = {"RBC", "white blood cell", "Pl\xC3\xA4ttchen"};
    ck_assert_int_eq(mlt_dataset_add_classes(dataset, names, 3, NULL), MLTEST_OK);
    ck_assert_uint_eq(dataset->classes.n, 3);
    ck_assert_str_eq(dataset->classes.names[1], "white blood cell");
    ck_assert_int_eq(mlt_dataset_add_classes(dataset, NULL, 0, NULL), MLTEST_OK);
}
END_TEST

START_TEST(test_bad_names_from_memory)
{
    static const char *const bad[][2] = {
        {"a", NULL}, {"a", ""}, {"a", "a"}, {"a", "b\n"}, {"a", "\xFF"}};
    ck_assert_int_eq(mlt_dataset_add_classes(dataset, bad[_i], 2, NULL), MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(test_a_file)
{
    static const char text[] = "\xEF\xBB\xBFRBC\r\n\r\n  white blood cell\t\r\nWBC";
    ck_assert_int_eq(read_list(text, strlen(text), NULL), MLTEST_OK);
    ck_assert_uint_eq(dataset->classes.n, 3);
    ck_assert_str_eq(dataset->classes.names[0], "RBC");
    ck_assert_str_eq(dataset->classes.names[1], "white blood cell");
    ck_assert_str_eq(dataset->classes.names[2], "WBC");
}
END_TEST

START_TEST(test_bad_files)
{
    static const struct {
        const char *text;
        size_t n;
        const char *message;
    } cases[] = {
        {"", 0, "classes.txt: no class name in it"},
        {" \n\n", 3, "classes.txt: no class name in it"},
        {"a\nb\n\na\n", 7, "classes.txt:4: class \"a\" is listed twice"},
        {"a\nb\0c\n", 6, "classes.txt:2: "},
        {"a\n\xFF\n", 4, "classes.txt:2: "},
        {"\x89PNG\r\n\x1A\n", 8, "classes.txt:1: "},
    };
    mltest_error *error = NULL;
    mltest_status status = read_list(cases[_i].text, cases[_i].n, &error);
    fix_failed(status, MLTEST_ERR_FORMAT, &error, cases[_i].message);
}
END_TEST

START_TEST(test_no_file)
{
    mltest_error *error = NULL;
    mltest_status status =
        mlt_dataset_read_classes(dataset, mlt_test_path(dir, "missing.txt"), &error);
    fix_failed(status, MLTEST_ERR_IO, &error, "missing.txt");
    status = mlt_dataset_read_classes(dataset, dir, &error);
    ck_assert_int_ne(status, MLTEST_OK);
    mltest_error_free(error);
}
END_TEST

static void expect_limit(const char *limit, uint64_t value)
{
    mltest_context *ctx = NULL;
    mltest_dataset *own = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, limit, value, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_make(&own, ctx, "cells", "", &source, NULL), MLTEST_OK);
    fix_text(dir, "classes.txt", "a\nb\nabcdef\n");
    fix_failed(mlt_dataset_read_classes(own, mlt_test_path(dir, "classes.txt"), &error),
               MLTEST_ERR_LIMIT, &error, "classes.txt:3: ");
    mlt_dataset_unref(own);
    mltest_context_free(ctx);
}

START_TEST(test_limits)
{
    expect_limit("max_classes", 2);
    expect_limit("max_string", 5);
}
END_TEST

static mltest_status read_in(mltest_context *ctx, void *data)
{
    mltest_dataset *own = NULL;
    mltest_error *error = NULL;
    mltest_status status = mlt_dataset_make(&own, ctx, "cells", "", &source, NULL);
    if (status == MLTEST_OK)
        status = mlt_dataset_read_classes(own, data, &error);
    ck_assert_int_eq(mltest_error_status(error), error == NULL ? MLTEST_OK : status);
    mltest_error_free(error);
    mlt_dataset_unref(own);
    return status;
}

START_TEST(test_out_of_memory)
{
    char path[512];
    snprintf(path, sizeof path, "%s", mlt_test_path(dir, "classes.txt"));
    fix_text(dir, "classes.txt", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n");
    mlt_test_every_allocation(read_in, path);
}
END_TEST

Suite *mlt_suite_dataset_class_list(void)
{
    TCase *tc = tcase_create("class_list");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_names_from_memory);
    tcase_add_loop_test(tc, test_bad_names_from_memory, 0, 5);
    tcase_add_test(tc, test_a_file);
    tcase_add_loop_test(tc, test_bad_files, 0, 6);
    tcase_add_test(tc, test_no_file);
    tcase_add_test(tc, test_limits);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_class_list");
    suite_add_tcase(suite, tc);
    return suite;
}
