/* SPDX-License-Identifier: MIT */
#include "dataset/roundtrip.h"

#include "base/folder.h"

Suite *mlt_suite_dataset_coco_write(void);

START_TEST(test_fifty_come_back)
{
    rt_check("coco", true);
}
END_TEST

START_TEST(test_what_only_this_format_holds)
{
    const char *dir = mlt_test_make_dir();
    mltest_dataset *before = rt_dataset(true);
    mlt_truth *truth = before->samples[0].truths.items;
    truth[0].flags = MLT_TRUTH_CROWD;
    truth[0].area = 1.25;
    before->samples[1].truths.items[0].flags = MLT_TRUTH_IGNORE;
    ck_assert_int_eq(
        mlt_dataset_write(before, mlt_test_path(dir, "out"), "coco", NULL, NULL, NULL, NULL),
        MLTEST_OK);
    mltest_dataset *after = rt_open(mlt_test_path(dir, "out"), "detection", "coco");
    rt_same(before, after);
    ck_assert(after->samples[0].truths.items[0].area == 1.25);
    ck_assert_uint_eq(after->classes.n, RT_CLASSES);
    for (int i = 0; i < RT_CLASSES; i++)
        ck_assert_str_eq(after->classes.names[i], rt_classes[i]);
    mlt_dataset_unref(before);
    mlt_dataset_unref(after);
    mlt_test_remove_dir(dir);
}
END_TEST

/* Boxes are written so that they come back bit for bit, whatever they are. */
START_TEST(test_any_number_comes_back)
{
    const char *dir = mlt_test_make_dir();
    mltest_dataset *before = rt_dataset(true);
    mlt_truth *truth = before->samples[0].truths.items;
    truth->box = (mlt_box){1.0 / 3, 0.1, 1e-3 + 2.7182818284590452, 10.0 / 7};
    truth->area = mlt_box_area(&truth->box);
    ck_assert_int_eq(
        mlt_dataset_write(before, mlt_test_path(dir, "out"), "coco", NULL, NULL, NULL, NULL),
        MLTEST_OK);
    mltest_dataset *after = rt_open(mlt_test_path(dir, "out"), "detection", "coco");
    rt_same(before, after);
    mlt_dataset_unref(before);
    mlt_dataset_unref(after);
    mlt_test_remove_dir(dir);
}
END_TEST

static mltest_status write_small(mltest_context *ctx, void *data)
{
    mltest_status status = rt_write_small(ctx, data, "coco", true);
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

Suite *mlt_suite_dataset_coco_write(void)
{
    TCase *tc = tcase_create("coco_write");
    tcase_add_test(tc, test_fifty_come_back);
    tcase_add_test(tc, test_what_only_this_format_holds);
    tcase_add_test(tc, test_any_number_comes_back);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_coco_write");
    suite_add_tcase(suite, tc);
    return suite;
}
