/* SPDX-License-Identifier: MIT */
#include "testing.h"
#include "tide_plain.h"

Suite *mlt_suite_metric_tide_finish(void);

enum { N_IMAGES = 12, N_CLASSES = 6 };
static plain_image images[N_IMAGES];

static mlt_tide *new_tide(mlt_tide_options options)
{
    mlt_tide *tide = NULL;
    ck_assert_int_eq(mlt_tide_new(&tide, NULL, &options, NULL), MLTEST_OK);
    return tide;
}

static void add(mlt_tide *tide, const plain_image *image)
{
    ck_assert_int_eq(mlt_tide_add(tide, image->key, image->truths, image->n_truths, image->preds,
                                  image->n_preds, NULL),
                     MLTEST_OK);
}

static mlt_tide_result finish(const mlt_tide *tide, unsigned flags)
{
    mlt_tide_result out;
    ck_assert_int_eq(mlt_tide_finish(tide, flags, &out, NULL), MLTEST_OK);
    return out;
}

static void check_figures(const mlt_tide_result *a, const mlt_tide_result *b)
{
    ck_assert_mem_eq(&a->ap, &b->ap, sizeof a->ap);
    ck_assert_mem_eq(a->ap_at, b->ap_at, sizeof a->ap_at);
    ck_assert_mem_eq(&a->ap_mean, &b->ap_mean, sizeof a->ap_mean);
    ck_assert_mem_eq(a->d_ap, b->d_ap, sizeof a->d_ap);
    ck_assert_mem_eq(&a->d_false_pos, &b->d_false_pos, sizeof a->d_false_pos);
    ck_assert_mem_eq(&a->d_false_neg, &b->d_false_neg, sizeof a->d_false_neg);
    ck_assert_mem_eq(a->counts, b->counts, sizeof a->counts);
}

/* Bit for bit, over scenes full of trouble. */
START_TEST(like_the_plain_one)
{
    static const double thresholds[][2] = {{0.5, 0.1}, {0.7, 0.2}, {0.5, 0.5}, {1, 0.05}};
    const plain_image *in_order[N_IMAGES];
    const double *t = thresholds[_i % 4];
    plain_state = (uint64_t)_i;
    for (size_t i = 0; i < N_IMAGES; i++) {
        plain_fill(&images[i], i, N_CLASSES, i % 3 == 0 ? 60 : 12);
        in_order[i] = &images[i];
    }
    mlt_tide_result expected = tide_plain(in_order, N_IMAGES, N_CLASSES, t[0], t[1]);
    mlt_tide *tide = new_tide((mlt_tide_options){.n_classes = N_CLASSES, .pos = t[0], .bg = t[1]});
    for (size_t i = 0; i < N_IMAGES; i++)
        add(tide, &images[(5 * i + 3) % N_IMAGES]);
    mlt_tide_result r = finish(tide, 0);
    check_figures(&r, &expected);
    ck_assert_ptr_null(r.errors);
    mlt_tide_result_free(NULL, &r);
    mlt_tide_free(tide);
}
END_TEST

/* The list says what the counts say, in the order of keys, scores and truths. */
START_TEST(list_of_errors)
{
    size_t counts[MLT_TIDE_N_KINDS] = {0};
    mlt_tide *tide = new_tide((mlt_tide_options){.n_classes = N_CLASSES});
    plain_state = 5;
    for (size_t i = 0; i < N_IMAGES; i++) {
        plain_fill(&images[i], i, N_CLASSES, 20);
        add(tide, &images[i]);
    }
    mlt_tide_result r = finish(tide, MLT_TIDE_ERRORS);
    for (size_t i = 0; i < r.n_errors; i++) {
        const mlt_tide_error *e = &r.errors[i];
        const mlt_tide_error *before = i > 0 ? e - 1 : e;
        bool first = i == 0 || before->image != e->image;
        counts[e->kind]++;
        ck_assert_uint_ge(e->image, before->image);
        if (!first)
            ck_assert_int_le(before->kind == MLT_TIDE_MISS, e->kind == MLT_TIDE_MISS);
        ck_assert_int_eq(e->truth_cls < 0, e->kind == MLT_TIDE_BKG || e->kind == MLT_TIDE_BOTH);
        if (e->kind == MLT_TIDE_MISS) {
            ck_assert_uint_eq(e->pred, UINT32_MAX);
            continue;
        }
        const mlt_pred *pred = &images[e->image].preds[e->pred];
        ck_assert(pred->score == e->score && pred->cls == e->cls);
        ck_assert(first || before->score >= e->score);
    }
    ck_assert_mem_eq(counts, r.counts, sizeof counts);
    ck_assert_uint_gt(counts[MLT_TIDE_CLS], 0);
    ck_assert_uint_gt(counts[MLT_TIDE_LOC], 0);
    mlt_tide_result_free(NULL, &r);
    ck_assert(!r.errors && !r.class_ap && r.n_errors == 0);
    mlt_tide_free(tide);
}
END_TEST

