/* SPDX-License-Identifier: MIT */
#include "coco_plain.h"
#include "metric/coco_parts.h"
#include "testing.h"

Suite *mlt_suite_metric_coco_curve(void);

static const mlt_box unit = {0, 0, 10, 10};
static const mlt_box away = {500, 0, 10, 10};

/* One class and threshold .5 on one image; the arrays are of [recall][area][limit]. */
static mlt_coco_result evaluate(const mlt_truth *truths, size_t n_truths, const mlt_pred *preds,
                                size_t n_preds)
{
    const double ious[] = {0.5};
    const mlt_coco_options options = {.n_classes = 1, .ious = ious, .n_ious = 1};
    mlt_coco *coco = NULL;
    mlt_coco_result result;
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_add(coco, 1, truths, n_truths, preds, n_preds, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_finish(coco, NULL, MLT_COCO_ARRAYS, &result, NULL), MLTEST_OK);
    mlt_coco_free(coco);
    return result;
}

static double at(const double *array, size_t recall, size_t area, size_t limit)
{
    return array[(recall * MLT_COCO_N_AREAS + area) * MLT_COCO_N_LIMITS + limit];
}

START_TEST(single_hit)
{
    const mlt_truth truth = {unit, 100, 1, 0, 0};
    const mlt_pred pred = {unit, 0.75, 0};
    mlt_coco_result r = evaluate(&truth, 1, &pred, 1);
    for (size_t i = 0; i < 101; i++) {
        ck_assert_double_eq(at(r.precision, i, 0, 2), 0.9999999999999998); /* 1/(1 + 2^-52) */
        ck_assert_double_eq(at(r.scores, i, 0, 2), 0.75);
        ck_assert_double_eq(at(r.precision, i, 3, 2), -1); /* none of that size */
    }
    ck_assert_double_eq(at(r.recall, 0, 0, 0), 1);
    ck_assert_double_eq(at(r.recall, 0, 3, 0), -1);
    mlt_coco_result_free(NULL, &r);
}
END_TEST

/* wrong .9, right .8, wrong .7, right .6 of three: recall 1/3 at 1/2, 2/3 at 2/4. */
START_TEST(saw_tooth)
{
    const mlt_truth truths[] = {
        {unit, 100, 1, 0, 0}, {{100, 0, 10, 10}, 100, 2, 0, 0}, {{200, 0, 10, 10}, 100, 3, 0, 0}};
    const mlt_pred preds[] = {
        {away, 0.9, 0}, {unit, 0.8, 0}, {away, 0.7, 0}, {{100, 0, 10, 10}, 0.6, 0}};
    mlt_coco_result r = evaluate(truths, 3, preds, 4);
    ck_assert_double_eq(at(r.scores, 0, 0, 2), 0.9); /* recall 0: the first, though wrong */
    ck_assert_double_eq(at(r.scores, 1, 0, 2), 0.8);
    for (size_t i = 0; i < 101; i++)
        ck_assert_double_eq(at(r.precision, i, 0, 2), i <= 66 ? 0.5 : 0);
    ck_assert_double_eq(at(r.scores, 33, 0, 2), 0.8);
    ck_assert_double_eq(at(r.scores, 34, 0, 2), 0.6);
    ck_assert_double_eq(at(r.scores, 67, 0, 2), 0);
    ck_assert_double_eq(at(r.recall, 0, 0, 0), 0); /* only the best one: wrong */
    ck_assert_double_eq(at(r.recall, 0, 0, 1), 2.0 / 3);
    mlt_coco_result_free(NULL, &r);
}
END_TEST

START_TEST(envelope_lifts)
{
    const mlt_truth truths[] = {{unit, 100, 1, 0, 0}, {{100, 0, 10, 10}, 100, 2, 0, 0}};
    const mlt_pred preds[] = {{away, 0.9, 0}, {unit, 0.8, 0}, {{100, 0, 10, 10}, 0.7, 0}};
    mlt_coco_result r = evaluate(truths, 2, preds, 3);
    for (size_t i = 0; i < 101; i++) /* 1/2 at the first hit is lifted to 2/3 */
        ck_assert_double_eq(at(r.precision, i, 0, 2), 2.0 / 3);
    mlt_coco_result_free(NULL, &r);
}
END_TEST

