/* SPDX-License-Identifier: MIT */
#include "annotation/prediction.h"
#include "testing.h"

Suite *mlt_suite_annotation_prediction(void);

START_TEST(add_and_free)
{
    mlt_preds preds = {NULL, 0, 0};
    for (int i = 0; i < 100; i++) {
        const mlt_pred item = {{i, 1, 2, 3}, i / 100.0, i % 7};
        ck_assert_int_eq(mlt_preds_add(NULL, &preds, &item, NULL), MLTEST_OK);
    }
    ck_assert_uint_eq(preds.n, 100);
    for (int i = 0; i < 100; i++) {
        ck_assert_double_eq(preds.items[i].box.x, i);
        ck_assert_double_eq(preds.items[i].score, i / 100.0);
        ck_assert_int_eq(preds.items[i].cls, i % 7);
    }
    mlt_preds_free(NULL, &preds);
    ck_assert_ptr_null(preds.items);
    ck_assert_uint_eq(preds.n, 0);
    ck_assert_uint_eq(preds.cap, 0);
    mlt_preds_free(NULL, &preds);
}
END_TEST

START_TEST(limited)
{
    mlt_test_alloc alloc = {0, 0, 0};
    mltest_context *ctx = mlt_test_context(&alloc);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_boxes", 1, NULL), MLTEST_OK);
    mlt_preds preds = {NULL, 0, 0};
    const mlt_pred item = {{0, 0, 1, 1}, 0.5, 0};
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_preds_add(ctx, &preds, &item, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_preds_add(ctx, &preds, &item, &error), MLTEST_ERR_LIMIT);
    ck_assert_int_eq(mltest_error_status(error), MLTEST_ERR_LIMIT);
    mltest_error_free(error);
    ck_assert_uint_eq(preds.n, 1);
    mlt_preds_free(ctx, &preds);
    mltest_context_free(ctx);
    ck_assert_uint_eq(alloc.live, 0);
}
END_TEST

static mltest_status fill(mltest_context *ctx, void *data)
{
    (void)data;
    mlt_preds preds = {NULL, 0, 0};
    mltest_status status = MLTEST_OK;
    for (int i = 0; i < 40 && status == MLTEST_OK; i++) {
        const mlt_pred item = {{0, 0, 1, 1}, 0.5, i};
        size_t before = preds.n;
        status = mlt_preds_add(ctx, &preds, &item, NULL);
        ck_assert_uint_eq(preds.n, before + (status == MLTEST_OK));
    }
    mlt_preds_free(ctx, &preds);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(fill, NULL);
}
END_TEST

Suite *mlt_suite_annotation_prediction(void)
{
    Suite *suite = suite_create("annotation_prediction");
    TCase *tests = tcase_create("prediction");
    tcase_add_test(tests, add_and_free);
    tcase_add_test(tests, limited);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