/* Where the reference divides by zero. */
START_TEST(nothing_at_all)
{
    const mlt_truth truth = {{0, 0, 10, 10}, 100, 1, 1, 0};
    const mlt_truth crowd = {{0, 0, 10, 10}, 100, 1, 1, MLT_TRUTH_CROWD};
    const mlt_pred pred = {{0, 0, 10, 10}, 0.5, 1};
    for (int step = 0; step < 4; step++) {
        mlt_tide *tide = new_tide((mlt_tide_options){.n_classes = 2});
        if (step == 1) /* an empty image */
            ck_assert_int_eq(mlt_tide_add(tide, 0, NULL, 0, NULL, 0, NULL), MLTEST_OK);
        if (step == 2) /* truths only: without the missed ones nothing is left */
            ck_assert_int_eq(mlt_tide_add(tide, 0, &truth, 1, NULL, 0, NULL), MLTEST_OK);
        if (step == 3) /* all that was detected is excused */
            ck_assert_int_eq(mlt_tide_add(tide, 0, &crowd, 1, &pred, 1, NULL), MLTEST_OK);
        mlt_tide_result r = finish(tide, MLT_TIDE_ERRORS);
        ck_assert(r.ap == 0 && r.ap_mean == 0 && r.d_false_pos == 0 && r.d_false_neg == 0);
        for (int kind = 0; kind < MLT_TIDE_N_KINDS; kind++)
            ck_assert_double_eq(r.d_ap[kind], 0);
        ck_assert_uint_eq(r.counts[MLT_TIDE_MISS], step == 2);
        ck_assert_uint_eq(r.counts[MLT_TIDE_BKG], step == 3);
        ck_assert_uint_eq(r.n_false_pos, 0);
        ck_assert_uint_eq(r.n_false_neg, step == 2);
        ck_assert_double_eq(r.class_ap[0], -1);
        ck_assert_double_eq(r.class_ap[1], step == 2 ? 0 : -1);
        mlt_tide_result_free(NULL, &r);
        mlt_tide_free(tide);
    }
}
END_TEST

/* Detections where nothing is asked for pull the mean down, until they are removed. */
START_TEST(image_without_truths)
{
    const mlt_truth truth = {{0, 0, 10, 10}, 100, 1, 0, 0};
    const mlt_pred preds[] = {{{0, 0, 10, 10}, 0.5, 0}, {{0, 0, 10, 10}, 0.5, 1}};
    mlt_tide *tide = new_tide((mlt_tide_options){.n_classes = 3});
    ck_assert_int_eq(mlt_tide_add(tide, 0, &truth, 1, &preds[0], 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_tide_add(tide, 1, NULL, 0, &preds[1], 1, NULL), MLTEST_OK);
    mlt_tide_result r = finish(tide, 0);
    ck_assert(r.ap == 50 && r.class_ap[0] == 100 && r.class_ap[1] == 0 && r.class_ap[2] == -1);
    ck_assert(r.counts[MLT_TIDE_BKG] == 1 && r.d_ap[MLT_TIDE_BKG] == 50);
    ck_assert(r.n_false_pos == 1 && r.n_false_neg == 0 && r.d_false_pos == 0);
    mlt_tide_result_free(NULL, &r);
    mlt_tide_free(tide);
}
END_TEST

START_TEST(repeated_key)
{
    mlt_tide_result r;
    mltest_error *error = NULL;
    mlt_tide *tide = new_tide((mlt_tide_options){.n_classes = 1});
    for (int i = 0; i < 2; i++)
        ck_assert_int_eq(mlt_tide_add(tide, 7, NULL, 0, NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_tide_finish(tide, 0, &r, &error), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "image 7"));
    ck_assert_ptr_null(r.class_ap);
    mltest_error_free(error);
    mlt_tide_free(tide);
}
END_TEST

Suite *mlt_suite_metric_tide_finish(void)
{
    Suite *suite = suite_create("metric_tide_finish");
    TCase *tests = tcase_create("finish");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, like_the_plain_one, 0, 40);
    tcase_add_test(tests, list_of_errors);
    tcase_add_test(tests, nothing_at_all);
    tcase_add_test(tests, image_without_truths);
    tcase_add_test(tests, repeated_key);
    suite_add_tcase(suite, tests);
    return suite;
}
