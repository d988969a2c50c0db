/* SPDX-License-Identifier: MIT */
/*
 * COCO's annotation file and results file, as the reference implementation reads them: what it
 * raises on is an error here, or is counted and left out; what it accepts is counted.
 */
#ifndef MLT_SCORE_EVALUATION_CHECK_H
#define MLT_SCORE_EVALUATION_CHECK_H

#include "annotation/coco_places.h"
#include "score/evaluation.h"

typedef struct {
    mltest_evaluation *to;
    mlt_evaluation_mode mode;
    const char *truth_path, *results_path;
    mlt_coco_truth truth;
    mlt_coco_results results;
    mlt_coco_places places;
} mlt_evaluation_files;

/* Takes the results out that are for images which are not listed. MLTEST_ERR_FORMAT with file and
 * place, MLTEST_ERR_MEMORY, MLTEST_ERR_LIMIT. */
mltest_status mlt_evaluation_check(mlt_evaluation_files *files, mltest_error **error);

#endif
