/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include "coco_rules.h"
#include "metric/coco_parts.h"

Suite *mlt_suite_metric_coco_work(void);

static const mlt_box unit = {0, 0, 10, 10};

/* Class 0 in images 1 and 2, class 2 in image 2 alone and ignored in all sizes but the small. */
static mlt_coco *filled(void)
{
    mlt_coco *coco = NULL;
    const double areas[4][2] = {{50, 1e9}, {0, 40}, {60, 200}, {1e9, 1e10}};
    const mlt_coco_options options = {.n_classes = 4, .areas = areas};
    const mlt_truth first[] = {{unit, 100, 1, 0, 0}, {unit, 100, 2, 0, 0}};
    const mlt_truth second[] = {{unit, 100, 3, 0, 0}, {unit, 30, 4, 2, 0}, {unit, 45, 5, 3, 0}};
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_add(coco, 2, second, 3, NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_add(coco, 1, first, 2, NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_prepare(coco, NULL), MLTEST_OK);
    return coco;
}

START_TEST(weighted_truths)
{
    mlt_coco *coco = filled();
    mlt_coco_work work;
    const double weights[] = {0.5, 3};
    ck_assert_int_eq(mlt_coco_work_new(&work, coco, 4, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_weigh(&work, NULL, NULL), MLTEST_OK);
    ck_assert_double_eq(work.asked[0], 3);
    ck_assert_double_eq(work.asked[2], 3);
    ck_assert_int_eq(mlt_coco_weigh(&work, weights, NULL), MLTEST_OK);
    ck_assert_double_eq(work.asked[0], 2 * 0.5 + 3);
    ck_assert_double_eq(work.asked[2 * 4], 0);
    ck_assert_double_eq(work.asked[2 * 4 + 1], 3);
    ck_assert_uint_eq(work.n_present, 2); /* class 3 is asked for in no area */
    ck_assert_uint_eq(work.classes[0], 0);
    ck_assert_uint_eq(work.classes[1], 2);
    ck_assert_uint_eq(work.n_rows, 2);
    mlt_coco_work_free(&work);
    ck_assert_int_eq(mlt_coco_work_new(&work, coco, 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_weigh(&work, weights, NULL), MLTEST_OK);
    ck_assert_uint_eq(work.n_present, 1); /* in all sizes together: class 2 has none */
    mlt_coco_work_free(&work);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(odd_weights)
{
    mlt_coco *coco = filled();
    mlt_coco_work work;
    const double odd[] = {NAN, -INFINITY}, infinite[] = {1, INFINITY};
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_coco_work_new(&work, coco, 4, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_weigh(&work, odd, NULL), MLTEST_OK);
    ck_assert_double_eq(work.weights[0], 0);
    ck_assert_double_eq(work.weights[1], 0);
    ck_assert_uint_eq(work.n_present, 0);
    ck_assert_int_eq(mlt_coco_weigh(&work, infinite, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "image 1"));
    mltest_error_free(error);
    mlt_coco_work_free(&work);
    mlt_coco_free(coco);
}
END_TEST

Suite *mlt_suite_metric_coco_work(void)
{
    Suite *suite = suite_create("metric_coco_work");
    TCase *tests = tcase_create("coco_work");
    tcase_add_test(tests, weighted_truths);
    tcase_add_test(tests, odd_weights);
    suite_add_tcase(suite, tests);
    return suite;
}
