/* SPDX-License-Identifier: MIT */
#include "kernel/box.h"

#include <string.h>

static void move(int32_t *restrict sums, const float *restrict in, const float *restrict out,
                 size_t n)
{
    for (size_t i = 0; i < n; i++)
        sums[i] += (int32_t)(in[i] - out[i]);
}

typedef int32_t four __attribute__((vector_size(16)));

static inline four get(const int32_t *at)
{
    four v;
    memcpy(&v, at, sizeof v);
    return v;
}

static void across(int32_t *restrict out, const int32_t *restrict row, size_t radius,
                   size_t channels, size_t n)
{
    const int32_t *end = row;
    four sum = {0};
    for (size_t k = 0; k < 2 * radius; k++, end += channels)
        sum += get(end);
    for (size_t x = 0; x < n; x++, out += channels, row += channels, end += channels) {
        sum += get(end);
        memcpy(out, &sum, sizeof sum);
        sum -= get(row);
    }
}

/* 1 / count is off by less than what any other sum is away from half a level. */
static void means(float *restrict out, const int32_t *restrict sums, uint32_t count, size_t n)
{
    const double factor = 1.0 / count;
    for (size_t i = 0; i < n; i++)
        out[i] = (float)(int32_t)(sums[i] * factor + 0.5);
}

MLT_KERNEL_BUILD(mlt_box_loops) = {move, across, means};
