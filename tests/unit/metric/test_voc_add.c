/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include <math.h>
#include <string.h>

#include "metric/voc_parts.h"
#include "voc_plain.h"

Suite *mlt_suite_metric_voc_add(void);

static const mlt_box ten = {0, 0, 10, 10};
static const mlt_voc_options options = {.n_classes = 3, .iou = 0.5, .honour_difficult = true};

static mlt_truth truth(int32_t cls, uint32_t flags)
{
    return (mlt_truth){ten, 100, 0, cls, flags};
}

static void add(mlt_voc *voc, uint64_t key, const mlt_truth *truths, size_t n_truths,
                const mlt_pred *preds, size_t n_preds)
{
    ck_assert_int_eq(mlt_voc_add(voc, key, truths, n_truths, preds, n_preds, NULL), MLTEST_OK);
}

START_TEST(classes_apart)
{
    const mlt_truth truths[] = {truth(2, 0), truth(0, 0), truth(2, 0)};
    const mlt_pred preds[] = {{ten, 0.5, 1}, {ten, 0.9, 2}, {ten, 0.7, 0}, {ten, 0.8, 2}};
    const mlt_voc_outcome ends[] = {MLT_VOC_RIGHT, MLT_VOC_WRONG, MLT_VOC_RIGHT, MLT_VOC_WRONG};
    const int32_t classes[] = {2, 2, 0, 1}; /* by score */
    mlt_voc *voc = voc_plain_new(options);
    add(voc, 4, truths, 3, preds, 4);
    ck_assert_uint_eq(voc->n_dets, 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(voc->dets[i].outcome, ends[i]);
        ck_assert_int_eq(voc->dets[i].cls, classes[i]);
    }
    ck_assert_uint_eq(voc->n_positives[0], 1);
    ck_assert_uint_eq(voc->n_positives[1], 0);
    ck_assert_uint_eq(voc->n_positives[2], 2);
    mlt_voc_free(voc);
}
END_TEST

START_TEST(classes_out_of_range)
{
    const mlt_truth truths[] = {truth(-1, 0), truth(3, 0), truth(INT32_MAX, 0),
                                truth(INT32_MIN, 0)};
    const mlt_pred preds[] = {
        {ten, 0.5, -1}, {ten, 0.9, 3}, {ten, 0.7, INT32_MAX}, {ten, 0.7, INT32_MIN}};
    for (size_t n_classes = 0; n_classes <= 3; n_classes += 3) {
        mlt_voc *voc = voc_plain_new((mlt_voc_options){.n_classes = n_classes, .iou = 0.5});
        add(voc, 1, truths, 4, preds, 4);
        ck_assert_uint_eq(voc->n_dets, 0);
        ck_assert_uint_eq(mlt_voc_n_images(voc), 1);
        mlt_voc_free(voc);
    }
}
END_TEST

/* Of equal scores the one given first claims the truth; NaN comes last. */
START_TEST(order_within_an_image)
{
    const mlt_truth one = truth(0, 0);
    const mlt_box nine = {0, 0, 10, 9};
    const mlt_pred preds[] = {{ten, NAN, 0}, {nine, 0.5, 0}, {ten, 0.5, 0}, {ten, -INFINITY, 0}};
    mlt_voc *voc = voc_plain_new(options);
    add(voc, 1, &one, 1, preds, 4);
    ck_assert_int_eq(voc->dets[0].outcome, MLT_VOC_RIGHT);
    for (int i = 1; i < 4; i++)
        ck_assert_int_eq(voc->dets[i].outcome, MLT_VOC_WRONG);
    ck_assert_double_eq(voc->dets[2].score, -INFINITY);
    ck_assert(isnan(voc->dets[3].score));
    mlt_voc_free(voc);
}
END_TEST

