/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include "coco_rules.h"
#include "metric/coco_parts.h"

Suite *mlt_suite_metric_coco_lvis(void);

enum { N_IMAGES = 8, N_CLASSES = 4 };
static rules_image images[N_IMAGES];
static const mlt_box unit = {0, 0, 10, 10};
static const uint8_t frequencies[N_CLASSES] = {MLT_LVIS_FREQUENT, MLT_LVIS_RARE, MLT_LVIS_COMMON,
                                               MLT_LVIS_RARE};

static void fill_images(uint64_t seed)
{
    plain_state = seed;
    for (size_t i = 0; i < N_IMAGES; i++)
        rules_fill(&images[i], i, N_CLASSES, 25);
}

static mlt_coco *new_coco(mlt_coco_options options)
{
    mlt_coco *coco = NULL;
    options.lvis = true;
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
    return coco;
}

static mlt_coco_result finish(mlt_coco *coco, unsigned flags)
{
    mlt_coco_result result;
    ck_assert_int_eq(mlt_coco_finish(coco, NULL, flags, &result, NULL), MLTEST_OK);
    mlt_coco_free(coco);
    return result;
}

/* limit 0: the 300 of LVIS; also with the other rules. */
static void check_rules(uint32_t limit, bool corrected, bool reference)
{
    const uint32_t dets[] = {limit, limit, limit};
    mlt_coco *coco = new_coco((mlt_coco_options){.n_classes = N_CLASSES,
                                                 .max_dets = limit ? dets : NULL,
                                                 .corrected = corrected,
                                                 .reference = reference});
    rules r = rules_default();
    r.lvis = r.honour = true;
    r.corrected = corrected;
    r.reference = reference;
    r.n_limits = 1;
    r.limits[0] = limit ? limit : 300;
    for (size_t i = 0; i < N_IMAGES; i++)
        ck_assert_int_eq(rules_add(coco, &r, &images[i]), MLTEST_OK);
    mlt_coco_result result = finish(coco, MLT_COCO_ARRAYS);
    rules_check(&r, images, N_IMAGES, &result);
    mlt_coco_result_free(NULL, &result);
}

START_TEST(as_the_rules)
{
    fill_images((uint64_t)_i);
    check_rules(0, false, false);
    check_rules(0, false, true);
    check_rules(20, false, true);
    check_rules(20, true, false);
}
END_TEST

/* One image of class 0; the truths of others are none. */
static mlt_coco_det judge(mlt_pred pred, const mlt_truth *truths, size_t n_truths,
                          const mlt_coco_federated *federated, size_t *n_dets)
{
    mlt_coco_det out = {0};
    mlt_coco *coco = new_coco((mlt_coco_options){.n_classes = N_CLASSES});
    ck_assert_int_eq(mlt_coco_add_lvis(coco, 1, truths, n_truths, &pred, 1, federated, NULL),
                     MLTEST_OK);
    *n_dets = coco->n_dets;
    if (coco->n_dets > 0)
        out = coco->dets[0];
    mlt_coco_free(coco);
    return out;
}

START_TEST(federated_classes)
{
    const int32_t two[] = {2, 99, -5};
    const mlt_coco_federated nothing = {0};
    const mlt_coco_federated negative = {.negative = two, .n_negative = 3};
    const mlt_coco_federated unsure = {.not_exhaustive = two, .n_not_exhaustive = 3};
    const mlt_truth truth = {unit, 100, 1, 2, 0};
    const mlt_truth ignored = {unit, 100, 1, 2, MLT_TRUTH_IGNORE};
    const mlt_pred pred = {{500, 0, 10, 10}, 0.5, 2};
    size_t n;
    judge(pred, NULL, 0, &nothing, &n);
    ck_assert_uint_eq(n, 0); /* nobody has looked for it */
    judge(pred, NULL, 0, &unsure, &n);
    ck_assert_uint_eq(n, 0);
    ck_assert_uint_eq(judge(pred, NULL, 0, &negative, &n).what & 0xf, 3); /* wrong: all, small */
    ck_assert_uint_eq(n, 1);
    ck_assert_uint_eq(judge(pred, &truth, 1, &nothing, &n).what & 0xf, 3);
    ck_assert_uint_eq(judge(pred, &ignored, 1, &nothing, &n).what & 0xf, 3);
    ck_assert_uint_eq(judge(pred, &truth, 1, &unsure, &n).what & 0xf, 0); /* ignored */
    ck_assert_uint_eq(n, 1);
    const mlt_pred found = {unit, 0.5, 2}; /* a matched one counts all the same */
    ck_assert(judge(found, &truth, 1, &unsure, &n).what & MLT_COCO_HIT);
}
END_TEST

/* A crowd is a truth like any other: found once, and its IoU is an IoU. */
START_TEST(no_crowds)
{
    const mlt_truth truth = {unit, 100, 1, 0, MLT_TRUTH_CROWD};
    const mlt_pred preds[] = {{unit, 0.9, 0}, {unit, 0.8, 0}, {{0, 0, 10, 4}, 0.7, 0}};
    mlt_coco *coco = new_coco((mlt_coco_options){.n_classes = 1});
    ck_assert_int_eq(mlt_coco_add(coco, 1, &truth, 1, preds, 3, NULL), MLTEST_OK);
    ck_assert_uint_eq(coco->n_hits, 1);
    ck_assert_uint_eq(coco->cells[0].asked[0], 1);
    mlt_coco_result r = finish(coco, 0);
    ck_assert_double_eq(r.lvis[MLT_LVIS_AR], 1);
    ck_assert_uint_eq(r.deviations[MLT_COCO_IGNORED], 0);
    mlt_coco_result_free(NULL, &r);
}
END_TEST

