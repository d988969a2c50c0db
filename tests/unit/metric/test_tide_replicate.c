/* SPDX-License-Identifier: MIT */
#include "coco_plain.h"
#include "metric/tide.h"
#include "testing.h"

enum { N_IMAGES = 24, N_CLASSES = 5 };
static plain_image images[N_IMAGES];

static void set_up(void)
{
    plain_state = 78;
    for (size_t i = 0; i < N_IMAGES; i++)
        plain_fill(&images[i], 1000 - 3 * i, N_CLASSES, 30);
}

/* Image i as often as copies says, which follow each other; keys descend with i. */
static mlt_tide *tide_of(const double *copies)
{
    const mlt_tide_options options = {.n_classes = N_CLASSES};
    mlt_tide *tide = NULL;
    ck_assert_int_eq(mlt_tide_new(&tide, NULL, &options, NULL), MLTEST_OK);
    for (size_t i = 0; i < N_IMAGES; i++)
        for (uint64_t k = 0; k < (uint64_t)copies[i]; k++)
            ck_assert_int_eq(mlt_tide_add(tide, 100 * images[i].key + k, images[i].truths,
                                          images[i].n_truths, images[i].preds, images[i].n_preds,
                                          NULL),
                             MLTEST_OK);
    return tide;
}

static void replicate(const double *weights, double *d_ap)
{
    double ones[N_IMAGES], in_order[N_IMAGES];
    mlt_tide_steps *steps = NULL;
    mlt_tide_workspace *workspace = NULL;
    for (size_t i = 0; i < N_IMAGES; i++) {
        ones[i] = 1;
        in_order[i] = weights[N_IMAGES - 1 - i];
    }
    mlt_tide *tide = tide_of(ones);
    ck_assert_int_eq(mlt_tide_steps_new(&steps, tide, NULL), MLTEST_OK);
    mlt_tide_free(tide);
    ck_assert_int_eq(mlt_tide_workspace_new(&workspace, steps, NULL), MLTEST_OK);
    double other[MLT_TIDE_N_KINDS]; /* nothing stays of what was before */
    mlt_tide_replicate(workspace, ones, other);
    mlt_tide_replicate(workspace, in_order, d_ap);
    mlt_tide_workspace_free(workspace);
    mlt_tide_steps_free(steps);
}

/* As if the images were there so many times; some errors cost something. */
static void check_copies(const double *weights)
{
    double got[MLT_TIDE_N_KINDS], sum = 0;
    mlt_tide_result want;
    mlt_tide *tide = tide_of(weights);
    ck_assert_int_eq(mlt_tide_finish(tide, 0, &want, NULL), MLTEST_OK);
    mlt_tide_free(tide);
    replicate(weights, got);
    for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++) {
        ck_assert_double_eq_tol(got[k], want.d_ap[k], 1e-9);
        sum += got[k];
    }
    ck_assert(sum > 1);
    mlt_tide_result_free(NULL, &want);
}

START_TEST(weights_are_copies)
{
    double weights[N_IMAGES];
    set_up();
    for (size_t i = 0; i < N_IMAGES; i++)
        weights[i] = 1;
    check_copies(weights);
    /* Two equal scores of one image would take turns with those of its copies. */
    for (size_t i = 0; i < N_IMAGES; i++)
        for (size_t k = 0; k < images[i].n_preds; k++)
            images[i].preds[k].score = plain_random(0, 1);
    for (uint32_t round = 0; round < 5; round++) {
        for (size_t i = 0; i < N_IMAGES; i++)
            weights[i] = floor(plain_random(0, 3));
        check_copies(weights);
    }
}
END_TEST

START_TEST(nothing_weighs_anything)
{
    double weights[N_IMAGES], got[MLT_TIDE_N_KINDS];
    set_up();
    for (size_t i = 0; i < N_IMAGES; i++)
        weights[i] = i % 2 ? -1 : NAN;
    replicate(weights, got);
    for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++)
        ck_assert_double_eq(got[k], 0);
}
END_TEST

MLT_TEST_SUITE(metric_tide_replicate, weights_are_copies, nothing_weighs_anything)
