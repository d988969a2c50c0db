/* SPDX-License-Identifier: MIT */
/*
 * Blobs on a lens, along a row: how far out a pixel lies in one, what it shows of the picture, and
 * how that is laid over the row.
 */
#ifndef MLT_KERNEL_BLOB_H
#define MLT_KERNEL_BLOB_H

#include "kernel/build.h"

/* Points along a line, (u + i · du, v + i · dv), in axes in which the blob is round, with radius 1
 * on the mean; its outline goes in and out by lobes of three and five waves: cosine and sine. */
typedef struct {
    float u, v, du, dv, lobes[4];
} mlt_blob_line;

/* Points along a row, (x + i, y) from a blob's centre, which is at (centre_x, centre_y); 1 / scale
 * is the blob's radius. */
typedef struct {
    float x, y, centre_x, centre_y, scale;
} mlt_blob_points;

/* Pixels of four floats, of which the last is nothing; rows of `width` of them. */
typedef struct {
    const float *pixels;
    uint32_t width, height;
    float scale; /* a place times it is one among these pixels */
} mlt_small_picture;

typedef struct {
    /* d[i]: 0 in the centre, 1 on the outline; the distance from the centre as a share of the
     * outline's in that direction. */
    void (*distances)(float *d, const mlt_blob_line *line, size_t n);
    /* w[i] goes smoothly from 1 where d[i] ≤ core to 0 where d[i] ≥ reach. w may be d. */
    void (*fade)(float *w, const float *d, float core, float reach, size_t n);
    /* w[i] = max(w[i], more[i]) */
    void (*unite)(float *w, const float *more, size_t n);
    /* Where light comes from: the centre plus middle + edge · min(d², 1) times the way from it. */
    void (*bend)(float *x, float *y, const float *d, const mlt_blob_points *p, float middle,
                 float edge, size_t n);
    /* gain[i] = 1 - depth · min(d, 1)^6: dark towards the outline. */
    void (*rim)(float *gain, const float *d, float depth, size_t n);
    /* light[i]: a round spot at (x, y) radii from the centre, soft towards its own radius. */
    void (*spot)(float *light, const mlt_blob_points *p, float x, float y, float radius,
                 float strength, size_t n);
    /* out[4 i] …: the small picture at (x[i], y[i]) between its four nearest pixels; beyond its
     * edges they repeat. */
    void (*look)(float *out, const mlt_small_picture *small, const float *x, const float *y,
                 size_t n);
    /* out[4 i] …: of a row of such pixels, t[i] of the way from pixel low[i] to the next one. */
    void (*between)(float *out, const float *row, const uint32_t *low, const float *t, size_t n);
    /* v[i] += w[i] · (level - v[i]), and the same of three channels. */
    void (*lay)(float *v, const float *w, float level, size_t n);
    void (*lay3)(float *v, const float *w, const float level[3], size_t n);
    /* v[i] += w[i] · (over[4 i] · tint · gain[i] + light[i] - v[i]), and the same of three
     * channels. */
    void (*lay_over)(float *v, const float *w, const float *over, const float *gain,
                     const float *light, float tint, size_t n);
    void (*lay_over3)(float *v, const float *w, const float *over, const float *gain,
                      const float *light, const float tint[3], size_t n);
    /* out[4 i] …: sums of `factor` pixels of `channels` samples each, times scale. Reads three
     * samples behind the last. */
    void (*shrink)(float *out, const float *row, size_t channels, size_t factor, float scale,
                   size_t n);
} mlt_blob_loops;

MLT_KERNEL_BUILDS(mlt_blob_loops);

#endif
