/* SPDX-License-Identifier: MIT */
/*
 * What a reader of a comparison must know beside the figures: one line each.
 */
#ifndef MLT_COMPARE_NOTES_H
#define MLT_COMPARE_NOTES_H

#include "base/text.h"
#include "mltest/types.h"

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

#endif
