/* SPDX-License-Identifier: MIT */
/*
 * A score as a mean of what samples have: of one condition, or over severities, then kinds, then
 * categories, as risk is.
 */
#ifndef MLT_GATE_PANEL_H
#define MLT_GATE_PANEL_H

#include "gate/gate.h"
#include "score/weighted_mean.h"

/* What a sample has under a condition; NAN if it does not count there. */
double mlt_gate_sample_value(const mltest_scorecard *card, mlt_gate_value what, size_t sample,
                             size_t condition);

typedef struct {
    mltest_context *ctx;
    double *values;     /* n_rows × n: samples of a row, then those of the next */
    size_t *conditions; /* of the journal, for each row: of all replicates of a level the first */
    size_t *kinds;      /* for each row, ascending by first appearance */
    size_t *categories; /* for each kind */
    double *weights;    /* of kinds, as the scorecard has them */
    mlt_weighted_mean *of_kinds, *of_categories; /* room for a value */
    size_t n_rows, n, n_kinds, n_categories;
    double scale;
} mlt_gate_panel;

/* The samples are those of the list. condition < 0: all that count for risk. */
mltest_status mlt_gate_panel_make(mlt_gate_panel *panel, const mltest_scorecard *card,
                                  const mlt_gate_score *score, int64_t condition,
                                  const size_t *samples, size_t n, mltest_error **error);
void mlt_gate_panel_free(mlt_gate_panel *panel);
/* weights NULL: each sample once. */
double mlt_gate_panel_value(mlt_gate_panel *panel, const double *weights);

#endif
