/* SPDX-License-Identifier: MIT */
/*
 * What scorecards and comparisons have in common: reading results by name, and writing them.
 */
#ifndef MLT_API_RESULTS_H
#define MLT_API_RESULTS_H

#include "base/table.h"
#include "base/text.h"

mltest_status mlt_results_get(const mlt_results *results, const char *name, double *value);
const char *mlt_results_get_text(const mlt_results *results, const char *name);
const char *mlt_results_get_table(const mlt_results *results, size_t i);
size_t mlt_results_get_rows(const mlt_results *results, const char *table);
const char *mlt_results_get_column(const mlt_results *results, const char *table, size_t i);
const mlt_column *mlt_results_get_cells(const mlt_results *results, const char *table,
                                        const char *column);

/* Formats into memory, then hands the bytes to the host's function. */
typedef mltest_status (*mlt_format_fn)(mlt_text *out, const void *what, const char *format,
                                       mltest_error **error);
mltest_status mlt_write_formatted(mltest_context *ctx, mlt_format_fn format_it, const void *what,
                                  const char *format, mltest_write_fn write, void *user_data,
                                  mltest_error **error);

#endif
