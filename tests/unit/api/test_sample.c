/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_api_sample(void);

static mlt_test_alloc heap;
static mltest_context *ctx;
static mltest_sample *sample;

static void set_up(void)
{
    heap = (mlt_test_alloc){0, 0, 0};
    ctx = mlt_test_context(&heap);
    ck_assert_int_eq(mltest_sample_new(&sample, ctx, NULL), MLTEST_OK);
    mltest_context_free(ctx); /* the sample keeps it */
}

static void tear_down(void)
{
    mltest_sample_free(sample);
    ck_assert_uint_eq(heap.live, 0);
}

START_TEST(test_empty)
{
    uint32_t width = 7, height = 7;
    ck_assert_str_eq(mltest_sample_id(sample), "");
    mltest_sample_size(sample, &width, &height);
    ck_assert_uint_eq(width, 0);
    ck_assert_uint_eq(height, 0);
    ck_assert_int_eq(mltest_sample_truth_count(sample), -1);
}
END_TEST

START_TEST(test_setting)
{
    static const uint8_t pixels[2] = {1, 2};
    mltest_image_view view;
    uint32_t width, height;
    memset(&view, 0, sizeof view);
    view.data = pixels;
    view.width = 2;
    view.height = 1;
    view.stride_bytes = 2;
    view.format = MLTEST_FORMAT_GRAY8;
    ck_assert_int_eq(mltest_sample_set_id(sample, "a/b.jpg", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_set_size(sample, 2, 1), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_set_tag(sample, "group", "video 1", 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_set_tag(sample, "hour", NULL, 17, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_set_view(sample, &view, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_set_encoded(sample, "bytes", 5, NULL), MLTEST_OK);
    ck_assert_str_eq(mltest_sample_id(sample), "a/b.jpg");
    mltest_sample_size(sample, &width, NULL);
    mltest_sample_size(sample, NULL, &height);
    ck_assert_uint_eq(width, 2);
    ck_assert_uint_eq(height, 1);
    ck_assert_int_eq(mltest_sample_set_size(sample, 0, 0), MLTEST_OK);
}
END_TEST

START_TEST(test_labels)
{
    mltest_box box = {1, 2, 3, 4}, got;
    int32_t cls;
    uint32_t flags;
    ck_assert_int_eq(mltest_sample_set_labelled(sample), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_truth_count(sample), 0);
    ck_assert_int_eq(mltest_sample_add_truth(sample, 5, &box, MLTEST_TRUTH_CROWD, NULL), MLTEST_OK);
    box = (mltest_box){0, 0, 0, 0};
    ck_assert_int_eq(mltest_sample_add_truth(sample, 6, &box, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_truth_count(sample), 2);
    ck_assert_int_eq(mltest_sample_truth(sample, 0, &cls, &got, &flags), MLTEST_OK);
    ck_assert_int_eq(cls, 5);
    ck_assert_uint_eq(flags, MLTEST_TRUTH_CROWD);
    ck_assert_double_eq(got.x, 1);
    ck_assert_double_eq(got.y, 2);
    ck_assert_double_eq(got.width, 3);
    ck_assert_double_eq(got.height, 4);
    ck_assert_int_eq(mltest_sample_truth(sample, 1, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_truth(sample, 2, &cls, NULL, NULL), MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(test_rings)
{
    static double points[2 * 4097];
    const mltest_box box = {1, 2, 3, 4};
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_sample_add_ring(sample, 3, points, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "needs an object before it"));
    mltest_error_free(error);
    ck_assert_int_eq(mltest_sample_add_truth(sample, 0, &box, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_add_ring(sample, 3, points, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_add_ring(sample, 4096, points, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_add_ring(sample, 2, points, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_add_ring(sample, 4097, points, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_add_ring(sample, 3, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_add_ring(NULL, 3, points, NULL), MLTEST_ERR_INVALID);
    points[5] = NAN;
    ck_assert_int_eq(mltest_sample_add_ring(sample, 3, points, NULL), MLTEST_ERR_INVALID);
    points[5] = 0;
}
END_TEST

START_TEST(test_a_truth_implies_labels)
{
    mltest_box box = {1, 2, 3, 4};
    ck_assert_int_eq(mltest_sample_add_truth(sample, 0, &box, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_truth_count(sample), 1);
}
END_TEST

START_TEST(test_bad_truths)
{
    static const struct {
        mltest_box box;
        int32_t cls;
        uint32_t flags;
    } cases[] = {
        {{0, 0, 1, 1}, -1, 0},      {{0, 0, 1, 1}, 0, 16},       {{0, 0, 1, 1}, 0, 1u << 31},
        {{NAN, 0, 1, 1}, 0, 0},     {{0, INFINITY, 1, 1}, 0, 0}, {{0, 0, -1, 1}, 0, 0},
        {{0, 0, 1, -1e-300}, 0, 0}, {{0, 0, NAN, 1}, 0, 0},      {{0, 0, 1, INFINITY}, 0, 0},
    };
    mltest_error *error = NULL;
    ck_assert_int_eq(
        mltest_sample_add_truth(sample, cases[_i].cls, &cases[_i].box, cases[_i].flags, &error),
        MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(error);
    mltest_error_free(error);
    ck_assert_int_eq(mltest_sample_truth_count(sample), -1);
}
END_TEST

START_TEST(test_bad_arguments)
{
    mltest_box box = {0, 0, 1, 1};
    mltest_image_view view;
    memset(&view, 0, sizeof view);
    ck_assert_int_eq(mltest_sample_new(NULL, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_id(NULL, "a", NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_id(sample, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_id(sample, "a\nb", NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_size(NULL, 1, 1), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_size(sample, 0, 1), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_size(sample, 1, 0), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_labelled(NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_add_truth(NULL, 0, &box, 0, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_add_truth(sample, 0, NULL, 0, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_tag(NULL, "a", "b", 0, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_tag(sample, NULL, "b", 0, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_tag(sample, "", "b", 0, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_tag(sample, "a\xFF", "b", 0, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_tag(sample, "a", "\x1B", 0, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_tag(sample, "a", NULL, NAN, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_view(NULL, &view, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_view(sample, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_view(sample, &view, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_encoded(NULL, "a", 1, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_encoded(sample, NULL, 1, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_set_encoded(sample, "a", 0, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_truth(NULL, 0, NULL, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_sample_truth_count(NULL), -1);
    ck_assert_str_eq(mltest_sample_id(NULL), "");
    mltest_sample_size(NULL, NULL, NULL);
    mltest_sample_free(NULL);
}
END_TEST

START_TEST(test_errors_are_cleared_and_set)
{
    mltest_error *error = (mltest_error *)&heap; /* what was there is ignored */
    ck_assert_int_eq(mltest_sample_set_id(sample, "a", &error), MLTEST_OK);
    ck_assert_ptr_null(error);
    error = (mltest_error *)&heap;
    ck_assert_int_eq(mltest_sample_set_id(sample, "", &error), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_error_status(error), MLTEST_ERR_INVALID);
    mltest_error_free(error);
}
END_TEST

START_TEST(test_too_many_truths)
{
    mltest_context *small = NULL;
    mltest_sample *own;
    mltest_box box = {0, 0, 1, 1};
    ck_assert_int_eq(mltest_context_new(&small, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(small, "max_boxes", 2, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_new(&own, small, NULL), MLTEST_OK);
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(mltest_sample_add_truth(own, 0, &box, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_sample_add_truth(own, 0, &box, 0, NULL), MLTEST_ERR_LIMIT);
    ck_assert_int_eq(mltest_sample_truth_count(own), 2);
    mltest_sample_free(own);
    mltest_context_free(small);
}
END_TEST

static mltest_status make(mltest_context *failing, void *data)
{
    mltest_sample *own;
    mltest_box box = {0, 0, 1, 1};
    (void)data;
    mltest_status status = mltest_sample_new(&own, failing, NULL);
    if (status != MLTEST_OK) {
        ck_assert_ptr_null(own);
        return status;
    }
    status = mltest_sample_add_truth(own, 0, &box, 0, NULL);
    ck_assert_int_eq(mltest_sample_truth_count(own), status == MLTEST_OK ? 1 : -1);
    mltest_sample_free(own);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(make, NULL);
}
END_TEST

Suite *mlt_suite_api_sample(void)
{
    TCase *tc = tcase_create("sample");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_empty);
    tcase_add_test(tc, test_setting);
    tcase_add_test(tc, test_labels);
    tcase_add_test(tc, test_rings);
    tcase_add_test(tc, test_a_truth_implies_labels);
    tcase_add_loop_test(tc, test_bad_truths, 0, 9);
    tcase_add_test(tc, test_bad_arguments);
    tcase_add_test(tc, test_errors_are_cleared_and_set);
    tcase_add_test(tc, test_too_many_truths);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("api_sample");
    suite_add_tcase(suite, tc);
    return suite;
}
