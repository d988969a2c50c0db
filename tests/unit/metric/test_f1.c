/* SPDX-License-Identifier: MIT */
#include "metric/f1.h"
#include "testing.h"

Suite *mlt_suite_metric_f1(void);

enum { MOST = 8 };

static int32_t truth_partners[MOST], pred_partners[MOST];

static mlt_match_box truth(double x, int32_t cls)
{
    const mlt_box box = {x, 0, 10, 10};
    return (mlt_match_box){box, box, 1, cls, true};
}

static mlt_pred pred(double x, double score, int32_t cls)
{
    return (mlt_pred){{x, 0, 10, 10}, score, cls};
}

static mlt_f1 count(const mlt_match_box *truths, const uint8_t *needs, size_t n_truths,
                    const mlt_pred *preds, size_t n_preds)
{
    mlt_f1 out;
    for (size_t i = 0; i < n_preds; i++)
        pred_partners[i] = MLT_MATCH_FREE;
    ck_assert_int_eq(mlt_f1_count(NULL, truths, needs, n_truths, preds, n_preds, 0.3, 0.5,
                                  truth_partners, pred_partners, &out, NULL),
                     MLTEST_OK);
    return out;
}

static void check(mlt_f1 got, double right, double wrong, double missed)
{
    ck_assert_double_eq(got.right, right);
    ck_assert_double_eq(got.wrong, wrong);
    ck_assert_double_eq(got.missed, missed);
}

START_TEST(values)
{
    const mlt_f1 nothing = {0, 0, 0};
    ck_assert_double_eq(mlt_f1_value(&nothing), 1);
    ck_assert_double_eq(mlt_f1_precision(&nothing), -1);
    ck_assert_double_eq(mlt_f1_recall(&nothing), -1);
    const mlt_f1 some = {6, 2, 4};
    ck_assert_double_eq(mlt_f1_precision(&some), 0.75);
    ck_assert_double_eq(mlt_f1_recall(&some), 0.6);
    ck_assert_double_eq_tol(mlt_f1_value(&some), 2 * 0.75 * 0.6 / (0.75 + 0.6), 1e-15);
    const mlt_f1 bad = {0, 3, 0};
    ck_assert_double_eq(mlt_f1_value(&bad), 0);
    ck_assert_double_eq(mlt_f1_precision(&bad), 0);
    ck_assert_double_eq(mlt_f1_recall(&bad), -1);
}
END_TEST

START_TEST(nobody_and_nothing)
{
    const mlt_match_box truths[] = {truth(0, 0)};
    const uint8_t required[] = {MLT_NEED_REQUIRED};
    const mlt_pred preds[] = {pred(0, 0.9, 0)};
    check(count(NULL, NULL, 0, NULL, 0), 0, 0, 0);
    check(count(truths, required, 1, NULL, 0), 0, 0, 1);
    check(count(NULL, NULL, 0, preds, 1), 0, 1, 0);
    check(count(truths, required, 1, preds, 1), 1, 0, 0);
}
END_TEST

START_TEST(right_wrong_missed)
{
    const mlt_match_box truths[] = {truth(0, 0), truth(100, 0), truth(200, 1)};
    const uint8_t required[] = {MLT_NEED_REQUIRED, MLT_NEED_REQUIRED, MLT_NEED_REQUIRED};
    const mlt_pred preds[] = {
        pred(1, 0.9, 0),   /* right */
        pred(2, 0.8, 0),   /* a second one on the same truth: wrong */
        pred(100, 0.2, 0), /* too unsure to count */
        pred(200, 0.9, 0), /* another class: wrong */
        pred(300, 0.3, 1), /* at the threshold: counts, wrong */
    };
    check(count(truths, required, 3, preds, 5), 1, 3, 2);
    ck_assert_int_eq(truth_partners[0], 0);
    ck_assert_int_eq(truth_partners[1], MLT_MATCH_FREE);
    const int32_t expected[] = {0, MLT_MATCH_FREE, MLT_MATCH_OUT, MLT_MATCH_FREE, MLT_MATCH_FREE};
    ck_assert_mem_eq(pred_partners, expected, sizeof expected);
}
END_TEST

