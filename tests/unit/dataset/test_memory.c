/* SPDX-License-Identifier: MIT */
#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_memory(void);

static const char *const names[] = {"cat", "dog"};

static const uint8_t pixels[] = {10, 20, 30, 40, 50, 60};

static mltest_image_view picture(uint32_t width, uint32_t height)
{
    mltest_image_view view;
    memset(&view, 0, sizeof view);
    view.data = pixels;
    view.width = width;
    view.height = height;
    view.stride_bytes = width;
    view.format = MLTEST_FORMAT_GRAY8;
    return view;
}

static mltest_dataset *make(mltest_context *ctx)
{
    mltest_dataset *dataset = NULL;
    ck_assert_int_eq(mlt_dataset_new_memory(&dataset, ctx, "pets", names, 2, NULL), MLTEST_OK);
    return dataset;
}

static void start(mltest_sample *sample, mltest_context *ctx, const char *id)
{
    mltest_image_view view = picture(3, 2);
    mlt_sample_init(sample, ctx);
    ck_assert_int_eq(mlt_sample_set_id(sample, id, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_sample_set_view(sample, &view, NULL), MLTEST_OK);
}

static mltest_status add_box(mltest_sample *sample, int32_t cls, double x, double width)
{
    mlt_truth truth = {{x, 0, width, 2}, width * 2, 1, cls, 0};
    sample->labelled = true;
    return mlt_truths_add(sample->ctx, &sample->truths, &truth, NULL);
}

START_TEST(test_add_and_load)
{
    mltest_dataset *dataset = make(NULL);
    mltest_sample sample;
    ck_assert_str_eq(dataset->source->format, "memory");
    ck_assert(dataset->source->any_thread);
    start(&sample, NULL, "a");
    ck_assert_int_eq(add_box(&sample, 1, 0, 3), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_add(dataset, &sample, NULL), MLTEST_OK);
    mlt_sample_clear(&sample); /* the data set has a copy */

    ck_assert_uint_eq(dataset->n, 1);
    ck_assert_uint_eq(dataset->samples[0].width, 3);
    ck_assert_uint_eq(dataset->samples[0].height, 2);
    ck_assert_uint_eq(dataset->samples[0].truths.n, 1);
    ck_assert_int_eq(mlt_dataset_find(dataset, "a"), 0);
    ck_assert_uint_ne(dataset->fingerprint, 0);

    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_dataset_load(dataset, 0, &out, NULL), MLTEST_OK);
    ck_assert_uint_eq(out.width, 3);
    ck_assert_int_eq(memcmp(out.data, pixels, 6), 0);
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_an_encoded_picture)
{
    const char *dir = mlt_test_make_dir();
    size_t n;
    fix_picture(dir, "a.png", 20, 10);
    char *bytes = mlt_test_read_file(mlt_test_path(dir, "a.png"), &n);
    mlt_test_remove_dir(dir);
    mltest_dataset *dataset = make(NULL);
    mltest_sample sample;
    start(&sample, NULL, "a");
    ck_assert_int_eq(mlt_sample_set_encoded(&sample, bytes, n, NULL), MLTEST_OK);
    free(bytes);
    ck_assert_int_eq(mlt_dataset_add(dataset, &sample, NULL), MLTEST_OK);
    mlt_sample_clear(&sample);
    ck_assert_uint_eq(dataset->samples[0].width, 0); /* decoded when it is needed */
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_dataset_load(dataset, 0, &out, NULL), MLTEST_OK);
    ck_assert_uint_eq(out.width, 20);
    ck_assert_uint_eq(((uint8_t *)out.data)[21], fix_grey(1, 1));
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_an_encoded_picture_that_is_none)
{
    mltest_dataset *dataset = make(NULL);
    mltest_sample sample;
    start(&sample, NULL, "broken");
    ck_assert_int_eq(mlt_sample_set_encoded(&sample, "no picture", 10, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_add(dataset, &sample, NULL), MLTEST_OK);
    mlt_sample_clear(&sample);
    mlt_image out;
    mlt_image_init(&out, NULL);
    mltest_error *error = NULL;
    mltest_status status = mlt_dataset_load(dataset, 0, &out, &error);
    ck_assert_str_eq(mltest_error_sample(error), "broken");
    fix_failed(status, MLTEST_ERR_FORMAT, &error, "broken");
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_what_is_refused_changes_nothing)
{
    mltest_dataset *dataset = make(NULL);
    mltest_sample sample;
    mltest_error *error = NULL;
    start(&sample, NULL, "a");
    ck_assert_int_eq(mlt_dataset_add(dataset, &sample, NULL), MLTEST_OK);
    uint64_t fingerprint = dataset->fingerprint;

    fix_failed(mlt_dataset_add(dataset, &sample, &error), MLTEST_ERR_CONFLICT, &error,
               "pets: samples 1 and 2 have the same id \"a\"");
    mlt_sample_clear(&sample);

    start(&sample, NULL, "b");
    ck_assert_int_eq(add_box(&sample, 2, 0, 3), MLTEST_OK);
    fix_failed(mlt_dataset_add(dataset, &sample, &error), MLTEST_ERR_INVALID, &error, "class 2");
    mlt_sample_drop_picture(&sample);
    fix_failed(mlt_dataset_add(dataset, &sample, &error), MLTEST_ERR_INVALID, &error, "no pixels");
    mlt_sample_clear(&sample);

    mltest_image_view view = picture(3, 2);
    mlt_sample_init(&sample, NULL);
    ck_assert_int_eq(mlt_sample_set_view(&sample, &view, NULL), MLTEST_OK);
    fix_failed(mlt_dataset_add(dataset, &sample, &error), MLTEST_ERR_INVALID, &error, "no id");
    mlt_sample_clear(&sample);

    ck_assert_uint_eq(dataset->n, 1);
    ck_assert_uint_eq(dataset->fingerprint, fingerprint);
    start(&sample, NULL, "b");
    ck_assert_int_eq(mlt_dataset_add(dataset, &sample, NULL), MLTEST_OK);
    mlt_sample_clear(&sample);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_a_set_in_use_is_not_added_to)
{
    mltest_dataset *dataset = make(NULL);
    mltest_sample sample;
    mltest_error *error = NULL;
    start(&sample, NULL, "a");
    mlt_dataset_ref(dataset);
    fix_failed(mlt_dataset_add(dataset, &sample, &error), MLTEST_ERR_INVALID, &error, "in use");
    mlt_dataset_unref(dataset);
    ck_assert_int_eq(mlt_dataset_add(dataset, &sample, NULL), MLTEST_OK);
    mlt_sample_clear(&sample);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_only_sets_made_in_memory)
{
    static const mlt_source other = {.format = "folder"};
    mltest_dataset *dataset = NULL;
    mltest_sample sample;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_dataset_make(&dataset, NULL, "x", "", &other, NULL), MLTEST_OK);
    start(&sample, NULL, "a");
    fix_failed(mlt_dataset_add(dataset, &sample, &error), MLTEST_ERR_INVALID, &error, "in memory");
    mlt_sample_clear(&sample);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_size_and_pixels_must_agree)
{
    mltest_dataset *dataset = make(NULL);
    mltest_sample sample;
    start(&sample, NULL, "a");
    sample.width = 2;
    sample.height = 3;
    ck_assert_int_eq(mlt_dataset_add(dataset, &sample, NULL), MLTEST_OK);
    mlt_sample_clear(&sample);
    mlt_image out;
    mlt_image_init(&out, NULL);
    mltest_error *error = NULL;
    fix_failed(mlt_dataset_load(dataset, 0, &out, &error), MLTEST_ERR_CONFLICT, &error, "2 x 3");
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_boxes_are_cut_at_the_edge)
{
    mltest_dataset *dataset = make(NULL);
    mltest_sample sample;
    start(&sample, NULL, "a");
    ck_assert_int_eq(add_box(&sample, 0, 1, 30), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_add(dataset, &sample, NULL), MLTEST_OK);
    mlt_sample_clear(&sample);
    ck_assert_double_eq(dataset->samples[0].truths.items[0].box.width, 2);
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a box reaches over"));
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_bad_class_lists)
{
    static const char *const twice[] = {"a", "a"};
    mltest_dataset *dataset = NULL;
    ck_assert_int_eq(mlt_dataset_new_memory(&dataset, NULL, "x", twice, 2, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_ptr_null(dataset);
}
END_TEST

static mltest_status build(mltest_context *ctx, void *data)
{
    (void)data;
    mltest_dataset *dataset = NULL;
    mltest_status status = mlt_dataset_new_memory(&dataset, ctx, "pets", names, 2, NULL);
    for (int i = 0; i < 3 && status == MLTEST_OK; i++) {
        char id[16];
        mltest_sample sample;
        snprintf(id, sizeof id, "s%d", i);
        start(&sample, NULL, id);
        ck_assert_int_eq(add_box(&sample, 0, 1, 30), MLTEST_OK);
        status = mlt_dataset_add(dataset, &sample, NULL);
        mlt_sample_clear(&sample);
        ck_assert_uint_eq(dataset->n, (size_t)i + (status == MLTEST_OK));
        ck_assert_uint_eq(dataset->n_sealed, dataset->n);
    }
    mlt_image out;
    mlt_image_init(&out, ctx);
    if (status == MLTEST_OK)
        status = mlt_dataset_load(dataset, 2, &out, NULL);
    mlt_image_free(&out);
    mlt_dataset_unref(dataset);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(build, NULL);
}
END_TEST

Suite *mlt_suite_dataset_memory(void)
{
    TCase *tc = tcase_create("memory");
    tcase_add_test(tc, test_add_and_load);
    tcase_add_test(tc, test_an_encoded_picture);
    tcase_add_test(tc, test_an_encoded_picture_that_is_none);
    tcase_add_test(tc, test_what_is_refused_changes_nothing);
    tcase_add_test(tc, test_a_set_in_use_is_not_added_to);
    tcase_add_test(tc, test_only_sets_made_in_memory);
    tcase_add_test(tc, test_size_and_pixels_must_agree);
    tcase_add_test(tc, test_boxes_are_cut_at_the_edge);
    tcase_add_test(tc, test_bad_class_lists);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_memory");
    suite_add_tcase(suite, tc);
    return suite;
}
