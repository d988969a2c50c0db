/* SPDX-License-Identifier: MIT */
#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_yolo_config(void);

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

static void refused(const char *text, mltest_status status, const char *words)
{
    config(text);
    fix_failed(open_with(NULL, NULL), status, &error, words);
}

START_TEST(test_names)
{
    static const char *const same[] = {
        "names: [cat, '2', true]", "names: {0: cat, 1: '2', 2: true}",
        "names:\n  1: '2'\n  2: true\n  0: cat", "nc: 3\nnames:\n- cat\n- '2'\n- true"};
    if (absent())
        return;
    fill_small();
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        char text[256];
        snprintf(text, sizeof text, "%s\nval: images\n", same[i]);
        config(text);
        opened("yolo");
        ck_assert_uint_eq(dataset->classes.n, 3);
        ck_assert_str_eq(dataset->classes.names[0], "cat");
        ck_assert_str_eq(dataset->classes.names[1], "2");
        ck_assert_str_eq(dataset->classes.names[2], "true");
    }
}
END_TEST

START_TEST(test_first_mistakes)
{
    if (absent())
        return;
    fill_small();
    refused("val: images\nnc: 3\nnames: [cat, dog]\n", MLTEST_ERR_FORMAT,
            "data.yaml:2: column 5: nc is 3, but there are 2 names");
    refused("val: images\nnames: [cat, cat]\n", MLTEST_ERR_FORMAT,
            "data.yaml:2: column 14: class \"cat\" is there twice");
    refused("val: images\nnames: {0: cat, 2: dog}\n", MLTEST_ERR_FORMAT,
            "there is no name for class 1");
    refused("val: images\nnames: cat\n", MLTEST_ERR_FORMAT, "expected a list of names");
    refused("val: images\nnames: [[cat]]\n", MLTEST_ERR_FORMAT, "expected the name of a class");
    refused("val: images\nnc: many\nnames: [cat]\n", MLTEST_ERR_FORMAT,
            "expected the number of classes");
    refused("val: images\nnames: [cat\n", MLTEST_ERR_FORMAT, "data.yaml:");
    refused("val: 7\nnames: [cat]\n", MLTEST_ERR_FORMAT, "expected a folder, found \"7\"");
    refused("val: /etc\nnames: [cat]\n", MLTEST_ERR_INVALID, "\"/etc\" leads out");
    refused("val: images/../../x\nnames: [cat]\n", MLTEST_ERR_INVALID, "leads out");
    refused("a: &a [x]\nval: images\nnames: *a\n", MLTEST_ERR_UNSUPPORTED, "anchors and aliases");
}
END_TEST

START_TEST(test_places)
{
    if (absent())
        return;
    fill_small();
    fix_folder(dir, "d/more");
    fix_picture(dir, "d/more/b.png", 20, 10);
    config("train: [images, more/]\nval: more\nnames: [cat]\n");
    opened("yolo");
    ck_assert_uint_eq(dataset->n, 2);
    config("path: more\nval: .\nnames: [cat]\n");
    opened("yolo");
    ck_assert_uint_eq(dataset->n, 1);
    ck_assert_str_eq(dataset->samples[0].id, "more/b.png");
    config("path: .\ntrain: .\nnames: [cat]\n");
    opened("yolo");
    ck_assert_uint_eq(dataset->n, 2);
}
END_TEST

START_TEST(test_given_classes)
{
    if (absent())
        return;
    fill_small();
    fix_text(dir, "classes.txt", "bird\nfish\n");
    ck_assert_int_eq(open_with("classes", mlt_test_path(dir, "classes.txt")), MLTEST_OK);
    ck_assert_str_eq(dataset->classes.names[0], "bird");
    ck_assert_uint_eq(dataset->classes.n, 2);
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

Suite *mlt_suite_dataset_yolo_config(void)
{
    TCase *tc = tcase_create("yolo_config");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_names);
    tcase_add_test(tc, test_first_mistakes);
    tcase_add_test(tc, test_places);
    tcase_add_test(tc, test_given_classes);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_yolo_config");
    suite_add_tcase(suite, tc);
    return suite;
}
