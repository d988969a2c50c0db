/* SPDX-License-Identifier: MIT */
#include "metric/confusion.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_metric_confusion(void);

static const mlt_confusion_options by_score = {
    .n_classes = 3, .assignment = MLT_CONFUSION_BY_SCORE, .iou = 0.5, .min_score = -INFINITY};
static const mlt_confusion_options by_iou = {
    .n_classes = 3, .assignment = MLT_CONFUSION_BY_IOU, .iou = 0.45, .min_score = 0.25};

static mlt_truth truth(double x, int32_t cls, uint32_t flags)
{
    return (mlt_truth){.box = {x, 0, 10, 10}, .area = 100, .cls = cls, .flags = flags};
}

static mlt_pred pred(double x, double score, int32_t cls)
{
    return (mlt_pred){{x, 0, 10, 10}, score, cls};
}

static mlt_confusion *start(const mlt_confusion_options *options)
{
    mlt_confusion *confusion = NULL;
    ck_assert_int_eq(mlt_confusion_new(&confusion, NULL, options, NULL), MLTEST_OK);
    return confusion;
}

static void check_counts(const mlt_confusion *confusion, const uint64_t expected[16])
{
    const uint64_t *counts = mlt_confusion_counts(confusion);
    ck_assert_uint_eq(mlt_confusion_n_classes(confusion), 3);
    for (size_t i = 0; i < 16; i++)
        ck_assert_msg(counts[i] == expected[i], "row %zu, column %zu: %ju", i / 4, i % 4,
                      (uintmax_t)counts[i]);
}

/* One image, and then nothing but the counts. */
static void check(const mlt_confusion_options *options, const mlt_truth *truths, size_t n_truths,
                  const mlt_pred *preds, size_t n_preds, const uint64_t expected[16])
{
    mlt_confusion *confusion = start(options);
    ck_assert_int_eq(mlt_confusion_add(confusion, truths, n_truths, preds, n_preds, NULL),
                     MLTEST_OK);
    check_counts(confusion, expected);
    mlt_confusion_free(confusion);
}

START_TEST(rows_are_truths)
{
    const mlt_truth truths[] = {truth(0, 0, 0), truth(20, 1, 0), truth(40, 2, 0), truth(60, 2, 0)};
    const mlt_pred preds[] = {pred(0, 0.9, 0), pred(20, 0.8, 2), pred(41, 0.7, 2), pred(80, 0.6, 1),
                              pred(90, 0.5, 1)};
    const uint64_t expected[16] = {1, 0, 0, 0, /* */
                                   0, 0, 1, 0, /* */
                                   0, 0, 1, 1, /* */
                                   0, 2, 0, 0};
    check(&by_score, truths, 4, preds, 5, expected);
    check(&by_iou, truths, 4, preds, 5, expected);
}
END_TEST

/* The score decides, or the IoU: a sure one beside an exact one. */
START_TEST(assignments)
{
    const mlt_truth truths[] = {truth(0, 0, 0)};
    const mlt_pred preds[] = {pred(0, 0.5, 0), pred(2, 0.9, 1)};
    const uint64_t the_sure_one[16] = {0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0};
    const uint64_t the_exact_one[16] = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0};
    check(&by_score, truths, 1, preds, 2, the_sure_one);
    check(&by_iou, truths, 1, preds, 2, the_exact_one);
    /* Equal IoUs: the higher score, then the first one. */
    const mlt_pred equal[] = {pred(0, 0.5, 0), pred(0, 0.9, 1), pred(0, 0.9, 2)};
    const uint64_t second[16] = {0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0};
    check(&by_score, truths, 1, equal, 3, second);
    check(&by_iou, truths, 1, equal, 3, second);
    /* Equal truths: the last by score, the first by IoU. */
    const mlt_truth two[] = {truth(0, 0, 0), truth(0, 1, 0)};
    const uint64_t last[16] = {0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    const uint64_t first[16] = {0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
    check(&by_score, two, 2, equal + 2, 1, last);
    check(&by_iou, two, 2, equal + 2, 1, first);
}
END_TEST

START_TEST(thresholds)
{
    const mlt_truth truths[] = {truth(0, 0, 0)};
    const mlt_pred half[] = {{{0, 0, 10, 5}, 0.25, 0}};
    const uint64_t found[16] = {1};
    const uint64_t apart[16] = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    const uint64_t missed[16] = {0, 0, 0, 1};
    mlt_confusion_options options = by_score;
    options.min_score = 0.25;
    check(&options, truths, 1, half, 1, found); /* both thresholds suffice */
    options.min_score = 0.26;
    check(&options, truths, 1, half, 1, missed);
    options = by_iou;
    options.iou = 0.5;
    check(&options, truths, 1, half, 1, missed); /* the score must be above */
    options.min_score = 0.24;
    check(&options, truths, 1, half, 1, apart); /* and so must the IoU */
    options.iou = 0.49;
    check(&options, truths, 1, half, 1, found);
}
END_TEST

START_TEST(removed_truths)
{
    const mlt_truth truths[] = {truth(0, 0, MLT_TRUTH_CROWD), truth(20, 1, MLT_TRUTH_IGNORE),
                                truth(40, 2, MLT_TRUTH_DIFFICULT), truth(60, 2, MLT_TRUTH_CLIPPED)};
    const mlt_pred preds[] = {pred(0, 0.9, 0), pred(20, 0.9, 1), pred(40, 0.9, 1)};
    const uint64_t crowds[16] = {0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, 0};
    const uint64_t all[16] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 0, 0};
    mlt_confusion_options options = by_score;
    check(&options, truths, 4, preds, 3, crowds);
    options.honour_ignore = true;
    check(&options, truths, 4, preds, 3, all);
    options = by_iou;
    options.honour_ignore = true;
    check(&options, truths, 4, preds, 3, all);
}
END_TEST

