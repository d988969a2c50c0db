/* SPDX-License-Identifier: MIT */
#include "predictor/lines.h"

#include "base/alloc.h"

#include <string.h>

void mlt_lines_init(mlt_lines *lines, mltest_context *ctx)
{
    *lines = (mlt_lines){.ctx = ctx};
}

/* Moves what is unread to the front. */
static void compact(mlt_lines *lines)
{
    if (lines->start == 0)
        return;
    memmove(lines->bytes, lines->bytes + lines->start, lines->n - lines->start);
    lines->n -= lines->start;
    lines->scanned -= lines->start;
    lines->start = 0;
}

char *mlt_lines_room(mlt_lines *lines, size_t n)
{
    compact(lines);
    if (!mlt_reserve(lines->ctx, lines->bytes, lines->cap, lines->n + n))
        return NULL;
    return lines->bytes + lines->n;
}

void mlt_lines_filled(mlt_lines *lines, size_t n)
{
    lines->n += n;
}

char *mlt_lines_next(mlt_lines *lines, size_t *n)
{
    char *end = NULL;
    if (lines->n > lines->scanned)
        end = memchr(lines->bytes + lines->scanned, '\n', lines->n - lines->scanned);
    if (!end) {
        lines->scanned = lines->n;
        return NULL;
    }
    char *line = lines->bytes + lines->start;
    lines->start = lines->scanned = (size_t)(end - lines->bytes) + 1;
    if (end > line && end[-1] == '\r')
        end--;
    *end = '\0';
    *n = (size_t)(end - line);
    return line;
}

size_t mlt_lines_pending(const mlt_lines *lines)
{
    return lines->n - lines->start;
}

void mlt_lines_clear(mlt_lines *lines)
{
    lines->start = lines->n = lines->scanned = 0;
}

void mlt_lines_free(mlt_lines *lines)
{
    mlt_free(lines->ctx, lines->bytes);
    mlt_lines_init(lines, lines->ctx);
}
