/* SPDX-License-Identifier: MIT */
/*
 * The images of COCO's two files as the reference evaluates them, oddities of the files included.
 */
#ifndef MLT_METRIC_COCO_EVAL_H
#define MLT_METRIC_COCO_EVAL_H

#include "annotation/coco_file.h"
#include "annotation/prediction.h"
#include "annotation/truth.h"

/* As mlt_coco_add(), of whatever accumulator. */
typedef mltest_status (*mlt_coco_add_fn)(void *data, uint64_t key, const mlt_truth *truths,
                                         size_t n_truths, const mlt_pred *preds, size_t n_preds,
                                         mltest_error **error);

/*
 * Gives all images of two files one after another: keys are places in truth->images, which ascend
 * with the image ids, classes are places in truth->categories.
 * - A result for an image that is not in the annotation file is MLTEST_ERR_FORMAT.
 * - Results and annotations of unlisted categories are dropped.
 * - Where several annotations have one id, all of them stand for the last one, wherever that is;
 *   corrected: ids mean nothing.
 * - "ignore" of annotations has no effect; honour_ignore: it becomes MLT_TRUTH_IGNORE.
 */
typedef struct {
    bool corrected, honour_ignore;
} mlt_coco_file_rules;
mltest_status mlt_coco_each_image(mltest_context *ctx, const mlt_coco_truth *truth,
                                  const mlt_coco_results *results, mlt_coco_file_rules rules,
                                  mlt_coco_add_fn add, void *data, mltest_error **error);

#endif
