/* SPDX-License-Identifier: MIT */
/*
 * Rows of samples to float and back, and sums of rows. Lengths count samples.
 */
#ifndef MLT_KERNEL_ROWS_H
#define MLT_KERNEL_ROWS_H

#include "kernel/build.h"

/* Numbers beside the levels of 8 bits: as far above those whose bit is set as below the others. */
typedef struct {
    uint32_t above[8];
    float by;
} mlt_beside_levels;

static inline float mlt_beside_level(const mlt_beside_levels *levels, uint8_t v)
{
    return v + (levels->above[v / 32] >> v % 32 & 1 ? levels->by : -levels->by);
}

typedef struct {
    /* out[i] = in[i] */
    void (*load8)(float *out, const uint8_t *in, size_t n);
    /* out[i] is in[i]'s number beside it. */
    void (*load8_beside)(float *out, const uint8_t *in, const mlt_beside_levels *levels, size_t n);
    /* out[i] = in[i], native 16-bit samples at any address */
    void (*load16)(float *out, const uint8_t *in, size_t n);
    /* out[i] = trunc(clip(in[i], 0, 255)), what the published corruptions end with. NaN gives 0. */
    void (*store8)(uint8_t *out, const float *in, size_t n);
    /* The same up to 65535 in native 16 bits at any address. */
    void (*store16)(uint8_t *out, const float *in, size_t n);
    /* out[c n + i] = in[3 i + c]: n pixels of three samples to rows of one, and back. */
    void (*unpack3)(float *out, const float *in, size_t n);
    void (*pack3)(float *out, const float *in, size_t n);
    /* to[i] += weight · from[i] */
    void (*accumulate)(float *to, const float *from, float weight, size_t n);
    /* out[i] = a[i] + b[i] */
    void (*sum)(float *out, const float *a, const float *b, size_t n);
    /* out[i] = in[i] · gain + offset[i] */
    void (*scale)(float *out, const float *in, float gain, const float *offset, size_t n);
    /* v[i] = v[i] · gain + offset */
    void (*affine)(float *v, float gain, float offset, size_t n);
    /* to[i] += in[i] */
    void (*add8)(uint32_t *to, const uint8_t *in, size_t n);
    /* The same of native 16-bit samples at any address. */
    void (*add16)(uint32_t *to, const uint8_t *in, size_t n);
    /* The sum of |a[i] - b[i]|. */
    uint64_t (*difference8)(const uint8_t *a, const uint8_t *b, size_t n);
} mlt_row_loops;

MLT_KERNEL_BUILDS(mlt_row_loops);

#endif
