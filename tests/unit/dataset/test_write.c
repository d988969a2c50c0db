/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "dataset/roundtrip.h"

Suite *mlt_suite_dataset_write(void);

static const char *dir;
static mltest_dataset *fifty;

static void set_up(void)
{
    dir = mlt_test_make_dir();
    fifty = rt_dataset(true);
}

static void tear_down(void)
{
    mlt_dataset_unref(fifty);
    mlt_test_remove_dir(dir);
}

static size_t n_names(const char *path)
{
    mlt_names names = {NULL, 0, 0};
    ck_assert_int_eq(mlt_dir_list(fifty->ctx, path, &names, NULL), MLTEST_OK);
    size_t n = names.n;
    mlt_names_free(fifty->ctx, &names);
    return n;
}

static mltest_status write_to(const char *name, const char *format, mltest_error **error)
{
    return mlt_dataset_write(fifty, mlt_test_path(dir, name), format, NULL, NULL, NULL, error);
}

START_TEST(test_every_format_has_a_name)
{
    size_t n = 0;
    while (mlt_dataset_writable(n) != NULL)
        n++;
    ck_assert_uint_gt(n, 0);
    ck_assert_ptr_null(mlt_dataset_writable(n + 1));
}
END_TEST

START_TEST(test_unknown_format_offers_the_nearest)
{
    mltest_error *error = NULL;
    fix_failed(write_to("out", "vocc", &error), MLTEST_ERR_INVALID, &error,
               "did you mean \"voc\"?");
    ck_assert_uint_eq(n_names(dir), 0);
}
END_TEST

START_TEST(test_nothing_is_overwritten)
{
    mltest_error *error = NULL;
    fix_folder(dir, "full");
    fix_text(dir, "full/mine", "precious");
    fix_failed(write_to("full", "voc", &error), MLTEST_ERR_CONFLICT, &error, "not an empty folder");
    fix_text(dir, "file", "precious");
    fix_failed(write_to("file", "voc", &error), MLTEST_ERR_CONFLICT, &error, "not an empty folder");
    ck_assert_uint_eq(n_names(mlt_test_path(dir, "full")), 1);
    ck_assert_uint_eq(n_names(dir), 2);
}
END_TEST

START_TEST(test_an_empty_folder_is_taken)
{
    fix_folder(dir, "empty");
    ck_assert_int_eq(write_to("empty/", "voc", NULL), MLTEST_OK);
    ck_assert_uint_eq(n_names(dir), 1);
    ck_assert_uint_eq(n_names(mlt_test_path(dir, "empty/JPEGImages")), RT_PICTURES);
}
END_TEST

START_TEST(test_no_such_parent)
{
    mltest_error *error = NULL;
    fix_failed(write_to("no/out", "voc", &error), MLTEST_ERR_IO, &error, "no/out");
}
END_TEST

START_TEST(test_labels_only)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_write_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_bool(options, "pictures", 0, NULL), MLTEST_OK);
    ck_assert_int_eq(
        mlt_dataset_write(fifty, mlt_test_path(dir, "out"), "voc", options, NULL, NULL, NULL),
        MLTEST_OK);
    mltest_options_free(options);
    ck_assert(!mlt_has_folder(mlt_test_path(dir, "out"), "JPEGImages"));
    ck_assert_uint_eq(n_names(mlt_test_path(dir, "out/Annotations")), RT_PICTURES);
}
END_TEST

START_TEST(test_options_of_another_table)
{
    mltest_options *options = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_dataset_options, NULL), MLTEST_OK);
    fix_failed(
        mlt_dataset_write(fifty, mlt_test_path(dir, "out"), "voc", options, NULL, NULL, &error),
        MLTEST_ERR_INVALID, &error, "write");
    mltest_options_free(options);
}
END_TEST

START_TEST(test_classes_do_not_fit_boxes)
{
    mltest_dataset *classes = rt_dataset(false);
    mltest_error *error = NULL;
    fix_failed(
        mlt_dataset_write(classes, mlt_test_path(dir, "out"), "voc", NULL, NULL, NULL, &error),
        MLTEST_ERR_UNSUPPORTED, &error, "holds boxes, the sample has a class");
    ck_assert_uint_eq(n_names(dir), 0);
    mlt_dataset_unref(classes);
}
END_TEST

typedef struct {
    size_t n;
    char first[256];
    int32_t answer;
} notes;

static int32_t take(void *user_data, const void *bytes, size_t n)
{
    notes *to = user_data;
    if (to->n++ == 0)
        snprintf(to->first, sizeof to->first, "%.*s", (int)n, (const char *)bytes);
    return to->answer;
}

START_TEST(test_losses_are_told)
{
    notes got = {.answer = MLTEST_CALLBACK_DONE};
    fifty->samples[2].truths.items[0].flags = MLT_TRUTH_CROWD;
    fifty->samples[5].truths.items[0].flags = MLT_TRUTH_CROWD | MLT_TRUTH_DIFFICULT;
    ck_assert_int_eq(
        mlt_dataset_write(fifty, mlt_test_path(dir, "out"), "voc", NULL, take, &got, NULL),
        MLTEST_OK);
    ck_assert_uint_eq(got.n, 1);
    ck_assert_str_eq(got.first, "the format has no crowds (written as an ordinary object): 2, "
                                "JPEGImages/p02.png, JPEGImages/p05.png");
    mltest_error *error = NULL;
    got.answer = 1;
    fix_failed(
        mlt_dataset_write(fifty, mlt_test_path(dir, "again"), "voc", NULL, take, &got, &error),
        MLTEST_ERR_CALLBACK, &error, "notes");
}
END_TEST

START_TEST(test_a_failure_leaves_nothing)
{
    mltest_error *error = NULL;
    const char *folder = mlt_test_path(dir, "photos");
    fix_folder(dir, "photos");
    fix_picture(dir, "photos/a.png", 8, 8);
    fix_text(dir, "photos/b.png", "no picture");
    mltest_dataset *broken = rt_open(folder, "detection", "folder");
    ck_assert_int_eq(unlink(mlt_test_path(dir, "photos/b.png")), 0);
    fix_failed(
        mlt_dataset_write(broken, mlt_test_path(dir, "out"), "voc", NULL, NULL, NULL, &error),
        MLTEST_ERR_IO, &error, "b.png");
    ck_assert_uint_eq(n_names(dir), 1);
    mlt_dataset_unref(broken);
}
END_TEST

Suite *mlt_suite_dataset_write(void)
{
    TCase *tc = tcase_create("write");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_every_format_has_a_name);
    tcase_add_test(tc, test_unknown_format_offers_the_nearest);
    tcase_add_test(tc, test_nothing_is_overwritten);
    tcase_add_test(tc, test_an_empty_folder_is_taken);
    tcase_add_test(tc, test_no_such_parent);
    tcase_add_test(tc, test_labels_only);
    tcase_add_test(tc, test_options_of_another_table);
    tcase_add_test(tc, test_classes_do_not_fit_boxes);
    tcase_add_test(tc, test_losses_are_told);
    tcase_add_test(tc, test_a_failure_leaves_nothing);
    Suite *suite = suite_create("dataset_write");
    suite_add_tcase(suite, tc);
    return suite;
}
