/* SPDX-License-Identifier: MIT */
#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_csv(void);

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

#define HEAD "filename,width,height,class,xmin,ymin,xmax,ymax\n"

static void fill_small(void)
{
    fix_picture(dir, "d/a.png", 20, 10);
    fix_text(dir, "d/_annotations.csv", HEAD "a.png,20,10,cat,1,2,5,8\n");
}

static void refused(const char *rows, mltest_status status, const char *message)
{
    fix_text(dir, "d/_annotations.csv", rows);
    fix_failed(open_with(NULL, NULL), status, &error, message);
}

START_TEST(test_rows)
{
    fill_small();
    fix_picture(dir, "d/b.png", 20, 10);
    fix_text(dir, "d/_annotations.csv",
             HEAD "b.png,20,10,dog,0,0,20,10\r\na.png,20,10,\"cat, big\",1,2,5.5,8\n"
                  "b.png,20,10,\"cat, big\",3,3,4,4.5\n");
    opened("csv");
    ck_assert_uint_eq(dataset->n, 2);
    ck_assert_str_eq(dataset->samples[0].id, "b.png");
    ck_assert_uint_eq(dataset->samples[0].truths.n, 2);
    ck_assert_uint_eq(dataset->samples[0].width, 20);
    ck_assert_str_eq(dataset->classes.names[0], "cat, big");
    ck_assert_int_eq(dataset->samples[0].truths.items[0].cls, 1);
    const mlt_box *box = &dataset->samples[1].truths.items[0].box;
    ck_assert(box->x == 1 && box->y == 2 && box->width == 4.5 && box->height == 6);
}
END_TEST

START_TEST(test_other_names_of_columns)
{
    fill_small();
    fix_text(dir, "d/_annotations.csv", "Image,x_min,y_min,x_max,y_max,Label\na.png,1,2,5,8,cat\n");
    opened("csv");
    ck_assert_uint_eq(dataset->samples[0].width, 0);
    ck_assert(dataset->samples[0].truths.items[0].box.width == 4);
}
END_TEST

START_TEST(test_first_mistakes)
{
    fill_small();
    refused(HEAD "a.png,20,10,cat,1,2,x,8\n", MLTEST_ERR_FORMAT,
            "_annotations.csv:2: column xmax: a number expected, found \"x\"");
    refused(HEAD "a.png,20,10,cat,1,2,nan,8\n", MLTEST_ERR_FORMAT, "a number expected");
    refused(HEAD "a.png,20,10,cat,1,2\n", MLTEST_ERR_FORMAT, "column xmax: a number expected");
    refused(HEAD "a.png,20,10,,1,2,5,8\n", MLTEST_ERR_FORMAT, "a class name");
    refused(HEAD "a.png,0,10,cat,1,2,5,8\n", MLTEST_ERR_FORMAT, "whole numbers of pixels");
    refused(HEAD "a.png,20,10,cat,1,2,5,8\na.png,21,10,cat,1,2,5,8\n", MLTEST_ERR_FORMAT,
            "_annotations.csv:3: another size of the picture");
    refused(HEAD ",20,10,cat,1,2,5,8\n", MLTEST_ERR_FORMAT, "a record without a picture's name");
    refused(HEAD "../a.png,20,10,cat,1,2,5,8\n", MLTEST_ERR_INVALID, "leads out");
    refused(HEAD "gone.png,20,10,cat,1,2,5,8\n", MLTEST_ERR_NOT_FOUND,
            "none of its 1 pictures is there, e.g. \"gone.png\"");
    refused(HEAD, MLTEST_ERR_FORMAT, "there are no pictures in it");
    refused("name,class\n", MLTEST_ERR_FORMAT, "_annotations.csv:1: a head with the columns");
    refused(HEAD "a.png,20,10,\"cat,1,2,5,8\n", MLTEST_ERR_FORMAT, "a quote that is not closed");
}
END_TEST

START_TEST(test_given_classes)
{
    fill_small();
    fix_text(dir, "classes.txt", "dog\ncat\n");
    ck_assert_int_eq(open_with("classes", mlt_test_path(dir, "classes.txt")), MLTEST_OK);
    ck_assert_int_eq(dataset->samples[0].truths.items[0].cls, 1);
    fix_text(dir, "classes.txt", "dog\ncar\n");
    fix_failed(open_with("classes", mlt_test_path(dir, "classes.txt")), MLTEST_ERR_FORMAT, &error,
               "did you mean \"car\"?");
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

Suite *mlt_suite_dataset_csv(void)
{
    TCase *tc = tcase_create("csv");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_rows);
    tcase_add_test(tc, test_other_names_of_columns);
    tcase_add_test(tc, test_first_mistakes);
    tcase_add_test(tc, test_given_classes);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_csv");
    suite_add_tcase(suite, tc);
    return suite;
}
