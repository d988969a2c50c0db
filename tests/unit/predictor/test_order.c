/* SPDX-License-Identifier: MIT */
#include "predictor/order.h"

#include "testing.h"

Suite *mlt_suite_predictor_order(void);

/* Predictions with these scores; cls remembers where each was. */
static mlt_preds make(mltest_context *ctx, const double *scores, size_t n)
{
    mlt_preds preds = {NULL, 0, 0};
    for (size_t i = 0; i < n; i++) {
        mlt_pred pred = {{0, 0, 1, 1}, scores[i], (int32_t)i};
        ck_assert_int_eq(mlt_preds_add(ctx, &preds, &pred, NULL), MLTEST_OK);
    }
    return preds;
}

static void check_ordered(const mlt_preds *preds)
{
    for (size_t i = 1; i < preds->n; i++) {
        const mlt_pred *a = &preds->items[i - 1], *b = &preds->items[i];
        ck_assert(a->score > b->score || (a->score == b->score && a->cls < b->cls));
    }
}

START_TEST(every_length)
{
    /* Few different scores, so that stability matters; all lengths around powers of two. */
    double scores[70];
    for (size_t i = 0; i < 70; i++)
        scores[i] = (double)(i * 7919 % 5) / 4;
    for (size_t n = 0; n <= 70; n++) {
        mlt_preds preds = make(NULL, scores, n);
        uint64_t seen = 0, more = 0;
        ck_assert_int_eq(mlt_preds_order(NULL, &preds, NULL), MLTEST_OK);
        ck_assert_uint_eq(preds.n, n);
        check_ordered(&preds);
        for (size_t i = 0; i < n; i++)
            *(preds.items[i].cls < 64 ? &seen : &more) |= 1ULL << (preds.items[i].cls & 63);
        ck_assert_int_eq(__builtin_popcountll(seen) + __builtin_popcountll(more), (int)n);
        mlt_preds_free(NULL, &preds);
    }
}
END_TEST

START_TEST(ordered_input_needs_no_memory)
{
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    mlt_preds preds = make(ctx, (const double[]){0.9, 0.5, 0.5, 0}, 4);
    state.fail_at = state.calls + 1;
    ck_assert_int_eq(mlt_preds_order(ctx, &preds, NULL), MLTEST_OK);
    check_ordered(&preds);
    mlt_preds_free(ctx, &preds);
    mltest_context_free(ctx);
}
END_TEST

START_TEST(out_of_memory_changes_nothing)
{
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    mlt_preds preds = make(ctx, (const double[]){0.1, 0.5}, 2);
    state.fail_at = state.calls + 1;
    ck_assert_int_eq(mlt_preds_order(ctx, &preds, NULL), MLTEST_ERR_MEMORY);
    ck_assert_int_eq(preds.items[0].cls, 0);
    ck_assert_int_eq(preds.items[1].cls, 1);
    mlt_preds_free(ctx, &preds);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

Suite *mlt_suite_predictor_order(void)
{
    Suite *suite = suite_create("predictor_order");
    TCase *tests = tcase_create("order");
    tcase_add_test(tests, every_length);
    tcase_add_test(tests, ordered_input_needs_no_memory);
    tcase_add_test(tests, out_of_memory_changes_nothing);
    suite_add_tcase(suite, tests);
    return suite;
}
