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

static inline mltest_status coco_give(mlt_coco *coco, mltest_context *ctx,
                                      const mlt_coco_truth *truth, const mlt_coco_results *results,
                                      const mlt_coco_places *places, mltest_error **error)
{
    mlt_coco_images *images;
    const mlt_coco_file_rules rules = {false, false};
    mltest_status status = mlt_coco_images_new(&images, ctx, truth, results, places, rules, error);
    if (status == MLTEST_OK)
        status = mlt_coco_images_give(images, 0, truth->images.n, add_to_coco, coco, error);
    mlt_coco_images_free(images);
    return status;
}

/* options->n_classes is not looked at. */
static inline mltest_status coco_from_files(mlt_coco **out, mltest_context *ctx,
                                            const mlt_coco_truth *truth,
                                            const mlt_coco_results *results,
                                            const mlt_coco_options *options, mltest_error **error)
{
    mlt_coco_options all = *options;
    mlt_coco_places places;
    all.n_classes = truth->categories.n;
    mltest_status status = mlt_coco_new(out, ctx, &all, error);
    if (status != MLTEST_OK)
        return status;
    status = mlt_coco_places_find(&places, ctx, truth, results, error);
    if (status == MLTEST_OK)
        status = coco_give(*out, ctx, truth, results, &places, error);
    mlt_coco_places_free(ctx, &places);
    if (status != MLTEST_OK) {
        mlt_coco_free(*out);
        *out = NULL;
    }
    return status;
}

#endif
