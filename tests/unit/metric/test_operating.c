/* SPDX-License-Identifier: MIT */
#include "metric/operating.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_metric_operating(void);

static mlt_operating_result run(mlt_judged *items, size_t n, size_t *first, uint64_t *n_truths,
                                size_t n_classes)
{
    const mlt_judged_list list = {n_classes, items, n, first, n_truths};
    mlt_operating_result r;
    ck_assert_int_eq(mlt_operating(NULL, &list, &r, NULL), MLTEST_OK);
    return r;
}

static void check_point(const mlt_operating_point *p, double score, uint64_t tp, uint64_t fp,
                        double n_truths)
{
    ck_assert_double_eq(p->score, score);
    ck_assert_uint_eq(p->tp, tp);
    ck_assert_uint_eq(p->fp, fp);
    ck_assert_double_eq(p->precision, (double)tp / (double)(tp + fp));
    ck_assert_double_eq(p->recall, (double)tp / n_truths);
    ck_assert_double_eq(p->f1, 2 * (double)tp / ((double)(tp + fp) + n_truths));
}

/* Class 0: equal scores are one step. Class 1: another scale. Together: one threshold. */
START_TEST(by_hand)
{
    mlt_judged items[] = {{0.9, 0, true},  {0.7, 0, false}, {0.7, 0, true}, {0.4, 0, true},
                          {0.2, 0, false}, {0.8, 1, false}, {0.7, 1, true}};
    size_t first[] = {0, 5, 7};
    uint64_t n_truths[] = {4, 1};
    mlt_operating_result r = run(items, 7, first, n_truths, 2);
    ck_assert_uint_eq(r.n_classes, 2);
    ck_assert_uint_eq(r.first[1], 4);
    check_point(&r.points[0], 0.9, 1, 0, 4);
    check_point(&r.points[1], 0.7, 2, 1, 4);
    check_point(&r.points[2], 0.4, 3, 1, 4);
    check_point(&r.points[3], 0.2, 3, 2, 4);
    check_point(&r.best[0], 0.4, 3, 1, 4);
    ck_assert_uint_eq(r.first[2], 6);
    check_point(&r.points[4], 0.8, 0, 1, 1);
    check_point(&r.points[5], 0.7, 1, 1, 1);
    check_point(&r.best[1], 0.7, 1, 1, 1);
    ck_assert_uint_eq(r.first[3], 11);
    check_point(&r.points[6], 0.9, 1, 0, 5);
    check_point(&r.points[7], 0.8, 1, 1, 5);
    check_point(&r.points[8], 0.7, 3, 2, 5);
    check_point(&r.points[9], 0.4, 4, 2, 5);
    check_point(&r.points[10], 0.2, 4, 3, 5);
    check_point(&r.best[2], 0.4, 4, 2, 5);
    mlt_operating_result_free(NULL, &r);
}
END_TEST

/* F1 of 1/2 at 0.9 (1 right of 1), and again at 0.3 (2 right of 5, of 3 truths). */
START_TEST(ties_go_to_the_higher_score)
{
    mlt_judged items[] = {
        {0.9, 0, true}, {0.5, 0, false}, {0.5, 0, false}, {0.4, 0, false}, {0.3, 0, true}};
    size_t first[] = {0, 5};
    uint64_t n_truths[] = {3};
    mlt_operating_result r = run(items, 5, first, n_truths, 1);
    ck_assert_double_eq(r.points[3].f1, 0.5);
    check_point(&r.best[0], 0.9, 1, 0, 3);
    mlt_operating_result_free(NULL, &r);
    for (size_t i = 0; i < 5; i++)
        items[i].correct = false; /* all the same: 0 */
    r = run(items, 5, first, n_truths, 1);
    check_point(&r.best[0], 0.9, 0, 1, 3);
    mlt_operating_result_free(NULL, &r);
}
END_TEST

