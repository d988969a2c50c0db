/* SPDX-License-Identifier: MIT */
#include "kernel/filter.h"

/* Rows in pieces that stay in the first-level cache while the taps go by. */
enum { STRIP = 1024 };

static void add_pair(float *restrict sums, const float *restrict a, const float *restrict b,
                     float weight, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sums[i] += weight * (a[i] + b[i]);
}

/* Pairs k to k - 3, one after the other, in one pass over the sums. */
static void add_pairs(float *restrict sums, const float *const *above, const float *const *below,
                      const float *w, size_t first, size_t n)
{
    const float *restrict a0 = above[0] + first, *restrict b0 = below[0] + first;
    const float *restrict a1 = above[1] + first, *restrict b1 = below[-1] + first;
    const float *restrict a2 = above[2] + first, *restrict b2 = below[-2] + first;
    const float *restrict a3 = above[3] + first, *restrict b3 = below[-3] + first;
    const float w0 = w[0], w1 = w[-1], w2 = w[-2], w3 = w[-3];
    for (size_t i = 0; i < n; i++)
        sums[i] = sums[i] + w0 * (a0[i] + b0[i]) + w1 * (a1[i] + b1[i]) + w2 * (a2[i] + b2[i]) +
                  w3 * (a3[i] + b3[i]);
}

static void fold(float *restrict out, const float *const *rows, const float *w, size_t radius,
                 size_t n)
{
    const float *const *middle = rows + radius;
    for (size_t first = 0; first < n; first += STRIP) {
        size_t m = n - first < STRIP ? n - first : STRIP, k = radius;
        float *restrict sums = out + first;
        for (size_t i = 0; i < m; i++)
            sums[i] = w[0] * middle[0][first + i];
        for (; k >= 4; k -= 4)
            add_pairs(sums, middle - k, middle + k, w + k, first, m);
        for (; k > 0; k--)
            add_pair(sums, middle[-(ptrdiff_t)k] + first, middle[k] + first, w[k], m);
    }
}

MLT_KERNEL_BUILD(mlt_filter_loops) = {fold};
