/* SPDX-License-Identifier: MIT */
/*
 * What metric/classification.h computes, as values and tables of an evaluation.
 */
#ifndef MLT_SCORE_EVALUATION_CLASSES_H
#define MLT_SCORE_EVALUATION_CLASSES_H

#include "metric/classification.h"
#include "score/evaluation.h"

/*
 * names: one a class. top_k: the share of the first so many is a value, too; its name goes into
 * evaluation->top_k_name, unless it is top1 or top5, which are always there.
 */
mltest_status mlt_evaluation_fill_classification(mltest_evaluation *evaluation,
                                                 const mlt_classification_result *figures,
                                                 const char *const *names, size_t top_k,
                                                 mltest_error **error);

#endif
