/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include "coco_rules.h"
#include "metric/coco_parts.h"

Suite *mlt_suite_metric_coco_list(void);

enum { N_IMAGES = 7, N_CLASSES = 3 };
static rules_image images[N_IMAGES];

static void fill_images(uint64_t seed)
{
    plain_state = seed;
    for (size_t i = 0; i < N_IMAGES; i++)
        rules_fill(&images[i], 5 * i, N_CLASSES, 16);
}

static mlt_coco_result evaluate(const mlt_coco_options *options, const rules *r)
{
    mlt_coco *coco = NULL;
    mlt_coco_result result;
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, options, NULL), MLTEST_OK);
    for (size_t i = 0; i < N_IMAGES; i++)
        ck_assert_int_eq(rules_add(coco, r, &images[i]), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_finish(coco, NULL, MLT_COCO_ARRAYS, &result, NULL), MLTEST_OK);
    mlt_coco_free(coco);
    return result;
}

static void shuffle_images(void)
{
    for (size_t i = 0; i < N_IMAGES; i++) {
        plain_image *p = &images[i].plain;
        for (size_t j = p->n_truths; j > 1; j--) {
            size_t other = plain_below(j);
            mlt_truth swap = p->truths[other];
            p->truths[other] = p->truths[j - 1];
            p->truths[j - 1] = swap;
        }
        for (size_t j = p->n_preds; j > 1; j--) {
            size_t other = plain_below(j);
            mlt_pred swap = p->preds[other];
            p->preds[other] = p->preds[j - 1];
            p->preds[j - 1] = swap;
        }
    }
}

static bool is_same(const mlt_coco_result *a, const mlt_coco_result *b)
{
    size_t n = a->n_ious * a->n_classes * 4 * a->n_limits;
    return memcmp(a->stats, b->stats, sizeof a->stats) == 0 &&
           memcmp(a->lvis, b->lvis, sizeof a->lvis) == 0 &&
           memcmp(a->deviations, b->deviations, sizeof a->deviations) == 0 &&
           memcmp(a->precision, b->precision, n * MLT_COCO_N_RECALLS * sizeof(double)) == 0 &&
           memcmp(a->scores, b->scores, n * MLT_COCO_N_RECALLS * sizeof(double)) == 0 &&
           memcmp(a->recall, b->recall, n * sizeof(double)) == 0;
}

/* How many of some shuffled files give another result. */
static int count_changes(const mlt_coco_options *options, const rules *r)
{
    int changed = 0;
    mlt_coco_result first = evaluate(options, r);
    for (int i = 0; i < 6; i++) {
        shuffle_images();
        mlt_coco_result other = evaluate(options, r);
        changed += !is_same(&first, &other);
        mlt_coco_result_free(NULL, &other);
    }
    mlt_coco_result_free(NULL, &first);
    return changed;
}

START_TEST(files_may_be_shuffled)
{
    const uint32_t dets[] = {1, 4, 12};
    const mlt_coco_options corrected[] = {
        {.n_classes = N_CLASSES, .corrected = true},
        {.n_classes = N_CLASSES, .corrected = true, .max_dets = dets},
        {.n_classes = N_CLASSES, .corrected = true, .class_agnostic = true, .max_dets = dets},
        {.n_classes = N_CLASSES, .corrected = true, .lvis = true, .max_dets = dets}};
    const mlt_coco_options plain = {.n_classes = N_CLASSES, .reference = true};
    fill_images((uint64_t)_i);
    for (size_t i = 0; i < sizeof corrected / sizeof corrected[0]; i++) {
        const rules r = {.lvis = corrected[i].lvis};
        ck_assert_int_eq(count_changes(&corrected[i], &r), 0);
    }
    const rules r = {0};
    ck_assert_int_gt(count_changes(&plain, &r), 0); /* as the reference is changed by it */
}
END_TEST

/* A model whose scores are all the same is nothing but ties. */
START_TEST(constant_scores_may_be_shuffled)
{
    const mlt_coco_options options = {.n_classes = N_CLASSES, .corrected = true};
    const rules r = {0};
    fill_images(77);
    for (size_t i = 0; i < N_IMAGES; i++)
        for (size_t j = 0; j < images[i].plain.n_preds; j++)
            images[i].plain.preds[j].score = 0.5;
    ck_assert_int_eq(count_changes(&options, &r), 0);
}
END_TEST

START_TEST(corrected_as_the_rules)
{
    const uint32_t dets[] = {1, 4, 12};
    rules r = rules_default();
    r.corrected = r.honour = true;
    fill_images(100 + (uint64_t)_i);
    for (int own = 0; own < 2; own++) {
        const mlt_coco_options options = {
            .n_classes = N_CLASSES, .corrected = true, .max_dets = own ? dets : NULL};
        for (size_t l = 0; own && l < 3; l++)
            r.limits[l] = dets[l];
        mlt_coco_result result = evaluate(&options, &r);
        rules_check(&r, images, N_IMAGES, &result);
        mlt_coco_result_free(NULL, &result);
    }
}
END_TEST

