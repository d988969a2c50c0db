/* SPDX-License-Identifier: MIT */
/*
 * Figures of classification.
 */
#ifndef MLT_METRIC_CLASSIFY_H
#define MLT_METRIC_CLASSIFY_H

#include "annotation/prediction.h"

#include <stddef.h>
#include <stdint.h>

/*
 * The rank of a class in an answer, counted from 0: the number of classes with a strictly larger
 * score, plus those with the same score and a smaller index. -1 if the answer does not name it. A
 * class named more than once counts with its first mention. Boxes are not looked at.
 */
int64_t mlt_classify_rank(const mlt_pred *answer, size_t n, int32_t cls);
/* The class of rank 0; -1 for an empty answer. */
int32_t mlt_classify_top(const mlt_pred *answer, size_t n);

typedef struct {
    double n; /* weighted samples */
    double top1, top5;
    double balanced; /* mean over the classes in the truth of the share that was right */
} mlt_classify_result;

/*
 * truths[i] is the true class of sample i and ranks[i] what mlt_classify_rank() said of it. Samples
 * with a class outside [0, n_classes) are left out. weights NULL: 1 each; what is not above 0
 * leaves a sample out. Without samples the three shares are -1.
 */
mltest_status mlt_classify(mltest_context *ctx, const int32_t *truths, const int64_t *ranks,
                           const double *weights, size_t n, size_t n_classes,
                           mlt_classify_result *out, mltest_error **error);

#endif
