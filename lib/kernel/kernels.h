/* SPDX-License-Identifier: MIT */
/*
 * The hot loops. Each is one C source in loops/, compiled once per instruction set; the table picks
 * a build by mlt_cpu_level_get(). They are plain enough for the vectoriser, and as no build may
 * contract or reorder floating-point operations, all builds agree bit for bit.
 */
#ifndef MLT_KERNEL_KERNELS_H
#define MLT_KERNEL_KERNELS_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    /* out[i] = in[i] */
    void (*load8)(double *out, const uint8_t *in, size_t n);
    /* out[i] = trunc(clip(in[i], 0, 255)), which is what the published corruptions end with */
    void (*store8)(uint8_t *out, const double *in, size_t n);
    /* to[i] += weight · from[i] */
    void (*accumulate)(double *to, const float *from, double weight, size_t n);
    /* v[i] = clip(v[i] / max + sigma · normals[i], 0, 1) · max */
    void (*add_noise)(double *v, const double *normals, double sigma, double max, size_t n);
    /* v[i] = clip(x + x · sigma · normals[i], 0, 1) · max, where x = v[i] / max */
    void (*add_speckle)(double *v, const double *normals, double sigma, double max, size_t n);
    /* 8 · n_blocks uniform 16-bit words: blocks first, first + 1, … of Philox4x32-7; the counter
     * is {block, row, sample low, sample high}. */
    void (*words16)(uint16_t *out, size_t n_blocks, uint32_t row, uint64_t sample,
                    const uint32_t key[2]);
    /* v[i] = clip((v[i] / max - about[i]) · gain + about[i], 0, 1) · max */
    void (*scale_about)(double *v, const double *about, double gain, double max, size_t n);
    /* out[i] = a[i] + b[i] */
    void (*sum)(double *out, const double *a, const double *b, size_t n);
    /* v[i] = v[i] / max */
    void (*divide)(double *v, double max, size_t n);
    /* A symmetric filter over 2 · radius + 1 rows, folded in its middle: out[i] = scale · (w[0] ·
     * rows[radius][i] + the sum of w[k] · (rows[radius - k][i] + rows[radius + k][i]) for k =
     * radius down to 1). Rows may overlap each other, not out. */
    void (*fold)(double *out, const double *const *rows, const double *w, size_t radius,
                 double scale, size_t n);
} mlt_kernels;

/* The build that this processor runs. */
const mlt_kernels *mlt_kernels_get(void);
/* A given build, for tests; NULL when it is not compiled in or the processor cannot run it. */
const mlt_kernels *mlt_kernels_at(int level);

#endif
