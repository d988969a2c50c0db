/* SPDX-License-Identifier: MIT */
#include "kernel/turn.h"

#include <string.h>

typedef uint8_t bytes __attribute__((vector_size(16)));
typedef uint16_t words __attribute__((vector_size(16)));
typedef uint32_t quarters __attribute__((vector_size(16)));

/* Whether any byte of a vector can go anywhere at once. */
#if defined(__SSSE3__) || defined(__AVX2__) || defined(__ARM_NEON)
enum { HAS_SHUFFLE = 1 };
#else
enum { HAS_SHUFFLE = 0 };
#endif

/* --- rows backwards --------------------------------------------------------------------------- */

/* Called with a constant size. Compilers see through it for 1, 2 and 4 bytes. */
static inline void reverse_pixels(uint8_t *restrict to, const uint8_t *restrict from, size_t n,
                                  size_t pixel)
{
    for (size_t i = 0; i < n; i++)
        memcpy(to + i * pixel, from + (n - 1 - i) * pixel, pixel);
}

/* Five pixels of three bytes at a time, from the row's end on: a vector has one byte more, before
 * what it reads and behind what it writes. The last five are written once more. n ≥ 6. */
static void reverse_fives(uint8_t *restrict to, const uint8_t *restrict from, size_t n)
{
    bytes v;
    for (size_t i = 0; n - i >= 6; i += 5) {
        memcpy(&v, from + 3 * (n - i) - 16, sizeof v);
        v = __builtin_shufflevector(v, v, 13, 14, 15, 10, 11, 12, 7, 8, 9, 4, 5, 6, 1, 2, 3, 0);
        memcpy(to + 3 * i, &v, sizeof v);
    }
    memcpy(&v, from, sizeof v);
    v = __builtin_shufflevector(v, v, 12, 13, 14, 9, 10, 11, 6, 7, 8, 3, 4, 5, 0, 1, 2, 15);
    memcpy(to + 3 * (n - 5), &v, 15);
}

/* Two of six bytes, likewise. n ≥ 3. */
static void reverse_twos(uint8_t *restrict to, const uint8_t *restrict from, size_t n)
{
    words v;
    for (size_t i = 0; n - i >= 3; i += 2) {
        memcpy(&v, from + 6 * (n - i) - 16, sizeof v);
        v = __builtin_shufflevector(v, v, 5, 6, 7, 2, 3, 4, 0, 1);
        memcpy(to + 6 * i, &v, sizeof v);
    }
    memcpy(&v, from, sizeof v);
    v = __builtin_shufflevector(v, v, 3, 4, 5, 0, 1, 2, 6, 7);
    memcpy(to + 6 * (n - 2), &v, 12);
}

static void reverse(uint8_t *restrict to, const uint8_t *restrict from, size_t n, size_t pixel)
{
    if (pixel == 1)
        reverse_pixels(to, from, n, 1);
    else if (pixel == 2)
        reverse_pixels(to, from, n, 2);
    else if (pixel == 4)
        reverse_pixels(to, from, n, 4);
    else if (pixel == 3 && HAS_SHUFFLE && n >= 6)
        reverse_fives(to, from, n);
    else if (pixel == 3)
        reverse_pixels(to, from, n, 3);
    else if (HAS_SHUFFLE && n >= 3)
        reverse_twos(to, from, n);
    else
        reverse_pixels(to, from, n, 6);
}

/* --- blocks across ---------------------------------------------------------------------------- */

/* Rows of pixels that a vector holds, as many as a row has pixels: each step interleaves those of
 * the first half with those of the second. */