START_TEST(optional_truths)
{
    const mlt_match_box truths[] = {truth(0, 0), truth(100, 0), truth(200, 0)};
    const uint8_t needs[] = {MLT_NEED_OPTIONAL, MLT_NEED_OPTIONAL, MLT_NEED_REQUIRED};
    const mlt_pred preds[] = {pred(0, 0.9, 0), pred(5, 0.8, 0), pred(6, 0.7, 0), pred(200, 0.9, 0)};
    /* Found, absorbed, too far out to be absorbed; the other optional one is not missed. */
    check(count(truths, needs, 3, preds, 4), 1, 1, 0);
    ck_assert_int_eq(truth_partners[0], 0);
    ck_assert_int_eq(truth_partners[1], MLT_MATCH_FREE);
    ck_assert_int_eq(pred_partners[0], 0);
    ck_assert_int_eq(pred_partners[1], MLT_MATCH_IGNORED);
    ck_assert_int_eq(pred_partners[2], MLT_MATCH_FREE);
}
END_TEST

START_TEST(ignored_truths)
{
    const mlt_match_box truths[] = {{{0, 0, 100, 10}, {0, 0, 100, 10}, 1, 0, true}, truth(40, 0)};
    const uint8_t needs[] = {MLT_NEED_IGNORED, MLT_NEED_REQUIRED};
    const mlt_pred preds[] = {pred(0, 0.9, 0),
                              pred(20, 0.9, 0),
                              pred(40, 0.9, 0),
                              pred(60, 0.9, 1),
                              {{0, 0, 100, 10}, 0.9, 0}};
    check(count(truths, needs, 2, preds, 5), 1, 1, 0);
    ck_assert_int_eq(truth_partners[0], MLT_MATCH_OUT);
    ck_assert_int_eq(pred_partners[2], 1);
    ck_assert_int_eq(pred_partners[3], MLT_MATCH_FREE); /* another class */
    ck_assert_int_eq(pred_partners[4], MLT_MATCH_IGNORED);
}
END_TEST

START_TEST(left_out_by_the_caller)
{
    const mlt_match_box truths[] = {truth(0, 0)};
    const uint8_t needs[] = {MLT_NEED_REQUIRED};
    const mlt_pred preds[] = {pred(0, 0.9, 0), pred(1, 0.9, 0)};
    int32_t partners[] = {MLT_MATCH_OUT, MLT_MATCH_FREE};
    mlt_f1 out;
    ck_assert_int_eq(mlt_f1_count(NULL, truths, needs, 1, preds, 2, 0.3, 0.5, truth_partners,
                                  partners, &out, NULL),
                     MLTEST_OK);
    check(out, 1, 0, 0);
    ck_assert_int_eq(partners[0], MLT_MATCH_OUT);
    ck_assert_int_eq(partners[1], 0);
}
END_TEST

static mltest_status count_some(mltest_context *ctx, void *data)
{
    (void)data;
    const mlt_match_box truths[] = {truth(0, 0), truth(100, 0)};
    const uint8_t needs[] = {MLT_NEED_REQUIRED, MLT_NEED_OPTIONAL};
    const mlt_pred preds[] = {pred(0, 0.9, 0), pred(100, 0.9, 0)};
    int32_t partner_truths[2];
    int32_t partner_preds[2] = {MLT_MATCH_FREE, MLT_MATCH_FREE};
    mlt_f1 out = {0, 0, 0};
    mltest_status status = mlt_f1_count(ctx, truths, needs, 2, preds, 2, 0.3, 0.5, partner_truths,
                                        partner_preds, &out, NULL);
    ck_assert_double_eq(out.right, status == MLTEST_OK ? 1 : 0);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(count_some, NULL);
}
END_TEST

Suite *mlt_suite_metric_f1(void)
{
    Suite *suite = suite_create("metric_f1");
    TCase *tests = tcase_create("f1");
    tcase_add_test(tests, values);
    tcase_add_test(tests, nobody_and_nothing);
    tcase_add_test(tests, right_wrong_missed);
    tcase_add_test(tests, optional_truths);
    tcase_add_test(tests, ignored_truths);
    tcase_add_test(tests, left_out_by_the_caller);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
