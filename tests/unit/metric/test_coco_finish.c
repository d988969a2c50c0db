/* SPDX-License-Identifier: MIT */
#include "coco_plain.h"
#include "metric/coco_parts.h"
#include "testing.h"

Suite *mlt_suite_metric_coco_finish(void);

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

static void check_close(const mlt_coco_result *a, const mlt_coco_result *b)
{
    for (size_t i = 0; i < MLT_COCO_N_STATS; i++)
        ck_assert_double_eq_tol(a->stats[i], b->stats[i], 1e-12);
    for (size_t c = 0; c < N_CLASSES; c++) {
        ck_assert_double_eq_tol(a->ap[c], b->ap[c], 1e-12);
        ck_assert_double_eq_tol(a->ap50[c], b->ap50[c], 1e-12);
        ck_assert_double_eq_tol(a->ap75[c], b->ap75[c], 1e-12);
        ck_assert_double_eq_tol(a->ar[c], b->ar[c], 1e-12);
        ck_assert_double_eq(a->n_truths[c], b->n_truths[c]);
    }
}

static void check_equal(const mlt_coco_result *a, const mlt_coco_result *b)
{
    ck_assert_mem_eq(a->stats, b->stats, sizeof a->stats);
    ck_assert_mem_eq(a->ap, b->ap, N_CLASSES * sizeof(double));
    ck_assert_mem_eq(a->ap50, b->ap50, N_CLASSES * sizeof(double));
    ck_assert_mem_eq(a->ap75, b->ap75, N_CLASSES * sizeof(double));
    ck_assert_mem_eq(a->ar, b->ar, N_CLASSES * sizeof(double));
    ck_assert_mem_eq(a->n_truths, b->n_truths, N_CLASSES * sizeof(double));
}

/* A bootstrap resample: whole weights are copies of the image under other keys. */
START_TEST(weights_are_copies)
{
    fill_images();
    mlt_coco *once = filled();
    for (int round = 0; round < 20; round++) {
        double weights[N_IMAGES] = {0};
        for (int i = 0; i < N_IMAGES; i++)
            weights[plain_below(N_IMAGES)]++;
        mlt_coco *copies = new_coco();
        for (size_t i = 0; i < N_IMAGES; i++)
            for (uint64_t copy = 0; copy < (uint64_t)weights[i]; copy++) {
                plain_image image = images[i];
                image.key = 100 * i + copy;
                ck_assert_int_eq(plain_add(copies, &image), MLTEST_OK);
            }
        mlt_coco_result a = finish(once, weights, 0);
        mlt_coco_result b = finish(copies, NULL, 0);
        check_close(&a, &b);
        mlt_coco_result_free(NULL, &a);
        mlt_coco_result_free(NULL, &b);
        mlt_coco_free(copies);
    }
    mlt_coco_free(once);
}
END_TEST

