/* SPDX-License-Identifier: MIT */
/*
 * The accumulator's inside, shared by the voc_*.c files and by nobody else.
 */
#ifndef MLT_METRIC_VOC_PARTS_H
#define MLT_METRIC_VOC_PARTS_H

#include "base/order.h"
#include "metric/voc.h"

typedef enum { MLT_VOC_NEITHER, MLT_VOC_RIGHT, MLT_VOC_WRONG } mlt_voc_outcome;

/* A detection after matching. */
typedef struct {
    double score;
    int32_t cls;
    mlt_voc_outcome outcome;
} mlt_voc_det;

/* Its detections are in descending order of score, of equal ones as they were given. */
typedef struct {
    uint64_t key;
    size_t first_det, n_dets;
} mlt_voc_image;

typedef struct {
    double x1, y1, x2, y2;
} mlt_voc_corners;

/* One truth while its image is matched. */
typedef struct {
    mlt_voc_corners corners;
    double area;
    int32_t cls;
    bool difficult; /* neither right nor wrong to find it */
    bool crowd;     /* not wrong to find it again */
    bool taken;
} mlt_voc_goal;

struct mlt_voc {
    mltest_context *ctx;
    mlt_voc_options options;
    size_t *n_positives; /* one per class */

    mlt_voc_image *images;
    size_t n_images, cap_images;
    mlt_voc_det *dets;
    size_t n_dets, cap_dets;

    /* Room for the image being added. */
    mlt_keyed *order, *scratch;
    size_t cap_order, cap_scratch;
    mlt_voc_goal *goals; /* by class, then as given */
    size_t cap_goals;
};

/* Room for so much more, so that nothing fails half-way through an addition. */
mltest_status mlt_voc_make_room(mlt_voc *voc, size_t n_images, size_t n_dets, mltest_error **error);

/* The corners that the options see in a truth, and in a prediction. */
mlt_voc_corners mlt_voc_truth_corners(const mlt_voc_options *options, const mlt_box *box);
mlt_voc_corners mlt_voc_pred_corners(const mlt_voc_options *options, const mlt_box *box);
/* A prediction's score as the options see it. */
double mlt_voc_score(const mlt_voc_options *options, double score);
/* What printf prints with one or three decimals (10, 1000), read back. */
double mlt_voc_printed(double v, double power);
double mlt_voc_area(const mlt_voc_options *options, const mlt_voc_corners *box);

/* How a detection ends among the n_goals truths of its image and class; takes the truth it finds.
 */
mlt_voc_outcome mlt_voc_match(const mlt_voc_options *options, const mlt_voc_corners *box,
                              mlt_voc_goal *goals, size_t n_goals);

/* The order of the curves: by class, score, image key, rank within the image. */
typedef struct {
    mlt_keyed *dets;  /* index: place in voc->dets */
    mlt_keyed *spare; /* for sorting: as many, and one per image */
    size_t *first;    /* n_classes + 1 places in dets */
} mlt_voc_order;

/* Groups the detections by class; within a class they stay in the order of images and ranks. */
mltest_status mlt_voc_group(const mlt_voc *voc, mlt_voc_order *order, mltest_error **error);
void mlt_voc_order_free(const mlt_voc *voc, mlt_voc_order *order);

/* One class after its detections are in order. */
typedef struct {
    const double *precision, *recall;
    size_t n;      /* detections */
    double *steps; /* room for n + 1 */
} mlt_voc_curve;

/* Average precision. */
double mlt_voc_ap(const mlt_voc_options *options, const mlt_voc_curve *curve);
/* Added up as the options say, and divided by n; n > 0. */
double mlt_voc_mean(const mlt_voc_options *options, const double *values, size_t n);

#endif