/* Thresholds, areas and limits of one's own, with the reference's rules otherwise. */
START_TEST(own_options_as_the_rules)
{
    const double ious[] = {0.3, 0.99, 0.5, 1};
    const double areas[4][2] = {{0, 1e6}, {100, 400}, {400, 2500}, {1e4, INFINITY}};
    const uint32_t dets[] = {20, 2, 7};
    rules r = {.n_ious = 4, .limits = {2, 7, 20}, .n_limits = 3, .reference = true};
    const mlt_coco_options options = {.n_classes = N_CLASSES,
                                      .ious = ious,
                                      .n_ious = 4,
                                      .areas = areas,
                                      .max_dets = dets,
                                      .reference = true};
    memcpy(r.ious, ious, sizeof ious);
    memcpy(r.areas, areas, sizeof areas);
    fill_images(200 + (uint64_t)_i);
    mlt_coco_result result = evaluate(&options, &r);
    rules_check(&r, images, N_IMAGES, &result);
    mlt_coco_result_free(NULL, &result);
}
END_TEST

static mlt_coco *add_one(bool corrected, const mlt_truth *truths, size_t n_truths,
                         const mlt_pred *preds, size_t n_preds)
{
    mlt_coco *coco = NULL;
    const double ious[] = {0.5};
    const mlt_coco_options options = {
        .n_classes = 1, .corrected = corrected, .ious = ious, .n_ious = 1};
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_add(coco, 1, truths, n_truths, preds, n_preds, NULL), MLTEST_OK);
    return coco;
}

/* Of two equal scores the better one gets the truth, and is the one that AR1 sees. */
START_TEST(best_iou_goes_first)
{
    const mlt_truth truth = {{0, 0, 10, 10}, 100, 1, 0, 0};
    const mlt_pred preds[] = {
        {{0, 0, 10, 6}, 0.5, 0}, {{0, 0, 10, 9}, 0.5, 0}, {{0, 0, 10, 10}, 0.4, 0}};
    for (int corrected = 0; corrected < 2; corrected++) {
        mlt_coco *coco = add_one(corrected, &truth, 1, preds, 3);
        ck_assert_uint_eq(coco->n_hits, 1);
        ck_assert(coco->dets[0].what & MLT_COCO_HIT);
        ck_assert_uint_eq(coco->pred_order[0], corrected ? 1 : 0);
        ck_assert_uint_eq(coco->pred_order[2], 2);
        mlt_coco_free(coco);
    }
}
END_TEST

/* The rest is decided by the box: left edge, top, width, height, the larger first. */
START_TEST(boxes_decide_the_rest)
{
    const mlt_pred preds[] = {{{1, 1, 5, 5}, 0.5, 0},
                              {{2, 0, 5, 5}, 0.5, 0},
                              {{1, 1, 5, 6}, 0.5, 0},
                              {{1, 2, 5, 5}, 0.5, 0},
                              {{9, 9, 5, 5}, 0.1, 0}};
    const uint32_t order[] = {1, 3, 2, 0, 4};
    mlt_coco *coco = add_one(true, NULL, 0, preds, 5);
    for (size_t i = 0; i < 5; i++)
        ck_assert_uint_eq(coco->pred_order[i], order[i]);
    mlt_coco_free(coco);
}
END_TEST

/* Before a NaN nothing is greater or smaller: it goes last all the same. */
START_TEST(nan_is_last)
{
    const mlt_pred preds[] = {
        {{0, 0, 5, 5}, NAN, 0}, {{1, 0, 5, 5}, 0.1, 0}, {{2, 0, 5, 5}, NAN, 0}};
    const uint32_t order[] = {1, 0, 2};
    mlt_coco *coco = add_one(false, NULL, 0, preds, 3);
    for (size_t i = 0; i < 3; i++)
        ck_assert_uint_eq(coco->pred_order[i], order[i]);
    mlt_coco_free(coco);
}
END_TEST

Suite *mlt_suite_metric_coco_list(void)
{
    Suite *suite = suite_create("metric_coco_list");
    TCase *tests = tcase_create("coco_list");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, files_may_be_shuffled, 1, 6);
    tcase_add_test(tests, constant_scores_may_be_shuffled);
    tcase_add_loop_test(tests, corrected_as_the_rules, 0, 4);
    tcase_add_loop_test(tests, own_options_as_the_rules, 0, 3);
    tcase_add_test(tests, best_iou_goes_first);
    tcase_add_test(tests, boxes_decide_the_rest);
    tcase_add_test(tests, nan_is_last);
    suite_add_tcase(suite, tests);
    return suite;
}
