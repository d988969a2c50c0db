/* SPDX-License-Identifier: MIT */
/*
 * Evaluates a results file against an annotation file as the reference does, oddities of the files
 * included.
 */
#ifndef MLT_METRIC_COCO_EVAL_H
#define MLT_METRIC_COCO_EVAL_H

#include "annotation/coco_file.h"
#include "metric/coco.h"

/*
 * Adds all images of two files to a fresh accumulator, under keys that ascend with the image ids;
 * classes are places in truth->categories. options->n_classes is not looked at.
 * - A result for an image that is not in the annotation file is MLTEST_ERR_FORMAT.
 * - Results and annotations of unlisted categories are dropped.
 * - Where several annotations have one id, all of them stand for the last one, wherever that is.
 */
mltest_status mlt_coco_from_files(mlt_coco **out, mltest_context *ctx, const mlt_coco_truth *truth,
                                  const mlt_coco_results *results, const mlt_coco_options *options,
                                  mltest_error **error);

#endif
