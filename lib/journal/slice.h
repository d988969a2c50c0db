/* SPDX-License-Identifier: MIT */
/*
 * Some lines of a journal: what one thread reads while others read theirs.
 */
#ifndef MLT_JOURNAL_SLICE_H
#define MLT_JOURNAL_SLICE_H

#include "journal/lines.h"

typedef struct {
    mlt_line line;
    int64_t number;
} mlt_numbered_line;

typedef struct {
    const char *text; /* whole lines */
    size_t n;
    int64_t first_line; /* the number of the first */
    mlt_arena *arena;   /* what the lines live in; made if there is none */
    mlt_numbered_line *lines;
    size_t n_lines, cap;
    mltest_status status; /* of the line behind the last of these */
    mltest_error *error;
} mlt_slice;

/* Takes lines from the front of whole lines, up to a bound; the bytes it took, and lines. */
size_t mlt_slice_cut(mlt_slice *slice, const char *text, size_t n, int64_t first_line,
                     int64_t *n_lines);
/* Reads them, empty ones left out, up to the first that is wrong. */
void mlt_slice_read(mlt_slice *slice, mltest_context *ctx, const char *file);
/* Arena, error and all. */
void mlt_slice_free(mlt_slice *slice, mltest_context *ctx);

#endif
