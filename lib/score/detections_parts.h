/* SPDX-License-Identifier: MIT */
/*
 * The inside of detections, shared by the detections_*.c files and by nobody else.
 */
#ifndef MLT_SCORE_DETECTIONS_PARTS_H
#define MLT_SCORE_DETECTIONS_PARTS_H

#include "score/detections.h"

struct mlt_detections {
    mltest_context *ctx;
    mlt_detections_wanted wanted;
    mlt_coco *coco;
    mlt_voc *voc; /* these NULL if not wanted */
    mlt_tide *tide;
    mlt_confusion *confusion;
    uint64_t n_truths, n_preds;
    bool is_broken; /* the parts do not have the same images */
};

/* What classes and images are called. */
typedef struct {
    const char *const *classes;
    mlt_image_name_fn image;
    const void *data;
} mlt_detections_naming;

mltest_status mlt_detections_fill_coco(mlt_detections *d, const double *weights,
                                       const mlt_detections_naming *naming,
                                       mltest_evaluation *evaluation, mltest_error **error);
/* These do nothing if their part is not wanted. */
mltest_status mlt_detections_fill_voc(const mlt_detections *d, const mlt_detections_naming *naming,
                                      mlt_results *results, mltest_error **error);
mltest_status mlt_detections_fill_tide(const mlt_detections *d, const mlt_detections_naming *naming,
                                       mlt_results *results, mltest_error **error);
mltest_status mlt_detections_fill_confusion(const mlt_detections *d,
                                            const mlt_detections_naming *naming,
                                            mlt_results *results, mltest_error **error);
/* Operating points and calibration. */
mltest_status mlt_detections_fill_judged(mlt_detections *d, const mlt_detections_naming *naming,
                                         mlt_results *results, mltest_error **error);

/* Adds n columns of doubles; columns[i] becomes the array of names[i]. */
mltest_status mlt_detections_doubles(mlt_results *results, mlt_table *table,
                                     const char *const *names, size_t n, double **columns,
                                     mltest_error **error);

#endif
