/* SPDX-License-Identifier: MIT */
/*
 * GROUP pixels of four samples as one vector: how they are fetched and put away, which compilers do
 * not find out by themselves.
 */
#ifndef MLT_KERNEL_LOOPS_PIXELS_H
#define MLT_KERNEL_LOOPS_PIXELS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__AVX2__)
#include <immintrin.h>
#endif

#if defined(__AVX512F__)
enum { GROUP = 4 };
#elif defined(__AVX2__)
enum { GROUP = 2 };
#else
enum { GROUP = 1 };
#endif
typedef float reals __attribute__((vector_size(16 * GROUP)));
typedef int32_t integers __attribute__((vector_size(16 * GROUP)));
typedef uint32_t naturals __attribute__((vector_size(16 * GROUP)));

typedef uint8_t bytes __attribute__((vector_size(16)));
typedef uint16_t words __attribute__((vector_size(16)));
typedef uint32_t quarters __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16)));

static inline uint32_t get4(const uint8_t *at)
{
    uint32_t v;
    memcpy(&v, at, sizeof v);
    return v;
}

static inline uint64_t get8(const uint8_t *at)
{
    uint64_t v;
    memcpy(&v, at, sizeof v);
    return v;
}

/*
 * load8, load16: the four samples from byte at[k] of p on, for each pixel k, whatever is there
 *     behind a pixel's own samples.
 * spread: a number a pixel, four times.
 * store8, store16: pixels of `pixel` bytes, a constant, from what are four samples each; 4 or 8
 *     bytes for each pixel are written.
 */
#if defined(__AVX512F__)
typedef uint64_t fours __attribute__((vector_size(32)));
typedef uint16_t all_words __attribute__((vector_size(32)));

static inline naturals load8(const uint8_t *p, const size_t *at)
{
    quarters v = {get4(p + at[0]), get4(p + at[1]), get4(p + at[2]), get4(p + at[3])};
    return (naturals)_mm512_cvtepu8_epi32((__m128i)v);
}

static inline naturals load16(const uint8_t *p, const size_t *at)
{
    fours v = {get8(p + at[0]), get8(p + at[1]), get8(p + at[2]), get8(p + at[3])};
    return (naturals)_mm512_cvtepu16_epi32((__m256i)v);
}

static inline reals spread(const float *t)
{
    const integers each = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3};
    return (reals)_mm512_permutexvar_ps((__m512i)each, _mm512_castps128_ps512(_mm_loadu_ps(t)));
}

static inline void store8(uint8_t *out, naturals samples, size_t pixel)
{
    bytes v = (bytes)_mm512_cvtepi32_epi8((__m512i)samples);
    if (pixel == 3)
        v = __builtin_shufflevector(v, v, 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 3, 7, 11, 15);
    else if (pixel == 1)
        v = __builtin_shufflevector(v, v, 0, 4, 8, 12, 1, 2, 3, 5, 6, 7, 9, 10, 11, 13, 14, 15);
    memcpy(out, &v, sizeof v);
}

static inline void store16(uint8_t *out, naturals samples, size_t pixel)
{
    all_words v = (all_words)_mm512_cvtepi32_epi16((__m512i)samples);
    if (pixel == 6)
        v = __builtin_shufflevector(v, v, 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 3, 7, 11, 15);
    else
        v = __builtin_shufflevector(v, v, 0, 4, 8, 12, 1, 2, 3, 5, 6, 7, 9, 10, 11, 13, 14, 15);
    memcpy(out, &v, sizeof v);
}
#elif defined(__AVX2__)
static inline naturals load8(const uint8_t *p, const size_t *at)
{
    quarters v = {get4(p + at[0]), get4(p + at[1])};
    return (naturals)_mm256_cvtepu8_epi32((__m128i)v);
}

static inline naturals load16(const uint8_t *p, const size_t *at)
{
    halves v = {get8(p + at[0]), get8(p + at[1])};
    return (naturals)_mm256_cvtepu16_epi32((__m128i)v);
}

static inline reals spread(const float *t)
{
    const integers each = {0, 0, 0, 0, 1, 1, 1, 1};
    const halves both = {get8((const uint8_t *)t)};
    return (reals)_mm256_permutevar8x32_ps(_mm256_castps128_ps256((__m128)both), (__m256i)each);
}

static inline words narrow(naturals samples)
{
    return (words)_mm_packus_epi32(_mm256_castsi256_si128((__m256i)samples),
                                   _mm256_extracti128_si256((__m256i)samples, 1));
}

static inline void store8(uint8_t *out, naturals samples, size_t pixel)
{
    words all = narrow(samples);
    bytes v = (bytes)_mm_packus_epi16((__m128i)all, (__m128i)all);
    if (pixel == 3)
        v = __builtin_shufflevector(v, v, 0, 1, 2, 4, 5, 6, 3, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    else if (pixel == 1)
        v = __builtin_shufflevector(v, v, 0, 4, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    memcpy(out, &v, 8);
}

static inline void store16(uint8_t *out, naturals samples, size_t pixel)
{
    words v = narrow(samples);
    if (pixel == 6)
        v = __builtin_shufflevector(v, v, 0, 1, 2, 4, 5, 6, 3, 7);
    else
        v = __builtin_shufflevector(v, v, 0, 4, 1, 2, 3, 5, 6, 7);
    memcpy(out, &v, sizeof v);
}
#else
/* Zeros come between the samples, and with bytes once more. */
static inline naturals widen(words v)
{
    const words none = {0};
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return (naturals)__builtin_shufflevector(v, none, 0, 8, 1, 9, 2, 10, 3, 11);
#else
    return (naturals)__builtin_shufflevector(none, v, 0, 8, 1, 9, 2, 10, 3, 11);
#endif
}

static inline naturals load8(const uint8_t *p, const size_t *at)
{
    const bytes v = (bytes)(quarters){get4(p + *at)}, none = {0};
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return widen((words)__builtin_shufflevector(v, none, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21,
                                                6, 22, 7, 23));
#else
    return widen((words)__builtin_shufflevector(none, v, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21,
                                                6, 22, 7, 23));
#endif
}

static inline naturals load16(const uint8_t *p, const size_t *at)
{
    return widen((words)(halves){get8(p + *at)});
}

static inline reals spread(const float *t)
{
    return (reals){*t, *t, *t, *t};
}

static inline void store8(uint8_t *out, naturals samples, size_t pixel)
{
    const uint8_t v[4] = {(uint8_t)samples[0], (uint8_t)samples[1], (uint8_t)samples[2],
                          (uint8_t)samples[3]};
    (void)pixel;
    memcpy(out, v, sizeof v);
}

static inline void store16(uint8_t *out, naturals samples, size_t pixel)
{
    const uint16_t v[4] = {(uint16_t)samples[0], (uint16_t)samples[1], (uint16_t)samples[2],
                           (uint16_t)samples[3]};
    (void)pixel;
    memcpy(out, v, sizeof v);
}
#endif

#endif
