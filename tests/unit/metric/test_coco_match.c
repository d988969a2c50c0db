/* SPDX-License-Identifier: MIT */
#include "coco_plain.h"
#include "metric/coco_parts.h"
#include "testing.h"

Suite *mlt_suite_metric_coco_match(void);

#define ALL ((uint64_t)0x3ff) /* ten thresholds */

static const mlt_box unit = {0, 0, 10, 10};

static mlt_coco *new_coco(bool reference, bool honour_ignore)
{
    mlt_coco *coco = NULL;
    const mlt_coco_options options = {
        .n_classes = 3, .reference = reference, .honour_ignore = honour_ignore};
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
    return coco;
}

/* Adds one image of class 0. */
static void add(mlt_coco *coco, const mlt_truth *truths, size_t n_truths, const mlt_pred *preds,
                size_t n_preds)
{
    ck_assert_int_eq(mlt_coco_add(coco, 1, truths, n_truths, preds, n_preds, NULL), MLTEST_OK);
    ck_assert_uint_eq(coco->n_dets, n_preds);
}

static uint64_t correct_bits(const mlt_coco *coco, size_t det)
{
    uint32_t what = coco->dets[det].what;
    return what & MLT_COCO_HIT ? coco->hits[what & ~MLT_COCO_HIT].correct : 0;
}

static uint64_t wrong_bits(const mlt_coco *coco, size_t det)
{
    uint32_t what = coco->dets[det].what;
    uint64_t out = 0;
    if (what & MLT_COCO_HIT)
        return coco->hits[what & ~MLT_COCO_HIT].wrong;
    for (unsigned a = 0; a < MLT_COCO_N_AREAS; a++)
        out |= what >> a & 1 ? ALL << (16 * a) : 0;
    return out;
}

static uint64_t right(const mlt_coco *coco, size_t det, unsigned area)
{
    return correct_bits(coco, det) >> (16 * area) & 0xffff;
}

static uint64_t wrong(const mlt_coco *coco, size_t det, unsigned area)
{
    return wrong_bits(coco, det) >> (16 * area) & 0xffff;
}

/* Where a class's detections begin in the only image, or n_dets. */
static size_t first_of(const mlt_coco *coco, int cls)
{
    size_t first = 0;
    for (size_t c = 0; c < coco->n_cells && coco->cells[c].column != cls; c++)
        first += coco->cells[c].n_dets;
    return first;
}