START_TEST(limit_of_an_image)
{
    const mlt_truth truths[] = {truth(0, 0, 0)};
    const mlt_pred preds[] = {pred(50, 0.3, 0), pred(0, 0.3, 1), pred(70, 0.9, 2), pred(0, 0.4, 9)};
    const uint64_t two[16] = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0};
    const uint64_t all[16] = {0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0};
    mlt_confusion_options options = by_score;
    options.max_dets = 2; /* of equal scores the first; unknown classes do not count */
    check(&options, truths, 1, preds, 4, two);
    options.max_dets = 3;
    check(&options, truths, 1, preds, 4, all);
    options.max_dets = 0;
    check(&options, truths, 1, preds, 4, all);
}
END_TEST

START_TEST(odd_input)
{
    const mlt_truth truths[] = {truth(0, -1, 0), truth(0, 3, 0), truth(NAN, 1, 0)};
    const mlt_pred preds[] = {pred(0, NAN, 0),
                              pred(0, 0.9, -1),
                              pred(0, 0.9, 3),
                              pred(0, INFINITY, 2),
                              {{0, 0, -1, 10}, 0.9, 1}};
    const uint64_t expected[16] = {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0};
    const uint64_t none[16] = {0};
    check(&by_score, truths, 3, preds, 5, expected);
    check(&by_iou, truths, 3, preds, 5, expected);
    check(&by_score, NULL, 0, NULL, 0, none);
    check(&by_score, truths, 2, preds, 3, none);
}
END_TEST

static uint64_t state;

static size_t below(size_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)((state >> 33) % n);
}

typedef struct {
    mlt_truth truths[6];
    mlt_pred preds[9];
    size_t n_truths, n_preds;
} image;

static void fill(image *out)
{
    out->n_truths = below(7);
    out->n_preds = below(10);
    for (size_t i = 0; i < out->n_truths; i++)
        out->truths[i] = truth((double)below(16), (int32_t)below(4), below(5) == 0);
    for (size_t i = 0; i < out->n_preds; i++)
        out->preds[i] = pred((double)below(16), (double)below(9) / 8, (int32_t)below(4));
}

/* The order of images and of merging changes nothing, and no truth or detection is lost. */
START_TEST(any_order_and_merging)
{
    enum { N = 200 };
    static image images[N];
    const mlt_confusion_options *const both[] = {&by_score, &by_iou};
    state = 5;
    for (size_t i = 0; i < N; i++)
        fill(&images[i]);
    for (size_t o = 0; o < 2; o++) {
        mlt_confusion *forward = start(both[o]);
        mlt_confusion *part[2] = {start(both[o]), start(both[o])};
        uint64_t n_truths = 0;
        uint64_t n_preds = 0;
        for (size_t i = 0; i < N; i++) {
            const image *a = &images[i];
            const image *b = &images[N - 1 - i];
            mlt_confusion_add(forward, a->truths, a->n_truths, a->preds, a->n_preds, NULL);
            mlt_confusion_add(part[i % 2], b->truths, b->n_truths, b->preds, b->n_preds, NULL);
            for (size_t j = 0; j < a->n_truths; j++)
                n_truths += a->truths[j].cls < 3 && a->truths[j].flags == 0;
            for (size_t j = 0; j < a->n_preds; j++)
                n_preds += a->preds[j].cls < 3 && (o == 0 || a->preds[j].score > 0.25);
        }
        ck_assert_int_eq(mlt_confusion_merge(part[1], part[0], NULL), MLTEST_OK);
        const uint64_t *counts = mlt_confusion_counts(forward);
        check_counts(part[1], counts);
        for (size_t i = 0; i < 16; i++) {
            n_truths -= i / 4 < 3 ? counts[i] : 0;
            n_preds -= i % 4 < 3 ? counts[i] : 0;
        }
        ck_assert_uint_eq(n_truths, 0);
        ck_assert_uint_eq(n_preds, 0);
        ck_assert_uint_gt(counts[0] + counts[1] + counts[4] + counts[5], 50); /* many of each */
        ck_assert_uint_gt(counts[3] + counts[7] + counts[11], 50);
        ck_assert_uint_gt(counts[12] + counts[13] + counts[14], 50);
        ck_assert_uint_eq(counts[15], 0);
        mlt_confusion_free(forward);
        mlt_confusion_free(part[0]);
        mlt_confusion_free(part[1]);
    }
}
END_TEST

