/* SPDX-License-Identifier: MIT */
/*
 * Decimal digits, eight at a time in one word: no loop, and no branch on how many there are.
 */
#ifndef MLT_BASE_DIGITS_H
#define MLT_BASE_DIGITS_H

#include <stdint.h>
#include <string.h>

/* Eight bytes of text, the first one lowest. */
static inline uint64_t mlt_digits_load(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* How many of the eight bytes are digits, up to the first one that is none. A sum that overflows
 * its byte disturbs later bytes only. */
static inline unsigned mlt_digits_count(uint64_t word)
{
    const uint64_t values = word ^ UINT64_C(0x3030303030303030);
    const uint64_t others =
        ((values + UINT64_C(0x7676767676767676)) | values) & UINT64_C(0x8080808080808080);
    return others == 0 ? 8 : (unsigned)__builtin_ctzll(others) / 8;
}

/* The number that the first n of them are, 1 <= n <= 8: pairs, then fours, then all of them. */
static inline uint64_t mlt_digits_value(uint64_t word, unsigned n)
{
    const uint64_t bytes = UINT64_C(0x000000FF000000FF);
    uint64_t v = (word ^ UINT64_C(0x3030303030303030)) << (64 - 8 * n);
    v = v * 10 + (v >> 8);
    return ((v & bytes) * (100 + (UINT64_C(1000000) << 32)) +
            (v >> 16 & bytes) * (1 + (UINT64_C(10000) << 32))) >>
           32;
}

#endif
