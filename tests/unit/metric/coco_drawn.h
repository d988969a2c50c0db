/* SPDX-License-Identifier: MIT */
/*
 * Drawn images, and evaluations that must not fail.
 */
#ifndef MLT_TESTS_METRIC_COCO_DRAWN_H
#define MLT_TESTS_METRIC_COCO_DRAWN_H

#include "coco_plain.h"
#include "metric/coco.h"
#include "testing.h"

static plain_image images[PLAIN_IMAGES];

static inline void fill_images(size_t n, int n_classes)
{
    plain_state = 99;
    for (size_t i = 0; i < n; i++)
        plain_fill(&images[i], 1000 - 3 * i, n_classes, 30);
}

static inline mlt_coco *new_coco(mlt_coco_options options)
{
    mlt_coco *coco = NULL;
    ck_assert_int_eq(mlt_coco_new(&coco, NULL, &options, NULL), MLTEST_OK);
    return coco;
}

static inline mlt_coco_result finish(mlt_coco *coco, const double *weights)
{
    mlt_coco_result result;
    ck_assert_int_eq(mlt_coco_finish(coco, weights, MLT_COCO_ARRAYS, &result, NULL), MLTEST_OK);
    return result;
}

#endif
