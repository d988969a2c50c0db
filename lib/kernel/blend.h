/* SPDX-License-Identifier: MIT */
/*
 * One row of samples laid over another. What is published ends with trunc(clip(v, 0, top)).
 */
#ifndef MLT_KERNEL_BLEND_H
#define MLT_KERNEL_BLEND_H

#include "kernel/build.h"

typedef struct {
    /* out[i] = (in[i] - low) · factor */
    void (*level)(float *out, const float *in, float low, float factor, size_t n);
    /* The same for each of three channels: out[3 i], out[3 i + 1] and out[3 i + 2]. */
    void (*level3)(float *out, const float *in, float low, float factor, size_t n);
    /* v[i] = (v[i] + light[i]) · gain */
    void (*veil)(float *v, const float *light, float gain, size_t n);
    /* out[i] = trunc(clip((in[i] + light[i]) · gain, 0, 255)) */
    void (*veil8)(uint8_t *out, const uint8_t *in, const float *light, float gain, size_t n);
    /* v[i] = a · v[i] + b · over[i] */
    void (*mix)(float *v, const uint8_t *over, float a, float b, size_t n);
    /* out[i] = trunc(clip(a · in[i] + b · over[i], 0, 255)) */
    void (*mix8)(uint8_t *out, const uint8_t *in, const uint8_t *over, float a, float b, size_t n);
    /* The grey of RGB pixels: (4899 R + 9617 G + 1868 B) / 16384, rounded. */
    void (*grey8)(uint8_t *out, const uint8_t *rgb, size_t n);
    /* The largest sample; 0 of none. */
    uint8_t (*largest8)(const uint8_t *in, size_t n);
    /* The same of native 16-bit samples at any address. */
    uint16_t (*largest16)(const uint8_t *in, size_t n);
} mlt_blend_loops;

MLT_KERNEL_BUILDS(mlt_blend_loops);

#endif