START_TEST(weights_of_one_change_nothing)
{
    fill_images();
    mlt_coco *coco = filled();
    double ones[N_IMAGES], halves[N_IMAGES];
    for (int i = 0; i < N_IMAGES; i++) {
        ones[i] = 1;
        halves[i] = 0.5;
    }
    mlt_coco_result plain = finish(coco, NULL, 0);
    mlt_coco_result one = finish(coco, ones, 0);
    mlt_coco_result half = finish(coco, halves, 0);
    check_equal(&plain, &one);
    for (size_t i = 0; i < MLT_COCO_N_STATS; i++)
        ck_assert_double_eq_tol(half.stats[i], plain.stats[i], 1e-12);
    ck_assert_double_eq(half.n_truths[1], plain.n_truths[1] / 2);
    mlt_coco_result_free(NULL, &plain);
    mlt_coco_result_free(NULL, &one);
    mlt_coco_result_free(NULL, &half);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(no_weight_is_left_out)
{
    fill_images();
    mlt_coco *all = filled();
    mlt_coco *odd = new_coco();
    const double out[] = {0, -1, NAN};
    double weights[N_IMAGES];
    for (size_t i = 0; i < N_IMAGES; i++) {
        weights[i] = i % 2 ? 1 : out[i % 3];
        if (i % 2)
            ck_assert_int_eq(plain_add(odd, &images[i]), MLTEST_OK);
    }
    mlt_coco_result a = finish(all, weights, 0);
    mlt_coco_result b = finish(odd, NULL, 0);
    check_equal(&a, &b);
    mlt_coco_result_free(NULL, &a);
    mlt_coco_result_free(NULL, &b);
    mlt_coco_free(all);
    mlt_coco_free(odd);
}
END_TEST

/* A class absent from a resample leaves the mean. */
START_TEST(absent_class)
{
    mlt_coco *coco = new_coco();
    const mlt_truth truths[] = {{unit, 100, 1, 0, 0}, {unit, 100, 2, 1, 0}};
    const mlt_pred preds[] = {{unit, 0.5, 0}, {{500, 0, 9, 9}, 0.5, 1}};
    for (uint64_t i = 0; i < 2; i++)
        ck_assert_int_eq(mlt_coco_add(coco, i, &truths[i], 1, preds, 2, NULL), MLTEST_OK);
    const double first[] = {3, 0};
    mlt_coco_result both = finish(coco, NULL, 0);
    mlt_coco_result one = finish(coco, first, 0);
    ck_assert_double_eq(both.ap50[1], 0);
    ck_assert_double_eq(one.ap50[1], -1);
    ck_assert_double_eq(one.n_truths[1], 0);
    ck_assert_double_eq(one.n_truths[0], 3);
    ck_assert_double_eq_tol(one.stats[MLT_COCO_AP50], 1, 1e-12);
    ck_assert_double_eq_tol(both.stats[MLT_COCO_AP50], both.ap50[0] / 2, 1e-12);
    ck_assert_double_eq(both.ap[2], -1);
    mlt_coco_result_free(NULL, &both);
    mlt_coco_result_free(NULL, &one);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(flags_do_not_change_numbers)
{
    fill_images();
    mlt_coco *coco = filled();
    mlt_coco_result plain = finish(coco, NULL, 0);
    mlt_coco_result arrays = finish(coco, NULL, MLT_COCO_ARRAYS);
    mlt_coco_result threads = finish(coco, NULL, MLT_COCO_PARALLEL | MLT_COCO_ARRAYS);
    mlt_coco_result quick = finish(coco, NULL, MLT_COCO_ALL_AREA);
    check_equal(&plain, &arrays);
    check_equal(&plain, &threads);
    ck_assert_ptr_null(plain.precision);
    ck_assert_ptr_nonnull(arrays.precision);
    ck_assert_mem_eq(arrays.precision, threads.precision,
                     10 * 101 * N_CLASSES * 12 * sizeof(double));
    for (size_t i = 0; i < MLT_COCO_N_STATS; i++) {
        bool size = (i >= MLT_COCO_AP_SMALL && i <= MLT_COCO_AP_LARGE) || i >= MLT_COCO_AR_SMALL;
        ck_assert_double_eq(quick.stats[i], size ? -1 : plain.stats[i]);
        ck_assert_double_ne(plain.stats[i], -1);
    }
    mlt_coco_result_free(NULL, &plain);
    mlt_coco_result_free(NULL, &arrays);
    mlt_coco_result_free(NULL, &threads);
    mlt_coco_result_free(NULL, &quick);
    mlt_coco_free(coco);
}
END_TEST

Suite *mlt_suite_metric_coco_finish(void)
{
    Suite *suite = suite_create("metric_coco_finish");
    TCase *tests = tcase_create("coco_finish");
    tcase_add_test(tests, weights_are_copies);
    tcase_add_test(tests, weights_of_one_change_nothing);
    tcase_add_test(tests, no_weight_is_left_out);
    tcase_add_test(tests, absent_class);
    tcase_add_test(tests, flags_do_not_change_numbers);
    suite_add_tcase(suite, tests);
    return suite;
}
