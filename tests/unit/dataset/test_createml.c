/* SPDX-License-Identifier: MIT */
#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_createml(void);

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

static void fill(const char *text)
{
    fix_text(dir, "d/_annotations.createml.json", text);
}

static void fill_small(void)
{
    fix_picture(dir, "d/a.png", 20, 10);
    fill("[{\"image\":\"a.png\",\"annotations\":[{\"label\":\"cat\",\"coordinates\":"
         "{\"x\":10,\"y\":5,\"width\":4,\"height\":3}}]}]");
}

START_TEST(test_boxes_are_around_their_middle)
{
    fill_small();
    opened("createml");
    const mlt_box *box = &dataset->samples[0].truths.items[0].box;
    ck_assert(box->x == 8 && box->y == 3.5 && box->width == 4 && box->height == 3);
}
END_TEST

START_TEST(test_older_names_and_other_keys)
{
    fix_picture(dir, "d/a.png", 20, 10);
    fill("[ {\"annotation\":[{\"coordinates\":{\"height\":2,\"width\":2,\"y\":5,\"x\":5,"
         "\"z\":[]},\"more\":1,\"label\":\"b\"}],\"more\":{},\"imagefilename\":\"a.png\"}]");
    opened("createml");
    ck_assert_uint_eq(dataset->samples[0].truths.n, 1);
}
END_TEST

START_TEST(test_first_mistakes)
{
    static const char *const bad[][2] = {
        {"[{\"annotations\":[]}]", "expected an object with \"image\""},
        {"[{\"image\":\"a.png\",\"annotations\":[{\"label\":\"x\"}]}]",
         "expected an annotation with \"label\" and \"coordinates\""},
        {"[{\"image\":\"a.png\",\"annotations\":[{\"label\":\"x\",\"coordinates\":{\"x\":1}}]}]",
         "expected an object with x, y, width, height"},
        {"[{\"image\":\"a.png\",\"annotations\":[{\"label\":\"x\",\"coordinates\":{\"x\":\"1\"}}]}"
         "]",
         "createml.json:1:"},
        {"[\n{\"image\":\"a.png\",\"annotations\":[", "createml.json:2:"},
        {"{\"image\":\"a.png\"}", "expected a list of pictures"},
        {"[{\"image\":\"a.png\",\"annotations\":[]}]x", "createml.json:1:"},
    };
    fix_picture(dir, "d/a.png", 20, 10);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        fill(bad[i][0]);
        fix_failed(open_with(NULL, NULL), MLTEST_ERR_FORMAT, &error, bad[i][1]);
    }
    fill("[{\"image\":\"a.png\",\"annotations\":[]},\n{\"image\":\"a.png\",\"annotations\":[]}]");
    fix_failed(open_with(NULL, NULL), MLTEST_ERR_CONFLICT, &error,
               "createml.json:2: picture a.png is there twice");
    fill("[{\"image\":\"/etc/a.png\",\"annotations\":[]}]");
    fix_failed(open_with(NULL, NULL), MLTEST_ERR_INVALID, &error, "leads out");
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

Suite *mlt_suite_dataset_createml(void)
{
    TCase *tc = tcase_create("createml");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_boxes_are_around_their_middle);
    tcase_add_test(tc, test_older_names_and_other_keys);
    tcase_add_test(tc, test_first_mistakes);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_createml");
    suite_add_tcase(suite, tc);
    return suite;
}
