/* SPDX-License-Identifier: MIT */
#include "score/evaluator.h"

#include "api/check.h"
#include "base/vtable.h"

mltest_status mltest_evaluator_new(mltest_evaluator **out, mltest_context *ctx,
                                   const char *const *class_names, size_t n_classes,
                                   const mltest_options *options, mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    if (n_classes == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "%s: n_classes is 0", __func__);
    for (size_t i = 0; class_names != NULL && i < n_classes; i++)
        NEED(class_names[i]);
    return mlt_evaluator_make(out, ctx, class_names, n_classes, options, error);
}

mltest_status mltest_evaluator_add(mltest_evaluator *evaluator, const mltest_evaluator_image *image,
                                   mltest_error **error)
{
    mltest_evaluator_image own;
    ENTRY(error);
    NEED(evaluator);
    NEED(image);
    TRY(mlt_vtable_read(&own, sizeof own, offsetof(mltest_evaluator_image, n_negative), image, 0,
                        "mltest_evaluator_image", error));
    if (own.n_truths > 0) {
        NEED(own.truth_boxes);
        NEED(own.truth_classes);
    }
    if (own.n_predictions > 0) {
        NEED(own.boxes);
        NEED(own.classes);
        NEED(own.scores);
    }
    if (own.n_negative > 0)
        NEED(own.negative_classes);
    if (own.n_not_exhaustive > 0)
        NEED(own.not_exhaustive_classes);
    return mlt_evaluator_add(evaluator, &own, error);
}

mltest_status mltest_evaluator_merge(mltest_evaluator *into, const mltest_evaluator *from,
                                     mltest_error **error)
{
    ENTRY(error);
    NEED(into);
    NEED(from);
    return mlt_evaluator_merge(into, from, error);
}

size_t mltest_evaluator_image_count(const mltest_evaluator *evaluator)
{
    return evaluator != NULL ? mlt_evaluator_n_images(evaluator) : 0;
}

mltest_status mltest_evaluator_finish(mltest_evaluator *evaluator, const double *weights,
                                      mltest_evaluation **evaluation, mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(evaluation);
    NEED(evaluator);
    return mlt_evaluator_finish(evaluator, weights, evaluation, error);
}

void mltest_evaluator_free(mltest_evaluator *evaluator)
{
    mlt_evaluator_unref(evaluator);
}