START_TEST(nothing_right)
{
    const mlt_truth truth = {unit, 100, 1, 0, 0};
    const mlt_pred pred = {away, 0.9, 0};
    for (size_t n = 0; n < 2; n++) {
        mlt_coco_result r = evaluate(&truth, 1, &pred, n);
        for (size_t i = 0; i < 101; i++) {
            ck_assert_double_eq(at(r.precision, i, 0, 2), 0);
            ck_assert_double_eq(at(r.scores, i, 0, 2), n > 0 && i == 0 ? 0.9 : 0);
        }
        ck_assert_double_eq(at(r.recall, 0, 0, 2), 0);
        mlt_coco_result_free(NULL, &r);
    }
}
END_TEST

/* linspace(0, 1, 101)[35] is above 0.35, so 35 hits of 100 do not reach it; [34] they do. */
START_TEST(recall_thresholds_are_numpys)
{
    mlt_truth truths[100];
    mlt_pred preds[35];
    for (int i = 0; i < 100; i++)
        truths[i] = (mlt_truth){{20 * i, 0, 10, 10}, 100, i + 1, 0, 0};
    for (int i = 0; i < 35; i++)
        preds[i] = (mlt_pred){{20 * i, 0, 10, 10}, 0.9, 0};
    mlt_coco_result r = evaluate(truths, 100, preds, 35);
    ck_assert_double_eq(at(r.precision, 34, 0, 2), 1);
    ck_assert_double_eq(at(r.precision, 35, 0, 2), 0);
    mlt_coco_result_free(NULL, &r);
}
END_TEST

/* All arrays, bit for bit, against the word-for-word procedure. */
static void check_arrays(const plain_image *const *images, size_t n_images,
                         const mlt_coco_result *r)
{
    static const size_t limits[] = {1, 10, 100};
    double precision[101], scores[101], recall;
    for (size_t column = 0; column < r->n_ious * r->n_classes * 12; column++) {
        size_t limit = column % 3;
        size_t area = column / 3 % 4;
        size_t cls = column / 12 % r->n_classes;
        size_t t = column / 12 / r->n_classes;
        size_t stride = r->n_classes * 12;
        size_t start = t * 101 * stride + column % stride;
        plain_curve(images, n_images, (int)cls, area, plain_iou_threshold(t), limits[limit],
                    precision, scores, &recall);
        ck_assert_double_eq(r->recall[column], recall);
        for (size_t i = 0; i < 101; i++) {
            ck_assert_double_eq(r->precision[start + i * stride], precision[i]);
            ck_assert_double_eq(r->scores[start + i * stride], scores[i]);
        }
    }
}

START_TEST(as_the_procedure)
{
    enum { N = 8 };
    static plain_image images[N];
    const plain_image *places[N];
    const mlt_coco_options options = {.n_classes = 3, .reference = true};
    plain_state = (uint64_t)_i;
    mlt_coco *coco = NULL;
    mlt_coco_result r;
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
    for (size_t i = 0; i < N; i++) {
        plain_fill(&images[i], i, 3, 25);
        places[i] = &images[i];
    }
    for (size_t i = N; i-- > 0;)
        ck_assert_int_eq(plain_add(coco, &images[i]), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_finish(coco, NULL, MLT_COCO_ARRAYS, &r, NULL), MLTEST_OK);
    check_arrays(places, N, &r);
    mlt_coco_result_free(NULL, &r);
    mlt_coco_free(coco);
}
END_TEST

Suite *mlt_suite_metric_coco_curve(void)
{
    Suite *suite = suite_create("metric_coco_curve");
    TCase *tests = tcase_create("coco_curve");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, single_hit);
    tcase_add_test(tests, saw_tooth);
    tcase_add_test(tests, envelope_lifts);
    tcase_add_test(tests, nothing_right);
    tcase_add_test(tests, recall_thresholds_are_numpys);
    tcase_add_loop_test(tests, as_the_procedure, 0, 6);
    suite_add_tcase(suite, tests);
    return suite;
}
