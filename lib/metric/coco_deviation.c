/* SPDX-License-Identifier: MIT */
/*
 * Where the result is not the reference's, and why.
 */
#include "metric/coco_parts.h"

const mlt_coco_deviation mlt_coco_deviations[MLT_COCO_N_DEVIATIONS] = {
    {"annotation_id_0",
     "detections matched to the annotation with id 0, which the reference counts as unmatched"},
    {"ignore", "truths marked to be ignored that were neither asked for nor wrong; the reference "
               "looks at crowds only"},
    {"ties", "steps of a class's curve in which several detections of equal score, some of them "
             "correct, count together; the reference takes them in the order of the file"},
    {"other_limit", "AP is given at the largest limit of detections; the reference gives -1, as "
                    "no limit is 100"},
    {"empty", "there is no detection at all; the reference stops"}};

void mlt_coco_deviate(const mlt_coco *coco, mlt_coco_result *result)
{
    uint64_t *n = result->deviations;
    n[MLT_COCO_ID_ZERO] = coco->n_id_zero;
    n[MLT_COCO_IGNORED] = coco->lvis ? 0 : coco->n_ignored; /* LVIS's own rule */
    n[MLT_COCO_TIES] = coco->order->n_ties;
    n[MLT_COCO_OTHER_LIMIT] = !coco->reference && !coco->lvis && !mlt_coco_has_100(coco);
    n[MLT_COCO_EMPTY] = !coco->reference && coco->n_given == 0;
}
