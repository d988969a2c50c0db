/* SPDX-License-Identifier: MIT */
/*
 * From outcomes to the named values and the table that hosts and writers read.
 */
#ifndef MLT_GATE_REPORT_FILL_H
#define MLT_GATE_REPORT_FILL_H

#include "gate/judge.h"
#include "gate/report.h"

mltest_status mlt_gate_report_fill(mltest_gate_report *report, const mltest_gates *gates,
                                   const mlt_gate_outcome *outcomes,
                                   const mlt_gate_samples *samples, mltest_error **error);

#endif
