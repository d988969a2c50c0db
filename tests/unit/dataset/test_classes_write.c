/* SPDX-License-Identifier: MIT */
#include "dataset/roundtrip.h"

#include "base/folder.h"

Suite *mlt_suite_dataset_classes_write(void);

START_TEST(test_fifty_come_back)
{
    rt_check("classes", false);
}
END_TEST

static mltest_status write_one(const char *cls, const char *id, const char *out,
                               mltest_error **error)
{
    uint8_t pixel = 3;
    mltest_dataset *dataset = NULL;
    mltest_sample sample;
    mlt_truth truth = {.ann_id = 1};
    mltest_image_view view = {
        .data = &pixel, .width = 1, .height = 1, .stride_bytes = 1, .format = MLTEST_FORMAT_GRAY8};
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, "one", &cls, 1, NULL), MLTEST_OK);
    mlt_sample_init(&sample, dataset->ctx);
    ck_assert_int_eq(mlt_sample_set_id(&sample, id, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_sample_set_view(&sample, &view, NULL), MLTEST_OK);
    sample.labelled = true;
    ck_assert_int_eq(mlt_truths_add(dataset->ctx, &sample.truths, &truth, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_add(dataset, &sample, NULL), MLTEST_OK);
    mlt_sample_clear(&sample);
    mltest_status status = mlt_dataset_write(dataset, out, "classes", NULL, NULL, NULL, error);
    mlt_dataset_unref(dataset);
    return status;
}

START_TEST(test_other_places_become_part_of_the_name)
{
    const char *dir = mlt_test_make_dir();
    char out[512];
    snprintf(out, sizeof out, "%s", mlt_test_path(dir, "out"));
    ck_assert_int_eq(write_one("cat", "night/a.png", out, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "out/cat/night_a.png")), MLT_PATH_FILE);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_names_that_are_no_folders)
{
    static const char *const names[] = {"..", "a/b", ".hidden", "a\\b"};
    const char *dir = mlt_test_make_dir();
    char out[512];
    snprintf(out, sizeof out, "%s", mlt_test_path(dir, "out"));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        mltest_error *error = NULL;
        fix_failed(write_one(names[i], "a.png", out, &error), MLTEST_ERR_UNSUPPORTED, &error,
                   "cannot be the name of a folder");
    }
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_boxes_do_not_fit)
{
    const char *dir = mlt_test_make_dir();
    mltest_error *error = NULL;
    mltest_dataset *boxes = rt_dataset(true);
    fix_failed(
        mlt_dataset_write(boxes, mlt_test_path(dir, "out"), "classes", NULL, NULL, NULL, &error),
        MLTEST_ERR_UNSUPPORTED, &error, "holds classes, the sample has boxes");
    mlt_dataset_unref(boxes);
    mlt_test_remove_dir(dir);
}
END_TEST

static mltest_status write_small(mltest_context *ctx, void *data)
{
    mltest_status status = rt_write_small(ctx, data, "classes", false);
    if (status == MLTEST_OK)
        mlt_folder_remove(data);
    else
        ck_assert_int_eq(mlt_path_type_of(data), MLT_PATH_NONE);
    return status;
}

START_TEST(test_out_of_memory)
{
    char path[512];
    const char *dir = mlt_test_make_dir();
    snprintf(path, sizeof path, "%s", mlt_test_path(dir, "small"));
    mlt_test_every_allocation(write_small, path);
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_dataset_classes_write(void)
{
    TCase *tc = tcase_create("classes_write");
    tcase_add_test(tc, test_fifty_come_back);
    tcase_add_test(tc, test_other_places_become_part_of_the_name);
    tcase_add_test(tc, test_names_that_are_no_folders);
    tcase_add_test(tc, test_boxes_do_not_fit);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_classes_write");
    suite_add_tcase(suite, tc);
    return suite;
}