static void refuse(mlt_confusion_options options, mltest_status status, const char *words)
{
    mltest_error *error = NULL;
    mlt_confusion *confusion = NULL;
    ck_assert_int_eq(mlt_confusion_new(&confusion, NULL, &options, &error), status);
    ck_assert_str_eq(mltest_error_message(error), words);
    ck_assert_ptr_null(confusion);
    mltest_error_free(error);
}

START_TEST(options)
{
    const char *score_range = "the IoU threshold is not in (0, 1]";
    const char *iou_range = "the IoU threshold is not in [0, 1)";
    mlt_confusion_options o = by_score;
    for (int i = 0; i < 4; i++) {
        o.iou = (const double[]){0, -0.1, 1.1, NAN}[i];
        refuse(o, MLTEST_ERR_INVALID, score_range);
    }
    o = by_iou;
    for (int i = 0; i < 3; i++) {
        o.iou = (const double[]){-0.1, 1, NAN}[i];
        refuse(o, MLTEST_ERR_INVALID, iou_range);
    }
    o = by_iou;
    o.min_score = NAN;
    refuse(o, MLTEST_ERR_INVALID, "the least score is not a number");
    o = by_iou;
    o.assignment = MLT_CONFUSION_N_ASSIGNMENTS;
    refuse(o, MLTEST_ERR_INVALID, "there is no such assignment of detections");
    o = by_iou;
    o.n_classes = 100001;
    refuse(o, MLTEST_ERR_LIMIT, "100001 classes, limit 100000");
    ck_assert_str_eq(mlt_confusion_names[MLT_CONFUSION_BY_SCORE], "score");
    ck_assert_str_eq(mlt_confusion_names[MLT_CONFUSION_BY_IOU], "iou");
    mlt_confusion_free(NULL);
}
END_TEST

START_TEST(only_equals_are_merged)
{
    mlt_confusion_options o[6];
    for (int i = 0; i < 6; i++)
        o[i] = by_score;
    o[0].n_classes = 4;
    o[1].assignment = MLT_CONFUSION_BY_IOU;
    o[2].iou = 0.6;
    o[3].min_score = 0;
    o[4].max_dets = 1;
    o[5].honour_ignore = true;
    mlt_confusion *into = start(&by_score);
    ck_assert_int_eq(mlt_confusion_merge(into, into, NULL), MLTEST_ERR_INVALID);
    for (int i = 0; i < 6; i++) {
        mlt_confusion *from = start(&o[i]);
        ck_assert_int_eq(mlt_confusion_merge(into, from, NULL), MLTEST_ERR_INVALID);
        mlt_confusion_free(from);
    }
    mlt_confusion_free(into);
}
END_TEST

static mltest_status add_some(mltest_context *ctx, void *data)
{
    (void)data;
    const mlt_truth truths[] = {truth(0, 0, 0)};
    const mlt_pred preds[] = {pred(0, 0.9, 0)};
    mlt_confusion *confusion = NULL;
    mltest_status status = mlt_confusion_new(&confusion, ctx, &by_score, NULL);
    if (status == MLTEST_OK) {
        status = mlt_confusion_add(confusion, truths, 1, preds, 1, NULL);
        ck_assert_uint_eq(mlt_confusion_counts(confusion)[0], status == MLTEST_OK);
    }
    mlt_confusion_free(confusion);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(add_some, NULL);
}
END_TEST

Suite *mlt_suite_metric_confusion(void)
{
    Suite *suite = suite_create("metric_confusion");
    TCase *tests = tcase_create("confusion");
    tcase_add_test(tests, rows_are_truths);
    tcase_add_test(tests, assignments);
    tcase_add_test(tests, thresholds);
    tcase_add_test(tests, removed_truths);
    tcase_add_test(tests, limit_of_an_image);
    tcase_add_test(tests, odd_input);
    tcase_add_test(tests, any_order_and_merging);
    tcase_add_test(tests, options);
    tcase_add_test(tests, only_equals_are_merged);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
