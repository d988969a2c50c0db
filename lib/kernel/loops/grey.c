/* SPDX-License-Identifier: MIT */
#include "kernel/grey.h"

/* The columns around a place, and the rows. */
typedef struct {
    size_t left, own, right;
} columns;

static inline columns inside(size_t x)
{
    return (columns){x - 1, x, x + 1};
}

/* The ends of a row of n > 0. */
static inline columns first(size_t n)
{
    return n > 1 ? (columns){1, 0, 1} : (columns){0, 0, 0};
}

static inline columns last(size_t n)
{
    return n > 1 ? (columns){n - 2, n - 1, n - 2} : (columns){0, 0, 0};
}

/* --- the mean of distances ------------------------------------------------------------------- */

static inline uint8_t whole(const int32_t *above, const int32_t *own, const int32_t *below,
                            columns c)
{
    int32_t sum = above[c.left] + above[c.own] + above[c.right];
    sum += own[c.left] + own[c.own] + own[c.right];
    sum += below[c.left] + below[c.own] + below[c.right];
    uint16_t pixels = (uint16_t)(sum >> 16);
    return (uint8_t)((uint16_t)(pixels * 57) >> 9); /* a ninth of less than 512 */
}

static void whole_mean(uint8_t *restrict out, const int32_t *restrict above,
                       const int32_t *restrict own, const int32_t *restrict below, size_t n)
{
    for (size_t x = 1; x + 1 < n; x++)
        out[x] = whole(above, own, below, inside(x));
    if (n == 0)
        return;
    out[0] = whole(above, own, below, first(n));
    out[n - 1] = whole(above, own, below, last(n));
}

/* --- filters of levels ----------------------------------------------------------------------- */

static inline uint8_t rounded(const uint8_t *above, const uint8_t *own, const uint8_t *below,
                              columns c)
{
    uint16_t sum =
        (uint16_t)(above[c.left] + above[c.own] + above[c.right] + own[c.left] + own[c.own] +
                   own[c.right] + below[c.left] + below[c.own] + below[c.right] + 4);
    return (uint8_t)((uint32_t)sum * 7282 >> 16); /* a ninth of less than 10922 */
}

static void mean(uint8_t *restrict out, const uint8_t *restrict above, const uint8_t *restrict own,
                 const uint8_t *restrict below, size_t n)
{
    for (size_t x = 1; x + 1 < n; x++)
        out[x] = rounded(above, own, below, inside(x));
    if (n == 0)
        return;
    out[0] = rounded(above, own, below, first(n));
    out[n - 1] = rounded(above, own, below, last(n));
}

static inline int16_t products(const uint8_t *row, columns c, const int16_t *w)
{
    return (int16_t)((int16_t)(row[c.left] * w[0]) + (int16_t)(row[c.own] * w[1]) +
                     (int16_t)(row[c.right] * w[2]));
}

static inline uint8_t correlated(const uint8_t *above, const uint8_t *own, const uint8_t *below,
                                 columns c, const int16_t *w)
{
    int16_t sum =
        (int16_t)(products(above, c, w) + products(own, c, w + 3) + products(below, c, w + 6));
    sum = sum > 0 ? sum : 0;
    return (uint8_t)(sum < 255 ? sum : 255);
}

static void correlate(uint8_t *restrict out, const uint8_t *restrict above,
                      const uint8_t *restrict own, const uint8_t *restrict below,
                      const int16_t *restrict weights, size_t n)
{
    for (size_t x = 1; x + 1 < n; x++)
        out[x] = correlated(above, own, below, inside(x), weights);
    if (n == 0)
        return;
    out[0] = correlated(above, own, below, first(n), weights);
    out[n - 1] = correlated(above, own, below, last(n), weights);
}

/* --- levels ---------------------------------------------------------------------------------- */

/* In several tables, as equal neighbours would wait for each other in one. */
static void count(uint64_t *restrict counts, const uint8_t *restrict in, size_t n)
{
    enum { TABLES = 4, LEVELS = 256 };
    uint32_t tables[TABLES][LEVELS] = {{0}};
    size_t i = 0;
    for (; i + TABLES <= n; i += TABLES) {
        tables[0][in[i]]++;
        tables[1][in[i + 1]]++;
        tables[2][in[i + 2]]++;
        tables[3][in[i + 3]]++;
    }
    for (; i < n; i++)
        tables[0][in[i]]++;
    for (size_t v = 0; v < LEVELS; v++)
        counts[v] = (uint64_t)tables[0][v] + tables[1][v] + tables[2][v] + tables[3][v];
}

static void look_up(uint8_t *restrict v, const uint8_t *restrict table, size_t n)
{
    for (size_t i = 0; i < n; i++)
        v[i] = table[v[i]];
}

static void levels(uint8_t *restrict out, const float *restrict v, float unit, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (uint8_t)(int32_t)(v[i] / unit + .5f);
}

static void levels3(uint8_t *restrict out, const float *restrict v, float unit, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        float sum = .299f * v[3 * i] + .587f * v[3 * i + 1] + .114f * v[3 * i + 2];
        out[i] = (uint8_t)(int32_t)(sum / unit + .5f);
    }
}

MLT_KERNEL_BUILD(mlt_grey_loops) = {whole_mean, mean, correlate, count, look_up, levels, levels3};
