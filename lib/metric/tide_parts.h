/* SPDX-License-Identifier: MIT */
/*
 * The accumulator's inside, shared by the tide*.c files and by nobody else.
 *
 * AP is computed again and again over the same detections, each time with other ones right, wrong
 * or left out. Such a run is a bit: first the base runs, plain AP at pos and at the ten thresholds,
 * then one run a kind of error, with all errors of that kind mended. Where only the number of
 * truths asked for differs, runs share a bit.
 */
#ifndef MLT_METRIC_TIDE_PARTS_H
#define MLT_METRIC_TIDE_PARTS_H

#include "base/order.h"
#include "metric/tide.h"

enum {
    MLT_TIDE_RUN_POS = 0, /* the run at pos */
    MLT_TIDE_RUN_IOU = 1, /* the first of the runs at mlt_tide_ious */
    MLT_TIDE_N_BASE = MLT_TIDE_RUN_IOU + MLT_TIDE_N_IOUS,
    MLT_TIDE_RUN_FIX = MLT_TIDE_N_BASE, /* + kind: its errors are mended */
    MLT_TIDE_RUN_MISS = MLT_TIDE_RUN_FIX + MLT_TIDE_MISS,
    MLT_TIDE_N_BITS =
        MLT_TIDE_RUN_MISS + 1, /* runs below have their own bit, others share that of Miss: */
    MLT_TIDE_RUN_FALSE_NEG = MLT_TIDE_N_BITS, /* no unmatched truths */
    MLT_TIDE_RUN_FALSE_POS,                   /* right ones first */
    MLT_TIDE_N_RUNS,

    MLT_TIDE_BASE_BITS = (1 << MLT_TIDE_N_BASE) - 1,
    MLT_TIDE_FIX_BITS = (1 << MLT_TIDE_N_BITS) - 1 - MLT_TIDE_BASE_BITS
};

static inline unsigned mlt_tide_bit(unsigned run)
{
    return run < MLT_TIDE_N_BITS ? run : MLT_TIDE_RUN_MISS;
}

/* A detection after matching. */
typedef struct {
    double score, iou;
    int64_t ann_id;
    uint32_t pred;
    int32_t cls, truth_cls;
    uint16_t correct, ignored; /* bit per base run; neither: wrong */
    uint8_t kind;              /* MLT_TIDE_N_KINDS: no error */
    bool mends;
} mlt_tide_det;

/* A truth that is asked for. */
typedef struct {
    int64_t ann_id;
    double iou; /* the best of any detection */
    int32_t cls;
    bool used, usable; /* at pos: matched; not matched, but what a Cls or Loc error is about */
} mlt_tide_truth;

typedef struct {
    uint64_t key;
    size_t first_det, n_dets; /* detections by descending score */
    size_t first_truth, n_truths;
} mlt_tide_image;

/* A truth, asked for or a crowd, while its image is matched. */
typedef struct {
    mlt_box box;
    double area;
    int32_t cls;
    uint32_t taken; /* bit per base run */
} mlt_tide_goal;

/* The truths nearest to a detection, of its class and of others; of equal ones the first. */
typedef struct {
    double same_iou, other_iou; /* 0: none */
    uint32_t same, other;
} mlt_tide_near;

struct mlt_tide {
    mltest_context *ctx;
    mlt_tide_options options;
    double ious[MLT_TIDE_N_BASE]; /* the base runs' thresholds */

    mlt_tide_image *images;
    size_t n_images, cap_images;
    mlt_tide_det *dets;
    size_t n_dets, cap_dets;
    mlt_tide_truth *truths;
    size_t n_truths, cap_truths;

    /* Room for the image being added. */
    mlt_keyed *order, *scratch;
    size_t cap_order, cap_scratch;
    mlt_tide_goal *goals; /* those asked for from the start, crowds from the end */
    size_t cap_goals;
    mlt_tide_near *near;
    size_t cap_near;
};

/* Room for so much more, so that nothing fails half-way through an addition. */
mltest_status mlt_tide_make_room(mlt_tide *tide, size_t n_images, size_t n_dets, size_t n_truths,
                                 mltest_error **error);

/* What one call of mlt_tide_finish() works with. */
typedef struct {
    const mlt_tide *tide;
    mlt_tide_result *result;
    uint32_t *image_order; /* n_images places in images, ascending keys */

    /* One number per class. */
    size_t *asked, *used, *missed; /* truths */
    uint32_t *seen;                /* bit per run that has the class in its order */
    size_t *first_step;            /* n_classes + 1 */

    /* [bit][class]: in which order classes enter the mean. Adding up depends on it. */
    uint32_t *class_order;
    size_t n_ordered[MLT_TIDE_N_BITS];
    double *ap; /* [run][class]; -1: nothing there */

    /* Detections by class, score, image, rank. index has a bit per run in which one is right, group
     * per run in which it is wrong; neither: it is not there. */
    mlt_keyed *steps;
    /* Room for the largest class. */
    mlt_keyed *scratch;
    double *precisions;
} mlt_tide_work;

/*
 * Fills in image_order, all that is counted by class, the order of the classes and the steps. What
 * depends on the number of images or classes has been allocated, as zeros.
 */
mltest_status mlt_tide_order(mlt_tide_work *work, mltest_error **error);
/* Places of the images in ascending order of their keys. MLTEST_ERR_MEMORY, MLTEST_ERR_CONFLICT. */
mltest_status mlt_tide_order_images(const mlt_tide *tide, uint32_t *order, mltest_error **error);
/* The runs in which a detection is right under its class, and those in which it is wrong. */
uint32_t mlt_tide_right_runs(const mlt_tide_det *det);
uint32_t mlt_tide_wrong_runs(const mlt_tide_det *det);

/* A mended Cls error is right under the class of its truth: in that run, and there alone. */
static const uint32_t MLT_TIDE_MOVE_RUN = 1u << (MLT_TIDE_RUN_FIX + MLT_TIDE_CLS);
static inline bool mlt_tide_moves(const mlt_tide_det *det)
{
    return det->kind == MLT_TIDE_CLS && det->mends;
}

/* The AP of class cls in every run; its steps are put in another order. */
void mlt_tide_curves(const mlt_tide_work *work, size_t cls);

#endif