START_TEST(thresholds_are_numpys)
{
    mlt_coco *coco = new_coco(false, false);
    for (size_t t = 0; t < 10; t++)
        ck_assert_double_eq(coco->ious[t], plain_iou_threshold(t));
    ck_assert_double_eq(coco->ious[8], 0.8999999999999999);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(exact_hits)
{
    mlt_coco *coco = new_coco(true, false);
    const mlt_truth truth = {unit, 100, 1, 0, 0};
    const mlt_pred preds[] = {{unit, 0.9, 0}, {{0, 0, 10, 5}, 0.8, 0}, {unit, 0.7, 0}};
    add(coco, &truth, 1, preds, 3);
    ck_assert_uint_eq(right(coco, 0, 0), ALL); /* all thresholds, also 1 - 1e-10 */
    ck_assert_uint_eq(wrong(coco, 0, 0), 0);
    ck_assert_uint_eq(right(coco, 1, 0), 0); /* taken */
    ck_assert_uint_eq(wrong(coco, 1, 0), ALL);
    ck_assert_uint_eq(wrong(coco, 2, 1), ALL);
    ck_assert_uint_eq(right(coco, 0, 2), 0); /* not of medium size: ignored */
    ck_assert_uint_eq(wrong(coco, 0, 2), 0);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(threshold_itself_suffices)
{
    mlt_coco *coco = new_coco(true, false);
    const mlt_truth truth = {unit, 100, 1, 0, 0};
    const mlt_pred half = {{0, 0, 10, 5}, 0.9, 0};
    add(coco, &truth, 1, &half, 1);
    ck_assert_uint_eq(right(coco, 0, 0), 1); /* .5 and no other */
    ck_assert_uint_eq(wrong(coco, 0, 0), ALL & ~(uint64_t)1);
    mlt_coco_free(coco);
}
END_TEST

/* Of two equal truths the last is taken first: seen by giving it the annotation id 0. */
START_TEST(last_of_equals_wins)
{
    mlt_coco *coco = new_coco(true, false);
    const mlt_truth truths[] = {{unit, 100, 1, 0, 0}, {unit, 100, 0, 0, 0}};
    const mlt_pred preds[] = {{unit, 0.9, 0}, {unit, 0.8, 0}};
    add(coco, truths, 2, preds, 2);
    ck_assert_uint_eq(right(coco, 0, 0), 0);
    ck_assert_uint_eq(wrong(coco, 0, 0), ALL);
    ck_assert_uint_eq(right(coco, 1, 0), ALL);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(annotation_zero)
{
    for (int reference = 0; reference < 2; reference++) {
        mlt_coco *coco = new_coco(reference, false);
        const mlt_truth truth = {unit, 2000, 0, 0, 0}; /* medium by its own area */
        const mlt_pred preds[] = {{unit, 0.9, 0}, {unit, 0.8, 0}};
        add(coco, &truth, 1, preds, 2);
        ck_assert_uint_eq(right(coco, 0, 0), reference ? 0 : ALL);
        ck_assert_uint_eq(wrong(coco, 0, 0), reference ? ALL : 0);
        ck_assert_uint_eq(wrong(coco, 1, 0), ALL); /* the truth is taken all the same */
        ck_assert_uint_eq(wrong(coco, 0, 2), 0);   /* unmatched and of another size */
        ck_assert_uint_eq(wrong(coco, 0, 1), 0);   /* its truth is ignored among the small */
        mlt_coco_free(coco);
    }
}
END_TEST

START_TEST(crowds)
{
    mlt_coco *coco = new_coco(true, false);
    const mlt_truth truths[] = {{{0, 0, 100, 100}, 5000, 1, 0, MLT_TRUTH_CROWD},
                                {{0, 0, 10, 12}, 100, 2, 0, 0}};
    const mlt_pred preds[] = {
        {unit, 0.9, 0}, {{50, 50, 10, 10}, 0.8, 0}, {{60, 60, 10, 10}, 0.7, 0}, {unit, 0.6, 0}};
    add(coco, truths, 2, preds, 4);
    ck_assert_uint_eq(coco->cells[0].asked[0], 1);
    /* The real truth goes first where its IoU of .83 suffices, the crowd takes the rest. */
    ck_assert_uint_eq(right(coco, 0, 0), 0x7f);
    ck_assert_uint_eq(wrong(coco, 0, 0), 0);
    for (size_t d = 1; d < 4; d++) /* any number of times, and ignored then */
        ck_assert_uint_eq(right(coco, d, 0) | wrong(coco, d, 0), 0);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(sizes)
{
    mlt_coco *coco = new_coco(true, false);
    const mlt_truth truths[] = {{unit, 1024, 1, 0, 0}, /* counts as small and as medium */
                                {{100, 0, 10, 10}, NAN, 2, 0, 0},
                                {{200, 0, 10, 10}, 1e11, 3, 0, 0},
                                {{300, 0, 10, 10}, -1, 4, 0, 0}};
    const mlt_pred preds[] = {{unit, 0.9, 0}, {{500, 0, 96, 96}, 0.8, 0}};
    add(coco, truths, 4, preds, 2);
    ck_assert_uint_eq(coco->cells[0].asked[0], 2);
    ck_assert_uint_eq(coco->cells[0].asked[1], 2);
    ck_assert_uint_eq(coco->cells[0].asked[2], 2);
    ck_assert_uint_eq(coco->cells[0].asked[3], 1);
    ck_assert_uint_eq(right(coco, 0, 1), ALL);
    ck_assert_uint_eq(right(coco, 0, 2), ALL);
    ck_assert_uint_eq(right(coco, 0, 3) | wrong(coco, 0, 3), 0);
    ck_assert_uint_eq(wrong(coco, 1, 1), 0); /* 9216: medium and large */
    ck_assert_uint_eq(wrong(coco, 1, 2), ALL);
    ck_assert_uint_eq(wrong(coco, 1, 3), ALL);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(ignored_on_request)
{
    const uint32_t flags[] = {MLT_TRUTH_IGNORE, MLT_TRUTH_DIFFICULT};
    for (int i = 0; i < 4; i++) {
        mlt_coco *coco = new_coco(false, i >= 2);
        const mlt_truth truth = {unit, 100, 1, 0, flags[i % 2]};
        const mlt_pred preds[] = {{unit, 0.9, 0}, {unit, 0.8, 0}};
        add(coco, &truth, 1, preds, 2);
        ck_assert_uint_eq(coco->cells[0].asked[0], i >= 2 ? 0 : 1);
        ck_assert_uint_eq(right(coco, 0, 0), i >= 2 ? 0 : ALL);
        ck_assert_uint_eq(wrong(coco, 0, 0), 0);
        ck_assert_uint_eq(wrong(coco, 1, 0), ALL); /* not a crowd: takes one only */
        mlt_coco_free(coco);
    }
}
END_TEST

START_TEST(empty_boxes)
{
    mlt_coco *coco = new_coco(true, false);
    const mlt_truth truths[] = {{{0, 0, 0, 10}, 0, 1, 0, 0}, {{0, 0, -5, -5}, 25, 2, 0, 0}};
    const mlt_pred preds[] = {{{0, 0, 0, 10}, 0.9, 0}, {{0, 0, -5, -5}, 0.8, 0}};
    add(coco, truths, 2, preds, 2);
    ck_assert_uint_eq(coco->cells[0].asked[0], 2);
    for (size_t d = 0; d < 2; d++) {
        ck_assert_uint_eq(right(coco, d, 0), 0);
        ck_assert_uint_eq(wrong(coco, d, 0), ALL);
    }
    mlt_coco_free(coco);
}
END_TEST

/* The hundred best of a class; equal scores in the order given. */
START_TEST(cut_at_a_hundred)
{
    mlt_coco *coco = new_coco(true, false);
    mlt_pred preds[250];
    for (int i = 0; i < 250; i++)
        preds[i] = (mlt_pred){{i, 0, 10, 10}, i < 130 ? 0.1 : 0.5, i % 2};
    ck_assert_int_eq(mlt_coco_add(coco, 1, NULL, 0, preds, 250, NULL), MLTEST_OK);
    ck_assert_uint_eq(coco->n_dets, 200);
    ck_assert_uint_eq(coco->cells[0].n_dets, 100);
    ck_assert_uint_eq(coco->cells[1].n_dets, 100);
    for (size_t i = 0; i < 200; i++) {
        size_t rank = i % 100;
        ck_assert_uint_eq(coco->dets[i].what >> MLT_COCO_LEVEL_SHIFT, rank < 1    ? 0
                                                                      : rank < 10 ? 1
                                                                                  : 2);
        ck_assert_double_eq(coco->dets[i].score, i % 100 < 60 ? 0.5 : 0.1);
    }
    mlt_coco_free(coco);
}
END_TEST

/* Every bit against the word-for-word procedure, on pictures full of ties and oddities. */
START_TEST(as_the_procedure)
{
    static plain_image image;
    static plain_det plain[PLAIN_ITEMS];
    plain_state = 17;
    for (int round = 0; round < 150; round++) {
        mlt_coco *coco = new_coco(true, false);
        plain_fill(&image, 1, 3, round % 2 ? 12 : 60);
        ck_assert_int_eq(plain_add(coco, &image), MLTEST_OK);
        size_t seen = 0;
        for (int cls = 0; cls < 3; cls++)
            for (size_t area = 0; area < 4; area++)
                for (size_t t = 0; t < 10; t++) {
                    double asked = 0;
                    size_t n =
                        plain_match(&image, cls, area, plain_iou_threshold(t), plain, &asked);
                    size_t first = first_of(coco, cls);
                    seen += n;
                    for (size_t d = 0; d < n; d++) {
                        const mlt_coco_det *det = &coco->dets[first + d];
                        bool counts = !plain[d].ignored;
                        ck_assert_double_eq(det->score, plain[d].score);
                        ck_assert_uint_eq(correct_bits(coco, first + d) >> (16 * area + t) & 1,
                                          plain[d].matched && counts);
                        ck_assert_uint_eq(wrong_bits(coco, first + d) >> (16 * area + t) & 1,
                                          !plain[d].matched && counts);
                    }
                }
        ck_assert_uint_eq(seen, 40 * coco->n_dets);
        mlt_coco_free(coco);
    }
}
END_TEST

/* No IoU is below a threshold that is no number: what is free at the end of the list is found, and
 * anything behind such a truth; elsewhere such boxes overlap nothing. */
START_TEST(areas_that_vanish)
{
    static const mlt_box tiny = {0, 0, 1e-200, 1e-200};
    static const mlt_box far = {500, 500, 10, 10};
    const mlt_truth truths[] = {{tiny, 50, 1, 0, 0}, {far, 50, 2, 0, 0}, {tiny, 50, 3, 1, 0}};
    const mlt_pred preds[] = {{tiny, 0.9, 0}, {tiny, 0.8, 0}, {far, 0.7, 0}, {tiny, 0.6, 1}};
    mlt_coco *coco = new_coco(true, false);
    add(coco, truths, 3, preds, 4);
    ck_assert_uint_eq(right(coco, 0, 0), ALL); /* the far one */
    ck_assert_uint_eq(right(coco, 1, 0), ALL);
    ck_assert_uint_eq(right(coco, 2, 0), 0);
    ck_assert_uint_eq(right(coco, 3, 0), ALL);
    mlt_coco_free(coco);
    coco = new_coco(false, false);
    add(coco, truths, 3, preds, 4);
    ck_assert_uint_eq(right(coco, 0, 0), 0);
    ck_assert_uint_eq(right(coco, 1, 0), 0);
    ck_assert_uint_eq(right(coco, 2, 0), ALL);
    ck_assert_uint_eq(right(coco, 3, 0), 0);
    mlt_coco_free(coco);
}
END_TEST

/* What lies by half in an optional truth of its class is ignored at every threshold; a quarter is
 * wrong. The optional truth itself is not asked for. */
START_TEST(optional_truths_excuse)
{
    mlt_coco *coco = new_coco(false, false);
    const mlt_truth truths[] = {{unit, 100, 1, 0, 0}, {{50, 50, 10, 10}, 100, 2, 0, 0}};
    const mlt_coco_moved moved[] = {{unit, true, true}, {{50, 50, 10, 10}, true, false}};
    const mlt_pred preds[] = {
        {{5, 0, 10, 10}, 0.9, 0}, {{8, 0, 10, 10}, 0.8, 0}, {unit, 0.7, 0}, {{0, 0, 0, 0}, 0.6, 0}};
    ck_assert_int_eq(mlt_coco_add_moved(coco, 1, truths, moved, 2, preds, 4, NULL), MLTEST_OK);
    ck_assert_uint_eq(coco->cells[0].asked[0], 1);
    for (size_t det = 0; det < 4; det++) {
        ck_assert_uint_eq(right(coco, det, 0), 0);
        ck_assert_uint_eq(wrong(coco, det, 0), det % 2 == 1 ? ALL : 0);
    }
    mlt_coco_free(coco);
}
END_TEST

/* 8 x 8 within 10 x 10: a detection between the two has the IoU of what is nearest to it, and a
 * truth that is taken leaves the next detection to the other. */
START_TEST(truths_known_up_to_an_interval)
{
    mlt_coco *coco = new_coco(false, false);
    const mlt_truth truths[] = {{unit, 100, 1, 0, 0}, {{4, 0, 10, 10}, 100, 2, 0, 0}};
    const mlt_coco_moved moved[] = {{{1, 1, 8, 8}, false, false}, {{5, 1, 8, 8}, false, false}};
    const mlt_pred preds[] = {{{1, 1, 8, 8}, 0.9, 0}, {{2, 1, 8, 8}, 0.8, 0}};
    ck_assert_int_eq(mlt_coco_add_moved(coco, 1, truths, moved, 2, preds, 2, NULL), MLTEST_OK);
    ck_assert_uint_eq(right(coco, 0, 0), ALL);
    ck_assert_uint_eq(right(coco, 1, 0), 1); /* 6 x 8 shared by 8 x 8 and 9 x 8: 48 / 88 */
    ck_assert_uint_eq(wrong(coco, 1, 0), ALL & ~(uint64_t)1);
    mlt_coco_free(coco);
}
END_TEST

Suite *mlt_suite_metric_coco_match(void)
{
    Suite *suite = suite_create("metric_coco_match");
    TCase *tests = tcase_create("coco_match");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, thresholds_are_numpys);
    tcase_add_test(tests, exact_hits);
    tcase_add_test(tests, threshold_itself_suffices);
    tcase_add_test(tests, last_of_equals_wins);
    tcase_add_test(tests, annotation_zero);
    tcase_add_test(tests, crowds);
    tcase_add_test(tests, sizes);
    tcase_add_test(tests, ignored_on_request);
    tcase_add_test(tests, empty_boxes);
    tcase_add_test(tests, areas_that_vanish);
    tcase_add_test(tests, cut_at_a_hundred);
    tcase_add_test(tests, as_the_procedure);
    tcase_add_test(tests, optional_truths_excuse);
    tcase_add_test(tests, truths_known_up_to_an_interval);
    suite_add_tcase(suite, tests);
    return suite;
}
