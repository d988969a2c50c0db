/* SPDX-License-Identifier: MIT */
#include "image/lines.h"

#include <stdint.h>

/* Floats and bytes of a cache line. */
enum { FLOATS = 16, BYTES = FLOATS * sizeof(float) };

static size_t whole(size_t n)
{
    return (n + FLOATS - 1) / FLOATS * FLOATS;
}

/* An odd number of cache lines: what lies below each other has not one place in the cache. */
static size_t stride_of(size_t before, size_t length)
{
    return (whole(before) + whole(length)) | FLOATS;
}

size_t mlt_lines_bytes(size_t n, size_t before, size_t length)
{
    return n * (stride_of(before, length) * sizeof(float) + 2 * sizeof(float *)) + BYTES;
}

mlt_lines mlt_lines_lay_out(void *memory, size_t n, size_t before, size_t length)
{
    mlt_lines lines = {.stride = stride_of(before, length), .n = n, .pointers = memory};
    char *floats = (char *)(lines.pointers + 2 * n);
    floats += (BYTES - (uintptr_t)floats % BYTES) % BYTES;
    lines.first = (float *)(void *)floats + whole(before);
    for (size_t i = 0; i < 2 * n; i++)
        lines.pointers[i] = mlt_lines_at(&lines, i);
    return lines;
}
