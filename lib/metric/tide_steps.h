/* SPDX-License-Identifier: MIT */
/*
 * TIDE's detections in the order of the curves, with little to say of each.
 */
#ifndef MLT_METRIC_TIDE_STEPS_H
#define MLT_METRIC_TIDE_STEPS_H

#include "metric/tide.h"

/* Plain AP at pos, then a run a kind of error: bits of right and wrong. */
enum { MLT_TIDE_STEP_RUNS = 1 + MLT_TIDE_N_KINDS };

typedef struct {
    uint32_t image; /* in ascending order of keys */
    uint8_t right, wrong;
} mlt_tide_step;

typedef struct {
    uint32_t image;
    int32_t cls;
    bool missed;
} mlt_tide_asked;

struct mlt_tide_steps {
    mltest_context *ctx;
    size_t n_classes, n_images, n_truths;
    mlt_tide_asked *truths;
    size_t *first; /* [n_classes + 1] in the following, which differ between equal scores */
    mlt_tide_step *plain, *mended; /* each with the bits of its own runs only */
    size_t most_right;             /* steps with something right, of any class */
};

#endif
