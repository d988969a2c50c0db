/* SPDX-License-Identifier: MIT */
/*
 * Rows between rows, and pixels between pixels. Between two equal numbers lies that number. Rows
 * marked + 3 are read or written up to three numbers further.
 */
#ifndef MLT_KERNEL_RESAMPLE_H
#define MLT_KERNEL_RESAMPLE_H

#include "kernel/build.h"

/* A row of an enlarged picture: number i lies between columns low[i] and low[i] + 1, part[i] of the
 * way, of what lies between two rows, t of the way. */
typedef struct {
    const float *above, *below;
    float t;
    const uint32_t *low; /* grows by 0 or 1 from one to the next */
    const float *part;
} mlt_enlarged_row;

/* So many numbers more than are used can be read from the rows above and below and from the tables
 * of an enlarged row. */
enum { MLT_ENLARGED_SPARE = 16 };

/* Numbers of a row that make one pixel: parts of the pixels at `from` and at `end`, and all of
 * those between them. */
typedef struct {
    uint32_t from, end;
    float first, last;
} mlt_reach;

typedef struct {
    /* out[i] = a[i] + t · (b[i] - a[i]) */
    void (*between_rows)(float *out, const float *a, const float *b, float t, size_t n);
    /* out[i] = in[low[i]] + t[i] · (in[low[i] + 1] - in[low[i]]) */
    void (*between)(float *out, const float *in, const uint32_t *low, const float *t, size_t n);
    /* The mean of a row, counted twice, and its enlargements: out[i] = (in[i] + (in[i] + rows[0] …
     * rows[n_rows - 1])) / (n_rows + 2), added in this order. All rows come in n_planes planes that
     * lie `stride` numbers apart, with the same tables. */
    void (*mean_enlarged)(float *out, const float *in, const mlt_enlarged_row *rows, size_t n_rows,
                          size_t n, size_t n_planes, size_t stride);
    /* Pixels of n_planes numbers to planes that lie `stride` numbers apart, divided, and back,
     * multiplied. */
    void (*split)(float *out, const float *in, float divisor, size_t n, size_t n_planes,
                  size_t stride);
    void (*join)(float *out, const float *in, float factor, size_t n, size_t n_planes,
                 size_t stride);
    /* out[i] = in[i] + t[i] · (in[i + 1] - in[i]) */
    void (*between_next)(float *out, const float *in, const float *t, size_t n);
    /* n pixels (+ 3) of `channels`: what lies t[i] of the way from the pixel that begins at number
     * low[i] of a row (+ 3) to the next one. */
    void (*between_pixels)(float *out, const float *in, const uint32_t *low, const float *t,
                           size_t channels, size_t n);
    /* n pixels (+ 3) of `channels`: the sums of what the reaches cover of a row (+ 3), times gain.
     */
    void (*cover_pixels)(float *out, const float *in, const mlt_reach *reaches, float gain,
                         size_t channels, size_t n);
} mlt_resample_loops;

MLT_KERNEL_BUILDS(mlt_resample_loops);

#endif
