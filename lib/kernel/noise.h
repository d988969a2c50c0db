/* SPDX-License-Identifier: MIT */
/*
 * Noise on rows of samples as they are stored: 8 bits, or native 16 bits at any address. The random
 * numbers are the caller's.
 */
#ifndef MLT_KERNEL_NOISE_H
#define MLT_KERNEL_NOISE_H

#include "kernel/build.h"

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
} mlt_noise_loops;

MLT_KERNEL_BUILDS(mlt_noise_loops);

#endif