/* Three hundred of an image, of whatever class, and no limit for a class. */
START_TEST(cut_of_an_image)
{
    static mlt_pred preds[500];
    const mlt_truth truths[] = {{unit, 100, 1, 0, 0}, {unit, 100, 2, 1, 0}};
    mlt_coco *coco = new_coco((mlt_coco_options){.n_classes = 2});
    for (int i = 0; i < 500; i++)
        preds[i] = (mlt_pred){{i, 0, 5, 5}, i < 150 ? 0.1 : 0.5, i % 10 == 0 ? 7 : i % 5 == 0};
    ck_assert_int_eq(mlt_coco_add(coco, 1, truths, 2, preds, 500, NULL), MLTEST_OK);
    /* the unknown class counts in the 300 of score .5, each tenth of them */
    ck_assert_uint_eq(coco->n_dets, 270);
    for (size_t i = 0; i < coco->n_dets; i++)
        ck_assert_double_eq(coco->dets[i].score, 0.5);
    mlt_coco_free(coco);
}
END_TEST

/* The mean of an array's entries above -1, of classes of one frequency or all. */
static double mean(const mlt_coco_result *r, const double *array, size_t n_recalls, size_t first,
                   size_t end, size_t area, int frequency)
{
    double sum = 0, n = 0;
    for (size_t i = first * n_recalls; i < end * n_recalls; i++)
        for (size_t c = 0; c < N_CLASSES; c++) {
            double value = array[(i * r->n_classes + c) * 4 + area];
            if (value > -1 && (frequency < 0 || frequencies[c] == frequency)) {
                sum += value;
                n++;
            }
        }
    return n > 0 ? sum / n : -1;
}

START_TEST(figures)
{
    fill_images(30);
    mlt_coco *coco =
        new_coco((mlt_coco_options){.n_classes = N_CLASSES, .frequencies = frequencies});
    const rules all = {.lvis = true};
    for (size_t i = 0; i < N_IMAGES; i++)
        ck_assert_int_eq(rules_add(coco, &all, &images[i]), MLTEST_OK);
    mlt_coco_result r = finish(coco, MLT_COCO_ARRAYS);
    const double expected[MLT_LVIS_N_STATS] = {
        mean(&r, r.precision, 101, 0, 10, 0, -1), mean(&r, r.precision, 101, 0, 1, 0, -1),
        mean(&r, r.precision, 101, 5, 6, 0, -1),  mean(&r, r.precision, 101, 0, 10, 1, -1),
        mean(&r, r.precision, 101, 0, 10, 2, -1), mean(&r, r.precision, 101, 0, 10, 3, -1),
        mean(&r, r.precision, 101, 0, 10, 0, 0),  mean(&r, r.precision, 101, 0, 10, 0, 1),
        mean(&r, r.precision, 101, 0, 10, 0, 2),  mean(&r, r.recall, 1, 0, 10, 0, -1),
        mean(&r, r.recall, 1, 0, 10, 1, -1),      mean(&r, r.recall, 1, 0, 10, 2, -1),
        mean(&r, r.recall, 1, 0, 10, 3, -1)};
    for (size_t i = 0; i < MLT_LVIS_N_STATS; i++) {
        ck_assert_double_gt(expected[i], 0);
        ck_assert_double_eq_tol(r.lvis[i], expected[i], 1e-13);
    }
    for (size_t i = 0; i < MLT_COCO_N_STATS; i++)
        ck_assert_double_eq(r.stats[i], -1);
    ck_assert_str_eq(mlt_lvis_stat_names[MLT_LVIS_AP_RARE], "APr");
    ck_assert_str_eq(mlt_lvis_stat_names[MLT_LVIS_AR_LARGE], "ARl@300");
    mlt_coco_result_free(NULL, &r);
}
END_TEST

START_TEST(what_is_not_known)
{
    fill_images(30);
    mlt_coco *coco = new_coco((mlt_coco_options){.n_classes = N_CLASSES});
    const rules all = {.lvis = true};
    ck_assert_int_eq(rules_add(coco, &all, &images[0]), MLTEST_OK);
    mlt_coco_result r = finish(coco, MLT_COCO_ALL_AREA);
    ck_assert_double_ge(r.lvis[MLT_LVIS_AP], 0);
    for (size_t i = MLT_LVIS_AP_SMALL; i <= MLT_LVIS_AP_FREQUENT; i++)
        ck_assert_double_eq(r.lvis[i], -1);
    mlt_coco_result_free(NULL, &r);
    coco = NULL;
    const mlt_coco_options coco_options = {.n_classes = N_CLASSES};
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &coco_options, NULL), MLTEST_OK);
    ck_assert_int_eq(rules_add(coco, &all, &images[0]), MLTEST_ERR_INVALID);
    r = finish(coco, 0);
    ck_assert_double_eq(r.lvis[MLT_LVIS_AP], -1);
    mlt_coco_result_free(NULL, &r);
}
END_TEST

Suite *mlt_suite_metric_coco_lvis(void)
{
    Suite *suite = suite_create("metric_coco_lvis");
    TCase *tests = tcase_create("coco_lvis");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, as_the_rules, 0, 5);
    tcase_add_test(tests, federated_classes);
    tcase_add_test(tests, no_crowds);
    tcase_add_test(tests, cut_of_an_image);
    tcase_add_test(tests, figures);
    tcase_add_test(tests, what_is_not_known);
    suite_add_tcase(suite, tests);
    return suite;
}
