/* SPDX-License-Identifier: MIT */
/*
 * A row of the table of gates, and what all writers say of it.
 */
#ifndef MLT_REPORT_GATE_ROW_H
#define MLT_REPORT_GATE_ROW_H

#include "base/table.h"
#include "base/text.h"

typedef struct {
    const char *gate, *score, *baseline, *verdict, *method, *reason; /* borrowed */
    double limit, value, before, low, high, n, effective, further;
} mlt_gate_row;

/* false past the last one. */
bool mlt_gate_row_read(mlt_gate_row *row, const mlt_results *results, size_t i);
/* A number, or "-", with the decimals that suit the row's numbers. */
void mlt_gate_row_number(mlt_text *out, const mlt_gate_row *row, double value);
/* The value, its bounds and how many samples: "0.0275 (0.0141 to 0.0478, n = 364)", and what these
 * are worth if that is another number; "" if there is no value. No character of it needs escaping
 * anywhere. */
void mlt_gate_row_finding(mlt_text *out, const mlt_gate_row *row);
/* A text of the results, "" if it is not there. */
const char *mlt_gate_text_of(const mlt_results *results, const char *name);
/* "the journal is not complete", or NULL. */
const char *mlt_gate_row_note(const mlt_results *results);
/* A number of the results as a count. */
uint64_t mlt_gate_count_of(const mlt_results *results, const char *name);

#endif