/* Printing makes ties: 0.5004 and 0.5001 are both 0.500. */
START_TEST(order_of_printed_scores)
{
    const mlt_truth one = truth(0, 0);
    const mlt_pred preds[] = {{ten, 0.5001, 0}, {ten, 0.5004, 0}};
    mlt_voc_options changed = options;
    changed.details = MLT_VOC_PRINTED;
    mlt_voc *voc = voc_plain_new(changed);
    add(voc, 1, &one, 1, preds, 2);
    ck_assert_double_eq(voc->dets[0].score, 0.5);
    ck_assert_double_eq(voc->dets[1].score, 0.5);
    ck_assert_int_eq(voc->dets[0].outcome, MLT_VOC_RIGHT);
    mlt_voc_free(voc);
}
END_TEST

/* n_positives and how a first and a second detection end, by flag of the truth. */
static void check_flag(unsigned details, bool honour, uint32_t flag, size_t n_positives,
                       mlt_voc_outcome first, mlt_voc_outcome second)
{
    const mlt_truth one = truth(0, flag);
    const mlt_pred preds[] = {{ten, 0.9, 0}, {ten, 0.8, 0}};
    mlt_voc_options changed = options;
    changed.details = details;
    changed.honour_difficult = honour;
    mlt_voc *voc = voc_plain_new(changed);
    add(voc, 1, &one, 1, preds, 2);
    ck_assert_uint_eq(voc->n_positives[0], n_positives);
    ck_assert_int_eq(voc->dets[0].outcome, first);
    ck_assert_int_eq(voc->dets[1].outcome, second);
    mlt_voc_free(voc);
}

START_TEST(flags_of_truths)
{
    const uint32_t flags[] = {MLT_TRUTH_DIFFICULT, MLT_TRUTH_IGNORE, MLT_TRUTH_CROWD};
    const unsigned ask = MLT_VOC_ASK_DIFFICULT;
    const unsigned crowds = MLT_VOC_REPEATED_CROWDS;
    for (size_t i = 0; i < 3; i++) {
        check_flag(0, true, flags[i], 0, MLT_VOC_NEITHER, MLT_VOC_NEITHER);
        check_flag(0, false, flags[i], 1, MLT_VOC_RIGHT, MLT_VOC_WRONG);
        check_flag(ask, true, flags[i], 1, MLT_VOC_NEITHER, MLT_VOC_NEITHER);
    }
    check_flag(crowds, true, MLT_TRUTH_CROWD, 1, MLT_VOC_RIGHT, MLT_VOC_NEITHER);
    check_flag(crowds, true, MLT_TRUTH_CROWD | MLT_TRUTH_DIFFICULT, 0, MLT_VOC_NEITHER,
               MLT_VOC_NEITHER);
    check_flag(crowds, true, 0, 1, MLT_VOC_RIGHT, MLT_VOC_WRONG);
    check_flag(0, true, MLT_TRUTH_CLIPPED, 1, MLT_VOC_RIGHT, MLT_VOC_WRONG);
}
END_TEST

static mltest_status add_two(mltest_context *ctx, void *data)
{
    static plain_image images[2];
    mlt_voc *voc = NULL;
    (void)data;
    plain_state = 3;
    voc_plain_fill(images, 2, 3, 30);
    mltest_status status = mlt_voc_new(&voc, ctx, &options, NULL);
    for (size_t i = 0; status == MLTEST_OK && i < 2; i++) {
        size_t n_dets = voc->n_dets;
        size_t positives[3];
        memcpy(positives, voc->n_positives, sizeof positives);
        status = voc_plain_add(voc, &images[i]);
        if (status != MLTEST_OK) {
            ck_assert_uint_eq(mlt_voc_n_images(voc), i);
            ck_assert_uint_eq(voc->n_dets, n_dets);
            ck_assert_mem_eq(voc->n_positives, positives, sizeof positives);
        }
    }
    mlt_voc_free(voc);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(add_two, NULL);
}
END_TEST

Suite *mlt_suite_metric_voc_add(void)
{
    Suite *suite = suite_create("metric_voc_add");
    TCase *tests = tcase_create("voc_add");
    tcase_add_test(tests, classes_apart);
    tcase_add_test(tests, classes_out_of_range);
    tcase_add_test(tests, order_within_an_image);
    tcase_add_test(tests, order_of_printed_scores);
    tcase_add_test(tests, flags_of_truths);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