/* Classes without truths, without detections, without either; the whole counts all of them. */
START_TEST(what_is_not_defined)
{
    mlt_judged items[] = {{0.5, 0, false}};
    size_t first[] = {0, 1, 1, 1};
    uint64_t n_truths[] = {0, 2, 0};
    mlt_operating_result r = run(items, 1, first, n_truths, 3);
    ck_assert_double_eq(r.points[0].precision, 0);
    ck_assert_double_nan(r.points[0].recall);
    ck_assert_double_nan(r.points[0].f1);
    for (size_t c = 0; c < 3; c++) {
        ck_assert_double_nan(r.best[c].score);
        ck_assert_double_nan(r.best[c].precision);
        ck_assert_uint_eq(r.best[c].tp + r.best[c].fp, 0);
    }
    ck_assert_double_nan(r.best[0].f1);
    ck_assert_double_eq(r.best[1].recall, 0);
    ck_assert_double_eq(r.best[1].f1, 0);
    ck_assert_double_nan(r.best[2].recall);
    check_point(&r.best[3], 0.5, 0, 1, 2);
    mlt_operating_result_free(NULL, &r);
    r = run(NULL, 0, (size_t[]){0}, NULL, 0);
    ck_assert_uint_eq(r.first[1], 0);
    ck_assert_double_nan(r.best[0].f1);
    mlt_operating_result_free(NULL, &r);
}
END_TEST

START_TEST(odd_scores)
{
    mlt_judged items[] = {{INFINITY, 0, true},  {0.0, 0, true}, {-0.0, 0, false},
                          {-INFINITY, 0, true}, {NAN, 0, true}, {NAN, 0, false}};
    size_t first[] = {0, 6};
    uint64_t n_truths[] = {4};
    mlt_operating_result r = run(items, 6, first, n_truths, 1);
    for (size_t curve = 0; curve < 2; curve++) {
        const mlt_operating_point *p = r.points + r.first[curve];
        ck_assert_uint_eq(r.first[curve + 1] - r.first[curve], 3);
        check_point(&p[0], INFINITY, 1, 0, 4);
        check_point(&p[1], 0, 2, 1, 4);
        check_point(&p[2], -INFINITY, 3, 1, 4);
    }
    mlt_operating_result_free(NULL, &r);
}
END_TEST

static uint64_t state;

static double uniform(void)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (double)(state >> 11) / 9007199254740992.0;
}

/* 60 scores in steps of 1/8; the points are those of scikit-learn 1.5.2, precision_recall_curve().
 */
START_TEST(as_published)
{
    const struct {
        double score;
        uint64_t tp, fp;
        double precision, recall;
    } rows[] = {
        {1.0, 5, 0, 1.0, 0.1388888888888889},
        {0.875, 12, 1, 0.9230769230769231, 0.3333333333333333},
        {0.75, 20, 1, 0.9523809523809523, 0.5555555555555556},
        {0.625, 22, 1, 0.9565217391304348, 0.6111111111111112},
        {0.5, 26, 4, 0.8666666666666667, 0.7222222222222222},
        {0.375, 31, 8, 0.7948717948717948, 0.8611111111111112},
        {0.25, 32, 9, 0.7804878048780488, 0.8888888888888888},
        {0.125, 35, 17, 0.6730769230769231, 0.9722222222222222},
        {0.0, 36, 24, 0.6, 1.0},
    };
    mlt_judged drawn[60], items[60];
    size_t n = 0;
    state = 11;
    for (size_t i = 0; i < 60; i++) {
        double score = floor(uniform() * 9) / 8;
        bool correct = uniform() < 0.1 + 0.8 * score;
        drawn[i] = (mlt_judged){score, 0, correct};
    }
    for (int step = 8; step >= 0; step--)
        for (size_t i = 0; i < 60; i++)
            if (drawn[i].score == step / 8.)
                items[n++] = drawn[i];
    ck_assert_uint_eq(n, 60);
    size_t first[] = {0, 60};
    uint64_t n_truths[] = {36};
    mlt_operating_result r = run(items, 60, first, n_truths, 1);
    ck_assert_uint_eq(r.first[1], 9);
    for (size_t i = 0; i < 9; i++) {
        check_point(&r.points[i], rows[i].score, rows[i].tp, rows[i].fp, 36);
        ck_assert_double_eq(r.points[i].precision, rows[i].precision);
        ck_assert_double_eq(r.points[i].recall, rows[i].recall);
    }
    check_point(&r.best[0], 0.25, 32, 9, 36);
    mlt_operating_result_free(NULL, &r);
}
END_TEST

