/* SPDX-License-Identifier: MIT */
#include "coco_plain.h"
#include "metric/coco_parts.h"
#include "testing.h"

Suite *mlt_suite_metric_coco_summary(void);

enum { N_IMAGES = 16, N_CLASSES = 3 };
static plain_image images[N_IMAGES];
static const mlt_box unit = {0, 0, 10, 10};

static mlt_coco *new_coco(void)
{
    mlt_coco *coco = NULL;
    const mlt_coco_options options = {.n_classes = N_CLASSES};
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
    return coco;
}

/* Scores that are all different: weights and copies agree but for ties within an image. */
static void fill_images(void)
{
    plain_state = 21;
    for (size_t i = 0; i < N_IMAGES; i++) {
        plain_fill(&images[i], i, N_CLASSES, 20);
        for (size_t j = 0; j < images[i].n_preds; j++)
            images[i].preds[j].score = plain_random(0, 1);
    }
}

static mlt_coco *filled(void)
{
    mlt_coco *coco = new_coco();
    for (size_t i = 0; i < N_IMAGES; i++)
        ck_assert_int_eq(plain_add(coco, &images[i]), MLTEST_OK);
    return coco;
}

static mlt_coco_result finish(mlt_coco *coco, const double *weights, unsigned flags)
{
    mlt_coco_result result;
    ck_assert_int_eq(mlt_coco_finish(coco, weights, flags, &result, NULL), MLTEST_OK);
    return result;
}

/* The figures are the means of the arrays' entries above -1. */
START_TEST(stats_from_arrays)
{
    fill_images();
    mlt_coco *coco = filled();
    mlt_coco_result r = finish(coco, NULL, MLT_COCO_ARRAYS);
    for (size_t area = 0; area < 4; area++) {
        double sum = 0, recall = 0, n = 0, n_recall = 0;
        for (size_t i = 0; i < 10 * 101 * N_CLASSES; i++) {
            double value = r.precision[(i * 4 + area) * 3 + 2];
            sum += value > -1 ? value : 0;
            n += value > -1;
        }
        for (size_t i = 0; i < 10 * N_CLASSES; i++) {
            double value = r.recall[(i * 4 + area) * 3 + 2];
            recall += value > -1 ? value : 0;
            n_recall += value > -1;
        }
        size_t ap = area == 0 ? MLT_COCO_AP : MLT_COCO_AP_SMALL + area - 1;
        size_t ar = area == 0 ? MLT_COCO_AR100 : MLT_COCO_AR_SMALL + area - 1;
        ck_assert_double_eq_tol(r.stats[ap], sum / n, 1e-13);
        ck_assert_double_eq_tol(r.stats[ar], recall / n_recall, 1e-13);
    }
    mlt_coco_result_free(NULL, &r);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(by_hand)
{
    const mlt_truth truth = {unit, 100, 1, 0, 0};
    const mlt_truth crowd = {unit, 100, 1, 0, MLT_TRUTH_CROWD};
    const mlt_pred half = {{0, 0, 10, 5}, 0.9, 0};
    mlt_coco *coco = new_coco();
    ck_assert_int_eq(mlt_coco_add(coco, 1, &truth, 1, &half, 1, NULL), MLTEST_OK);
    mlt_coco_result r = finish(coco, NULL, 0);
    ck_assert_double_eq_tol(r.stats[MLT_COCO_AP], 0.1, 1e-15); /* one threshold of ten */
    ck_assert_double_eq(r.stats[MLT_COCO_AP50], 0.9999999999999999);
    ck_assert_double_eq(r.stats[MLT_COCO_AP75], 0);
    ck_assert_double_eq_tol(r.stats[MLT_COCO_AR1], 0.1, 1e-15);
    ck_assert_double_eq(r.stats[MLT_COCO_AP_LARGE], -1);
    mlt_coco_result_free(NULL, &r);
    mlt_coco_free(coco);
    coco = new_coco();
    const mlt_pred whole = {unit, 0.9, 0};
    ck_assert_int_eq(mlt_coco_add(coco, 1, &truth, 1, &whole, 1, NULL), MLTEST_OK);
    r = finish(coco, NULL, 0);
    ck_assert_double_eq(r.stats[MLT_COCO_AP], 0.9999999999999998); /* as the reference */
    ck_assert_double_eq(r.stats[MLT_COCO_AR1], 1);
    ck_assert_str_eq(mlt_coco_stat_names[MLT_COCO_AR_LARGE], "ARl");
    mlt_coco_result_free(NULL, &r);
    mlt_coco_free(coco);
    coco = new_coco();
    ck_assert_int_eq(mlt_coco_add(coco, 1, &crowd, 1, &half, 1, NULL), MLTEST_OK);
    r = finish(coco, NULL, 0);
    for (size_t i = 0; i < MLT_COCO_N_STATS; i++)
        ck_assert_double_eq(r.stats[i], -1);
    mlt_coco_result_free(NULL, &r);
    mlt_coco_result_free(NULL, &r); /* freeing twice is harmless */
    mlt_coco_free(coco);
}
END_TEST

START_TEST(own_thresholds)
{
    const double ious[] = {0.9, 0.3};
    const mlt_coco_options options = {.n_classes = 1, .ious = ious, .n_ious = 2};
    const mlt_truth truth = {unit, 100, 1, 0, 0};
    const mlt_pred third = {{0, 0, 10, 4}, 0.9, 0};
    mlt_coco *coco = NULL;
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_add(coco, 1, &truth, 1, &third, 1, NULL), MLTEST_OK);
    mlt_coco_result r = finish(coco, NULL, 0);
    ck_assert_double_eq_tol(r.stats[MLT_COCO_AP], 0.5, 1e-15);
    ck_assert_double_eq(r.stats[MLT_COCO_AP50], -1); /* not among them */
    ck_assert_double_eq(r.ap75[0], -1);
    ck_assert_double_eq_tol(r.ar[0], 0.5, 1e-15);
    mlt_coco_result_free(NULL, &r);
    mlt_coco_free(coco);
}
END_TEST

Suite *mlt_suite_metric_coco_summary(void)
{
    Suite *suite = suite_create("metric_coco_summary");
    TCase *tests = tcase_create("coco_summary");
    tcase_add_test(tests, stats_from_arrays);
    tcase_add_test(tests, by_hand);
    tcase_add_test(tests, own_thresholds);
    suite_add_tcase(suite, tests);
    return suite;
}
