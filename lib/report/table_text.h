/* SPDX-License-Identifier: MIT */
/*
 * Tables of results as text.
 */
#ifndef MLT_REPORT_TABLE_TEXT_H
#define MLT_REPORT_TABLE_TEXT_H

#include "report/table_view.h"

/* Rows from `first` on, at most `most`; nothing at all where mlt_table_view_open() is false.
 * heading: a line before it, or NULL. */
void mlt_table_text(mlt_text *out, const mlt_results *results, const char *name,
                    const char *heading, const mlt_shown *columns, size_t n, size_t first,
                    size_t most);

#endif
