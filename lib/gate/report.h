/* SPDX-License-Identifier: MIT */
/*
 * The verdicts of all gates on a journal, as results: values, and a table `gates`.
 */
#ifndef MLT_GATE_REPORT_H
#define MLT_GATE_REPORT_H

#include "gate/gate.h"

struct mltest_gate_report {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    mlt_results *results;
};

/* baseline: takes the place of the files that gates name; NULL reads these. options: of the score
 * table, or NULL; a suite's thresholds fill in what they do not set. */
mltest_status mlt_gate_report_make(mltest_gate_report **out, mltest_context *ctx,
                                   const mltest_gates *gates, mltest_journal *journal,
                                   mltest_journal *baseline, const mltest_options *options,
                                   mltest_error **error);
void mlt_gate_report_unref(mltest_gate_report *report);

#endif
