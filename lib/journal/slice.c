/* SPDX-License-Identifier: MIT */
#include "journal/slice.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* A line that was read takes several hundred bytes, however short it was. */
enum { MOST_BYTES = 1 << 16, MOST_LINES = 512 };

static size_t line_length(const char *text, size_t n)
{
    const char *end = memchr(text, '\n', n);
    return end != NULL ? (size_t)(end - text) : n;
}

size_t mlt_slice_cut(mlt_slice *slice, const char *text, size_t n, int64_t first_line,
                     int64_t *n_lines)
{
    size_t used = 0;
    int64_t count = 0;
    for (; used < n && used < MOST_BYTES && count < MOST_LINES; count++)
        used += line_length(text + used, n - used) + 1;
    slice->text = text;
    slice->n = used;
    slice->first_line = first_line;
    slice->n_lines = 0;
    slice->status = MLTEST_OK;
    *n_lines = count;
    return used;
}

static mltest_status read_line(mlt_slice *s, mltest_context *ctx, const char *file, int64_t number,
                               const char *text, size_t n)
{
    if (n == 0)
        return MLTEST_OK;
    if (s->arena == NULL)
        s->arena = mlt_arena_new(ctx);
    if (s->arena == NULL || !mlt_reserve(ctx, s->lines, s->cap, s->n_lines + 1))
        return mlt_fail_memory(&s->error);
    mlt_numbered_line *to = &s->lines[s->n_lines];
    TRY(mlt_line_read(&to->line, s->arena, ctx, file, number, text, n, &s->error));
    to->number = number;
    s->n_lines++;
    return MLTEST_OK;
}

void mlt_slice_read(mlt_slice *slice, mltest_context *ctx, const char *file)
{
    int64_t number = slice->first_line;
    for (size_t at = 0; at < slice->n && slice->status == MLTEST_OK; number++) {
        size_t length = line_length(slice->text + at, slice->n - at);
        slice->status = read_line(slice, ctx, file, number, slice->text + at, length);
        at += length + 1;
    }
}

void mlt_slice_free(mlt_slice *slice, mltest_context *ctx)
{
    mlt_arena_free(slice->arena);
    mlt_error_free(slice->error);
    mlt_free(ctx, slice->lines);
    *slice = (mlt_slice){.status = MLTEST_OK};
}
