/* SPDX-License-Identifier: MIT */
/*
 * What a sample has under a condition.
 */
#ifndef MLT_GATE_VALUE_H
#define MLT_GATE_VALUE_H

#include "gate/gate.h"

/* what: up to MLT_GATE_CORRECTNESS. NAN if the sample does not count there. */
double mlt_gate_sample_value(const mltest_scorecard *card, mlt_gate_value what, size_t sample,
                             size_t condition);

#endif
