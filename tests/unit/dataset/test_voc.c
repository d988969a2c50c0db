/* SPDX-License-Identifier: MIT */
#include "dataset/voc_fixtures.h"

Suite *mlt_suite_dataset_voc(void);

START_TEST(test_a_small_set)
{
    write_three();
    mltest_dataset *dataset = opened(NULL, NULL);
    ck_assert_str_eq(dataset->name, "cells");
    ck_assert_uint_eq(dataset->n, 3);
    expect_id(dataset, 0, "JPEGImages/a.png");
    expect_id(dataset, 1, "JPEGImages/b.png");
    expect_id(dataset, 2, "JPEGImages/c.JPG");
    ck_assert_uint_eq(dataset->classes.n, 2);
    ck_assert_str_eq(dataset->classes.names[0], "cat");
    ck_assert_str_eq(dataset->classes.names[1], "dog");
    const mlt_truth *cat = &dataset->samples[0].truths.items[0];
    ck_assert_int_eq(cat->cls, 0);
    ck_assert_double_eq(cat->box.x, 2);
    ck_assert_double_eq(cat->box.y, 3);
    ck_assert_double_eq(cat->box.width, 3);
    ck_assert_double_eq(cat->box.height, 1);
    ck_assert_double_eq(cat->area, 3);
    ck_assert_int_eq(cat->ann_id, 1);
    ck_assert_int_eq(dataset->samples[1].truths.items[0].cls, 1);
    ck_assert_uint_eq(dataset->samples[1].truths.items[0].flags, 0);
    ck_assert(dataset->samples[2].labelled);
    ck_assert_uint_eq(dataset->samples[2].truths.n, 0);
    ck_assert_uint_eq(dataset->samples[2].width, 20);
    ck_assert_uint_eq(dataset->n_sealed, 3);
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 1); /* the box is 1 px high */
    mlt_image out;
    mlt_image_init(&out, NULL);
    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(mlt_dataset_load(dataset, i, &out, NULL), MLTEST_OK);
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_links_out_of_the_root)
{
    mlt_image out;
    mlt_image_init(&out, NULL);
    fix_picture(dir, "secret.png", 20, 10);
    fix_annotation(root, "x", 1, "");
    ck_assert_int_eq(symlink("../../secret.png", mlt_test_path(root, "JPEGImages/x.png")), 0);
    mltest_dataset *dataset = opened(NULL, NULL);
    mltest_error *error = NULL;
    fix_failed(mlt_dataset_load(dataset, 0, &out, &error), MLTEST_ERR_INVALID, &error, "x.png");
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);

    fix_text(dir, "secret.xml", "<annotation/>");
    ck_assert_int_eq(symlink("../../secret.xml", mlt_test_path(root, "Annotations/y.xml")), 0);
    expect_failure(NULL, NULL, MLTEST_ERR_INVALID, "y.xml");
}
END_TEST

START_TEST(test_malformed_annotations_stop_the_reading)
{
    write_three();
    fix_text(root, "Annotations/b.xml", "<annotation>\n\n<oops");
    expect_failure(NULL, NULL, MLTEST_ERR_FORMAT, "cells/Annotations/b.xml:3: ");
}
END_TEST

START_TEST(test_only_detection)
{
    mltest_options *options = NULL;
    mltest_dataset *dataset = NULL;
    mltest_error *error = NULL;
    write_three();
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_dataset_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_string(options, "task", "classification", NULL), MLTEST_OK);
    fix_failed(mlt_dataset_open(&dataset, NULL, root, options, &error), MLTEST_ERR_UNSUPPORTED,
               &error, "detection only");
    mltest_options_free(options);
}
END_TEST

static mltest_status open_in(mltest_context *ctx, void *data)
{
    mltest_dataset *dataset;
    mltest_error *error = NULL;
    mltest_status status = open_with(&dataset, ctx, data, NULL, &error);
    ck_assert_int_eq(mltest_error_status(error), status);
    mltest_error_free(error);
    ck_assert_int_eq(dataset != NULL, status == MLTEST_OK);
    mlt_dataset_unref(dataset);
    return status;
}

START_TEST(test_out_of_memory)
{
    char split[] = "test";
    write_three();
    fix_annotation(root, "d", 0, fix_object("eel", "0", "1", "99", "5"));
    fix_annotation(root, "e", 1, fix_object("eel", "0", "1", "99", "5"));
    fix_text(root, "JPEGImages/d.png", "");
    fix_text(root, "JPEGImages/extra.png", "");
    fix_text(root, "ImageSets/Main/test.txt", "a\nnobody\nd\nextra\n");
    mlt_test_every_allocation(open_in, NULL);
    mlt_test_every_allocation(open_in, split);
}
END_TEST

/* Blood cells, the real thing. The counts are those of a script that reads the XML by itself. */
static void check_cells(const char *split, size_t n, size_t platelets, size_t red, size_t white)
{
    const char *path = mlt_test_shared("data/bccd");
    if (path == NULL)
        return;
    snprintf(root, sizeof root, "%s", path);
    mltest_dataset *dataset = opened(split, NULL);
    size_t counts[3] = {0, 0, 0};
    ck_assert_uint_eq(dataset->n, n);
    ck_assert_uint_eq(dataset->classes.n, 3);
    ck_assert_str_eq(dataset->classes.names[0], "Platelets");
    ck_assert_str_eq(dataset->classes.names[1], "RBC");
    ck_assert_str_eq(dataset->classes.names[2], "WBC");
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < dataset->samples[i].truths.n; j++)
            counts[dataset->samples[i].truths.items[j].cls]++;
    ck_assert_uint_eq(counts[0], platelets);
    ck_assert_uint_eq(counts[1], red);
    ck_assert_uint_eq(counts[2], white);
    mlt_dataset_unref(dataset);
}

START_TEST(test_blood_cells)
{
    check_cells(NULL, 364, 361, 4155, 372);
    check_cells("train", 205, 209, 2382, 214);
    check_cells("val", 87, 83, 968, 87);
    check_cells("test", 72, 69, 805, 71);
}
END_TEST

START_TEST(test_the_two_narrow_cells)
{
    const char *path = mlt_test_shared("data/bccd");
    if (path == NULL)
        return;
    snprintf(root, sizeof root, "%s", path);
    mltest_dataset *dataset = opened(NULL, NULL);
    expect_id(dataset, 0, "JPEGImages/BloodImage_00000.jpg");
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 1);
    ck_assert_str_eq(mlt_dataset_oddity(dataset, 0),
                     "a box is at most one pixel wide or high (kept): 2, "
                     "Annotations/BloodImage_00338.xml:158, Annotations/BloodImage_00343.xml:50");
    int64_t i = mlt_dataset_find(dataset, "JPEGImages/BloodImage_00338.jpg");
    ck_assert_int_ge(i, 0);
    mlt_dataset_unref(dataset);
}
END_TEST

Suite *mlt_suite_dataset_voc(void)
{
    Suite *suite;
    TCase *tc = voc_suite(&suite, "dataset_voc");
    if (tc == NULL)
        return suite;
    tcase_add_test(tc, test_a_small_set);
    tcase_add_test(tc, test_links_out_of_the_root);
    tcase_add_test(tc, test_malformed_annotations_stop_the_reading);
    tcase_add_test(tc, test_only_detection);
    tcase_add_test(tc, test_out_of_memory);
    tcase_add_test(tc, test_blood_cells);
    tcase_add_test(tc, test_the_two_narrow_cells);
    return suite;
}
