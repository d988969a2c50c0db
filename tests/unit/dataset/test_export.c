/* SPDX-License-Identifier: MIT */
#include "dataset/roundtrip.h"

Suite *mlt_suite_dataset_export(void);

static const char *dir;
static mlt_export x;

static void set_up(void)
{
    static const mlt_source nothing = {.format = "notes"};
    dir = mlt_test_make_dir();
    x = (mlt_export){.dataset = rt_dataset(true), .folder = dir, .writer = &mlt_voc_writer};
    ck_assert_int_eq(mlt_dataset_make(&x.notes, x.dataset->ctx, "voc", "", &nothing, NULL),
                     MLTEST_OK);
}

static void tear_down(void)
{
    mlt_dataset_unref(x.dataset);
    mlt_dataset_unref(x.notes);
    mlt_test_remove_dir(dir);
}

START_TEST(test_text_goes_into_folders_once)
{
    mltest_error *error = NULL;
    mlt_text text;
    size_t n;
    mlt_text_init(&text, x.dataset->ctx);
    mlt_text_puts(&text, "hello\n");
    ck_assert_int_eq(mlt_export_text(&x, "a/b/c.txt", &text, NULL), MLTEST_OK);
    char *back = mlt_test_read_file(mlt_test_path(dir, "a/b/c.txt"), &n);
    ck_assert_str_eq(back, "hello\n");
    free(back);
    fix_failed(mlt_export_text(&x, "a/b/c.txt", &text, &error), MLTEST_ERR_CONFLICT, &error,
               "two samples would be written to a/b/c.txt");
    mlt_text_free(&text);
}
END_TEST

START_TEST(test_sizes_from_labels_or_pixels)
{
    uint32_t width;
    uint32_t height;
    mltest_sample *sample = &x.dataset->samples[3];
    uint32_t was = sample->width;
    ck_assert_int_eq(mlt_export_size(&x, 3, &width, &height, NULL), MLTEST_OK);
    ck_assert_uint_eq(width, was);
    sample->width = sample->height = 0;
    ck_assert_int_eq(mlt_export_size(&x, 3, &width, &height, NULL), MLTEST_OK);
    ck_assert_uint_eq(width, was);
}
END_TEST

START_TEST(test_sizes_from_files_are_upright)
{
    uint32_t width;
    uint32_t height;
    fix_folder(dir, "photos");
    fix_turned(dir, "photos/a.jpg", 8, 16, 6);
    mlt_export of_files = {.dataset = rt_open(mlt_test_path(dir, "photos"), "detection", "folder")};
    ck_assert_int_eq(mlt_export_size(&of_files, 0, &width, &height, NULL), MLTEST_OK);
    ck_assert_uint_eq(width, 16);
    ck_assert_uint_eq(height, 8);
    mlt_dataset_unref(of_files.dataset);
}
END_TEST

START_TEST(test_lost_flags_are_counted)
{
    mlt_truth *truth = &x.dataset->samples[0].truths.items[0];
    truth->flags = MLT_TRUTH_CROWD | MLT_TRUTH_DIFFICULT | MLT_TRUTH_IGNORE | MLT_TRUTH_CLIPPED;
    ck_assert_int_eq(mlt_export_count_lost_flags(&x, MLT_TRUTH_DIFFICULT, NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_dataset_oddity_count(x.notes), 2);
    ck_assert_ptr_nonnull(fix_oddity(x.notes, "the format has no crowds"));
    ck_assert_ptr_nonnull(fix_oddity(x.notes, "the format has no ignored objects"));
}
END_TEST

Suite *mlt_suite_dataset_export(void)
{
    TCase *tc = tcase_create("export");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_text_goes_into_folders_once);
    tcase_add_test(tc, test_sizes_from_labels_or_pixels);
    tcase_add_test(tc, test_sizes_from_files_are_upright);
    tcase_add_test(tc, test_lost_flags_are_counted);
    Suite *suite = suite_create("dataset_export");
    suite_add_tcase(suite, tc);
    return suite;
}
