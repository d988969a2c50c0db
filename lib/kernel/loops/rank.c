/* SPDX-License-Identifier: MIT */
#include "kernel/rank.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

typedef uint8_t half __attribute__((vector_size(MLT_RANK_HALF)));

static inline half get(const uint8_t counts[MLT_RANK_HALF])
{
    half v;
    memcpy(&v, counts, sizeof v);
    return v;
}

static inline void put(uint8_t counts[MLT_RANK_HALF], half v)
{
    memcpy(counts, &v, sizeof v);
}

/* What one sample adds: 1 up to its own half. */
static inline half one(size_t own)
{
    static const _Alignas(32)
        uint8_t ones[2 * MLT_RANK_HALF - 1] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    return get(ones + MLT_RANK_HALF - 1 - own);
}

static void start(const mlt_rank_counts *counts, const uint8_t *row, size_t side, size_t n)
{
    memset(counts->lower, 0, n * sizeof *counts->lower);
    for (size_t i = 0; i < n; i++) {
        size_t upper = row[i] >> 4, lower = row[i] & 15;
        put(counts->upper[i], one(upper) * (uint8_t)side);
        put(counts->lower[i][upper], one(lower) * (uint8_t)side);
    }
}

static void move(const mlt_rank_counts *counts, const uint8_t *in, const uint8_t *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t more = in[i], less = out[i];
        uint8_t *upper = counts->upper[i];
        uint8_t *to = counts->lower[i][more >> 4], *from = counts->lower[i][less >> 4];
        put(upper, get(upper) + one(more >> 4) - one(less >> 4));
        put(to, get(to) + one(more & 15));
        put(from, get(from) - one(less & 15));
    }
}

/* The largest half that enough samples reach: all reach 0, and never more the next one. */
static inline unsigned largest(half counts, unsigned enough)
{
    half reached = (half)(counts >= (uint8_t)enough);
#ifdef __SSE2__ /* of the plain code, gcc makes one where each number waits for the last one */
    return (unsigned)__builtin_ctz(~(unsigned)_mm_movemask_epi8((__m128i)reached)) - 1;
#else
    uint64_t parts[2];
    reached &= 1;
    memcpy(parts, &reached, sizeof parts);
    return (unsigned)((parts[0] + parts[1]) * UINT64_C(0x0101010101010101) >> 56) - 1;
#endif
}

/* Where the upper half is that of the sample before, sums of columns are taken on from there. */
static void count(uint8_t *restrict out, const mlt_rank_counts *counts, size_t radius, size_t step,
                  size_t n)
{
    const mlt_rank_counts c = *counts;
    const size_t side = 2 * radius + 1, reach = 2 * radius * step;
    const unsigned enough = (unsigned)(side * side + 1) / 2;
    uint8_t reached[MLT_RANK_HALF + 1] = {0}; /* none reaches a half of 16 */
    half uppers = {0}, lowers = {0};
    unsigned before = MLT_RANK_HALF;
    for (size_t k = 0; k < 2 * radius; k++)
        uppers += get(c.upper[k * step]);
    for (size_t x = 0; x < n * step; x += step) {
        uppers += get(c.upper[x + reach]);
        put(reached, uppers);
        unsigned h = largest(uppers, enough);
        if (h == before) {
            lowers += get(c.lower[x + reach][h]) - get(c.lower[x - step][h]);
        } else {
            lowers = get(c.lower[x][h]);
            for (size_t k = 1; k < side; k++)
                lowers += get(c.lower[x + k * step][h]);
        }
        before = h;
        uppers -= get(c.upper[x]);
        out[x] = (uint8_t)(h << 4 | largest(lowers, enough - reached[h + 1]));
    }
}

/* Rows in pieces that stay in the first-level cache while the bits go by. */
enum { PIECE = 256, BITS = 16 };

static inline void add_reached(uint16_t *restrict reached, const uint16_t *restrict in,
                               const uint16_t *restrict level, size_t n)
{
    for (size_t i = 0; i < n; i++)
        reached[i] = (uint16_t)(reached[i] + (in[i] >= level[i]));
}

static void search_piece(uint16_t *restrict out, const uint16_t *const *rows, size_t first,
                         size_t side, size_t step, size_t n)
{
    uint16_t reached[PIECE], level[PIECE];
    memset(out, 0, n * sizeof *out);
    for (unsigned bit = 1U << (BITS - 1); bit > 0; bit /= 2) {
        for (size_t i = 0; i < n; i++) {
            reached[i] = 0;
            level[i] = (uint16_t)(out[i] | bit);
        }
        for (size_t k = 0; k < side * side; k++)
            add_reached(reached, rows[k / side] + first + k % side * step, level, n);
        for (size_t i = 0; i < n; i++)
            out[i] = 2 * reached[i] > side * side ? level[i] : out[i];
    }
}

static void search(uint16_t *out, const uint16_t *const *rows, size_t radius, size_t step, size_t n)
{
    for (size_t first = 0; first < n; first += PIECE)
        search_piece(out + first, rows, first, 2 * radius + 1, step,
                     n - first < PIECE ? n - first : PIECE);
}

MLT_KERNEL_BUILD(mlt_rank_loops) = {start, move, count, search};
