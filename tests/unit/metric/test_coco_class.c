/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include "coco_plain.h"
#include "metric/coco_walk.h"

Suite *mlt_suite_metric_coco_class(void);

static const mlt_box unit = {0, 0, 10, 10};
static const mlt_box away = {500, 0, 10, 10};

static mlt_coco *new_coco(bool corrected)
{
    mlt_coco *coco = NULL;
    const mlt_coco_options options = {.n_classes = 1, .corrected = corrected};
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
    return coco;
}

/* An image with a truth, and a detection that finds it or not. */
static void add(mlt_coco *coco, uint64_t key, double score, bool finds)
{
    const mlt_truth truth = {unit, 100, 1, 0, 0};
    const mlt_pred pred = {finds ? unit : away, score, 0};
    ck_assert_int_eq(mlt_coco_add(coco, key, &truth, 1, &pred, 1, NULL), MLTEST_OK);
}

/* Many scores that the upper half of a key does not tell apart. */
START_TEST(scores_that_are_nearly_equal)
{
    enum { N = 500 };
    mlt_coco *coco = new_coco(false);
    plain_state = 12;
    for (uint64_t i = 0; i < N; i++)
        add(coco, i, 0.5 + floor(plain_random(0, 300)) * 0x1p-52, i % 3 == 0);
    ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK);
    mlt_coco_walk walk = mlt_coco_walk_class(coco, 0);
    mlt_coco_kept p = {.score = 1}, q;
    size_t n = 0;
    for (; mlt_coco_walk_next(&walk, &q); p = q, n++) {
        ck_assert(p.score >= q.score);
        ck_assert(p.score > q.score || p.image < q.image);
    }
    ck_assert_uint_eq(n, N);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(odd_scores)
{
    const double scores[] = {NAN, 0, -INFINITY, -0.0, INFINITY, -1, 1e-320, NAN};
    const uint32_t order[] = {4, 6, 1, 3, 5, 2, 0, 7};
    mlt_coco *coco = new_coco(false);
    for (uint64_t i = 0; i < 8; i++)
        add(coco, i, scores[i], i % 2);
    ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK);
    mlt_coco_walk walk = mlt_coco_walk_class(coco, 0);
    mlt_coco_kept det;
    for (size_t i = 0; mlt_coco_walk_next(&walk, &det); i++)
        ck_assert_uint_eq(det.image, order[i]);
    mlt_coco_free(coco);
}
END_TEST

/* How many misses count at each hit: those before it, or corrected those of its step as well. */
START_TEST(misses_of_a_step)
{
    for (int corrected = 0; corrected < 2; corrected++) {
        mlt_coco *coco = new_coco(corrected);
        const double scores[] = {0.9, 0.8, 0.8, 0.8, 0.8, 0.7, 0.6, 0.6};
        const bool finds[] = {false, false, true, false, true, true, false, false};
        const uint32_t plain[] = {2, 3, 3}, whole[] = {3, 3, 3};
        for (uint64_t i = 0; i < 8; i++)
            add(coco, i, scores[i], finds[i]);
        ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK);
        ck_assert_uint_eq(coco->order->first_hit[1], 3);
        for (size_t h = 0; h < 3; h++)
            ck_assert_uint_eq(coco->order->hits[h].misses, corrected ? whole[h] : plain[h]);
        ck_assert_uint_eq(coco->order->n_ties,
                          (size_t)corrected); /* that of .6 has nothing correct */
        mlt_coco_free(coco);
    }
}
END_TEST

Suite *mlt_suite_metric_coco_class(void)
{
    Suite *suite = suite_create("metric_coco_class");
    TCase *tests = tcase_create("coco_class");
    tcase_add_test(tests, scores_that_are_nearly_equal);
    tcase_add_test(tests, odd_scores);
    tcase_add_test(tests, misses_of_a_step);
    suite_add_tcase(suite, tests);
    return suite;
}
