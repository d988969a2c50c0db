/* SPDX-License-Identifier: MIT */
/*
 * XXH64, written from its public specification: a fast 64-bit hash whose value is the same on
 * every machine. For keys and identity, not for secrecy.
 */
#ifndef MLT_BASE_HASH_H
#define MLT_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* The hash of n bytes; bytes may be NULL when n is 0. */
uint64_t mlt_hash64(const void *bytes, size_t n, uint64_t seed);

/* The same value from pieces. A plain value: copying it forks the hash, nothing to free. */
typedef struct {
    uint64_t lanes[4];
    uint64_t seed;
    uint64_t total;            /* bytes so far */
    unsigned char pending[32]; /* the last total % 32 of them */
} mlt_hash64_state;

void mlt_hash64_init(mlt_hash64_state *state, uint64_t seed);
void mlt_hash64_update(mlt_hash64_state *state, const void *bytes, size_t n);
/* The hash of everything so far; the state is not changed, more may follow. */
uint64_t mlt_hash64_final(const mlt_hash64_state *state);

#endif
