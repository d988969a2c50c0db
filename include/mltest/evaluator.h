/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/evaluator.h
 * Detections against ground truth in memory, image by image: what mltest_evaluation_new() computes
 * from files. An evaluator keeps what it needs of each detection, never the images or tables of
 * images and classes; evaluators of shards can be merged; and with other weights of the images the
 * figures are computed again without matching again. doc/eval.md has the definitions. Without the
 * option `mode` the rules are those for data sets: difficult and ignored truths are neither asked
 * for nor wrong, and what is odd about the reference (annotation id 0, AP without a limit of 100)
 * is not imitated. With `mode` "coco" it is, "corrected" and "lvis" are as doc/metrics/coco.md has
 * it.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_EVALUATOR_H
#define MLTEST_EVALUATOR_H

#include "mltest/annotation.h"
#include "mltest/evaluation.h"
#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Ground truth and predictions of one image, as columns. Borrowed during the call. */
typedef struct mltest_evaluator_image {
    size_t struct_size;              /**< sizeof(mltest_evaluator_image) */
    uint64_t flags;                  /**< 0 */
    int64_t image_id;                /**< images count in ascending order of these */
    size_t n_truths;                 /**< entries of the columns of truths */
    const mltest_box *truth_boxes;   /**< pixels; not finite or without area: overlap nothing */
    const int32_t *truth_classes;    /**< others than 0 … n_classes - 1 are left out */
    const double *truth_areas;       /**< px², by which sizes are told; NULL: width × height */
    const uint32_t *truth_flags;     /**< MLTEST_TRUTH_; NULL: 0 */
    const int64_t *truth_ids;        /**< named in errors; NULL: 1, 2, … in this image */
    size_t n_predictions;            /**< entries of the columns of predictions */
    const mltest_box *boxes;         /**< as truth_boxes */
    const int32_t *classes;          /**< as truth_classes */
    const double *scores;            /**< any number; NaN sorts last */
    size_t n_negative;               /**< entries of negative_classes; 0 but in the mode lvis */
    const int32_t *negative_classes; /**< are not in the image: detections of these are wrong */
    size_t n_not_exhaustive;         /**< entries of the next column */
    /** Not all objects of these are marked: what is unmatched of them is ignored. */
    const int32_t *not_exhaustive_classes;
} mltest_evaluator_image;

/**
 * Makes an evaluator without images.
 * @param[out] out      the evaluator; free it with mltest_evaluator_free()
 * @param ctx           NULL for the defaults
 * @param class_names   n_classes texts, copied; NULL: "0", "1", …
 * @param n_classes     at least 1
 * @param options       made with mltest_options_new(…, "evaluation", …), or NULL; those that say
 *                      how files are read have no effect. `frequencies`: in the mode lvis a letter
 *                      a class, r(are), c(ommon) or f(requent), which APr, APc and APf need
 * @param[out] error    may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND (no such preset), MLTEST_ERR_LIMIT or
 *         MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_evaluator_new(mltest_evaluator **out, mltest_context *ctx,
                                              const char *const *class_names, size_t n_classes,
                                              const mltest_options *options, mltest_error **error);

/**
 * Adds an image. May be called from any thread, also from several at once; which thread adds which
 * image, and in what order, changes no bit of a figure. Within an image the order of truths and
 * predictions decides between equal scores, as mltest/evaluation.h says.
 * @param evaluator   the evaluator
 * @param image       its truths and predictions
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID (a column is NULL), MLTEST_ERR_UNSUPPORTED (struct_size or
 *         flags), MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY: the image was not added. If memory ran out
 *         half-way through the figures that were asked for, finishing is MLTEST_ERR_INVALID from
 *         then on
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_evaluator_add(mltest_evaluator *evaluator,
                                              const mltest_evaluator_image *image,
                                              mltest_error **error);

/**
 * Adds the images of another evaluator with the same classes and options, which stays as it is.
 * @param into        gets the images
 * @param from        another evaluator; neither may be used by another thread meanwhile
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_evaluator_merge(mltest_evaluator *into,
                                                const mltest_evaluator *from, mltest_error **error);

/**
 * How many images were added.
 * @param evaluator  the evaluator
 * @return the count
 * @since 0.1.0
 */
MLTEST_API size_t mltest_evaluator_image_count(const mltest_evaluator *evaluator);

/**
 * Computes the figures of all images so far. Any number of times; images may be added afterwards.
 * @param evaluator        the evaluator; not used by another thread meanwhile
 * @param weights          one for each image, in ascending order of image_id, finite; what is not
 *                         above 0 leaves an image out. Whole weights equal so many copies of the
 *                         image, but for ties of score. NULL: 1 each. With weights only COCO's
 *                         figures are computed
 * @param[out] evaluation  free it with mltest_evaluation_free(); independent of the evaluator
 * @param[out] error       may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_CONFLICT (an image_id was added twice) or
 *         MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_evaluator_finish(mltest_evaluator *evaluator, const double *weights,
                                                 mltest_evaluation **evaluation,
                                                 mltest_error **error);

/**
 * Drops the caller's reference.
 * @param evaluator  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_evaluator_free(mltest_evaluator *evaluator);

#ifdef __cplusplus
}
#endif
#endif
