/* SPDX-License-Identifier: MIT */
/*
 * A score as a mean of what samples have: of one condition, or over severities, then kinds, then
 * categories, as risk is.
 */
#ifndef MLT_GATE_PANEL_H
#define MLT_GATE_PANEL_H

#include "gate/gate.h"
#include "score/weighted_mean.h"

typedef struct {
    mltest_context *ctx;
    double *values;     /* n_rows × n: samples of a row, then those of the next */
    size_t *conditions; /* of the journal, for each row: of all replicates of a level the first */
    size_t *kinds;      /* for each row, ascending by first appearance */
    size_t *categories; /* for each kind */
    double *weights;    /* of kinds, as the scorecard has them */
    double *counts;     /* [n] values behind one, after mlt_gate_panel_merge(); else NULL */
    size_t n_rows, n, n_kinds, n_categories;
    double scale;
} mlt_gate_panel;

/* Room for a value. */
typedef struct {
    mlt_weighted_mean *kinds, *categories;
} mlt_gate_panel_room;

/* The samples are those of the list. condition < 0: all that count for risk. with_replicates: a
 * row for each replicate of the condition's level. */
mltest_status mlt_gate_panel_make(mlt_gate_panel *panel, const mltest_scorecard *card,
                                  const mlt_gate_score *score, int64_t condition,
                                  bool with_replicates, const size_t *samples, size_t n,
                                  mltest_error **error);
void mlt_gate_panel_free(mlt_gate_panel *panel);
/* The rows become one: a sample has the mean of those in which it counts, or the largest of them.
 */
mltest_status mlt_gate_panel_merge(mlt_gate_panel *panel, bool largest, mltest_error **error);
mltest_status mlt_gate_panel_open(const mlt_gate_panel *panel, mlt_gate_panel_room *room,
                                  mltest_error **error);
void mlt_gate_panel_close(const mlt_gate_panel *panel, mlt_gate_panel_room *room);
/* weights NULL: each sample once. */
double mlt_gate_panel_value(const mlt_gate_panel *panel, mlt_gate_panel_room *room,
                            const double *weights);

#endif
