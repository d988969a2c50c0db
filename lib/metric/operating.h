/* SPDX-License-Identifier: MIT */
/*
 * Precision and recall at every score threshold, and the threshold at which F1 is best.
 */
#ifndef MLT_METRIC_OPERATING_H
#define MLT_METRIC_OPERATING_H

#include "metric/judged.h"

#include <stddef.h>
#include <stdint.h>

/* What detections with at least this score amount to. */
typedef struct {
    double score;
    uint64_t tp, fp;
    double precision; /* tp / (tp + fp): not made monotonic, nothing added below the line */
    double recall;    /* tp / truths */
    double f1;        /* 2 tp / (tp + fp + truths) */
} mlt_operating_point;

typedef struct {
    size_t n_classes;
    /* Curve c < n_classes is of class c; curve n_classes is of all detections and truths together
     * under one threshold (micro). Points first[c] … first[c + 1] - 1, by descending score, one a
     * distinct score: detections of equal scores come in together. */
    mlt_operating_point *points;
    size_t *first; /* [n_classes + 2] */
    /* [n_classes + 1]: the point of the highest F1 of each curve; of equal ones that of the higher
     * score. */
    mlt_operating_point *best;
} mlt_operating_result;

/*
 * What is not defined is NaN: recall and F1 without truths, and with them all of `best` but its
 * counts. A curve with truths and no point has a best point of recall and F1 0 whose score and
 * precision are NaN. Detections whose score is NaN reach no threshold and are left out.
 * MLTEST_ERR_MEMORY; MLTEST_ERR_LIMIT above 2^32 - 1 detections.
 */
mltest_status mlt_operating(mltest_context *ctx, const mlt_judged_list *list,
                            mlt_operating_result *out, mltest_error **error);
void mlt_operating_result_free(mltest_context *ctx, mlt_operating_result *result);

#endif
