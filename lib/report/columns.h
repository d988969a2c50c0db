/* SPDX-License-Identifier: MIT */
/*
 * Text tables: cells are collected row by row, then printed with columns as wide as they need.
 */
#ifndef MLT_REPORT_COLUMNS_H
#define MLT_REPORT_COLUMNS_H

#include "base/text.h"

enum { MLT_MOST_COLUMNS = 17 }; /* a name and as many models as a comparison takes */

typedef struct {
    mlt_text cells; /* NUL-terminated texts, one after another */
    size_t n_columns, n_cells;
    size_t width[MLT_MOST_COLUMNS];
    bool left[MLT_MOST_COLUMNS]; /* aligned left; numbers are aligned right */
} mlt_columns;

/* A table whose first n cells are its heads; the first column is aligned left. */
void mlt_columns_begin(mlt_columns *t, mltest_context *ctx, size_t n);
/* heads: n_columns constant texts; those that begin with '<' (not printed) are aligned left. */
void mlt_columns_init(mlt_columns *t, mltest_context *ctx, const char *const *heads, size_t n);
/* Untrusted text for a terminal: control characters are shown as '?'. */
void mlt_columns_clean(mlt_text *out, const char *text);
/* A cell of untrusted text. */
void mlt_columns_text(mlt_columns *t, const char *text);
/* A cell that was put together elsewhere; frees it. Memory that it lacked, the table lacks. */
void mlt_columns_take(mlt_columns *t, mlt_text *cell);
/* A number with a fixed number of decimals; "-" if it is not defined or not finite. */
void mlt_columns_number(mlt_columns *t, double value, int decimals);
/* "12.3 %"; "-" if it is not defined or not finite. */
void mlt_columns_percent(mlt_columns *t, double share);
/* Appends the table to out and frees its memory. */
void mlt_columns_print(mlt_columns *t, mlt_text *out);

/* A finite value with a fixed number of decimals, rounded half away from zero; the same in every
 * locale. */
void mlt_fixed(mlt_text *out, double value, int decimals);

#endif
