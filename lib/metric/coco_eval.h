/* SPDX-License-Identifier: MIT */
/*
 * The images of COCO's two files as the reference evaluates them, oddities of the files included.
 */
#ifndef MLT_METRIC_COCO_EVAL_H
#define MLT_METRIC_COCO_EVAL_H

#include "annotation/coco_places.h"
#include "annotation/prediction.h"
#include "annotation/truth.h"

/* As mlt_coco_add(), of whatever accumulator. */
typedef mltest_status (*mlt_coco_add_fn)(void *data, uint64_t key, const mlt_truth *truths,
                                         size_t n_truths, const mlt_pred *preds, size_t n_preds,
                                         mltest_error **error);

typedef struct {
    bool corrected, honour_ignore;
} mlt_coco_file_rules;

/* Truths and results of two files, grouped by image; borrows all it is made from. */
typedef struct mlt_coco_images mlt_coco_images;

/*
 * Keys of images are their places in truth->images, which ascend with the image ids, classes are
 * places in truth->categories.
 * - A result for an image that is not in the annotation file is MLTEST_ERR_FORMAT.
 * - Results and annotations of unlisted categories are dropped.
 * - Where several annotations have one id, all of them stand for the last one, wherever that is;
 *   corrected: ids mean nothing.
 * - "ignore" of annotations has no effect; honour_ignore: it becomes MLT_TRUTH_IGNORE.
 */
mltest_status mlt_coco_images_new(mlt_coco_images **out, mltest_context *ctx,
                                  const mlt_coco_truth *truth, const mlt_coco_results *results,
                                  const mlt_coco_places *places, mlt_coco_file_rules rules,
                                  mltest_error **error);
void mlt_coco_images_free(mlt_coco_images *images);
/* Gives the images from one place up to before another, ascending. Several threads may. */
mltest_status mlt_coco_images_give(const mlt_coco_images *images, size_t from, size_t to,
                                   mlt_coco_add_fn add, void *data, mltest_error **error);

#endif
