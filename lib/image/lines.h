/* SPDX-License-Identifier: MIT */
/*
 * The lines that are under a filter, in a ring: as it moves down, line i + n takes the place of
 * line i.
 */
#ifndef MLT_IMAGE_LINES_H
#define MLT_IMAGE_LINES_H

#include <stddef.h>

typedef struct {
    size_t stride, n;
    float *first;
    const float **pointers; /* to every line twice: any n in turn lie side by side */
} mlt_lines;

/* n lines that number `before` floats in front of their first one and `length` from there on.
 * Memory is aligned for pointers; the first floats get an alignment for vectors. */
size_t mlt_lines_bytes(size_t n, size_t before, size_t length);
mlt_lines mlt_lines_lay_out(void *memory, size_t n, size_t before, size_t length);

/* Where the first float of line i goes. */
static inline float *mlt_lines_at(const mlt_lines *lines, size_t i)
{
    return lines->first + i % lines->n * lines->stride;
}

/* Lines i to i + n - 1. */
static inline const float *const *mlt_lines_from(const mlt_lines *lines, size_t i)
{
    return lines->pointers + i % lines->n;
}

#endif
