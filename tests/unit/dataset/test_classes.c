/* SPDX-License-Identifier: MIT */
#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_classes(void);

static const char *dir;
static mltest_dataset *dataset;
static mltest_error *error;

static void set_up(void)
{
    dir = mlt_test_make_dir();
    dataset = NULL;
    error = NULL;
    fix_folder(dir, "d");
}

static void tear_down(void)
{
    mltest_error_free(error);
    mlt_dataset_unref(dataset);
    mlt_test_remove_dir(dir);
}

static mltest_status open_with(const char *name, const char *value)
{
    mltest_options *options = NULL;
    mlt_dataset_unref(dataset);
    dataset = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_dataset_options, NULL), MLTEST_OK);
    if (name != NULL)
        ck_assert_int_eq(mltest_options_set_string(options, name, value, NULL), MLTEST_OK);
    mltest_status status =
        mlt_dataset_open(&dataset, NULL, mlt_test_path(dir, "d"), options, &error);
    mltest_options_free(options);
    return status;
}

static void opened(const char *format)
{
    ck_assert_msg(open_with(NULL, NULL) == MLTEST_OK, "%s", mltest_error_message(error));
    ck_assert_str_eq(dataset->source->format, format);
}

static void fill_small(void)
{
    fix_folder(dir, "d/dog");
    fix_folder(dir, "d/cat");
    fix_picture(dir, "d/dog/1.png", 8, 8);
    fix_picture(dir, "d/cat/2.png", 8, 8);
}

START_TEST(test_two_folders_are_two_classes)
{
    fill_small();
    fix_folder(dir, "d/cat/deep");
    fix_picture(dir, "d/cat/deep/3.png", 8, 8);
    opened("classes");
    ck_assert_uint_eq(dataset->n, 3);
    ck_assert_uint_eq(dataset->classes.n, 2);
    ck_assert_str_eq(dataset->classes.names[0], "cat");
    ck_assert_str_eq(dataset->samples[0].id, "cat/2.png");
    ck_assert_str_eq(dataset->samples[1].id, "cat/deep/3.png");
    ck_assert_str_eq(dataset->samples[2].id, "dog/1.png");
    ck_assert_int_eq(dataset->samples[2].truths.items[0].cls, 1);
    ck_assert(dataset->samples[2].truths.items[0].box.width == 0);
    ck_assert(dataset->samples[2].labelled);
}
END_TEST

START_TEST(test_a_picture_beside_them_is_a_folder_of_pictures)
{
    fill_small();
    fix_picture(dir, "d/3.png", 8, 8);
    opened("folder");
    ck_assert_int_eq(open_with("format", "classes"), MLTEST_OK);
    ck_assert_uint_eq(dataset->n, 2);
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a picture lies in no class's folder"));
}
END_TEST

START_TEST(test_one_folder_has_to_be_forced)
{
    fix_folder(dir, "d/dog");
    fix_picture(dir, "d/dog/1.png", 8, 8);
    opened("folder");
    ck_assert_int_eq(open_with("format", "classes"), MLTEST_OK);
    ck_assert_uint_eq(dataset->classes.n, 1);
}
END_TEST

START_TEST(test_splits)
{
    fix_folder(dir, "d/train");
    fix_folder(dir, "d/val");
    fix_folder(dir, "d/train/cat");
    fix_folder(dir, "d/val/cat");
    fix_picture(dir, "d/train/cat/1.png", 8, 8);
    fix_picture(dir, "d/val/cat/1.png", 8, 8);
    fix_failed(open_with(NULL, NULL), MLTEST_ERR_INVALID, &error,
               "its folders are splits; say with split which one");
    ck_assert_int_eq(open_with("split", "val"), MLTEST_OK);
    ck_assert_uint_eq(dataset->n, 1);
    ck_assert_str_eq(dataset->samples[0].id, "val/cat/1.png");
    ck_assert_str_eq(dataset->classes.names[0], "cat");
    fix_failed(open_with("split", "tset"), MLTEST_ERR_NOT_FOUND, &error, "no split \"tset\"");
    fix_failed(open_with("split", "../d/val"), MLTEST_ERR_NOT_FOUND, &error, "no split");
}
END_TEST

START_TEST(test_given_classes)
{
    fill_small();
    fix_text(dir, "classes.txt", "dog\ncat\nhorse\n");
    ck_assert_int_eq(open_with("classes", mlt_test_path(dir, "classes.txt")), MLTEST_OK);
    ck_assert_int_eq(dataset->samples[0].truths.items[0].cls, 1);
    ck_assert_uint_eq(dataset->classes.n, 3);
    fix_text(dir, "classes.txt", "dog\ncar\n");
    fix_failed(open_with("classes", mlt_test_path(dir, "classes.txt")), MLTEST_ERR_FORMAT, &error,
               "its folder \"cat\" is not in the list of classes; did you mean \"car\"?");
}
END_TEST

START_TEST(test_nothing_there)
{
    fix_text(dir, "d/readme.txt", "");
    fix_failed(open_with("format", "classes"), MLTEST_ERR_NOT_FOUND, &error,
               "no picture in a class's folder");
}
END_TEST

static mltest_status open_small(mltest_context *ctx, void *data)
{
    mltest_dataset *made = NULL;
    mltest_error *why = NULL;
    mltest_status status = mlt_dataset_open(&made, ctx, data, NULL, &why);
    mlt_dataset_unref(made);
    mltest_error_free(why);
    return status;
}

START_TEST(test_out_of_memory)
{
    char path[512];
    fill_small();
    snprintf(path, sizeof path, "%s", mlt_test_path(dir, "d"));
    mlt_test_every_allocation(open_small, path);
}
END_TEST

Suite *mlt_suite_dataset_classes(void)
{
    TCase *tc = tcase_create("classes");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_two_folders_are_two_classes);
    tcase_add_test(tc, test_a_picture_beside_them_is_a_folder_of_pictures);
    tcase_add_test(tc, test_one_folder_has_to_be_forced);
    tcase_add_test(tc, test_splits);
    tcase_add_test(tc, test_given_classes);
    tcase_add_test(tc, test_nothing_there);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_classes");
    suite_add_tcase(suite, tc);
    return suite;
}
