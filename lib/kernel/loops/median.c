/* SPDX-License-Identifier: MIT */
#include "kernel/median.h"

#include <string.h>

/* The smaller one goes to place a. */
static inline void order(uint8_t *v, int a, int b)
{
    uint8_t x = v[a], y = v[b];
    v[a] = x < y ? x : y;
    v[b] = x < y ? y : x;
}

static inline void order3(uint8_t *v)
{
    order(v, 0, 1);
    order(v, 1, 2);
    order(v, 0, 1);
}

static void sort3(uint8_t *restrict a, uint8_t *restrict b, uint8_t *restrict c, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t v[3] = {a[i], b[i], c[i]};
        order3(v);
        a[i] = v[0];
        b[i] = v[1];
        c[i] = v[2];
    }
}

static void sort5(uint8_t *restrict a, uint8_t *restrict b, uint8_t *restrict c,
                  uint8_t *restrict d, uint8_t *restrict e, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t v[5] = {a[i], b[i], c[i], d[i], e[i]};
        order(v, 0, 1), order(v, 3, 4), order(v, 2, 4), order(v, 2, 3), order(v, 1, 4);
        order(v, 0, 3), order(v, 0, 2), order(v, 1, 3), order(v, 1, 2);
        a[i] = v[0];
        b[i] = v[1];
        c[i] = v[2];
        d[i] = v[3];
        e[i] = v[4];
    }
}

static void sort7(uint8_t *restrict a, uint8_t *restrict b, uint8_t *restrict c,
                  uint8_t *restrict d, uint8_t *restrict e, uint8_t *restrict f,
                  uint8_t *restrict g, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t v[7] = {a[i], b[i], c[i], d[i], e[i], f[i], g[i]};
        order(v, 0, 6), order(v, 2, 3), order(v, 4, 5), order(v, 0, 2), order(v, 1, 4);
        order(v, 3, 6), order(v, 0, 1), order(v, 2, 5), order(v, 3, 4), order(v, 1, 2);
        order(v, 4, 6), order(v, 2, 3), order(v, 4, 5), order(v, 1, 2), order(v, 3, 4);
        order(v, 5, 6);
        a[i] = v[0];
        b[i] = v[1];
        c[i] = v[2];
        d[i] = v[3];
        e[i] = v[4];
        f[i] = v[5];
        g[i] = v[6];
    }
}

static void sort(uint8_t *out, const uint8_t *const *rows, size_t radius, size_t n)
{
    uint8_t *to[2 * MLT_MEDIAN_MOST_RADIUS + 1];
    for (size_t k = 0; k <= 2 * radius; k++) {
        to[k] = out + k * n;
        memcpy(to[k], rows[k], n);
    }
    if (radius == 1)
        sort3(to[0], to[1], to[2], n);
    else if (radius == 2)
        sort5(to[0], to[1], to[2], to[3], to[4], n);
    else
        sort7(to[0], to[1], to[2], to[3], to[4], to[5], to[6], n);
}

/*
 * The median of sorted columns, of which v has the least first, then the second of each … The rows
 * of these are sorted too, which leaves few that may be the median, and of those the least and the
 * largest are taken away again and again; then everything was left out that sorted columns do not
 * need. Tests try all columns of black and white, which is proof (D. Knuth, The Art of Computer
 * Programming, 5.3.4, theorem Z).
 */
static inline uint8_t middle_of_9(uint8_t v[9])
{
    order3(v);
    order3(v + 3);
    order3(v + 6);
    order(v, 2, 4), order(v, 4, 6), order(v, 2, 4);
    return v[4];
}

static inline uint8_t middle_of_25(uint8_t v[25])
{
    order(v, 0, 1), order(v, 3, 4), order(v, 2, 3), order(v, 1, 4), order(v, 0, 3);
    order(v, 1, 3), order(v, 5, 6), order(v, 8, 9), order(v, 7, 9), order(v, 7, 8);
    order(v, 6, 9), order(v, 5, 8), order(v, 6, 7), order(v, 10, 11), order(v, 13, 14);
    order(v, 12, 14), order(v, 12, 13), order(v, 11, 14), order(v, 10, 12), order(v, 11, 13);
    order(v, 11, 12), order(v, 15, 16), order(v, 17, 19), order(v, 17, 18), order(v, 16, 19);
    order(v, 15, 18), order(v, 15, 17), order(v, 16, 18), order(v, 23, 24), order(v, 22, 24);
    order(v, 20, 23), order(v, 20, 22), order(v, 21, 23), order(v, 21, 22), order(v, 20, 21);
    order(v, 16, 17), order(v, 20, 7), order(v, 20, 15), order(v, 17, 21), order(v, 7, 8);
    order(v, 7, 15), order(v, 17, 8), order(v, 4, 17), order(v, 15, 13), order(v, 4, 16);
    order(v, 4, 15), order(v, 13, 17), order(v, 9, 16), order(v, 12, 13), order(v, 9, 12);
    order(v, 9, 15), order(v, 15, 12), order(v, 3, 15), order(v, 12, 13), order(v, 11, 15);
    order(v, 15, 12);
    return v[15];
}

