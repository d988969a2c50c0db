/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "dataset/fixtures.h"
#include "dataset/reader.h"

Suite *mlt_suite_dataset_open(void);

static const char *dir;

static void set_up(void)
{
    dir = mlt_test_make_dir();
}

static void tear_down(void)
{
    mlt_test_remove_dir(dir);
}

static mltest_status open_as(mltest_dataset **out, mltest_context *ctx, const char *path,
                             const char *name, const char *value, mltest_error **error)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_dataset_options, NULL), MLTEST_OK);
    if (name != NULL)
        ck_assert_int_eq(mltest_options_set_string(options, name, value, NULL), MLTEST_OK);
    *out = NULL;
    mltest_status status = mlt_dataset_open(out, ctx, path, options, error);
    mltest_options_free(options);
    return status;
}

static void expect_failure(const char *path, const char *name, const char *value,
                           mltest_status wanted, const char *text)
{
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    mltest_status status = open_as(&dataset, NULL, path, name, value, &error);
    ck_assert_ptr_null(dataset);
    fix_failed(status, wanted, &error, text);
}

static void expect_format(const char *path, const char *format, const char *wanted)
{
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    mltest_status status = open_as(&dataset, NULL, path, "format", format, &error);
    ck_assert_msg(status == MLTEST_OK, "%s", mltest_error_message(error));
    ck_assert_str_eq(dataset->source->format, wanted);
    mlt_dataset_unref(dataset);
}

START_TEST(test_recognises_voc)
{
    if (!mltest_feature("xml", NULL))
        return;
    fix_voc(dir);
    fix_annotation(dir, "a", 1, "");
    fix_text(dir, "JPEGImages/a.png", "");
    expect_format(dir, NULL, "voc");
    expect_format(dir, "voc", "voc");
    expect_format(dir, "folder", "folder");
}
END_TEST

START_TEST(test_recognises_folders_of_pictures)
{
    fix_folder(dir, "train");
    fix_text(dir, "train/a.png", "");
    expect_format(dir, NULL, "folder");
    expect_failure(dir, "format", "voc", MLTEST_ERR_NOT_FOUND, "no folder Annotations/");
}
END_TEST

START_TEST(test_unknown_formats_and_tasks)
{
    fix_text(dir, "a.png", "");
    expect_failure(dir, "format", "vok", MLTEST_ERR_INVALID,
                   "data set format \"vok\" is not known, did you mean \"voc\"?; there are: yolo, "
                   "voc, coco, ");
    expect_failure(dir, "format", "quite different", MLTEST_ERR_INVALID,
                   "is not known; there are: yolo, voc, ");
    expect_failure(dir, "task", "segmentation", MLTEST_ERR_INVALID, "detection, classification");
}
END_TEST

START_TEST(test_nothing_there)
{
    expect_failure(mlt_test_path(dir, "missing"), NULL, NULL, MLTEST_ERR_NOT_FOUND,
                   "missing: there is no such file or folder");
    expect_failure(dir, NULL, NULL, MLTEST_ERR_NOT_FOUND, "the folder is empty");
    fix_text(dir, "file.txt", "");
    expect_failure(mlt_test_path(dir, "file.txt/below"), NULL, NULL, MLTEST_ERR_NOT_FOUND,
                   "there is no such file or folder");
}
END_TEST

START_TEST(test_files_get_a_hint)
{
    static const char *const cases[][2] = {
        {"a.png", "give the one this picture is in"},
        {"a.JPG", "give the one this picture is in"},
        {"a.xml", "give the folder that holds Annotations/"},
        {"test.txt", "option split"},
        {"data.bin", "this is a file; this file is no label file"},
    };
    fix_text(dir, cases[_i][0], "");
    expect_failure(mlt_test_path(dir, cases[_i][0]), NULL, NULL, MLTEST_ERR_NOT_FOUND,
                   cases[_i][1]);
}
END_TEST

START_TEST(test_neither_file_nor_folder)
{
    ck_assert_int_eq(mkfifo(mlt_test_path(dir, "pipe"), 0666), 0);
    expect_failure(mlt_test_path(dir, "pipe"), NULL, NULL, MLTEST_ERR_NOT_FOUND,
                   "neither a file nor a folder");
    expect_failure("/dev/null", NULL, NULL, MLTEST_ERR_NOT_FOUND, "neither a file nor a folder");
}
END_TEST

