/* SPDX-License-Identifier: MIT */
/*
 * Shares of samples that come in groups or were asked several times: what they are worth in samples
 * drawn one by one (doc/scores.md).
 */
#ifndef MLT_GATE_SHARE_H
#define MLT_GATE_SHARE_H

#include "gate/measure.h"
#include "gate/samples.h"

typedef struct {
    double n;      /* effective number */
    double k;      /* the share times it; of a pair where only the first has the property */
    double other;  /* of a pair where only the second has it */
    bool is_whole; /* n is the number of samples itself */
} mlt_gate_count;

/* A measured share, after mlt_gate_measure_end(). With fewer than 30 groups what they have in
 * common is not known, and each counts as one sample. */
mltest_status mlt_gate_count_share(const mlt_gate_samples *s, const mlt_gate_measure *m,
                                   mlt_gate_count *out, mltest_error **error);
/* A share of two journals, before mlt_gate_measure_end() and after keep_common. */
mltest_status mlt_gate_count_pair(const mlt_gate_samples *s, const mlt_gate_measure *now,
                                  const mlt_gate_measure *before, mlt_gate_count *out,
                                  mltest_error **error);

#endif
