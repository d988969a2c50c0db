/* SPDX-License-Identifier: MIT */
#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_openimages(void);

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

#define HEAD "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsGroupOf\n"

static void fill_small(void)
{
    fix_picture(dir, "d/0a1b.png", 20, 10);
    fix_text(dir, "d/validation-annotations-bbox.csv",
             HEAD "0a1b,xclick,/m/02,1,0.1,0.5,0.25,1,0,0\n0a1b,xclick,/m/01,1,0,0.05,0,1,0,1\n");
}

START_TEST(test_boxes_and_groups)
{
    fill_small();
    opened("openimages");
    ck_assert_str_eq(dataset->samples[0].id, "0a1b.png");
    ck_assert_uint_eq(dataset->samples[0].width, 20);
    const mlt_truth *truth = dataset->samples[0].truths.items;
    ck_assert_uint_eq(dataset->samples[0].truths.n, 2);
    ck_assert(truth[0].box.x == 2 && truth[0].box.width == 8);
    ck_assert(truth[0].box.y == 2.5 && truth[0].box.height == 7.5);
    ck_assert_uint_eq(truth[0].flags, 0);
    ck_assert_uint_eq(truth[1].flags, MLT_TRUTH_CROWD);
    ck_assert_str_eq(dataset->classes.names[truth[1].cls], "/m/01");
    ck_assert_int_eq(truth[1].cls, 0);
}
END_TEST

START_TEST(test_names_of_labels)
{
    fill_small();
    fix_text(dir, "d/class-descriptions-boxable.csv", "/m/02,Tortoise\n/m/01,\"Cat, wild\"\n");
    opened("openimages");
    ck_assert_str_eq(dataset->classes.names[0], "Tortoise");
    ck_assert_str_eq(dataset->classes.names[1], "Cat, wild");
    ck_assert_int_eq(dataset->samples[0].truths.items[0].cls, 0);
    fix_text(dir, "d/class-descriptions-boxable.csv", "/m/02,Tortoise\n/m/02,Cat\n");
    fix_failed(open_with(NULL, NULL), MLTEST_ERR_FORMAT, &error, "label /m/02 is there twice");
    fix_text(dir, "d/class-descriptions-boxable.csv", "/m/02\n");
    fix_failed(open_with(NULL, NULL), MLTEST_ERR_FORMAT, &error, "a label and its name expected");
}
END_TEST

START_TEST(test_first_mistakes)
{
    fill_small();
    fix_text(dir, "d/validation-annotations-bbox.csv", HEAD "0a1b,x,/m/02,1,a,0.5,0.25,1,0,0\n");
    fix_failed(open_with(NULL, NULL), MLTEST_ERR_FORMAT, &error,
               "bbox.csv:2: column XMin: a number expected");
    fix_text(dir, "d/validation-annotations-bbox.csv",
             "ImageID,LabelName,XMin,XMax,YMin\n0a1b,/m/02,0,1,0\n");
    fix_failed(open_with(NULL, NULL), MLTEST_ERR_FORMAT, &error,
               "a head with column YMax expected");
    fix_text(dir, "d/validation-annotations-bbox.csv", HEAD "zz,x,/m/02,1,0,0.5,0.25,1,0,0\n");
    fix_failed(open_with(NULL, NULL), MLTEST_ERR_NOT_FOUND, &error, "e.g. \"zz\"");
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

Suite *mlt_suite_dataset_openimages(void)
{
    TCase *tc = tcase_create("openimages");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_boxes_and_groups);
    tcase_add_test(tc, test_names_of_labels);
    tcase_add_test(tc, test_first_mistakes);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_openimages");
    suite_add_tcase(suite, tc);
    return suite;
}
