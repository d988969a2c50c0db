/* SPDX-License-Identifier: MIT */
/*
 * What LVIS's annotation file says beside its truths: which classes are surely not in an image, and
 * which are not all marked there; how frequent a class is.
 */
#ifndef MLT_SCORE_EVALUATION_LVIS_H
#define MLT_SCORE_EVALUATION_LVIS_H

#include "annotation/coco_file.h"
#include "metric/coco.h"

/* The classes of an image, as places in truth->categories; zeroed at first. */
typedef struct {
    int32_t *negative, *not_exhaustive;
    size_t cap_negative, cap_not_exhaustive;
} mlt_lvis_lists;

/* Borrowed from the lists until the next call. MLTEST_ERR_MEMORY. */
mltest_status mlt_lvis_federated(mlt_lvis_lists *lists, mltest_context *ctx,
                                 const mlt_coco_truth *truth, size_t image, mlt_coco_federated *out,
                                 mltest_error **error);
void mlt_lvis_lists_free(mltest_context *ctx, mlt_lvis_lists *lists);
/* A letter a class; "" if the file does not say it of every one. NULL without memory. */
char *mlt_lvis_frequencies(mltest_context *ctx, const mlt_coco_truth *truth);

#endif
