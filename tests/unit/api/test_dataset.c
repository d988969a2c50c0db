/* SPDX-License-Identifier: MIT */
#include <fenv.h>
#include <string.h>

#include "dataset/fixtures.h"

Suite *mlt_suite_api_dataset(void);

static const char *const names[] = {"cat", "dog"};
static const uint8_t pixels[] = {1, 2, 3, 4, 5, 6};

static mltest_dataset *make(mltest_context *ctx)
{
    mltest_dataset *dataset = NULL;
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, ctx, "pets", names, 2, NULL), MLTEST_OK);
    return dataset;
}

static mltest_status add(mltest_dataset *dataset, const char *id, int labelled)
{
    mltest_sample *sample = NULL;
    mltest_box box = {0, 0, 2, 2};
    mltest_image_view view;
    memset(&view, 0, sizeof view);
    view.data = pixels;
    view.width = 3;
    view.height = 2;
    view.stride_bytes = 3;
    view.format = MLTEST_FORMAT_GRAY8;
    ck_assert_int_eq(mltest_sample_new(&sample, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_set_id(sample, id, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_set_view(sample, &view, NULL), MLTEST_OK);
    if (labelled)
        ck_assert_int_eq(mltest_sample_add_truth(sample, 1, &box, 0, NULL), MLTEST_OK);
    mltest_status status = mltest_dataset_add(dataset, sample, NULL);
    mltest_sample_free(sample);
    return status;
}

START_TEST(test_what_can_be_asked)
{
    mltest_dataset *dataset = make(NULL);
    ck_assert_uint_eq(mltest_dataset_count(dataset), 0);
    ck_assert_int_eq(mltest_dataset_has_truth(dataset), 0);
    ck_assert_int_eq(add(dataset, "a", 0), MLTEST_OK);
    ck_assert_int_eq(mltest_dataset_has_truth(dataset), 0);
    uint64_t fingerprint = mltest_dataset_fingerprint(dataset);
    ck_assert_int_eq(add(dataset, "b", 1), MLTEST_OK);
    ck_assert_uint_ne(mltest_dataset_fingerprint(dataset), fingerprint);
    ck_assert_int_eq(mltest_dataset_has_truth(dataset), 1);
    ck_assert_int_eq(add(dataset, "b", 1), MLTEST_ERR_CONFLICT);
    ck_assert_uint_eq(mltest_dataset_count(dataset), 2);
    ck_assert_str_eq(mltest_dataset_format(dataset), "memory");
    ck_assert_str_eq(mltest_dataset_name(dataset), "pets");
    ck_assert_uint_eq(mltest_dataset_class_count(dataset), 2);
    ck_assert_str_eq(mltest_dataset_class_name(dataset, 1), "dog");
    ck_assert_ptr_null(mltest_dataset_class_name(dataset, 2));
    ck_assert_uint_eq(mltest_dataset_warning_count(dataset), 0);
    ck_assert_ptr_null(mltest_dataset_warning(dataset, 0));
    mltest_dataset_free(dataset);
}
END_TEST

START_TEST(test_samples_and_images_outlive_the_data_set)
{
    mltest_dataset *dataset = make(NULL);
    mltest_sample *sample;
    mltest_image *image;
    mltest_image_view view;
    ck_assert_int_eq(add(dataset, "a", 1), MLTEST_OK);
    ck_assert_int_eq(mltest_dataset_sample(dataset, 0, &sample, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_dataset_image(dataset, 0, &image, NULL), MLTEST_OK);
    mltest_dataset_free(dataset);
    ck_assert_str_eq(mltest_sample_id(sample), "a");
    ck_assert_int_eq(mltest_sample_truth_count(sample), 1);
    ck_assert_int_eq(mltest_image_get_view(image, &view), MLTEST_OK);
    ck_assert_uint_eq(view.width, 3);
    ck_assert_int_eq(memcmp(view.data, pixels, 6), 0);
    mltest_sample_free(sample);
    mltest_image_free(image);
}
END_TEST

START_TEST(test_indices)
{
    mltest_dataset *dataset = make(NULL);
    mltest_sample *sample = (mltest_sample *)&sample;
    mltest_image *image = (mltest_image *)&image;
    mltest_error *error = NULL;
    ck_assert_int_eq(add(dataset, "a", 1), MLTEST_OK);
    ck_assert_int_eq(mltest_dataset_sample(dataset, 1, &sample, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(sample);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "no sample 1 of 1"));
    mltest_error_free(error);
    ck_assert_int_eq(mltest_dataset_image(dataset, UINT64_MAX, &image, NULL), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(image);
    mltest_dataset_free(dataset);
}
END_TEST

static int32_t count_none(void *user_data, uint64_t *n)
{
    (void)user_data;
    *n = 0;
    return MLTEST_CALLBACK_DONE;
}

static int32_t never(void *user_data, uint64_t i, mltest_sample *sample)
{
    (void)user_data;
    (void)i;
    (void)sample;
    ck_abort_msg("there is nothing to be asked");
}

START_TEST(test_hosts)
{
    mltest_dataset *dataset = NULL;
    mltest_dataset_vtable vtable = {sizeof vtable, 0, count_none, never, never, NULL};
    ck_assert_int_eq(mltest_dataset_new(&dataset, NULL, "host", names, 2, &vtable, NULL, NULL),
                     MLTEST_OK);
    ck_assert_str_eq(mltest_dataset_format(dataset), "host");
    ck_assert_uint_eq(mltest_dataset_count(dataset), 0);
    mltest_dataset_free(dataset);
}
END_TEST

START_TEST(test_the_vtable_has_no_padding)
{
    ck_assert_uint_eq(sizeof(mltest_dataset_vtable),
                      sizeof(size_t) + sizeof(uint64_t) + 4 * sizeof(void (*)(void)));
    ck_assert_uint_eq(sizeof(mltest_dataset_vtable) % 8, 0);
}
END_TEST

START_TEST(test_open_with_options)
{
    const char *dir = mlt_test_make_dir();
    mltest_options *options = NULL;
    mltest_dataset *dataset = NULL;
    mltest_error *error = NULL;
    fix_picture(dir, "a.png", 20, 10);
    ck_assert_int_eq(mltest_options_new(&options, NULL, "dataset", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_string(options, "format", "folder", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_dataset_open(&dataset, NULL, dir, options, NULL), MLTEST_OK);
    ck_assert_str_eq(mltest_dataset_format(dataset), "folder");
    mltest_dataset_free(dataset);
    ck_assert_int_eq(mltest_options_set_string(options, "split", "x", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_dataset_open(&dataset, NULL, dir, options, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(dataset);
    mltest_error_free(error);
    mltest_options_free(options);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_warnings)
{
    const char *dir = mlt_test_make_dir();
    mltest_dataset *dataset = NULL;
    fix_picture(dir, "a.png", 20, 10);
    fix_text(dir, "notes.txt", "");
    ck_assert_int_eq(mltest_dataset_open(&dataset, NULL, dir, NULL, NULL), MLTEST_OK);
    ck_assert_uint_eq(mltest_dataset_warning_count(dataset), 1);
    ck_assert_str_eq(mltest_dataset_warning(dataset, 0),
                     "a file is not .png, .jpg or .jpeg (skipped): 1, notes.txt");
    ck_assert_ptr_null(mltest_dataset_warning(dataset, 1));
    mltest_dataset_free(dataset);
    mlt_test_remove_dir(dir);
}
END_TEST

/* Labels do not depend on the rounding that a host has set, and the host keeps it. */
START_TEST(test_the_hosts_rounding)
{
    uint64_t fingerprints[2];
    int modes[2] = {FE_TONEAREST, FE_UPWARD};
    if (!mltest_feature("xml", NULL))
        return;
    const char *dir = mlt_test_make_dir();
    fix_voc(dir);
    fix_annotation(dir, "a", 1, fix_object("a", "1.1", "1.3", "3.7000000000000001", "9.12345"));
    fix_text(dir, "JPEGImages/a.png", "");
    for (int i = 0; i < 2; i++) {
        mltest_dataset *dataset = NULL;
        fesetround(modes[i]);
        mltest_status status = mltest_dataset_open(&dataset, NULL, dir, NULL, NULL);
        int mode = fegetround();
        fesetround(FE_TONEAREST);
        ck_assert_int_eq(status, MLTEST_OK);
        ck_assert_int_eq(mode, modes[i]);
        fingerprints[i] = mltest_dataset_fingerprint(dataset);
        mltest_dataset_free(dataset);
    }
    ck_assert_uint_eq(fingerprints[0], fingerprints[1]);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_bad_arguments)
{
    mltest_dataset *dataset = (mltest_dataset *)&dataset;
    mltest_dataset_vtable vtable = {sizeof vtable, 0, count_none, never, never, NULL};
    ck_assert_int_eq(mltest_dataset_open(NULL, NULL, "x", NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_dataset_open(&dataset, NULL, NULL, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(dataset);
    ck_assert_int_eq(mltest_dataset_open(&dataset, NULL, "", NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_dataset_new_memory(NULL, NULL, "x", NULL, 0, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, NULL, NULL, 0, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, "x", NULL, 1, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, "x\n", NULL, 0, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_dataset_new(NULL, NULL, "x", NULL, 0, &vtable, NULL, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_dataset_new(&dataset, NULL, "x", NULL, 0, NULL, NULL, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_dataset_new(&dataset, NULL, NULL, NULL, 0, &vtable, NULL, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_ptr_null(dataset);
    dataset = make(NULL);
    ck_assert_int_eq(mltest_dataset_add(dataset, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_dataset_add(NULL, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_dataset_sample(dataset, 0, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_dataset_image(dataset, 0, NULL, NULL), MLTEST_ERR_INVALID);
    mltest_dataset_free(dataset);
}
END_TEST

START_TEST(test_null)
{
    mltest_sample *sample;
    mltest_image *image;
    ck_assert_uint_eq(mltest_dataset_count(NULL), 0);
    ck_assert_str_eq(mltest_dataset_format(NULL), "");
    ck_assert_str_eq(mltest_dataset_name(NULL), "");
    ck_assert_uint_eq(mltest_dataset_fingerprint(NULL), 0);
    ck_assert_int_eq(mltest_dataset_has_truth(NULL), 0);
    ck_assert_uint_eq(mltest_dataset_class_count(NULL), 0);
    ck_assert_ptr_null(mltest_dataset_class_name(NULL, 0));
    ck_assert_uint_eq(mltest_dataset_warning_count(NULL), 0);
    ck_assert_ptr_null(mltest_dataset_warning(NULL, 0));
    ck_assert_int_eq(mltest_dataset_sample(NULL, 0, &sample, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_dataset_image(NULL, 0, &image, NULL), MLTEST_ERR_INVALID);
    mltest_dataset_free(NULL);
}
END_TEST

static mltest_status sample_and_image(mltest_context *ctx, void *data)
{
    mltest_dataset *dataset = NULL;
    mltest_sample *sample = NULL;
    mltest_image *image = NULL;
    mltest_status status = mltest_dataset_open(&dataset, ctx, data, NULL, NULL);
    if (status == MLTEST_OK)
        status = mltest_dataset_sample(dataset, 0, &sample, NULL);
    if (status == MLTEST_OK)
        status = mltest_dataset_image(dataset, 0, &image, NULL);
    mltest_dataset_free(dataset);
    mltest_sample_free(sample);
    mltest_image_free(image);
    return status;
}

START_TEST(test_out_of_memory)
{
    char dir[512];
    snprintf(dir, sizeof dir, "%s", mlt_test_make_dir());
    fix_picture(dir, "a.png", 20, 10);
    mlt_test_every_allocation(sample_and_image, dir);
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_api_dataset(void)
{
    TCase *tc = tcase_create("dataset");
    tcase_add_test(tc, test_what_can_be_asked);
    tcase_add_test(tc, test_samples_and_images_outlive_the_data_set);
    tcase_add_test(tc, test_indices);
    tcase_add_test(tc, test_hosts);
    tcase_add_test(tc, test_the_vtable_has_no_padding);
    tcase_add_test(tc, test_open_with_options);
    tcase_add_test(tc, test_warnings);
    tcase_add_test(tc, test_the_hosts_rounding);
    tcase_add_test(tc, test_bad_arguments);
    tcase_add_test(tc, test_null);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("api_dataset");
    suite_add_tcase(suite, tc);
    return suite;
}