static inline uint8_t middle_of_49(uint8_t v[49])
{
    order(v, 2, 3), order(v, 4, 5), order(v, 0, 2), order(v, 1, 4), order(v, 0, 1), order(v, 2, 5);
    order(v, 3, 4), order(v, 1, 2), order(v, 4, 6), order(v, 2, 3), order(v, 4, 5), order(v, 3, 4);
    order(v, 5, 6), order(v, 7, 13), order(v, 9, 10), order(v, 11, 12), order(v, 7, 9),
        order(v, 8, 11);
    order(v, 10, 13), order(v, 7, 8), order(v, 9, 12), order(v, 10, 11), order(v, 8, 9),
        order(v, 11, 13);
    order(v, 9, 10), order(v, 11, 12), order(v, 14, 20), order(v, 16, 17), order(v, 18, 19),
        order(v, 14, 16);
    order(v, 15, 18), order(v, 17, 20), order(v, 14, 15), order(v, 16, 19), order(v, 17, 18),
        order(v, 15, 16);
    order(v, 18, 20), order(v, 16, 17), order(v, 18, 19), order(v, 15, 16), order(v, 17, 18),
        order(v, 21, 27);
    order(v, 23, 24), order(v, 25, 26), order(v, 21, 23), order(v, 22, 25), order(v, 24, 27),
        order(v, 21, 22);
    order(v, 23, 26), order(v, 24, 25), order(v, 22, 23), order(v, 25, 27), order(v, 23, 24),
        order(v, 25, 26);
    order(v, 24, 25), order(v, 26, 27), order(v, 28, 34), order(v, 30, 31), order(v, 32, 33),
        order(v, 28, 30);
    order(v, 29, 32), order(v, 31, 34), order(v, 28, 29), order(v, 30, 33), order(v, 31, 32),
        order(v, 29, 30);
    order(v, 32, 34), order(v, 30, 31), order(v, 32, 33), order(v, 29, 30), order(v, 35, 41),
        order(v, 37, 38);
    order(v, 39, 40), order(v, 35, 37), order(v, 36, 39), order(v, 38, 41), order(v, 35, 36),
        order(v, 37, 40);
    order(v, 38, 39), order(v, 36, 37), order(v, 39, 41), order(v, 37, 38), order(v, 39, 40),
        order(v, 36, 37);
    order(v, 38, 39), order(v, 42, 48), order(v, 44, 45), order(v, 46, 47), order(v, 42, 44),
        order(v, 43, 46);
    order(v, 45, 48), order(v, 42, 43), order(v, 44, 47), order(v, 45, 46), order(v, 43, 44),
        order(v, 44, 45);
    order(v, 26, 35), order(v, 31, 28), order(v, 26, 10), order(v, 37, 44), order(v, 17, 23),
        order(v, 20, 37);
    order(v, 20, 16), order(v, 20, 29), order(v, 19, 32), order(v, 4, 16), order(v, 28, 44),
        order(v, 5, 22);
    order(v, 37, 17), order(v, 19, 29), order(v, 4, 5), order(v, 44, 16), order(v, 22, 29),
        order(v, 22, 37);
    order(v, 19, 44), order(v, 31, 5), order(v, 43, 38), order(v, 23, 5), order(v, 28, 25),
        order(v, 13, 25);
    order(v, 29, 11), order(v, 37, 5), order(v, 28, 29), order(v, 28, 37), order(v, 11, 10),
        order(v, 44, 10);
    order(v, 11, 44), order(v, 43, 19), order(v, 37, 43), order(v, 19, 24), order(v, 13, 24),
        order(v, 5, 29);
    order(v, 13, 12), order(v, 43, 11), order(v, 43, 13), order(v, 19, 44), order(v, 12, 44),
        order(v, 11, 42);
    order(v, 19, 11), order(v, 19, 5), order(v, 42, 13), order(v, 29, 13), order(v, 11, 12),
        order(v, 5, 42);
    order(v, 30, 5), order(v, 12, 29), order(v, 11, 12), order(v, 18, 42), order(v, 11, 18),
        order(v, 11, 5);
    order(v, 42, 12), order(v, 5, 12), order(v, 36, 18), order(v, 5, 42), order(v, 36, 5),
        order(v, 42, 18);
    order(v, 5, 42), order(v, 5, 6), order(v, 6, 42);
    return v[6];
}

/* Samples of a square whose sorted columns are rows of n + 2 · radius · step. */
static inline void take(uint8_t *v, const uint8_t *sorted, size_t side, size_t step, size_t n)
{
#pragma GCC unroll 7
    for (size_t k = 0; k < side; k++)
#pragma GCC unroll 7
        for (size_t j = 0; j < side; j++)
            v[k * side + j] = sorted[k * (n + (side - 1) * step) + j * step];
}

static void middle3(uint8_t *restrict out, const uint8_t *restrict sorted, size_t step, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t v[9];
        take(v, sorted + i, 3, step, n);
        out[i] = middle_of_9(v);
    }
}

static void middle5(uint8_t *restrict out, const uint8_t *restrict sorted, size_t step, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t v[25];
        take(v, sorted + i, 5, step, n);
        out[i] = middle_of_25(v);
    }
}

static void middle7(uint8_t *restrict out, const uint8_t *restrict sorted, size_t step, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint8_t v[49];
        take(v, sorted + i, 7, step, n);
        out[i] = middle_of_49(v);
    }
}

static void middle(uint8_t *out, const uint8_t *sorted, size_t radius, size_t step, size_t n)
{
    if (radius == 1)
        middle3(out, sorted, step, n);
    else if (radius == 2)
        middle5(out, sorted, step, n);
    else
        middle7(out, sorted, step, n);
}

MLT_KERNEL_BUILD(mlt_median_loops) = {sort, middle};
