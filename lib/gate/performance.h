/* SPDX-License-Identifier: MIT */
/*
 * A score that is made of the performance under one condition or several.
 */
#ifndef MLT_GATE_PERFORMANCE_H
#define MLT_GATE_PERFORMANCE_H

#include "gate/part.h"

typedef struct {
    mltest_context *ctx;
    mlt_gate_bound_form form;
    mlt_gate_part *parts; /* the clean one first, unless it is a single condition's own */
    size_t *levels;       /* of each part */
    size_t *kinds;        /* of each level */
    size_t n_parts, n_levels, n_kinds;
} mlt_gate_performance;

/* condition < 0: clean, or all that count. with_replicates: also the others of its level. */
mltest_status mlt_gate_performance_make(mlt_gate_performance *p, const mltest_scorecard *card,
                                        const mlt_gate_score *score, int64_t condition,
                                        bool with_replicates, const size_t *samples, size_t n,
                                        mltest_error **error);
void mlt_gate_performance_free(mlt_gate_performance *p);

/* A workspace is for one thread. */
mltest_status mlt_gate_performance_open(const mlt_gate_performance *p, void **workspace,
                                        mltest_error **error);
void mlt_gate_performance_close(const mlt_gate_performance *p, void *workspace);
/* weights of the list's samples, NULL for 1 each; NAN if there is nothing to average. */
mltest_status mlt_gate_performance_value(const mlt_gate_performance *p, void *workspace,
                                         const double *weights, double *value,
                                         mltest_error **error);
/* Whether a sample takes part anywhere. */
bool mlt_gate_performance_takes(const mlt_gate_performance *p, size_t sample);
/* Leaves in both what takes part in both; of the same conditions. */
void mlt_gate_performance_keep_common(mlt_gate_performance *a, mlt_gate_performance *b);

#endif
