/* SPDX-License-Identifier: MIT */
/*
 * Random numbers from a counter: Philox4x32 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers:
 * as easy as 1, 2, 3", SC 2011). Every draw is a pure function of key, sample, stream and block, so
 * any thread may compute any of them in any order.
 */
#ifndef MLT_BASE_RANDOM_H
#define MLT_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* One source. Its block b is philox10 of the counter {b, stream, sample low, sample high}. */
typedef struct {
    uint32_t key[2];
    uint64_t sample;
    uint32_t stream;
} mlt_random;

/*
 * The key of one step of one kind: XXH64 with seed 0 over these bytes, in this order:
 * seed (8, little endian), kind without its NUL, one 0 byte, revision, replicate, step (4 each,
 * little endian). Severity is left out on purpose: a sample keeps its draws as severity grows.
 */
uint64_t mlt_random_key(uint64_t seed, const char *kind, uint32_t revision, uint32_t replicate,
                        uint32_t step);

/* key[0] is the low half of key; the sample is mlt_hash64(id, strlen(id), 0). */
void mlt_random_init(mlt_random *random, uint64_t key, const char *sample_id, uint32_t stream);

/* Block `block` of the source, 10 rounds. */
void mlt_random_block(const mlt_random *random, uint32_t block, uint32_t out[4]);

/* The bare functions: 10 rounds, and 7 for fields of pixels. out may be ctr. */
void mlt_philox10(const uint32_t ctr[4], const uint32_t key[2], uint32_t out[4]);
void mlt_philox7(const uint32_t ctr[4], const uint32_t key[2], uint32_t out[4]);

/* Draws one after another: the words of block 0, then of block 1, … A copy forks the sequence. */
typedef struct {
    mlt_random r;
    uint32_t block; /* the next one to compute */
    unsigned used;  /* words of the current block already given out */
    uint32_t words[4];
} mlt_draws;

void mlt_draws_init(mlt_draws *d, uint64_t key, const char *sample_id, uint32_t stream);
/* One word. */
uint32_t mlt_draw_u32(mlt_draws *d);
/* k / 2^53 in [0, 1), where k is the top 53 bits of (first word << 32 | second word). */
double mlt_draw_uniform(mlt_draws *d);
/* lo + (hi - lo) * uniform: two words. */
double mlt_draw_between(mlt_draws *d, double lo, double hi);
/* Unbiased in 0 … n-1 (Lemire's multiplication with rejection): one word, seldom more; 0 if n is
 * 0. */
uint32_t mlt_draw_below(mlt_draws *d, uint32_t n);
/* The normal quantile of (k + 1/2) / 2^53, k as above, the upper half as the exact mirror image of
 * the lower: two words, always finite, |z| < 8.3. */
double mlt_draw_normal(mlt_draws *d);
/* A magnitude between lo and hi (two words), then negated if the next word's top bit is set. */
double mlt_draw_signed(mlt_draws *d, double lo, double hi);

#endif
