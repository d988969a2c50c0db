/* SPDX-License-Identifier: MIT */
#include "kernel/noise.h"

#include <stdbool.h>
#include <string.h>

#include "kernel/lanes.h"

static inline uint16_t get16(const uint8_t *at)
{
    uint16_t v;
    memcpy(&v, at, sizeof v);
    return v;
}

static inline void put16(uint8_t *at, uint16_t v)
{
    memcpy(at, &v, sizeof v);
}

static inline void clip(float *v, float top, size_t n)
{
    size_t i = 0;
    for (; i + MLT_LANES <= n; i += MLT_LANES) {
        mlt_floats lanes;
        memcpy(&lanes, v + i, sizeof lanes);
        lanes = mlt_between(lanes, top);
        memcpy(v + i, &lanes, sizeof lanes);
    }
    for (; i < n; i++) {
        float positive = v[i] > 0 ? v[i] : 0;
        v[i] = positive < top ? positive : top;
    }
}

static inline void store(uint8_t *restrict out, float *restrict v, size_t bytes, size_t n)
{
    clip(v, bytes == 1 ? 255 : 65535, n);
    for (size_t i = 0; bytes == 1 && i < n; i++)
        out[i] = (uint8_t)(int32_t)v[i];
    for (size_t i = 0; bytes == 2 && i < n; i++)
        put16(out + 2 * i, (uint16_t)(int32_t)v[i]);
}

/* In strips that stay near, and in loops of one step each, since gcc makes a poor one of all. What
 * is the same for a whole function is inlined as a constant. */
__attribute__((always_inline)) static inline void
add_noise(uint8_t *restrict out, const uint8_t *restrict in, const float *restrict normals,
          float scale, size_t n, size_t bytes, bool by_level)
{
    enum { STRIP = 256 };
    for (size_t at = 0; at < n; at += STRIP) {
        float v[STRIP];
        const size_t m = n - at < STRIP ? n - at : STRIP;
        for (size_t i = 0; i < m; i++) {
            float level = bytes == 1 ? in[at + i] : get16(in + 2 * (at + i));
            float noise = scale * normals[at + i];
            v[i] = level + (by_level ? level * noise : noise);
        }
        store(out + bytes * at, v, bytes, m);
    }
}

static void add8(uint8_t *out, const uint8_t *in, const float *normals, float scale, size_t n)
{
    add_noise(out, in, normals, scale, n, 1, false);
}

static void add16(uint8_t *out, const uint8_t *in, const float *normals, float scale, size_t n)
{
    add_noise(out, in, normals, scale, n, 2, false);
}

static void speckle8(uint8_t *out, const uint8_t *in, const float *normals, float sigma, size_t n)
{
    add_noise(out, in, normals, sigma, n, 1, true);
}

static void speckle16(uint8_t *out, const uint8_t *in, const float *normals, float sigma, size_t n)
{
    add_noise(out, in, normals, sigma, n, 2, true);
}

/* Comparing with the last hit keeps the loops in 16 bits. */
static void impulse8(uint8_t *restrict out, const uint8_t *restrict in,
                     const uint16_t *restrict words, uint32_t hits, size_t n)
{
    const uint16_t last = (uint16_t)(hits - 1);
    if (hits == 0)
        memcpy(out, in, n);
    for (size_t i = 0; hits > 0 && i < n; i++) {
        const uint8_t v = in[i], colour = words[i] & 1 ? 255 : 0;
        out[i] = words[i] <= last ? colour : v;
    }
}

static void impulse16(uint8_t *restrict out, const uint8_t *restrict in,
                      const uint16_t *restrict words, uint32_t hits, size_t n)
{
    const uint16_t last = (uint16_t)(hits - 1);
    if (hits == 0)
        memcpy(out, in, 2 * n);
    for (size_t i = 0; hits > 0 && i < n; i++) {
        const uint16_t v = get16(in + 2 * i), colour = words[i] & 1 ? 65535 : 0;
        put16(out + 2 * i, words[i] <= last ? colour : v);
    }
}

static void dither8(uint8_t *restrict out, const uint8_t *restrict in,
                    const uint16_t *restrict words, size_t n)
{
    const size_t m = mlt_dither_words(n);
    for (size_t at = 0, bit = 0; at < n; at += m, bit++) {
        size_t end = n - at < m ? n - at : m;
        for (size_t i = 0; i < end; i++) {
            const uint8_t v = in[at + i], up = (uint8_t)(v + (v < 255)),
                          down = (uint8_t)(v - (v > 0));
            const uint16_t is_up = words[i] & (1 << bit);
            out[at + i] = is_up != 0 ? up : down;
        }
    }
}

static void dither16(uint8_t *restrict out, const uint8_t *restrict in,
                     const uint16_t *restrict words, size_t n)
{
    const size_t m = mlt_dither_words(n);
    for (size_t at = 0, bit = 0; at < n; at += m, bit++) {
        size_t end = n - at < m ? n - at : m;
        for (size_t i = 0; i < end; i++) {
            int32_t v = get16(in + 2 * (at + i)) + (words[i] >> bit & 1 ? 257 : -257);
            v = v > 0 ? v : 0;
            put16(out + 2 * (at + i), (uint16_t)(v < 65535 ? v : 65535));
        }
    }
}

static void guide8(uint8_t *restrict out, uint8_t *restrict unsure, const uint8_t *restrict in,
                   const uint16_t *restrict words, const uint32_t *restrict guide, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t cell = words[i] / MLT_GUIDE_PLACES, place = words[i] % MLT_GUIDE_PLACES;
        uint32_t entry = guide[(int32_t)(in[i] * MLT_GUIDE_CELLS + cell)];
        uint32_t step = entry & 0xFFFF;
        out[i] = (uint8_t)(place < step ? entry >> 16 : entry >> 24);
        unsure[i] = (uint8_t)((place == step) | (step >> 15));
    }
}

MLT_KERNEL_BUILD(mlt_noise_loops) = {add8,      add16,   speckle8, speckle16, impulse8,
                                     impulse16, dither8, dither16, guide8};