static void expect_name(const char *path, const char *name, const char *root)
{
    mltest_dataset *dataset;
    ck_assert_int_eq(open_as(&dataset, NULL, path, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_str_eq(dataset->name, name);
    ck_assert_str_eq(dataset->root, root);
    mlt_dataset_unref(dataset);
}

START_TEST(test_names)
{
    char path[512], here[600];
    fix_folder(dir, "photos");
    fix_folder(dir, "photos/sub");
    fix_text(dir, "photos/sub/a.png", "");
    snprintf(path, sizeof path, "%s", mlt_test_path(dir, "photos"));
    expect_name(path, "photos", path);
    snprintf(here, sizeof here, "%s///", path);
    expect_name(here, "photos", path);
    ck_assert_int_eq(chdir(path), 0);
    expect_name("sub", "sub", "sub");
    expect_name(".", "photos", ".");
    expect_name("./", "photos", ".");
    ck_assert_int_eq(chdir("sub"), 0);
    expect_name("..", "dataset", "..");
    ck_assert_int_eq(chdir("/"), 0);
    fix_folder(dir, "latin\xE9");
    fix_text(dir, "latin\xE9/a.png", "");
    expect_name(mlt_test_path(dir, "latin\xE9"), "dataset", mlt_test_path(dir, "latin\xE9"));
}
END_TEST

START_TEST(test_a_class_list_for_unlabelled_pictures)
{
    char list[600];
    mltest_dataset *dataset;
    fix_folder(dir, "photos");
    fix_text(dir, "photos/a.png", "");
    fix_text(dir, "classes.txt", "cat\ndog\n");
    snprintf(list, sizeof list, "%s", mlt_test_path(dir, "classes.txt"));
    ck_assert_int_eq(open_as(&dataset, NULL, mlt_test_path(dir, "photos"), "classes", list, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(dataset->classes.n, 2);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_options_of_another_table)
{
    static const mlt_option_table other = {"other", NULL, 0};
    mltest_options *options = NULL;
    mltest_dataset *dataset = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &other, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_open(&dataset, NULL, dir, options, NULL), MLTEST_ERR_INVALID);
    mltest_options_free(options);
    fix_text(dir, "a.png", "");
    ck_assert_int_eq(mlt_dataset_open(&dataset, NULL, dir, NULL, NULL), MLTEST_OK);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_small_questions)
{
    ck_assert(mlt_is_picture_name("a.png"));
    ck_assert(mlt_is_picture_name("dir/a.JPEG"));
    ck_assert(mlt_is_picture_name("a.b.Jpg"));
    ck_assert(!mlt_is_picture_name("png"));
    ck_assert(!mlt_is_picture_name("a.gif"));
    ck_assert(!mlt_is_picture_name("a.png.txt"));
    fix_folder(dir, "sub");
    fix_text(dir, "file", "");
    ck_assert(mlt_has_folder(dir, "sub"));
    ck_assert(!mlt_has_folder(dir, "file"));
    ck_assert(!mlt_has_folder(dir, "none"));
}
END_TEST

static mltest_status open_in(mltest_context *ctx, void *data)
{
    mltest_dataset *dataset;
    mltest_status status = open_as(&dataset, ctx, data, NULL, NULL, NULL);
    mlt_dataset_unref(dataset);
    return status;
}

START_TEST(test_out_of_memory)
{
    char path[512];
    fix_text(dir, "a.png", "");
    snprintf(path, sizeof path, "%s/", dir);
    mlt_test_every_allocation(open_in, path);
}
END_TEST

Suite *mlt_suite_dataset_open(void)
{
    TCase *tc = tcase_create("open");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_recognises_voc);
    tcase_add_test(tc, test_recognises_folders_of_pictures);
    tcase_add_test(tc, test_unknown_formats_and_tasks);
    tcase_add_test(tc, test_nothing_there);
    tcase_add_loop_test(tc, test_files_get_a_hint, 0, 5);
    tcase_add_test(tc, test_neither_file_nor_folder);
    tcase_add_test(tc, test_names);
    tcase_add_test(tc, test_a_class_list_for_unlabelled_pictures);
    tcase_add_test(tc, test_options_of_another_table);
    tcase_add_test(tc, test_small_questions);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_open");
    suite_add_tcase(suite, tc);
    return suite;
}
