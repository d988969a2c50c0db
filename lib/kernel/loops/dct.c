/* SPDX-License-Identifier: MIT */
#include "kernel/dct.h"

#include <string.h>

enum { BLOCKS = MLT_DCT_BLOCKS, LINE = 8 * BLOCKS, ALL = MLT_DCT_PLACES * BLOCKS };

/* 2^13 · sqrt(2) · cos(k pi / 16) is 11362.8, 10703.2, 9632.8, 6436.5, 4433.5 and 2260.2. */
enum { C0 = 8192, C1 = 11363, C2 = 10703, C3 = 9633, C5 = 6437, C6 = 4433, C7 = 2260 };

/* Bits that a pass takes away: two of the constants' 13 stay between the passes. */
enum { FORWARD_1 = 11, FORWARD_2 = 15, INVERSE_1 = 11, INVERSE_2 = 18 };

static inline int16_t rounded(int32_t v, int shift)
{
    return (int16_t)((v + (1 << (shift - 1))) >> shift);
}

/* Line i of n: its eight numbers are `step` apart. */
static inline void forward_pass(int16_t *v, size_t step, size_t n, int shift)
{
    for (size_t i = 0; i < n; i++) {
        int16_t *p = v + i, *q = p + 4 * step;
        int16_t s0 = (int16_t)(p[0] + q[3 * step]), t0 = (int16_t)(p[0] - q[3 * step]);
        int16_t s1 = (int16_t)(p[step] + q[2 * step]), t1 = (int16_t)(p[step] - q[2 * step]);
        int16_t s2 = (int16_t)(p[2 * step] + q[step]), t2 = (int16_t)(p[2 * step] - q[step]);
        int16_t s3 = (int16_t)(p[3 * step] + q[0]), t3 = (int16_t)(p[3 * step] - q[0]);
        int16_t a = (int16_t)(s0 + s3), b = (int16_t)(s1 + s2);
        int16_t c = (int16_t)(s0 - s3), d = (int16_t)(s1 - s2);
        p[0] = rounded((a + b) * C0, shift);
        p[step] = rounded(t0 * C1 + t1 * C3 + t2 * C5 + t3 * C7, shift);
        p[2 * step] = rounded(c * C2 + d * C6, shift);
        p[3 * step] = rounded(t0 * C3 - t1 * (C7 - 1) - t2 * (C1 - 1) - t3 * (C5 - 1), shift);
        q[0] = rounded((a - b) * C0, shift);
        q[step] = rounded(t0 * C5 - t1 * (C1 - 1) + t2 * (C7 + 1) + t3 * C3, shift);
        q[2 * step] = rounded(c * C6 - d * (C2 + 1), shift);
        q[3 * step] = rounded(t0 * C7 - t1 * (C5 - 1) + t2 * C3 - t3 * C1, shift);
    }
}

/* The transposed matrix. No int16_t makes it overflow. */
static inline void inverse_pass(int16_t *v, size_t step, size_t n, int shift)
{
    for (size_t i = 0; i < n; i++) {
        int16_t *p = v + i, *q = p + 4 * step;
        int16_t v0 = p[0], v1 = p[step], v2 = p[2 * step], v3 = p[3 * step];
        int16_t v4 = q[0], v5 = q[step], v6 = q[2 * step], v7 = q[3 * step];
        int32_t a = (v0 + v4) * C0, b = (v0 - v4) * C0;
        int32_t c = v2 * C2 + v6 * C6, d = v2 * C6 - v6 * (C2 + 1);
        int32_t t0 = v1 * C1 + v3 * C3 + v5 * C5 + v7 * C7;
        int32_t t1 = v1 * C3 - v3 * (C7 - 1) - v5 * (C1 - 1) - v7 * (C5 - 1);
        int32_t t2 = v1 * C5 - v3 * (C1 - 1) + v5 * (C7 + 1) + v7 * C3;
        int32_t t3 = v1 * C7 - v3 * (C5 - 1) + v5 * C3 - v7 * C1;
        p[0] = rounded(a + c + t0, shift);
        p[step] = rounded(b + d + t1, shift);
        p[2 * step] = rounded(b - d + t2, shift);
        p[3 * step] = rounded(a - c + t3, shift);
        q[0] = rounded(a - c - t3, shift);
        q[step] = rounded(b - d - t2, shift);
        q[2 * step] = rounded(b + d - t1, shift);
        q[3 * step] = rounded(a + c - t0, shift);
    }
}