static inline void transpose_bytes(bytes rows[16])
{
    for (int step = 0; step < 4; step++) {
        bytes old[16];
        memcpy(old, rows, sizeof old);
        for (int i = 0; i < 8; i++) {
            rows[2 * i] = __builtin_shufflevector(old[i], old[i + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4,
                                                  20, 5, 21, 6, 22, 7, 23);
            rows[2 * i + 1] = __builtin_shufflevector(old[i], old[i + 8], 8, 24, 9, 25, 10, 26, 11,
                                                      27, 12, 28, 13, 29, 14, 30, 15, 31);
        }
    }
}

static inline void transpose_words(words rows[8])
{
    for (int step = 0; step < 3; step++) {
        words old[8];
        memcpy(old, rows, sizeof old);
        for (int i = 0; i < 4; i++) {
            rows[2 * i] = __builtin_shufflevector(old[i], old[i + 4], 0, 8, 1, 9, 2, 10, 3, 11);
            rows[2 * i + 1] =
                __builtin_shufflevector(old[i], old[i + 4], 4, 12, 5, 13, 6, 14, 7, 15);
        }
    }
}

static inline void transpose_quarters(quarters rows[4])
{
    quarters a = __builtin_shufflevector(rows[0], rows[2], 0, 4, 1, 5);
    quarters b = __builtin_shufflevector(rows[0], rows[2], 2, 6, 3, 7);
    quarters c = __builtin_shufflevector(rows[1], rows[3], 0, 4, 1, 5);
    quarters d = __builtin_shufflevector(rows[1], rows[3], 2, 6, 3, 7);
    rows[0] = __builtin_shufflevector(a, c, 0, 4, 1, 5);
    rows[1] = __builtin_shufflevector(a, c, 2, 6, 3, 7);
    rows[2] = __builtin_shufflevector(b, d, 0, 4, 1, 5);
    rows[3] = __builtin_shufflevector(b, d, 2, 6, 3, 7);
}

/* A square block as high as a vector has pixels. */
typedef void (*block)(uint8_t *to, int64_t to_stride, const uint8_t *from, int64_t from_stride);

static inline void block1(uint8_t *to, int64_t to_stride, const uint8_t *from, int64_t from_stride)
{
    bytes rows[16];
    for (int i = 0; i < 16; i++)
        memcpy(&rows[i], from + i * from_stride, sizeof rows[i]);
    transpose_bytes(rows);
    for (int i = 0; i < 16; i++)
        memcpy(to + i * to_stride, &rows[i], sizeof rows[i]);
}

static inline void block2(uint8_t *to, int64_t to_stride, const uint8_t *from, int64_t from_stride)
{
    words rows[8];
    for (int i = 0; i < 8; i++)
        memcpy(&rows[i], from + i * from_stride, sizeof rows[i]);
    transpose_words(rows);
    for (int i = 0; i < 8; i++)
        memcpy(to + i * to_stride, &rows[i], sizeof rows[i]);
}

static inline void block4(uint8_t *to, int64_t to_stride, const uint8_t *from, int64_t from_stride)
{
    quarters rows[4];
    for (int i = 0; i < 4; i++)
        memcpy(&rows[i], from + i * from_stride, sizeof rows[i]);
    transpose_quarters(rows);
    for (int i = 0; i < 4; i++)
        memcpy(to + i * to_stride, &rows[i], sizeof rows[i]);
}

/* Four of three bytes, with four bytes more in every row. */
static inline void block3(uint8_t *to, int64_t to_stride, const uint8_t *from, int64_t from_stride)
{
    quarters rows[4];
    for (int i = 0; i < 4; i++) {
        bytes v;
        memcpy(&v, from + i * from_stride, sizeof v);
        rows[i] = (quarters)__builtin_shufflevector(v, v, 0, 1, 2, 15, 3, 4, 5, 15, 6, 7, 8, 15, 9,
                                                    10, 11, 15);
    }
    transpose_quarters(rows);
    for (int i = 0; i < 4; i++) {
        bytes v = (bytes)rows[i];
        v = __builtin_shufflevector(v, v, 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 3, 7, 11, 15);
        memcpy(to + i * to_stride, &v, sizeof v);
    }
}

/* Two of six bytes, with four bytes more in every row. */
static inline void block6(uint8_t *to, int64_t to_stride, const uint8_t *from, int64_t from_stride)
{
    words a, b;
    memcpy(&a, from, sizeof a);
    memcpy(&b, from + from_stride, sizeof b);
    words first = __builtin_shufflevector(a, b, 0, 1, 2, 8, 9, 10, 3, 11);
    words second = __builtin_shufflevector(a, b, 3, 4, 5, 11, 12, 13, 6, 14);
    memcpy(to, &first, sizeof first);
    memcpy(to + to_stride, &second, sizeof second);
}

/* The source's rows of a strip, and what a vector takes of each, stay in the first-level cache. */
enum { STRIP = 64 };

/* Called with constants: blocks of `side` pixels as long as there are `spare` more, and single
 * pixels for the rest. */
static inline void transpose_by(uint8_t *restrict to, int64_t to_stride,
                                const uint8_t *restrict from, int64_t from_stride, size_t n_columns,
                                size_t n_rows, size_t pixel, size_t side, size_t spare, block turn)
{
    size_t columns = n_columns < spare ? 0 : (n_columns - spare) / side * side;
    size_t rows = n_rows < spare ? 0 : (n_rows - spare) / side * side;
    for (size_t first = 0; first < columns; first += STRIP) {
        size_t end = first + STRIP < columns ? first + STRIP : columns;
        for (size_t y = 0; y < rows; y += side)
            for (size_t x = first; x < end; x += side)
                turn(to + (int64_t)y * to_stride + x * pixel, to_stride,
                     from + (int64_t)x * from_stride + y * pixel, from_stride);
    }
    for (size_t y = 0; y < n_rows; y++)
        for (size_t x = y < rows ? columns : 0; x < n_columns; x++)
            memcpy(to + (int64_t)y * to_stride + x * pixel,
                   from + (int64_t)x * from_stride + y * pixel, pixel);
}

static void transpose(uint8_t *restrict to, int64_t to_stride, const uint8_t *restrict from,
                      int64_t from_stride, size_t n_columns, size_t n_rows, size_t pixel)
{
    if (pixel == 1)
        transpose_by(to, to_stride, from, from_stride, n_columns, n_rows, 1, 16, 0, block1);
    else if (pixel == 2)
        transpose_by(to, to_stride, from, from_stride, n_columns, n_rows, 2, 8, 0, block2);
    else if (pixel == 3)
        transpose_by(to, to_stride, from, from_stride, n_columns, n_rows, 3, 4,
                     HAS_SHUFFLE ? 2 : SIZE_MAX, block3);
    else if (pixel == 4)
        transpose_by(to, to_stride, from, from_stride, n_columns, n_rows, 4, 4, 0, block4);
    else
        transpose_by(to, to_stride, from, from_stride, n_columns, n_rows, 6, 2,
                     HAS_SHUFFLE ? 1 : SIZE_MAX, block6);
}

MLT_KERNEL_BUILD(mlt_turn_loops) = {reverse, transpose};
