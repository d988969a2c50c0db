/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_sample(void);

static mlt_test_alloc heap;
static mltest_context *ctx;
static mltest_sample sample;

static void set_up(void)
{
    heap = (mlt_test_alloc){0, 0, 0};
    ctx = mlt_test_context(&heap);
    mlt_sample_init(&sample, ctx);
}

static void tear_down(void)
{
    mlt_sample_clear(&sample);
    mltest_context_free(ctx);
    ck_assert_uint_eq(heap.live, 0);
}

static mltest_image_view grey(const void *data, uint32_t width, uint32_t height)
{
    mltest_image_view view;
    memset(&view, 0, sizeof view);
    view.data = data;
    view.width = width;
    view.height = height;
    view.stride_bytes = width;
    view.format = MLTEST_FORMAT_GRAY8;
    return view;
}

START_TEST(test_ids)
{
    static const char *const good[] = {"a", "JPEGImages/a b.jpg", "gr\xC3\xBC\xC3\x9F.png",
                                       "\xF0\x9F\x98\x80"};
    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(mlt_sample_set_id(&sample, good[i], NULL), MLTEST_OK);
        ck_assert_str_eq(sample.id, good[i]);
    }
}
END_TEST

START_TEST(test_ids_that_are_refused)
{
    static const char *const bad[] = {"",     "a\nb",     "\x1B[2J",      "a\x7F",
                                      "\xFF", "\xC0\xAF", "\xED\xA0\x80", "\xE2\x82",
                                      "a\tb", "\xC2\x85", "\x80"};
    ck_assert_int_eq(mlt_sample_set_id(&sample, "kept", NULL), MLTEST_OK);
    mltest_error *error = NULL;
    fix_failed(mlt_sample_set_id(&sample, bad[_i], &error), MLTEST_ERR_INVALID, &error, "id");
    ck_assert_str_eq(sample.id, "kept");
}
END_TEST

START_TEST(test_long_ids)
{
    char id[66];
    memset(id, 'x', sizeof id);
    id[65] = '\0';
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_string", 64, NULL), MLTEST_OK);
    mltest_error *error = NULL;
    fix_failed(mlt_sample_set_id(&sample, id, &error), MLTEST_ERR_LIMIT, &error, "max_string");
    id[64] = '\0';
    ck_assert_int_eq(mlt_sample_set_id(&sample, id, NULL), MLTEST_OK);
}
END_TEST

static mltest_status fill(mltest_sample *out)
{
    static const uint8_t pixels[6] = {1, 2, 3, 4, 5, 6};
    mltest_image_view view = grey(pixels, 3, 2);
    mlt_truth truth = {{1, 2, 3, 4}, 12, 7, 0, MLT_TRUTH_DIFFICULT};
    out->width = 3;
    out->height = 2;
    out->labelled = true;
    TRY(mlt_sample_set_id(out, "id", NULL));
    TRY(mlt_truths_add(out->ctx, &out->truths, &truth, NULL));
    TRY(mlt_tags_set(out->ctx, &out->tags, "group", "video 1", 0, NULL));
    return mlt_sample_set_view(out, &view, NULL);
}

START_TEST(test_copy_is_deep_and_has_no_pixels)
{
    mltest_sample copy;
    mlt_sample_init(&copy, ctx);
    ck_assert_int_eq(mlt_sample_set_id(&copy, "old", NULL), MLTEST_OK);
    ck_assert_int_eq(fill(&sample), MLTEST_OK);
    ck_assert_int_eq(mlt_sample_copy(&copy, &sample, NULL), MLTEST_OK);
    mlt_sample_clear(&sample);
    mlt_sample_init(&sample, ctx);
    ck_assert_str_eq(copy.id, "id");
    ck_assert_uint_eq(copy.width, 3);
    ck_assert_uint_eq(copy.height, 2);
    ck_assert(copy.labelled);
    ck_assert_uint_eq(copy.truths.n, 1);
    ck_assert_int_eq(copy.truths.items[0].ann_id, 7);
    ck_assert_str_eq(mlt_tags_find(&copy.tags, "group")->text, "video 1");
    ck_assert_ptr_null(copy.pixels.data);
    ck_assert_ptr_null(copy.encoded);
    mlt_sample_clear(&copy);
}
END_TEST

