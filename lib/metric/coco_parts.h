/* SPDX-License-Identifier: MIT */
/*
 * The accumulator's inside, shared by the coco_*.c files and judged.c, and by nobody else.
 */
#ifndef MLT_METRIC_COCO_PARTS_H
#define MLT_METRIC_COCO_PARTS_H

#include "base/order.h"
#include "metric/coco.h"

/* A detection after matching. Bit area·16 + iou: correct, or wrong; neither bit: ignored. */
typedef struct {
    double score;
    uint64_t correct, wrong;
    int32_t cls;
    uint32_t rank; /* among the detections of its image and class */
} mlt_coco_det;

/* How many truths of a class an image asks for. */
typedef struct {
    int32_t cls;
    uint32_t asked[MLT_COCO_N_AREAS];
} mlt_coco_cell;

typedef struct {
    uint64_t key;
    size_t first_det, n_dets;
    size_t first_cell, n_cells;
} mlt_coco_image;

/* A detection in the order of the curves: by class, then score, then image, then rank. */
typedef struct {
    double score;
    uint64_t correct, wrong;
    uint32_t image; /* place in ascending order of keys */
    uint32_t rank;
} mlt_coco_entry;

/* One truth while its cell is matched. */
typedef struct {
    const mlt_truth *truth;
    uint64_t taken;   /* bit area·16 + iou */
    uint32_t ignored; /* bit per area */
} mlt_coco_goal;

struct mlt_coco {
    mltest_context *ctx;
    size_t n_classes;
    size_t n_columns; /* classes that are told apart: n_classes, or 1 */
    size_t n_ious;
    double ious[MLT_COCO_MAX_IOUS];
    double areas[MLT_COCO_N_AREAS][2];
    uint32_t max_dets[MLT_COCO_N_LIMITS];
    bool class_agnostic, honour_ignore, reference;

    mlt_coco_image *images;
    size_t n_images, cap_images;
    mlt_coco_det *dets;
    size_t n_dets, cap_dets;
    mlt_coco_cell *cells;
    size_t n_cells, cap_cells;

    /* Made by mlt_coco_prepare(), stale after an addition. */
    bool prepared;
    uint64_t repeated_key;   /* of the last failure */
    uint32_t *image_order;   /* n_images places in images, ascending keys */
    mlt_coco_entry *entries; /* n_dets */
    size_t *first_entry;     /* n_columns + 1 */

    /* Room for the image being added. */
    mlt_keyed *pred_order, *truth_order, *scratch;
    size_t cap_pred_order, cap_truth_order, cap_scratch;
    mlt_coco_goal *goals;
    size_t cap_goals;
};

/* The detections (sorted by score, at most the largest limit) and truths of one image and class. */
typedef struct {
    const mlt_pred *preds;
    const mlt_truth *truths;
    const mlt_keyed *pred_order, *truth_order;
    size_t n_preds, n_truths;
    int32_t cls;
} mlt_coco_lists;

/* Room for so much more, so that nothing fails half-way through an addition. */
mltest_status mlt_coco_make_room(mlt_coco *coco, size_t n_images, size_t n_dets, size_t n_cells,
                                 mltest_error **error);

/* Matches one image and class, appends its detections and its cell; room must have been made. */
void mlt_coco_match(mlt_coco *coco, const mlt_coco_lists *lists);

/* Drops what mlt_coco_prepare() made. */
void mlt_coco_forget_order(mlt_coco *coco);

/* A detection in an image of positive weight. */
typedef struct {
    double score, weight;
    uint64_t correct, wrong;
    uint32_t rank;
} mlt_coco_step;

/* A point of a precision-recall curve, and the score that reaches it. */
typedef struct {
    double recall, precision, score;
} mlt_coco_point;

/* What one call of mlt_coco_finish() works with. */
typedef struct {
    const mlt_coco *coco;
    const double *weights;
    unsigned flags;
    mlt_coco_result *result;
    double *asked;          /* [class][area], weighted */
    uint32_t *classes;      /* the classes of which anything is asked */
    size_t n_present;       /* how many */
    double *precision;      /* [present][area][iou][recall], at the last limit */
    double *recall;         /* [present][area][iou][limit] */
    mlt_coco_step *steps;   /* one per detection */
    mlt_coco_point *points; /* one per detection */
    double *values;         /* [present][iou][recall]: what is being averaged */
} mlt_coco_work;

/* Computes the curves of present class i. Different classes may run at once. */
void mlt_coco_curves(const mlt_coco_work *work, size_t i);
/* The figures, from the curves of all present classes. */
void mlt_coco_summarise(const mlt_coco_work *work);

#endif
