/* SPDX-License-Identifier: MIT */
/*
 * Which groups a resample holds, and how often: as weights, so that nothing is copied.
 */
#ifndef MLT_STATS_RESAMPLE_H
#define MLT_STATS_RESAMPLE_H

#include <stddef.h>
#include <stdint.h>

/*
 * How often each of n groups comes up in n draws with replacement: whole numbers that add up to n.
 * They depend on seed, draw and n only; any thread may compute any of them. n below 2^32.
 */
void mlt_resample_weights(uint64_t seed, uint32_t draw, double *weights, size_t n);

/* Weights of the jackknife that leaves out block `block` of n_blocks: 0 for groups block, block +
 * n_blocks, … and 1 for the rest. */
void mlt_jackknife_weights(size_t block, size_t n_blocks, double *weights, size_t n);

#endif
