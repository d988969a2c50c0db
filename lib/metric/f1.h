/* SPDX-License-Identifier: MIT */
/*
 * Precision, recall and F1 of one picture at a score threshold (doc/scores.md, correctness).
 */
#ifndef MLT_METRIC_F1_H
#define MLT_METRIC_F1_H

#include "metric/match.h"

typedef struct {
    double right;  /* required truths that were found */
    double wrong;  /* predictions that nobody asked for */
    double missed; /* required truths that were not found */
} mlt_f1;

/* Harmonic mean of precision and recall; 1 when there was nothing to find and nothing was said. */
double mlt_f1_value(const mlt_f1 *counts);
/* -1 where there is nothing to divide by. */
double mlt_f1_precision(const mlt_f1 *counts);
double mlt_f1_recall(const mlt_f1 *counts);

/*
 * Matches predictions with score >= min_confidence to truths of their class at IoU >= iou.
 * needs[i] is a mlt_need. partner_truths and partner_preds are set for every entry: a partner's
 * index, or MLT_MATCH_FREE (missed; wrong), MLT_MATCH_OUT (an ignored truth; a score too low),
 * MLT_MATCH_IGNORED (a prediction in an optional or ignored truth). An optional truth has partners
 * but counts for nothing, nor do its partners. Predictions that are MLT_MATCH_OUT when called stay
 * so: all entries must be initialised.
 */
mltest_status mlt_f1_count(mltest_context *ctx, const mlt_match_box *truths, const uint8_t *needs,
                           size_t n_truths, const mlt_pred *preds, size_t n_preds,
                           double min_confidence, double iou, int32_t *partner_truths,
                           int32_t *partner_preds, mlt_f1 *out, mltest_error **error);

#endif
