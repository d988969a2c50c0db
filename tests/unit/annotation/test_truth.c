/* SPDX-License-Identifier: MIT */
#include "annotation/truth.h"
#include "mltest/dataset.h"
#include "testing.h"

Suite *mlt_suite_annotation_truth(void);

static mlt_truth numbered(int i)
{
    return (mlt_truth){{i, 2, 3, 4}, 12, i + 100, i % 3, 0};
}

START_TEST(what_counts)
{
    mlt_truth truth = numbered(1);
    ck_assert(mlt_truth_counts(&truth));
    truth.flags = MLT_TRUTH_CLIPPED;
    ck_assert(mlt_truth_counts(&truth));
    const uint32_t not [] = {MLT_TRUTH_CROWD, MLT_TRUTH_DIFFICULT, MLT_TRUTH_IGNORE};
    for (int i = 0; i < 3; i++) {
        truth.flags = not [i] | MLT_TRUTH_CLIPPED;
        ck_assert(!mlt_truth_counts(&truth));
    }
    ck_assert_int_eq(MLT_TRUTH_CROWD, MLTEST_TRUTH_CROWD);
    ck_assert_int_eq(MLT_TRUTH_DIFFICULT, MLTEST_TRUTH_DIFFICULT);
    ck_assert_int_eq(MLT_TRUTH_IGNORE, MLTEST_TRUTH_IGNORE);
    ck_assert_int_eq(MLT_TRUTH_CLIPPED, MLTEST_TRUTH_CLIPPED);
}
END_TEST

START_TEST(add_and_copy)
{
    mlt_truths truths = {NULL, 0, 0};
    mlt_truths copy = {NULL, 0, 0};
    for (int i = 0; i < 50; i++) {
        mlt_truth item = numbered(i);
        ck_assert_int_eq(mlt_truths_add(NULL, &truths, &item, NULL), MLTEST_OK);
    }
    ck_assert_uint_eq(truths.n, 50);
    ck_assert_int_eq(mlt_truths_copy(NULL, &copy, &truths, NULL), MLTEST_OK);
    ck_assert_uint_eq(copy.n, 50);
    ck_assert_mem_eq(copy.items, truths.items, 50 * sizeof *copy.items);
    ck_assert_int_eq(copy.items[49].ann_id, 149);
    mlt_truths_free(NULL, &truths);
    ck_assert_ptr_null(truths.items);
    ck_assert_int_eq(mlt_truths_copy(NULL, &copy, &truths, NULL), MLTEST_OK); /* of nothing */
    ck_assert_uint_eq(copy.n, 0);
    ck_assert_ptr_nonnull(copy.items); /* its room is kept for the next copy */
    mlt_truths_free(NULL, &copy);
}
END_TEST

START_TEST(limited)
{
    mlt_test_alloc alloc = {0, 0, 0};
    mltest_context *ctx = mlt_test_context(&alloc);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_boxes", 3, NULL), MLTEST_OK);
    mlt_truths truths = {NULL, 0, 0};
    mlt_truth item = numbered(0);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(mlt_truths_add(ctx, &truths, &item, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_truths_add(ctx, &truths, &item, NULL), MLTEST_ERR_LIMIT);
    ck_assert_uint_eq(truths.n, 3);
    mlt_truths_free(ctx, &truths);
    mltest_context_free(ctx);
    ck_assert_uint_eq(alloc.live, 0);
}
END_TEST

static mltest_status fill_and_copy(mltest_context *ctx, void *data)
{
    (void)data;
    mlt_truths truths = {NULL, 0, 0};
    mlt_truths copy = {NULL, 0, 0};
    mltest_status status = MLTEST_OK;
    for (int i = 0; i < 40 && status == MLTEST_OK; i++) {
        mlt_truth item = numbered(i);
        status = mlt_truths_add(ctx, &truths, &item, NULL);
    }
    if (status == MLTEST_OK)
        status = mlt_truths_copy(ctx, &copy, &truths, NULL);
    mlt_truths_free(ctx, &truths);
    mlt_truths_free(ctx, &copy);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(fill_and_copy, NULL);
}
END_TEST

Suite *mlt_suite_annotation_truth(void)
{
    Suite *suite = suite_create("annotation_truth");
    TCase *tests = tcase_create("truth");
    tcase_add_test(tests, what_counts);
    tcase_add_test(tests, add_and_copy);
    tcase_add_test(tests, limited);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
