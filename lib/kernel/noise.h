/* SPDX-License-Identifier: MIT */
/*
 * Noise on rows of samples as they are stored: 8 bits, or native 16 bits at any address. The random
 * numbers are the caller's.
 */
#ifndef MLT_KERNEL_NOISE_H
#define MLT_KERNEL_NOISE_H

#include "kernel/build.h"

/* Cells of a guide for a level (see guide8 below): as many as the first bits of a word tell apart.
 * The other bits are the place in the cell. */
enum {
    MLT_GUIDE_CELLS = 256,
    MLT_GUIDE_PLACES = 65536 / MLT_GUIDE_CELLS,
    MLT_GUIDE_NONE = 0x4000,  /* no step in the cell */
    MLT_GUIDE_SEARCH = 0x8000 /* more steps than one */
};

/* Words for n samples of dither, a bit each: whole vectors. */
static inline size_t mlt_dither_words(size_t n)
{
    return (n + 1023) / 1024 * 64;
}

typedef struct {
    /* out[i] = trunc(clip(in[i] + scale · normals[i], 0, top)) with the format's top; NaN gives 0.
     */
    void (*add8)(uint8_t *out, const uint8_t *in, const float *normals, float scale, size_t n);
    void (*add16)(uint8_t *out, const uint8_t *in, const float *normals, float scale, size_t n);
    /* The same of in[i] + in[i] · (sigma · normals[i]). */
    void (*speckle8)(uint8_t *out, const uint8_t *in, const float *normals, float sigma, size_t n);
    void (*speckle16)(uint8_t *out, const uint8_t *in, const float *normals, float sigma, size_t n);
    /* in[i], or where words[i] < hits: top if the word is odd, else 0. */
    void (*impulse8)(uint8_t *out, const uint8_t *in, const uint16_t *words, uint32_t hits,
                     size_t n);
    void (*impulse16)(uint8_t *out, const uint8_t *in, const uint16_t *words, uint32_t hits,
                      size_t n);
    /* in[i] plus or minus one of 255 levels, within the range; plus where bit i / m of words[i % m]
     * is set, m = mlt_dither_words(n). */
    void (*dither8)(uint8_t *out, const uint8_t *in, const uint16_t *words, size_t n);
    void (*dither16)(uint8_t *out, const uint8_t *in, const uint16_t *words, size_t n);
    /* A function of level and word that grows in steps with the word. The guide has an entry for
     * each cell of each level, step | before << 16 | after << 24: out[i] is `before` where the
     * word's place in its cell is less than `step`, else `after`. unsure[i] is set, else 0, where
     * that has to be worked out: at the very place of the step, and where `step` says _SEARCH. */
    void (*guide8)(uint8_t *out, uint8_t *unsure, const uint8_t *in, const uint16_t *words,
                   const uint32_t *guide, size_t n);
} mlt_noise_loops;

MLT_KERNEL_BUILDS(mlt_noise_loops);

#endif
