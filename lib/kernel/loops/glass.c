/* SPDX-License-Identifier: MIT */
#include "kernel/glass.h"

static void offsets(int32_t *restrict out, const uint16_t *restrict words, uint32_t side,
                    int32_t step, int32_t stride, size_t n)
{
    int32_t middle = (int32_t)(side / 2) * (step + stride);
    for (size_t i = 0; i < n; i++) {
        uint32_t v = words[i] * side;
        int32_t column = (int32_t)(v >> 16), row = (int32_t)((v & 65535) * side >> 16);
        out[i] = column * step + row * stride - middle;
    }
}

static void spread3(uint32_t *restrict out, const uint8_t *restrict in, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (uint32_t)in[3 * i] | (uint32_t)in[3 * i + 1] << 8 | (uint32_t)in[3 * i + 2] << 16;
}

static void join3(uint8_t *restrict out, const uint32_t *restrict in, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        out[3 * i] = (uint8_t)in[i];
        out[3 * i + 1] = (uint8_t)(in[i] >> 8);
        out[3 * i + 2] = (uint8_t)(in[i] >> 16);
    }
}

MLT_KERNEL_BUILD(mlt_glass_loops) = {offsets, spread3, join3};
