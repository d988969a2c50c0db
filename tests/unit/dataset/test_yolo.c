/* SPDX-License-Identifier: MIT */
#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_yolo(void);

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

static void config(const char *text)
{
    fix_text(dir, "d/data.yaml", text);
}

static void fill_small(void)
{
    fix_folder(dir, "d/images");
    fix_folder(dir, "d/labels");
    fix_picture(dir, "d/images/a.png", 20, 10);
    fix_text(dir, "d/labels/a.txt", "0 0.5 0.5 0.1 0.2\n");
    config("train: images\nval: images\nnames: [cat, dog]\n");
}

/* A build without libyaml says so. */
static bool absent(void)
{
    fill_small();
    mltest_status status = open_with(NULL, NULL);
    bool is_absent = status == MLTEST_ERR_UNSUPPORTED;
    ck_assert_msg(status == MLTEST_OK || is_absent, "%s", mltest_error_message(error));
    mltest_error_free(error);
    error = NULL;
    mlt_test_remove_dir(mlt_test_path(dir, "d"));
    fix_folder(dir, "d");
    if (is_absent)
        puts("SKIP: built without libyaml");
    return is_absent;
}

START_TEST(test_one_folder_for_two_splits)
{
    if (absent())
        return;
    fill_small();
    opened("yolo");
    ck_assert_uint_eq(dataset->n, 1);
    ck_assert_str_eq(dataset->samples[0].id, "images/a.png");
    ck_assert_uint_eq(dataset->samples[0].width, 20);
    ck_assert_uint_eq(dataset->samples[0].truths.n, 1);
    ck_assert(dataset->samples[0].truths.items[0].box.x == 9);
}
END_TEST

/* Roboflow: data.yaml beside train/ and valid/, with paths as seen from a folder below. */
START_TEST(test_a_roboflow_export)
{
    if (absent())
        return;
    fix_folder(dir, "d/train");
    fix_folder(dir, "d/train/images");
    fix_folder(dir, "d/train/labels");
    fix_folder(dir, "d/valid");
    fix_folder(dir, "d/valid/images");
    fix_folder(dir, "d/valid/labels");
    fix_picture(dir, "d/train/images/t.jpg", 16, 16);
    fix_picture(dir, "d/valid/images/v.jpg", 16, 16);
    fix_text(dir, "d/train/labels/t.txt", "1 0.5 0.5 0.5 0.5\n");
    fix_text(dir, "d/valid/labels/v.txt", "");
    fix_text(dir, "d/README.roboflow.txt", "x");
    config("train: ../train/images\nval: ../valid/images\ntest: ../test/images\n\nnc: 2\n"
           "names: ['helmet', 'no helmet']\n\nroboflow:\n  workspace: w\n  version: 3\n");
    opened("yolo");
    ck_assert_uint_eq(dataset->n, 2);
    ck_assert_str_eq(dataset->samples[0].id, "train/images/t.jpg");
    ck_assert_str_eq(dataset->classes.names[1], "no helmet");
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a folder of data.yaml is not there"));
    ck_assert_int_eq(open_with("split", "valid"), MLTEST_OK);
    ck_assert_uint_eq(dataset->n, 1);
    ck_assert_int_eq(open_with("split", "val"), MLTEST_OK);
    ck_assert_uint_eq(dataset->n, 1);
    fix_failed(open_with("split", "nights"), MLTEST_ERR_NOT_FOUND, &error,
               "no split \"nights\"; there are: train, val, test");
}
END_TEST

