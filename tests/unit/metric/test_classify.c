/* SPDX-License-Identifier: MIT */
#include "metric/classify.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_metric_classify(void);

static mlt_pred said(int32_t cls, double score)
{
    return (mlt_pred){{0, 0, 0, 0}, score, cls};
}

START_TEST(ranks)
{
    const mlt_pred answer[] = {said(3, 0.2), said(1, 0.5), said(0, 0.2), said(7, 0.1)};
    ck_assert_int_eq(mlt_classify_rank(answer, 4, 1), 0);
    ck_assert_int_eq(mlt_classify_rank(answer, 4, 0), 1); /* the tie goes to the smaller index */
    ck_assert_int_eq(mlt_classify_rank(answer, 4, 3), 2);
    ck_assert_int_eq(mlt_classify_rank(answer, 4, 7), 3);
    ck_assert_int_eq(mlt_classify_rank(answer, 4, 2), -1);
    ck_assert_int_eq(mlt_classify_rank(answer, 0, 1), -1);
    ck_assert_int_eq(mlt_classify_top(answer, 4), 1);
    ck_assert_int_eq(mlt_classify_top(answer, 0), -1);
    const mlt_pred twice[] = {said(2, 0.1), said(2, 0.9), said(4, 0.5)};
    ck_assert_int_eq(mlt_classify_rank(twice, 3, 2), 1); /* the first mention */
}
END_TEST

START_TEST(top_and_rank_agree)
{
    uint64_t state = 1;
    for (int round = 0; round < 500; round++) {
        mlt_pred answer[9];
        for (int i = 0; i < 9; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            answer[i] = said(8 - i, (double)(state >> 60) / 4);
        }
        ck_assert_int_eq(mlt_classify_rank(answer, 9, mlt_classify_top(answer, 9)), 0);
        int sum = 0;
        for (int32_t c = 0; c < 9; c++)
            sum += (int)mlt_classify_rank(answer, 9, c);
        ck_assert_int_eq(sum, 36); /* every rank once */
    }
}
END_TEST

static mlt_classify_result classify(const int32_t *truths, const int64_t *answers,
                                    const double *weights, size_t n)
{
    mlt_classify_result out;
    ck_assert_int_eq(mlt_classify(NULL, truths, answers, weights, n, 3, &out, NULL), MLTEST_OK);
    return out;
}

START_TEST(shares)
{
    /* Class 0: 3 of 4 right; class 1: 0 of 1; class 2 is not in the truth. */
    const int32_t truths[] = {0, 0, 0, 0, 1, 9, -1};
    const int64_t found[] = {0, 0, 0, 4, 5, 0, 0};
    mlt_classify_result got = classify(truths, found, NULL, 7);
    ck_assert_double_eq(got.n, 5);
    ck_assert_double_eq(got.top1, 0.6);
    ck_assert_double_eq(got.top5, 0.8);
    ck_assert_double_eq(got.balanced, (0.75 + 0) / 2);
    const int64_t unnamed[] = {-1, -1, -1, -1, -1, -1, -1};
    got = classify(truths, unnamed, NULL, 7);
    ck_assert_double_eq(got.top1, 0);
    ck_assert_double_eq(got.top5, 0);
}
END_TEST

START_TEST(weights)
{
    const int32_t truths[] = {0, 1, 1, 2};
    const int64_t found[] = {0, 3, 0, 0};
    const double counts[] = {2, 3, 1, 0};
    mlt_classify_result got = classify(truths, found, counts, 4);
    const int32_t copied[] = {0, 0, 1, 1, 1, 1};
    const int64_t copied_found[] = {0, 0, 3, 3, 3, 0};
    mlt_classify_result expected = classify(copied, copied_found, NULL, 6);
    ck_assert_mem_eq(&got, &expected, sizeof got);
    const double none[] = {0, -1, NAN, 0};
    got = classify(truths, found, none, 4);
    ck_assert_double_eq(got.n, 0);
    ck_assert_double_eq(got.top1, -1);
    ck_assert_double_eq(got.top5, -1);
    ck_assert_double_eq(got.balanced, -1);
}
END_TEST

static mltest_status classify_some(mltest_context *ctx, void *data)
{
    (void)data;
    const int32_t truths[] = {0, 1};
    const int64_t found[] = {0, 0};
    mlt_classify_result out;
    return mlt_classify(ctx, truths, found, NULL, 2, 2, &out, NULL);
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(classify_some, NULL);
}
END_TEST

Suite *mlt_suite_metric_classify(void)
{
    Suite *suite = suite_create("metric_classify");
    TCase *tests = tcase_create("classify");
    tcase_add_test(tests, ranks);
    tcase_add_test(tests, top_and_rank_agree);
    tcase_add_test(tests, shares);
    tcase_add_test(tests, weights);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
