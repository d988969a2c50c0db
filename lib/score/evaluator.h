/* SPDX-License-Identifier: MIT */
/*
 * Detections in memory, from several threads at once: each call adds to a shard that nobody else
 * uses just then. Which one that is has no effect on the figures.
 */
#ifndef MLT_SCORE_EVALUATOR_H
#define MLT_SCORE_EVALUATOR_H

#include "base/options.h"
#include "mltest/evaluator.h"

mltest_status mlt_evaluator_make(mltest_evaluator **out, mltest_context *ctx,
                                 const char *const *names, size_t n_classes,
                                 const mltest_options *options, mltest_error **error);
/* image: all members set. */
mltest_status mlt_evaluator_add(mltest_evaluator *evaluator, const mltest_evaluator_image *image,
                                mltest_error **error);
mltest_status mlt_evaluator_merge(mltest_evaluator *into, const mltest_evaluator *from,
                                  mltest_error **error);
size_t mlt_evaluator_n_images(const mltest_evaluator *evaluator);
mltest_status mlt_evaluator_finish(mltest_evaluator *evaluator, const double *weights,
                                   mltest_evaluation **evaluation, mltest_error **error);
void mlt_evaluator_unref(mltest_evaluator *evaluator);

#endif