/* libjpeg goes across first and then down; on the way back down first. */
static void forward(mlt_dct_blocks *blocks)
{
    int16_t *v = blocks->at[0];
    forward_pass(v, LINE, LINE, FORWARD_1);
    for (size_t x = 0; x < 8; x++)
        forward_pass(v + x * LINE, BLOCKS, BLOCKS, FORWARD_2);
}

static void inverse(mlt_dct_blocks *blocks)
{
    int16_t *v = blocks->at[0];
    for (size_t x = 0; x < 8; x++)
        inverse_pass(v + x * LINE, BLOCKS, BLOCKS, INVERSE_1);
    inverse_pass(v, LINE, LINE, INVERSE_2);
}

static inline void quantise_place(int16_t *restrict v, int32_t step, uint32_t factor, int shift)
{
#pragma GCC unroll 1 /* or gcc makes the places of vectors out of these few */
    for (size_t i = 0; i < BLOCKS; i++) {
        int32_t size = v[i] < 0 ? -v[i] : v[i];
        int32_t near = (int32_t)((uint32_t)(size + 4 * step) * factor >> shift) * step;
        v[i] = (int16_t)(v[i] < 0 ? -near : near);
    }
}

static void quantise(mlt_dct_blocks *blocks, const mlt_dct_steps *steps)
{
    for (size_t k = 0; k < MLT_DCT_PLACES; k++)
        quantise_place(blocks->at[k], steps->step[k], steps->factor[k], steps->shift[k]);
}

/* Of the bits of an index, the lowest becomes the highest. */
static inline void unzip(uint8_t *restrict out, const uint8_t *restrict in)
{
    for (size_t i = 0; i < ALL / 2; i++) {
        out[i] = in[2 * i];
        out[ALL / 2 + i] = in[2 * i + 1];
    }
}

static inline void zip(uint8_t *restrict out, const uint8_t *restrict in)
{
    for (size_t i = 0; i < ALL / 2; i++) {
        out[2 * i] = in[i];
        out[2 * i + 1] = in[ALL / 2 + i];
    }
}

/* Rows of blocks have an index of the bits yyy bbbb xxx, mlt_dct_blocks of xxx yyy bbbb: three
 * steps either way. */
static void load(mlt_dct_blocks *restrict out, const uint8_t *const *at, size_t stride)
{
    uint8_t rows[ALL], places[ALL];
    int16_t *v = out->at[0];
    for (size_t y = 0; y < 8; y++) {
        for (size_t b = 0; b < BLOCKS; b++)
            memcpy(rows + (y * BLOCKS + b) * 8, at[b] + y * stride, 8);
    }
    unzip(places, rows);
    unzip(rows, places);
    unzip(places, rows);
    for (size_t i = 0; i < ALL; i++)
        v[i] = (int16_t)(places[i] - 128);
}

static inline uint8_t level(int16_t v)
{
    int16_t shown = (int16_t)(v + 128);
    shown = shown > 0 ? shown : 0;
    return (uint8_t)(shown < 255 ? shown : 255);
}

static void store(uint8_t *const *at, size_t stride, const mlt_dct_blocks *restrict blocks)
{
    uint8_t rows[ALL], places[ALL];
    const int16_t *v = blocks->at[0];
    for (size_t i = 0; i < ALL; i++)
        places[i] = level(v[i]);
    zip(rows, places);
    zip(places, rows);
    zip(rows, places);
    for (size_t y = 0; y < 8; y++) {
        for (size_t b = 0; b < BLOCKS; b++)
            memcpy(at[b] + y * stride, rows + (y * BLOCKS + b) * 8, 8);
    }
}

MLT_KERNEL_BUILD(mlt_dct_loops) = {load, forward, quantise, inverse, store};
