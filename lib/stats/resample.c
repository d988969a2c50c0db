/* SPDX-License-Identifier: MIT */
#include "stats/resample.h"

#include "base/random.h"

void mlt_resample_weights(uint64_t seed, uint32_t draw, double *weights, size_t n)
{
    mlt_draws d;
    mlt_draws_init(&d, mlt_random_key(seed, "bootstrap", 1, 0, 0), "", draw);
    for (size_t i = 0; i < n; i++)
        weights[i] = 0;
    for (size_t i = 0; i < n; i++)
        weights[mlt_draw_below(&d, (uint32_t)n)]++;
}

void mlt_jackknife_weights(size_t block, size_t n_blocks, double *weights, size_t n)
{
    for (size_t i = 0; i < n; i++)
        weights[i] = i % n_blocks != block;
}
