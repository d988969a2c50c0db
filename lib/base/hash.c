/* SPDX-License-Identifier: MIT */
#include "base/hash.h"

#include <string.h>

/* Names and values of the specification: "xxHash fast digest algorithm", XXH64. */
#define PRIME_1 UINT64_C(0x9E3779B185EBCA87)
#define PRIME_2 UINT64_C(0xC2B2AE3D27D4EB4F)
#define PRIME_3 UINT64_C(0x165667B19E3779F9)
#define PRIME_4 UINT64_C(0x85EBCA77C2B2AE63)
#define PRIME_5 UINT64_C(0x27D4EB2F165667C5)

enum { STRIPE = 32 };

static uint64_t rotate(uint64_t x, unsigned bits)
{
    return x << bits | x >> (64 - bits);
}

static uint64_t read32(const unsigned char *p)
{
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24;
}

static uint64_t read64(const unsigned char *p)
{
    return read32(p) | read32(p + 4) << 32;
}

static uint64_t mix_lane(uint64_t accumulator, uint64_t lane)
{
    return rotate(accumulator + lane * PRIME_2, 31) * PRIME_1;
}

static uint64_t merge_lane(uint64_t h, uint64_t accumulator)
{
    return (h ^ mix_lane(0, accumulator)) * PRIME_1 + PRIME_4;
}

static void mix_stripe(uint64_t lanes[4], const unsigned char *p)
{
    for (int i = 0; i < 4; i++)
        lanes[i] = mix_lane(lanes[i], read64(p + 8 * i));
}

/* The fewer than 32 bytes after the last whole stripe. */
static uint64_t mix_rest(uint64_t h, const unsigned char *p, size_t n)
{
    for (; n >= 8; n -= 8, p += 8)
        h = rotate(h ^ mix_lane(0, read64(p)), 27) * PRIME_1 + PRIME_4;
    if (n >= 4) {
        h = rotate(h ^ read32(p) * PRIME_1, 23) * PRIME_2 + PRIME_3;
        n -= 4;
        p += 4;
    }
    for (; n > 0; n--, p++)
        h = rotate(h ^ *p * PRIME_5, 11) * PRIME_1;
    return h;
}

static uint64_t avalanche(uint64_t h)
{
    h = (h ^ h >> 33) * PRIME_2;
    h = (h ^ h >> 29) * PRIME_3;
    return h ^ h >> 32;
}

void mlt_hash64_init(mlt_hash64_state *state, uint64_t seed)
{
    memset(state, 0, sizeof *state);
    state->seed = seed;
    state->lanes[0] = seed + PRIME_1 + PRIME_2;
    state->lanes[1] = seed + PRIME_2;
    state->lanes[2] = seed;
    state->lanes[3] = seed - PRIME_1;
}

void mlt_hash64_update(mlt_hash64_state *state, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    size_t held = (size_t)(state->total % STRIPE);
    if (n == 0)
        return;
    state->total += n;
    if (held + n < STRIPE) {
        memcpy(state->pending + held, p, n);
        return;
    }
    if (held > 0) {
        memcpy(state->pending + held, p, STRIPE - held);
        mix_stripe(state->lanes, state->pending);
        p += STRIPE - held;
        n -= STRIPE - held;
    }
    for (; n >= STRIPE; n -= STRIPE, p += STRIPE)
        mix_stripe(state->lanes, p);
    memcpy(state->pending, p, n);
}

uint64_t mlt_hash64_final(const mlt_hash64_state *state)
{
    const uint64_t *lanes = state->lanes;
    uint64_t h = state->seed + PRIME_5;
    if (state->total >= STRIPE) {
        h = rotate(lanes[0], 1) + rotate(lanes[1], 7) + rotate(lanes[2], 12) + rotate(lanes[3], 18);
        for (int i = 0; i < 4; i++)
            h = merge_lane(h, lanes[i]);
    }
    h += state->total;
    return avalanche(mix_rest(h, state->pending, (size_t)(state->total % STRIPE)));
}

uint64_t mlt_hash64(const void *bytes, size_t n, uint64_t seed)
{
    mlt_hash64_state state;
    mlt_hash64_init(&state, seed);
    mlt_hash64_update(&state, bytes, n);
    return mlt_hash64_final(&state);
}
