/* SPDX-License-Identifier: MIT */
/*
 * Where what a pair of COCO's files is about stands in the annotation file's lists.
 */
#ifndef MLT_ANNOTATION_COCO_PLACES_H
#define MLT_ANNOTATION_COCO_PLACES_H

#include "annotation/coco_file.h"

/* A place in a list, or MLT_COCO_NO_ID for what is not listed. */
typedef struct {
    /* Of annotations, as in the file. */
    uint32_t *annotation_image, *annotation_category;
    uint32_t *stands_for; /* the last annotation with the same id */
    /* Of the numbers in results->images and results->categories. */
    uint32_t *result_image, *result_category;
} mlt_coco_places;

/* MLTEST_ERR_MEMORY, MLTEST_ERR_LIMIT; frees nothing twice when freed after an error. */
mltest_status mlt_coco_places_find(mlt_coco_places *out, mltest_context *ctx,
                                   const mlt_coco_truth *truth, const mlt_coco_results *results,
                                   mltest_error **error);
void mlt_coco_places_free(mltest_context *ctx, mlt_coco_places *places);

#endif
