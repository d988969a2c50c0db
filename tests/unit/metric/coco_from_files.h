/* SPDX-License-Identifier: MIT */
/*
 * An accumulator of all images of two files.
 */
#ifndef MLT_TESTS_METRIC_COCO_FROM_FILES_H
#define MLT_TESTS_METRIC_COCO_FROM_FILES_H

#include "base/error.h"
#include "metric/coco.h"
#include "metric/coco_eval.h"

static inline mltest_status add_to_coco(void *data, uint64_t key, const mlt_truth *truths,
                                        size_t n_truths, const mlt_pred *preds, size_t n_preds,
                                        mltest_error **error)
{
    return mlt_coco_add(data, key, truths, n_truths, preds, n_preds, error);
}

/* options->n_classes is not looked at. */
static inline mltest_status coco_from_files(mlt_coco **out, mltest_context *ctx,
                                            const mlt_coco_truth *truth,
                                            const mlt_coco_results *results,
                                            const mlt_coco_options *options, mltest_error **error)
{
    mlt_coco_options all = *options;
    all.n_classes = truth->categories.n;
    mltest_status status = mlt_coco_new(out, ctx, &all, error);
    if (status != MLTEST_OK)
        return status;
    status = mlt_coco_each_image(ctx, truth, results, (mlt_coco_file_rules){false, false},
                                 add_to_coco, *out, error);
    if (status != MLTEST_OK) {
        mlt_coco_free(*out);
        *out = NULL;
    }
    return status;
}

#endif
