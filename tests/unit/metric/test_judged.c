/* SPDX-License-Identifier: MIT */
#include "coco_plain.h"
#include "metric/judged.h"
#include "testing.h"

Suite *mlt_suite_metric_judged(void);

enum { N_IMAGES = 20, N_CLASSES = 4 };

static plain_image images[N_IMAGES];
static plain_det expected[PLAIN_DETS], cell[PLAIN_ITEMS];

static const mlt_coco_options reference = {.n_classes = N_CLASSES, .reference = true};

static void fill_images(void)
{
    plain_state = 4711;
    for (size_t i = 0; i < N_IMAGES; i++)
        plain_fill(&images[i], 10 + 3 * i, N_CLASSES, 25);
}

static mlt_coco *start(const mlt_coco_options *options)
{
    mlt_coco *coco = NULL;
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, options, NULL), MLTEST_OK);
    return coco;
}

static mlt_judged_list judge(mlt_coco *coco, size_t iou)
{
    mlt_judged_list list;
    ck_assert_int_eq(mlt_judged_from_coco(&list, coco, iou, NULL), MLTEST_OK);
    return list;
}

/* Those of a class that are not ignored, by score and then as the images come. */
static size_t judge_plainly(int cls, size_t iou, double *asked)
{
    size_t n = 0;
    *asked = 0;
    for (size_t i = 0; i < N_IMAGES; i++) {
        size_t n_cell = plain_match(&images[i], cls, 0, plain_iou_threshold(iou), cell, asked);
        for (size_t d = 0; d < n_cell; d++) {
            if (cell[d].ignored)
                continue;
            size_t at = n++;
            for (; at > 0 && expected[at - 1].score < cell[d].score; at--)
                expected[at] = expected[at - 1];
            expected[at] = cell[d];
        }
    }
    return n;
}

START_TEST(as_matched_plainly)
{
    fill_images();
    mlt_coco *coco = start(&reference);
    for (size_t i = N_IMAGES; i-- > 0;)
        ck_assert_int_eq(plain_add(coco, &images[i]), MLTEST_OK);
    for (size_t iou = 0; iou < 10; iou += 3) {
        mlt_judged_list list = judge(coco, iou);
        ck_assert_uint_eq(list.n_classes, N_CLASSES);
        ck_assert_uint_eq(list.first[0], 0);
        for (size_t cls = 0; cls < N_CLASSES; cls++) {
            double asked;
            size_t n = judge_plainly((int)cls, iou, &asked);
            const mlt_judged *items = list.items + list.first[cls];
            ck_assert_uint_gt(n, 50);
            ck_assert_uint_eq(list.first[cls + 1] - list.first[cls], n);
            ck_assert_double_eq((double)list.n_truths[cls], asked);
            for (size_t i = 0; i < n; i++) {
                ck_assert_int_eq(items[i].cls, (int)cls);
                ck_assert_double_eq(items[i].score, expected[i].score);
                ck_assert_int_eq(items[i].correct, expected[i].matched);
            }
        }
        ck_assert_uint_eq(list.first[N_CLASSES], list.n);
        mlt_judged_free(NULL, &list);
    }
    mlt_coco_free(coco);
}
END_TEST

static mlt_truth truth(double x, uint32_t flags)
{
    return (mlt_truth){{x, 0, 10, 10}, 100, 1, 0, flags};
}

static mlt_pred pred(double x, double score)
{
    return (mlt_pred){{x, 0, 10, 10}, score, 0};
}

START_TEST(ignored_ones_are_left_out)
{
    const mlt_truth truths[] = {truth(0, 0), truth(20, MLT_TRUTH_CROWD),
                                truth(40, MLT_TRUTH_IGNORE)};
    const mlt_pred preds[] = {pred(0, 0.9), pred(20, 0.8), pred(40, NAN), pred(60, 0.6)};
    mlt_coco_options options = {.n_classes = 1, .honour_ignore = true};
    mlt_coco *coco = start(&options);
    ck_assert_int_eq(mlt_coco_add(coco, 1, truths, 3, preds, 4, NULL), MLTEST_OK);
    mlt_judged_list list = judge(coco, 0);
    ck_assert_uint_eq(list.n, 2);
    ck_assert_uint_eq(list.n_truths[0], 1);
    ck_assert(list.items[0].correct && !list.items[1].correct);
    mlt_judged_free(NULL, &list);
    mlt_coco_free(coco);

    options.honour_ignore = false;
    options.class_agnostic = true;
    coco = start(&options);
    ck_assert_int_eq(mlt_coco_add(coco, 1, truths, 3, preds, 4, NULL), MLTEST_OK);
    list = judge(coco, 0);
    ck_assert_uint_eq(list.n_classes, 1);
    ck_assert_uint_eq(list.n, 3);
    ck_assert_uint_eq(list.n_truths[0], 2);
    ck_assert_double_nan(list.items[2].score);
    mlt_judged_free(NULL, &list);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(nothing_and_refusals)
{
    mlt_coco *coco = start(&reference);
    mlt_judged_list list = judge(coco, 9);
    ck_assert_uint_eq(list.n, 0);
    ck_assert_uint_eq(list.first[N_CLASSES], 0);
    ck_assert_uint_eq(list.n_truths[N_CLASSES - 1], 0);
    mlt_judged_free(NULL, &list);
    mlt_judged_free(NULL, &list);
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_judged_from_coco(&list, coco, 10, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(mltest_error_message(error), "there are 10 IoU thresholds, none at 10");
    mltest_error_free(error);
    ck_assert_ptr_null(list.items);
    for (int twice = 0; twice < 2; twice++)
        ck_assert_int_eq(mlt_coco_add(coco, 5, NULL, 0, NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_judged_from_coco(&list, coco, 0, NULL), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_null(list.items);
    mlt_coco_free(coco);
}
END_TEST

static mltest_status judge_some(mltest_context *ctx, void *data)
{
    (void)data;
    const mlt_truth truths[] = {truth(0, 0)};
    const mlt_pred preds[] = {pred(0, 0.9)};
    mlt_coco *coco = NULL;
    mlt_judged_list list = {0};
    mltest_status status = mlt_coco_new(&coco, ctx, &reference, NULL);
    if (status == MLTEST_OK)
        status = mlt_coco_add(coco, 1, truths, 1, preds, 1, NULL);
    if (status == MLTEST_OK)
        status = mlt_judged_from_coco(&list, coco, 0, NULL);
    ck_assert_uint_eq(list.n, status == MLTEST_OK);
    mlt_judged_free(ctx, &list);
    mlt_coco_free(coco);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(judge_some, NULL);
}
END_TEST

Suite *mlt_suite_metric_judged(void)
{
    Suite *suite = suite_create("metric_judged");
    TCase *tests = tcase_create("judged");
    tcase_add_test(tests, as_matched_plainly);
    tcase_add_test(tests, ignored_ones_are_left_out);
    tcase_add_test(tests, nothing_and_refusals);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
