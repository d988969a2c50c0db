/* SPDX-License-Identifier: MIT */
/*
 * Pixels between pixels, at any places of a picture. Four samples are made of every pixel, however
 * many it has: a row that is written, and a scene, need bytes to spare behind their ends.
 */
#ifndef MLT_KERNEL_BILINEAR_H
#define MLT_KERNEL_BILINEAR_H

#include "kernel/build.h"

/* A packed picture, maybe with a margin of black around it. */
typedef struct {
    const uint8_t *pixels; /* of the margin, if there is one */
    uint32_t width, height, margin;
    size_t line, pixel;  /* bytes; pixels have 1, 3 or 4 samples */
    size_t right, below; /* bytes from a pixel to its neighbours: 0 where there is only one */
} mlt_scene;

/* Where the pixels of a row come from: between the pixel at byte at[i] of a scene and its neighbour
 * on the right, tx[i] of the way, and likewise downwards. A pixel of the last column or line is all
 * the way to the neighbour of the one before. */
typedef struct {
    size_t *at;
    float *tx, *ty;
} mlt_places;

enum {
    MLT_SCENE_MOST = 1 << 22, /* pixels of a side: the others are not seen */
    MLT_SCENE_SPARE = 8,      /* bytes behind a scene that may be read */
    MLT_PLACES_SPARE = 3,     /* places behind the last that have to be in the scene, too */
    MLT_SEEN_SPARE = 32       /* bytes behind a row that may be written */
};

typedef struct {
    /* Samples of 8 bits, interpolated in single precision, plus `bias`, truncated. That is exact if
     * tx and ty are multiples of 1/256. */
    void (*mix8)(uint8_t *out, const mlt_scene *scene, const mlt_places *places, float bias,
                 size_t n);
    /* The same of native 16-bit samples at any address; not exact. */
    void (*mix16)(uint8_t *out, const mlt_scene *scene, const mlt_places *places, float bias,
                  size_t n);
    /* The same for tx and ty that are multiples of 1/256: exact, rounded half up. */
    void (*exact16)(uint8_t *out, const mlt_scene *scene, const mlt_places *places, size_t n);
} mlt_bilinear_loops;

MLT_KERNEL_BUILDS(mlt_bilinear_loops);

#endif
