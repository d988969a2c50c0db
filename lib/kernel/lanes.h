/* SPDX-License-Identifier: MIT */
/*
 * Vectors as wide as a build's registers, and what neither C nor gcc's vectoriser has words for.
 * For sources of loops/ only. Each function is exact, and does what its plain C says.
 */
#ifndef MLT_KERNEL_LANES_H
#define MLT_KERNEL_LANES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <immintrin.h>
#endif

#if defined(__AVX512F__)
enum { MLT_LANES = 16 };
#elif defined(__AVX2__)
enum { MLT_LANES = 8 };
#else
enum { MLT_LANES = 4 };
#endif

typedef float mlt_floats __attribute__((vector_size(4 * MLT_LANES)));
typedef int32_t mlt_ints __attribute__((vector_size(4 * MLT_LANES)));
typedef uint64_t mlt_wides __attribute__((vector_size(4 * MLT_LANES)));
typedef int16_t mlt_halves __attribute__((vector_size(4 * MLT_LANES)));

/* From any address of floats, and to it. */
static inline mlt_floats mlt_floats_at(const float *at)
{
    mlt_floats v;
    memcpy(&v, at, sizeof v);
    return v;
}

static inline void mlt_put_floats(float *at, mlt_floats v)
{
    memcpy(at, &v, sizeof v);
}

/* The low halves of a times a number of 32 bits: all of the product, from one instruction. */
static inline mlt_wides mlt_product(mlt_wides a, uint64_t by)
{
    const mlt_wides b = (mlt_wides){0} + by;
#if defined(__AVX512F__)
    return (mlt_wides)_mm512_mul_epu32((__m512i)a, (__m512i)b);
#elif defined(__AVX2__)
    return (mlt_wides)_mm256_mul_epu32((__m256i)a, (__m256i)b);
#elif defined(__SSE2__)
    return (mlt_wides)_mm_mul_epu32((__m128i)a, (__m128i)b);
#else
    return (a & UINT32_MAX) * b;
#endif
}

/* Sums for all words of a register, in an order that mlt_halves_of() puts right. */
typedef struct {
    mlt_ints low, high;
} mlt_pair_sums;

/* sums + a · (weights' low half) + b · (its high half), all signed. */
static inline mlt_pair_sums mlt_add_products(mlt_pair_sums sums, mlt_halves a, mlt_halves b,
                                             int32_t weights)
{
#ifdef __AVX2__
    __asm__("" : "+v"(b)); /* or else gcc takes it from memory twice */
#endif
#if defined(__AVX512F__)
    const __m512i w = _mm512_set1_epi32(weights), x = (__m512i)a, y = (__m512i)b;
    sums.low += (mlt_ints)_mm512_madd_epi16(_mm512_unpacklo_epi16(x, y), w);
    sums.high += (mlt_ints)_mm512_madd_epi16(_mm512_unpackhi_epi16(x, y), w);
#elif defined(__AVX2__)
    const __m256i w = _mm256_set1_epi32(weights), x = (__m256i)a, y = (__m256i)b;
    sums.low += (mlt_ints)_mm256_madd_epi16(_mm256_unpacklo_epi16(x, y), w);
    sums.high += (mlt_ints)_mm256_madd_epi16(_mm256_unpackhi_epi16(x, y), w);
#elif defined(__SSE2__)
    const __m128i w = _mm_set1_epi32(weights), x = (__m128i)a, y = (__m128i)b;
    sums.low += (mlt_ints)_mm_madd_epi16(_mm_unpacklo_epi16(x, y), w);
    sums.high += (mlt_ints)_mm_madd_epi16(_mm_unpackhi_epi16(x, y), w);
#else
    const int32_t first = (int16_t)(weights & 65535), second = weights >> 16;
    for (int i = 0; i < MLT_LANES; i++) {
        sums.low[i] += a[i] * first + b[i] * second;
        sums.high[i] += a[MLT_LANES + i] * first + b[MLT_LANES + i] * second;
    }
#endif
    return sums;
}

/* The sums, which must fit. */
static inline mlt_halves mlt_halves_of(mlt_pair_sums sums)
{
#if defined(__AVX512F__)
    return (mlt_halves)_mm512_packs_epi32((__m512i)sums.low, (__m512i)sums.high);
#elif defined(__AVX2__)
    return (mlt_halves)_mm256_packs_epi32((__m256i)sums.low, (__m256i)sums.high);
#elif defined(__SSE2__)
    return (mlt_halves)_mm_packs_epi32((__m128i)sums.low, (__m128i)sums.high);
#else
    mlt_halves out = {0};
    for (int i = 0; i < MLT_LANES; i++) {
        out[i] = (int16_t)sums.low[i];
        out[MLT_LANES + i] = (int16_t)sums.high[i];
    }
    return out;
#endif
}

/* Clipped to 0 … top; NaN gives 0. gcc makes a comparison and a choice of each half. */
static inline mlt_floats mlt_between(mlt_floats v, float top)
{
#if defined(__AVX512F__)
    const __m512 positive = _mm512_max_ps((__m512)v, _mm512_setzero_ps());
    return (mlt_floats)_mm512_min_ps(positive, _mm512_set1_ps(top));
#elif defined(__AVX2__)
    const __m256 positive = _mm256_max_ps((__m256)v, _mm256_setzero_ps());
    return (mlt_floats)_mm256_min_ps(positive, _mm256_set1_ps(top));
#elif defined(__SSE2__)
    const __m128 positive = _mm_max_ps((__m128)v, _mm_setzero_ps());
    return (mlt_floats)_mm_min_ps(positive, _mm_set1_ps(top));
#else
    for (int i = 0; i < MLT_LANES; i++) {
        float positive = v[i] > 0 ? v[i] : 0;
        v[i] = positive < top ? positive : top;
    }
    return v;
#endif
}

/* Bytes from any address, a lane each. */
static inline mlt_ints mlt_bytes_at(const uint8_t *at)
{
#if defined(__AVX512F__)
    return (mlt_ints)_mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i *)(const void *)at));
#elif defined(__AVX2__)
    return (mlt_ints)_mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)at));
#else
    mlt_ints v = {0};
    for (int i = 0; i < MLT_LANES; i++)
        v[i] = at[i];
    return v;
#endif
}

/* table[at[i] & 15]; builds without such an instruction had better load from memory. */
#ifdef __AVX2__
static inline mlt_floats mlt_look_up(const float table[16], mlt_ints at)
{
#ifdef __AVX512F__
    return (mlt_floats)_mm512_permutexvar_ps((__m512i)at, _mm512_loadu_ps(table));
#else
    const __m256 low = _mm256_permutevar8x32_ps(_mm256_loadu_ps(table), (__m256i)at);
    const __m256 high = _mm256_permutevar8x32_ps(_mm256_loadu_ps(table + 8), (__m256i)at);
    return (mlt_floats)_mm256_blendv_ps(low, high, (__m256)(at << 28));
#endif
}
#endif

#endif
