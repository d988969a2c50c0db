/* SPDX-License-Identifier: MIT */
/*
 * What a reader of results must know beside the figures: one line each, as many as there are.
 */
#ifndef MLT_BASE_NOTES_H
#define MLT_BASE_NOTES_H

#include "base/table.h"
#include "base/text.h"

typedef struct {
    mltest_context *ctx;
    char **lines;
    size_t n, cap;
} mlt_notes;

void mlt_notes_init(mlt_notes *notes, mltest_context *ctx);
void mlt_notes_free(mlt_notes *notes);
/* Takes the line and frees it, also when it fails. MLTEST_ERR_MEMORY. */
mltest_status mlt_notes_take(mlt_notes *notes, mlt_text *line, mltest_error **error);
mltest_status mlt_notes_add(mlt_notes *notes, mltest_error **error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Makes a table of one column, text, with a row a line. */
mltest_status mlt_notes_table(const mlt_notes *notes, mlt_results *results, const char *name,
                              mltest_error **error);

#endif
