/* SPDX-License-Identifier: MIT */
/*
 * Bytes in, lines out: what a child wrote and was not read as lines yet.
 */
#ifndef MLT_PREDICTOR_LINES_H
#define MLT_PREDICTOR_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "mltest/types.h"

typedef struct {
    mltest_context *ctx; /* borrowed */
    char *bytes;
    size_t start, n, cap; /* the unread bytes are [start, n) */
    size_t scanned;       /* no line end in [start, scanned) */
} mlt_lines;

void mlt_lines_init(mlt_lines *lines, mltest_context *ctx);
/* Room for n more bytes, to be read into; NULL when out of memory. */
char *mlt_lines_room(mlt_lines *lines, size_t n);
/* n of these bytes were filled. */
void mlt_lines_filled(mlt_lines *lines, size_t n);
/*
 * The next whole line, ended by NUL instead of its line end (a CR before it
 * goes too); NULL if there is none yet. Valid until the next mlt_lines_room().
 */
char *mlt_lines_next(mlt_lines *lines, size_t *n);
/* The bytes that wait for their line end. */
size_t mlt_lines_pending(const mlt_lines *lines);
void mlt_lines_clear(mlt_lines *lines);
void mlt_lines_free(mlt_lines *lines);

#endif
