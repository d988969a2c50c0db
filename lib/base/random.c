/* SPDX-License-Identifier: MIT */
#include "base/random.h"

#include "base/hash.h"
#include "base/math.h"
#include "base/philox.h"

#include <string.h>

void mlt_philox10(const uint32_t ctr[4], const uint32_t key[2], uint32_t out[4])
{
    mlt_philox(ctr, key, out, 10);
}

void mlt_philox7(const uint32_t ctr[4], const uint32_t key[2], uint32_t out[4])
{
    mlt_philox(ctr, key, out, 7);
}

static void hash_little_endian(mlt_hash64_state *state, uint64_t value, size_t n)
{
    unsigned char bytes[8];
    for (size_t i = 0; i < n; i++)
        bytes[i] = (unsigned char)(value >> 8 * i);
    mlt_hash64_update(state, bytes, n);
}

uint64_t mlt_random_key(uint64_t seed, const char *kind, uint32_t revision, uint32_t replicate,
                        uint32_t step)
{
    mlt_hash64_state state;
    mlt_hash64_init(&state, 0);
    hash_little_endian(&state, seed, 8);
    mlt_hash64_update(&state, kind, strlen(kind) + 1);
    hash_little_endian(&state, revision, 4);
    hash_little_endian(&state, replicate, 4);
    hash_little_endian(&state, step, 4);
    return mlt_hash64_final(&state);
}

void mlt_random_init(mlt_random *random, uint64_t key, const char *sample_id, uint32_t stream)
{
    random->key[0] = (uint32_t)key;
    random->key[1] = (uint32_t)(key >> 32);
    random->sample = mlt_hash64(sample_id, strlen(sample_id), 0);
    random->stream = stream;
}

void mlt_random_block(const mlt_random *random, uint32_t block, uint32_t out[4])
{
    const uint32_t ctr[4] = {block, random->stream, (uint32_t)random->sample,
                             (uint32_t)(random->sample >> 32)};
    mlt_philox10(ctr, random->key, out);
}

void mlt_draws_init(mlt_draws *d, uint64_t key, const char *sample_id, uint32_t stream)
{
    memset(d, 0, sizeof *d);
    mlt_random_init(&d->r, key, sample_id, stream);
    d->used = 4;
}

uint32_t mlt_draw_u32(mlt_draws *d)
{
    if (d->used == 4) {
        mlt_random_block(&d->r, d->block++, d->words);
        d->used = 0;
    }
    return d->words[d->used++];
}

/* 53 bits: as many as a double in [1/2, 1) holds. */
static uint64_t draw_53_bits(mlt_draws *d)
{
    uint64_t high = mlt_draw_u32(d);
    return (high << 32 | mlt_draw_u32(d)) >> 11;
}

double mlt_draw_uniform(mlt_draws *d)
{
    return (double)draw_53_bits(d) * 0x1p-53;
}

double mlt_draw_between(mlt_draws *d, double lo, double hi)
{
    return lo + (hi - lo) * mlt_draw_uniform(d);
}

/* D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019). */
uint32_t mlt_draw_below(mlt_draws *d, uint32_t n)
{
    uint64_t product = (uint64_t)mlt_draw_u32(d) * n;
    if ((uint32_t)product < n) {
        uint32_t surplus = (0 - n) % n; /* n is not 0 here */
        while ((uint32_t)product < surplus)
            product = (uint64_t)mlt_draw_u32(d) * n;
    }
    return (uint32_t)(product >> 32);
}

double mlt_draw_normal(mlt_draws *d)
{
    /* 2k + 1 has 54 bits; past 2^53 it is not a double, so the upper half is drawn as the mirror
     * image of the lower: both tails are exact, and the sequence is symmetric. */
    uint64_t odd = 2 * draw_53_bits(d) + 1;
    if (odd < UINT64_C(1) << 53)
        return mlt_normal_quantile((double)odd * 0x1p-54);
    return -mlt_normal_quantile((double)((UINT64_C(1) << 54) - odd) * 0x1p-54);
}

double mlt_draw_signed(mlt_draws *d, double lo, double hi)
{
    double magnitude = mlt_draw_between(d, lo, hi);
    return mlt_draw_u32(d) >> 31 != 0 ? -magnitude : magnitude;
}
