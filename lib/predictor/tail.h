/* SPDX-License-Identifier: MIT */
/*
 * The last 4 KiB of what a child wrote to its standard error.
 */
#ifndef MLT_PREDICTOR_TAIL_H
#define MLT_PREDICTOR_TAIL_H

#include "base/text.h"

enum { MLT_TAIL_BYTES = 4096 };

typedef struct {
    char bytes[MLT_TAIL_BYTES]; /* a ring: the oldest byte is at `next` once it is
                                   full */
    size_t next;
    bool full;
} mlt_tail;

void mlt_tail_clear(mlt_tail *tail);
void mlt_tail_add(mlt_tail *tail, const char *bytes, size_t n);
bool mlt_tail_is_empty(const mlt_tail *tail);
/* Adds it to text as one printable line; a line end at the very end is left out. */
void mlt_tail_print(const mlt_tail *tail, mlt_text *text);

#endif
