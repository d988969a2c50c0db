/* SPDX-License-Identifier: MIT */
#include "kernel/words.h"

#include "kernel/lanes.h"

static void from_floats(uint16_t *restrict out, const float *restrict in, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (uint16_t)(int32_t)in[i];
}

static void sum(uint16_t *restrict out, const uint16_t *restrict a, const uint16_t *restrict b,
                size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (uint16_t)(a[i] + b[i]);
}

static void slide(uint16_t *restrict sums, const uint16_t *restrict in,
                  const uint16_t *restrict out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sums[i] = (uint16_t)(sums[i] + in[i] - out[i]);
}

/* --- gather ---------------------------------------------------------------------------------- */

/* A register of words, and how many are summed at a time. */
typedef uint16_t words_in_register __attribute__((vector_size(4 * MLT_LANES)));
enum { WORDS = 2 * MLT_LANES, WIDE = 4 * WORDS };

static inline words_in_register words_at(const uint16_t *at)
{
    words_in_register v;
    memcpy(&v, at, sizeof v);
    return v;
}

/* Lines already moved. */
static inline void gather_chunk(uint16_t sums[WIDE], const uint16_t *const *lines, size_t n_lines,
                                size_t i)
{
    words_in_register a = {0}, b = {0}, c = {0}, d = {0};
    for (size_t k = 0; k < n_lines; k++) {
        const uint16_t *line = lines[k] + i;
        a += words_at(line);
        b += words_at(line + WORDS);
        c += words_at(line + 2 * WORDS);
        d += words_at(line + 3 * WORDS);
    }
    memcpy(sums, &a, sizeof a);
    memcpy(sums + WORDS, &b, sizeof b);
    memcpy(sums + 2 * WORDS, &c, sizeof c);
    memcpy(sums + 3 * WORDS, &d, sizeof d);
}

/* sums = the lines of the first chunk, and ± the rest of them. */
static inline void gather_group(float sums[WIDE], const uint16_t *const *lines, size_t n_plus,
                                size_t n_minus, size_t chunk, size_t i)
{
    _Alignas(64) uint16_t part[WIDE];
    size_t k = n_plus < chunk ? n_plus : chunk, end = n_plus + n_minus;
    gather_chunk(part, lines, k, i);
    for (size_t j = 0; j < WIDE; j++)
        sums[j] = part[j];
    while (k < end) {
        size_t rest = (k < n_plus ? n_plus : end) - k, n = rest < chunk ? rest : chunk;
        float sign = k < n_plus ? 1 : -1;
        gather_chunk(part, lines + k, n, i);
        for (size_t j = 0; j < WIDE; j++)
            sums[j] += sign * (float)part[j];
        k += n;
    }
}

static float gather_one(const uint16_t *const *lines, size_t n_lines, size_t i)
{
    uint32_t sum = 0;
    for (size_t k = 0; k < n_lines; k++)
        sum += lines[k][i];
    return (float)sum;
}

/* What does not fill the last registers is made twice. */
static void gather(float *out, const uint16_t *const *lines, const mlt_mix_tap *taps, size_t n_plus,
                   size_t n_minus, size_t chunk, size_t n)
{
    const uint16_t *moved[MLT_WORDS_MOST];
    for (size_t k = 0; k < n_plus + n_minus; k++)
        moved[k] = lines[taps[k].line] + taps[k].shift;
    for (size_t i = 0; n >= WIDE && i < n; i += WIDE) {
        size_t at = i + WIDE <= n ? i : n - WIDE;
        gather_group(out + at, moved, n_plus, n_minus, chunk, at);
    }
    for (size_t i = 0; n < WIDE && i < n; i++)
        out[i] = gather_one(moved, n_plus, i) - gather_one(moved + n_plus, n_minus, i);
}

/* --- mix ------------------------------------------------------------------------------------- */

/* Two lines already moved. */
typedef struct {
    const uint16_t *a, *b;
    int32_t weights;
} moved_pair;

static inline void mix_group(uint16_t out[WIDE], const moved_pair *pairs, size_t n_pairs, int bits,
                             size_t i)
{
    mlt_pair_sums sums[4] = {{{0}, {0}}, {{0}, {0}}, {{0}, {0}}, {{0}, {0}}};
    for (const moved_pair *p = pairs; p < pairs + n_pairs; p++) {
        for (size_t j = 0; j < 4; j++)
            sums[j] = mlt_add_products(sums[j], (mlt_halves)words_at(p->a + i + j * WORDS),
                                       (mlt_halves)words_at(p->b + i + j * WORDS), p->weights);
    }
    for (size_t j = 0; j < 4; j++) {
        mlt_pair_sums whole = {sums[j].low >> bits, sums[j].high >> bits};
        mlt_halves made = mlt_halves_of(whole);
        memcpy(out + j * WORDS, &made, sizeof made);
    }
}

static float mix_one(const moved_pair *pairs, size_t n_pairs, int bits, size_t i)
{
    int32_t sum = 0;
    for (const moved_pair *p = pairs; p < pairs + n_pairs; p++)
        sum += p->a[i] * (p->weights & 65535) + p->b[i] * (p->weights >> 16);
    return (float)(sum >> bits);
}

/* As in gather(), what does not fill the last registers is made twice. */
static void mix(float *out, const uint16_t *const *lines, const mlt_word_pair *pairs,
                size_t n_pairs, int bits, size_t n)
{
    moved_pair moved[MLT_WORDS_MOST / 2];
    for (size_t k = 0; k < n_pairs; k++) {
        const mlt_word_pair *p = &pairs[k];
        moved[k] = (moved_pair){lines[p->line[0]] + p->shift[0], lines[p->line[1]] + p->shift[1],
                                p->weights};
    }
    for (size_t i = 0; n >= WIDE && i < n; i += WIDE) {
        size_t at = i + WIDE <= n ? i : n - WIDE;
        _Alignas(64) uint16_t made[WIDE];
        mix_group(made, moved, n_pairs, bits, at);
        for (size_t j = 0; j < WIDE; j++)
            out[at + j] = made[j];
    }
    for (size_t i = 0; n < WIDE && i < n; i++)
        out[i] = mix_one(moved, n_pairs, bits, i);
}

MLT_KERNEL_BUILD(mlt_word_loops) = {from_floats, sum, slide, gather, mix};