START_TEST(test_copy_of_an_empty_sample)
{
    mltest_sample copy;
    mlt_sample_init(&copy, ctx);
    ck_assert_int_eq(mlt_sample_copy(&copy, &sample, NULL), MLTEST_OK);
    ck_assert_ptr_null(copy.id);
    ck_assert(!copy.labelled);
    mlt_sample_clear(&copy);
}
END_TEST

START_TEST(test_pixels_and_file_replace_each_other)
{
    static const uint8_t pixels[4] = {9, 8, 7, 6};
    mltest_image_view view = grey(pixels, 2, 2);
    ck_assert_int_eq(mlt_sample_set_view(&sample, &view, NULL), MLTEST_OK);
    ck_assert_uint_eq(((uint8_t *)sample.pixels.data)[3], 6);
    ck_assert_int_eq(mlt_sample_set_encoded(&sample, "file", 4, NULL), MLTEST_OK);
    ck_assert_ptr_null(sample.pixels.data);
    ck_assert_uint_eq(sample.n_encoded, 4);
    ck_assert_int_eq(memcmp(sample.encoded, "file", 4), 0);
    ck_assert_int_eq(mlt_sample_set_view(&sample, &view, NULL), MLTEST_OK);
    ck_assert_ptr_null(sample.encoded);
    ck_assert_uint_eq(sample.n_encoded, 0);
    mlt_sample_drop_picture(&sample);
    ck_assert_ptr_null(sample.pixels.data);
}
END_TEST

START_TEST(test_bad_views_change_nothing)
{
    static const uint8_t pixels[4] = {9, 8, 7, 6};
    mltest_image_view view = grey(pixels, 2, 2);
    ck_assert_int_eq(mlt_sample_set_view(&sample, &view, NULL), MLTEST_OK);
    view.stride_bytes = 1;
    ck_assert_int_eq(mlt_sample_set_view(&sample, &view, NULL), MLTEST_ERR_INVALID);
    view = grey(pixels, 0, 2);
    ck_assert_int_eq(mlt_sample_set_view(&sample, &view, NULL), MLTEST_ERR_INVALID);
    view = grey(pixels, 2, 2);
    view.format = 99;
    ck_assert_int_eq(mlt_sample_set_view(&sample, &view, NULL), MLTEST_ERR_INVALID);
    ck_assert_uint_eq(sample.pixels.width, 2);
    ck_assert_uint_eq(((uint8_t *)sample.pixels.data)[0], 9);
}
END_TEST

START_TEST(test_large_files_are_refused)
{
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_file_bytes", 3, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_sample_set_encoded(&sample, "123", 3, NULL), MLTEST_OK);
    mltest_error *error = NULL;
    fix_failed(mlt_sample_set_encoded(&sample, "1234", 4, &error), MLTEST_ERR_LIMIT, &error,
               "max_file_bytes");
    ck_assert_uint_eq(sample.n_encoded, 3);
}
END_TEST

static mltest_status fill_and_copy(mltest_context *failing, void *data)
{
    (void)data;
    mltest_sample a, b;
    mlt_sample_init(&a, failing);
    mlt_sample_init(&b, failing);
    mltest_status status = fill(&a);
    if (status == MLTEST_OK)
        status = mlt_sample_copy(&b, &a, NULL);
    if (status == MLTEST_OK)
        status = mlt_sample_set_encoded(&a, "x", 1, NULL);
    mlt_sample_clear(&a);
    mlt_sample_clear(&b);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(fill_and_copy, NULL);
}
END_TEST

Suite *mlt_suite_dataset_sample(void)
{
    TCase *tc = tcase_create("sample");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_ids);
    tcase_add_loop_test(tc, test_ids_that_are_refused, 0, 11);
    tcase_add_test(tc, test_long_ids);
    tcase_add_test(tc, test_copy_is_deep_and_has_no_pixels);
    tcase_add_test(tc, test_copy_of_an_empty_sample);
    tcase_add_test(tc, test_pixels_and_file_replace_each_other);
    tcase_add_test(tc, test_bad_views_change_nothing);
    tcase_add_test(tc, test_large_files_are_refused);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_sample");
    suite_add_tcase(suite, tc);
    return suite;
}
