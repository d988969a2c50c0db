/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include "coco_rules.h"

Suite *mlt_suite_metric_coco_deviation(void);

static const mlt_box unit = {0, 0, 10, 10};
static const mlt_box away = {500, 0, 10, 10};
static const mlt_coco_options corrected = {.n_classes = 2, .corrected = true};

static void check(const mlt_coco_options *options, const mlt_truth *truths, size_t n_truths,
                  const mlt_pred *preds, size_t n_preds, const uint64_t expected[5])
{
    mlt_coco *coco = NULL;
    mlt_coco_result result;
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_add(coco, 1, truths, n_truths, preds, n_preds, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_finish(coco, NULL, 0, &result, NULL), MLTEST_OK);
    for (size_t i = 0; i < MLT_COCO_N_DEVIATIONS; i++)
        ck_assert_msg(result.deviations[i] == expected[i], "%s: %llu", mlt_coco_deviations[i].name,
                      (unsigned long long)result.deviations[i]);
    mlt_coco_result_free(NULL, &result);
    mlt_coco_free(coco);
}

START_TEST(nothing_to_mend)
{
    const mlt_truth truths[] = {{unit, 100, 1, 0, 0}, {away, 100, 2, 0, MLT_TRUTH_CROWD}};
    const mlt_pred preds[] = {{unit, 0.9, 0}, {away, 0.5, 0}, {{90, 90, 5, 5}, 0.4, 0}};
    check(&corrected, truths, 2, preds, 3, (const uint64_t[5]){0});
}
END_TEST

START_TEST(id_zero)
{
    const mlt_truth truths[] = {{unit, 100, 0, 0, 0}, {unit, 100, 0, 1, 0}};
    const mlt_pred preds[] = {{unit, 0.9, 0}, {unit, 0.8, 0}, {away, 0.7, 1}};
    check(&corrected, truths, 2, preds, 3, (const uint64_t[5]){1});
    const mlt_coco_options plain = {.n_classes = 2}, strict = {.n_classes = 2, .reference = true};
    check(&plain, truths, 2, preds, 3, (const uint64_t[5]){1});
    check(&strict, truths, 2, preds, 3, (const uint64_t[5]){0});
}
END_TEST

START_TEST(ignored)
{
    const mlt_truth truths[] = {{unit, 100, 1, 0, MLT_TRUTH_IGNORE},
                                {unit, 100, 2, 0, MLT_TRUTH_IGNORE | MLT_TRUTH_CROWD},
                                {unit, 100, 3, 1, MLT_TRUTH_DIFFICULT},
                                {unit, 100, 4, 7, MLT_TRUTH_IGNORE}}; /* no such class */
    const mlt_pred pred = {unit, 0.9, 0};
    const mlt_coco_options plain = {.n_classes = 2};
    check(&corrected, truths, 4, &pred, 1, (const uint64_t[5]){0, 2});
    check(&plain, truths, 4, &pred, 1, (const uint64_t[5]){0});
}
END_TEST

/* A step of one detection is none, nor one of wrong ones only; classes have their own. */
START_TEST(ties)
{
    const mlt_truth truths[] = {{unit, 100, 1, 0, 0}, {unit, 100, 2, 1, 0}};
    const mlt_pred preds[] = {{unit, 0.9, 0}, {away, 0.9, 0}, {{90, 90, 5, 5}, 0.4, 0},
                              {away, 0.4, 0}, {unit, 0.9, 1}, {away, 0.3, 1}};
    const mlt_coco_options plain = {.n_classes = 2};
    check(&corrected, truths, 2, preds, 6, (const uint64_t[5]){0, 0, 1});
    check(&plain, truths, 2, preds, 6, (const uint64_t[5]){0});
}
END_TEST

START_TEST(limits_and_nothing)
{
    const uint32_t others[] = {1, 10, 300}, with[] = {100, 10, 300};
    const mlt_truth truth = {unit, 100, 1, 0, 0};
    const mlt_pred pred = {unit, 0.9, 0};
    const mlt_pred foreign = {unit, 0.9, 5};
    mlt_coco_options options = {.n_classes = 2, .max_dets = others};
    check(&options, &truth, 1, &pred, 1, (const uint64_t[5]){0, 0, 0, 1});
    options.max_dets = with;
    check(&options, &truth, 1, &pred, 1, (const uint64_t[5]){0});
    check(&options, &truth, 1, NULL, 0, (const uint64_t[5]){0, 0, 0, 0, 1});
    check(&options, &truth, 1, &foreign, 1, (const uint64_t[5]){0}); /* there was one */
    options.reference = true;
    options.max_dets = others;
    check(&options, &truth, 1, NULL, 0, (const uint64_t[5]){0});
}
END_TEST

START_TEST(names)
{
    for (size_t i = 0; i < MLT_COCO_N_DEVIATIONS; i++) {
        ck_assert_uint_gt(strlen(mlt_coco_deviations[i].name), 2);
        ck_assert_uint_gt(strlen(mlt_coco_deviations[i].meaning), 20);
    }
    ck_assert_str_eq(mlt_coco_deviations[MLT_COCO_TIES].name, "ties");
    ck_assert_str_eq(mlt_coco_deviations[MLT_COCO_EMPTY].name, "empty");
}
END_TEST

Suite *mlt_suite_metric_coco_deviation(void)
{
    Suite *suite = suite_create("metric_coco_deviation");
    TCase *tests = tcase_create("coco_deviation");
    tcase_add_test(tests, nothing_to_mend);
    tcase_add_test(tests, id_zero);
    tcase_add_test(tests, ignored);
    tcase_add_test(tests, ties);
    tcase_add_test(tests, limits_and_nothing);
    tcase_add_test(tests, names);
    suite_add_tcase(suite, tests);
    return suite;
}