/* Ultralytics' own sets: a folder a split below images/ and labels/. */
START_TEST(test_an_ultralytics_set)
{
    if (absent())
        return;
    fix_folder(dir, "d/images");
    fix_folder(dir, "d/images/val2017");
    fix_folder(dir, "d/labels");
    fix_folder(dir, "d/labels/val2017");
    fix_picture(dir, "d/images/val2017/1.jpg", 16, 16);
    fix_text(dir, "d/labels/val2017/1.txt", "0 0.2 0.2 0.4 0.2 0.4 0.4\n");
    config("path: ../datasets/coco8 # dataset root dir\ntrain:\nval: images/val2017\n"
           "names:\n  0: person\n  1: bicycle\n");
    opened("yolo");
    ck_assert_str_eq(dataset->samples[0].id, "images/val2017/1.jpg");
    ck_assert_uint_eq(dataset->samples[0].truths.n, 1);
    ck_assert_ptr_nonnull(fix_oddity(dataset, "path in data.yaml is no folder below it"));
}
END_TEST

START_TEST(test_background_and_orphans_are_counted)
{
    if (absent())
        return;
    fill_small();
    fix_picture(dir, "d/images/b.png", 20, 10);
    fix_text(dir, "d/labels/gone.txt", "0 0.5 0.5 0.1 0.2\n");
    fix_text(dir, "d/labels/classes.txt", "cat\n");
    opened("yolo");
    ck_assert_uint_eq(dataset->n, 2);
    ck_assert(dataset->samples[1].labelled);
    ck_assert_uint_eq(dataset->samples[1].truths.n, 0);
    ck_assert_str_eq(fix_oddity(dataset, "a picture has no label file"),
                     "a picture has no label file (taken as without objects): 1, images/b.png");
    ck_assert_str_eq(fix_oddity(dataset, "a label file has no picture"),
                     "a label file has no picture (left out): 1, labels/gone.txt");
}
END_TEST

START_TEST(test_a_list_of_pictures)
{
    if (absent())
        return;
    fill_small();
    fix_picture(dir, "d/images/b.png", 20, 10);
    fix_text(dir, "d/val.txt", "./images/b.png\n\nimages/a.png\nimages/gone.png\n");
    config("val: val.txt\nnames: [cat]\n");
    opened("yolo");
    ck_assert_uint_eq(dataset->n, 2);
    ck_assert_str_eq(dataset->samples[0].id, "images/b.png");
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a picture of a list is not there"));
    fix_text(dir, "d/val.txt", "images/a.png\n/etc/passwd\n");
    fix_failed(open_with(NULL, NULL), MLTEST_ERR_INVALID, &error, "val.txt:2: a picture's path");
}
END_TEST

START_TEST(test_turned_pictures_have_upright_sizes)
{
    if (absent())
        return;
    fill_small();
    fix_turned(dir, "d/images/b.jpg", 8, 16, 6);
    fix_text(dir, "d/labels/b.txt", "0 0.5 0.5 0.5 0.5\n");
    opened("yolo");
    ck_assert_uint_eq(dataset->samples[1].width, 16);
    ck_assert(dataset->samples[1].truths.items[0].box.width == 8);
}
END_TEST

START_TEST(test_nothing_there)
{
    if (absent())
        return;
    fix_folder(dir, "d/images");
    config("val: images\nnames: [cat]\n");
    fix_failed(open_with(NULL, NULL), MLTEST_ERR_NOT_FOUND, &error,
               "no picture in the folders of data.yaml, e.g. images");
    fix_failed(open_with("task", "classification"), MLTEST_ERR_UNSUPPORTED, &error,
               "detection only");
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
    if (absent())
        return;
    fill_small();
    snprintf(path, sizeof path, "%s", mlt_test_path(dir, "d"));
    mlt_test_every_allocation(open_small, path);
}
END_TEST

Suite *mlt_suite_dataset_yolo(void)
{
    TCase *tc = tcase_create("yolo");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_one_folder_for_two_splits);
    tcase_add_test(tc, test_a_roboflow_export);
    tcase_add_test(tc, test_an_ultralytics_set);
    tcase_add_test(tc, test_background_and_orphans_are_counted);
    tcase_add_test(tc, test_a_list_of_pictures);
    tcase_add_test(tc, test_turned_pictures_have_upright_sizes);
    tcase_add_test(tc, test_nothing_there);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_yolo");
    suite_add_tcase(suite, tc);
    return suite;
}