/* Every threshold counted anew; the list comes from an accumulator in another order of images. */
START_TEST(from_images_in_any_order)
{
    enum { N = 30, C = 3 };
    const mlt_coco_options options = {.n_classes = C};
    mlt_operating_result r[2];
    for (int backward = 0; backward < 2; backward++) {
        mlt_coco *coco = NULL;
        mlt_judged_list list;
        ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
        for (uint64_t i = 0; i < N; i++) {
            uint64_t key = backward ? N - 1 - i : i;
            mlt_truth truths[4];
            mlt_pred preds[8];
            state = key * 77777 + 1;
            uniform();
            for (int j = 0; j < 4; j++)
                truths[j] = (mlt_truth){{floor(uniform() * 30), 0, 10, 10}, 100, j + 1, j % C, 0};
            for (int j = 0; j < 8; j++)
                preds[j] =
                    (mlt_pred){{floor(uniform() * 30), 0, 10, 10}, floor(uniform() * 5) / 4, j % C};
            ck_assert_int_eq(mlt_coco_add(coco, key, truths, 4, preds, 8, NULL), MLTEST_OK);
        }
        ck_assert_int_eq(mlt_judged_from_coco(&list, coco, 0, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_operating(NULL, &list, &r[backward], NULL), MLTEST_OK);
        for (size_t i = r[backward].first[C]; i < r[backward].first[C + 1]; i++) {
            uint64_t tp = 0;
            uint64_t fp = 0;
            for (size_t j = 0; j < list.n; j++) {
                tp += list.items[j].score >= r[backward].points[i].score && list.items[j].correct;
                fp += list.items[j].score >= r[backward].points[i].score && !list.items[j].correct;
            }
            check_point(&r[backward].points[i], r[backward].points[i].score, tp, fp, 4 * N);
            ck_assert_double_le(r[backward].points[i].f1, r[backward].best[C].f1);
        }
        mlt_judged_free(NULL, &list);
        mlt_coco_free(coco);
    }
    ck_assert_mem_eq(r[0].first, r[1].first, (C + 2) * sizeof *r[0].first);
    ck_assert_uint_eq(r[0].first[C + 1] - r[0].first[C], 5);
    ck_assert_mem_eq(r[0].points, r[1].points, r[0].first[C + 1] * sizeof *r[0].points);
    ck_assert_mem_eq(r[0].best, r[1].best, (C + 1) * sizeof *r[0].best);
    mlt_operating_result_free(NULL, &r[0]);
    mlt_operating_result_free(NULL, &r[1]);
}
END_TEST

static mltest_status run_some(mltest_context *ctx, void *data)
{
    (void)data;
    mlt_judged items[] = {{0.5, 0, false}};
    size_t first[] = {0, 1};
    uint64_t n_truths[] = {1};
    const mlt_judged_list list = {1, items, 1, first, n_truths};
    mlt_operating_result r;
    mltest_status status = mlt_operating(ctx, &list, &r, NULL);
    ck_assert_uint_eq(r.n_classes, status == MLTEST_OK);
    mlt_operating_result_free(ctx, &r);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(run_some, NULL);
}
END_TEST

Suite *mlt_suite_metric_operating(void)
{
    Suite *suite = suite_create("metric_operating");
    TCase *tests = tcase_create("operating");
    tcase_add_test(tests, by_hand);
    tcase_add_test(tests, ties_go_to_the_higher_score);
    tcase_add_test(tests, what_is_not_defined);
    tcase_add_test(tests, odd_scores);
    tcase_add_test(tests, as_published);
    tcase_add_test(tests, from_images_in_any_order);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
