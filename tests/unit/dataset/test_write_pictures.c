/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "dataset/roundtrip.h"

Suite *mlt_suite_dataset_write_pictures(void);

static const char *dir;

static void set_up(void)
{
    dir = mlt_test_make_dir();
    fix_folder(dir, "photos");
}

static void tear_down(void)
{
    mlt_test_remove_dir(dir);
}

static mlt_export to_voc(mltest_dataset *dataset)
{
    static const mlt_source nothing = {.format = "notes"};
    mlt_export x = {.dataset = dataset,
                    .folder = mlt_test_path(dir, "out"),
                    .writer = &mlt_voc_writer,
                    .with_pictures = true};
    ck_assert_int_eq(mlt_dataset_make(&x.notes, dataset->ctx, "voc", "", &nothing, NULL),
                     MLTEST_OK);
    x.places = calloc(dataset->n, sizeof *x.places);
    fix_folder(dir, "out");
    return x;
}

static void end(mlt_export *x)
{
    for (size_t i = 0; i < x->dataset->n; i++)
        mlt_free(x->dataset->ctx, x->places[i]);
    free(x->places);
    mlt_dataset_unref(x->notes);
    mlt_dataset_unref(x->dataset);
}

static void same_bytes(const char *a, const char *b)
{
    size_t n;
    size_t m;
    char *bytes_a = mlt_test_read_file(mlt_test_path(dir, a), &n);
    char *bytes_b = mlt_test_read_file(mlt_test_path(dir, b), &m);
    ck_assert_uint_eq(n, m);
    ck_assert_int_eq(memcmp(bytes_a, bytes_b, n), 0);
    free(bytes_a);
    free(bytes_b);
}

START_TEST(test_files_are_copied_byte_for_byte)
{
    fix_turned(dir, "photos/a.jpg", 8, 16, 6);
    mlt_export x = to_voc(rt_open(mlt_test_path(dir, "photos"), "detection", "folder"));
    ck_assert_int_eq(mlt_export_choose_places(&x, NULL), MLTEST_OK);
    ck_assert_str_eq(x.places[0], "JPEGImages/a.jpg");
    ck_assert_ptr_nonnull(fix_oddity(x.notes, "a sample gets another id"));
    ck_assert_int_eq(mlt_export_pictures(&x, NULL), MLTEST_OK);
    same_bytes("photos/a.jpg", "out/JPEGImages/a.jpg");
    end(&x);
}
END_TEST

START_TEST(test_pixels_become_png)
{
    mltest_dataset *dataset = NULL;
    mltest_sample sample;
    uint8_t pixels[6 * 5];
    mltest_image_view view = {
        .data = pixels, .width = 6, .height = 5, .stride_bytes = 6, .format = MLTEST_FORMAT_GRAY8};
    fix_pixels(pixels, 6, 5);
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, "one", NULL, 0, NULL), MLTEST_OK);
    mlt_sample_init(&sample, dataset->ctx);
    ck_assert_int_eq(mlt_sample_set_id(&sample, "JPEGImages/a.jpg", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_sample_set_view(&sample, &view, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_add(dataset, &sample, NULL), MLTEST_OK);
    mlt_sample_clear(&sample);
    mlt_export x = to_voc(dataset);
    ck_assert_int_eq(mlt_export_choose_places(&x, NULL), MLTEST_OK);
    ck_assert_str_eq(x.places[0], "JPEGImages/a.jpg.png");
    ck_assert_int_eq(mlt_export_pictures(&x, NULL), MLTEST_OK);
    fix_picture(dir, "photos/same.png", 6, 5);
    same_bytes("photos/same.png", "out/JPEGImages/a.jpg.png");
    end(&x);
}
END_TEST

START_TEST(test_two_of_one_name)
{
    mltest_error *error = NULL;
    fix_folder(dir, "photos/x");
    fix_picture(dir, "photos/x/a.png", 8, 8);
    fix_picture(dir, "photos/x_a.png", 8, 8);
    mlt_export x = to_voc(rt_open(mlt_test_path(dir, "photos"), "detection", "folder"));
    fix_failed(mlt_export_choose_places(&x, &error), MLTEST_ERR_CONFLICT, &error,
               "two pictures would be written to JPEGImages/x_a.png");
    end(&x);
}
END_TEST

START_TEST(test_ids_that_lead_out)
{
    static const mlt_dataset_writer as_is = {.format = "as is"};
    mltest_error *error = NULL;
    mltest_dataset *dataset = NULL;
    mltest_sample sample;
    uint8_t pixel = 1;
    mltest_image_view view = {
        .data = &pixel, .width = 1, .height = 1, .stride_bytes = 1, .format = MLTEST_FORMAT_GRAY8};
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, "one", NULL, 0, NULL), MLTEST_OK);
    mlt_sample_init(&sample, dataset->ctx);
    ck_assert_int_eq(mlt_sample_set_id(&sample, "../../etc/a.png", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_sample_set_view(&sample, &view, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_add(dataset, &sample, NULL), MLTEST_OK);
    mlt_sample_clear(&sample);
    mlt_export x = to_voc(dataset);
    x.writer = &as_is;
    fix_failed(mlt_export_choose_places(&x, &error), MLTEST_ERR_INVALID, &error,
               "would lead out of the folder");
    end(&x);
}
END_TEST

Suite *mlt_suite_dataset_write_pictures(void)
{
    TCase *tc = tcase_create("write_pictures");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_files_are_copied_byte_for_byte);
    tcase_add_test(tc, test_pixels_become_png);
    tcase_add_test(tc, test_two_of_one_name);
    tcase_add_test(tc, test_ids_that_lead_out);
    Suite *suite = suite_create("dataset_write_pictures");
    suite_add_tcase(suite, tc);
    return suite;
}
