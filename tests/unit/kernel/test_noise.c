/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "kernel/loops.h"

enum { ROOM = 1200, MORE = 6 };

/* Rows of 8 and of 16 bits, which begin at odd addresses too, with room around what a case fills.
 */
typedef struct {
    size_t n, at;
    uint8_t in[2 * ROOM], out[2 * ROOM], want[2 * ROOM];
    float normals[ROOM];
    uint16_t words[ROOM];
} rows;

static const mlt_noise_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->noise : NULL;
}

/* Lengths around those of vectors, and then of the strips that rows are cut into. */
static rows *rows_of(size_t t)
{
    static const size_t more[MORE] = {255, 256, 257, 511, 1024, 1100};
    rows *r = malloc(sizeof *r);
    loop_case c = t < N_CASES ? case_of(t) : (loop_case){more[t - N_CASES], t % 3};
    ck_assert_ptr_nonnull(r);
    r->n = c.n;
    r->at = c.at;
    memset(r->out, UNTOUCHED, sizeof r->out);
    memset(r->want, UNTOUCHED, sizeof r->want);
    for (size_t i = 0; i < ROOM; i++) {
        r->normals[i] = (float)(i * 7919 % 8000) / 999 - 4;
        r->words[i] = (uint16_t)(i * 40503 + 65535);
    }
    for (size_t i = 0; i < MOST; i += 5)
        r->normals[i] = number(i);
    for (size_t i = 0; i < sizeof r->in; i++)
        r->in[i] = (uint8_t)(i % 11 == 0 ? 255 : i % 13 == 0 ? 0 : i * 91 + i / 256);
    return r;
}

static uint16_t get16(const rows *r, size_t i)
{
    uint16_t v;
    memcpy(&v, r->in + r->at + 2 * i, 2);
    return v;
}

static void put16(rows *r, size_t i, unsigned value)
{
    const uint16_t v = (uint16_t)value;
    memcpy(r->want + r->at + 2 * i, &v, 2);
}

/* Also that nothing was touched around the row. */
static void check_row(rows *r)
{
    ck_assert_mem_eq(r->out, r->want, sizeof r->out);
    free(r);
}

static unsigned clipped(float v, float top)
{
    return (unsigned)(v > 0 ? v < top ? v : top : 0);
}

START_TEST(test_add)
{
    const mlt_noise_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES + MORE; t++) {
        rows *r = rows_of(t), *wide = rows_of(t);
        const float scale = 12.5f * (float)(t % 9), more = 250 * scale;
        k->add8(r->out + r->at, r->in + r->at, r->normals, scale, r->n);
        k->add16(wide->out + r->at, r->in + r->at, r->normals, more, r->n);
        for (size_t i = 0; i < r->n; i++) {
            const float added = scale * r->normals[i], much = more * r->normals[i];
            r->want[r->at + i] = (uint8_t)clipped((float)r->in[r->at + i] + added, 255);
            put16(wide, i, clipped((float)get16(r, i) + much, 65535));
        }
        check_row(r);
        check_row(wide);
    }
}
END_TEST

START_TEST(test_speckle)
{
    const mlt_noise_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES + MORE; t++) {
        rows *r = rows_of(t), *wide = rows_of(t);
        const float sigma = 0.05f * (float)(t % 9);
        k->speckle8(r->out + r->at, r->in + r->at, r->normals, sigma, r->n);
        k->speckle16(wide->out + r->at, r->in + r->at, r->normals, sigma, r->n);
        for (size_t i = 0; i < r->n; i++) {
            const float share = sigma * r->normals[i], v = r->in[r->at + i], w = get16(r, i);
            const float added = v * share, much = w * share;
            r->want[r->at + i] = (uint8_t)clipped(v + added, 255);
            put16(wide, i, clipped(w + much, 65535));
        }
        check_row(r);
        check_row(wide);
    }
}
END_TEST

START_TEST(test_impulse)
{
    const mlt_noise_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES + MORE; t++) {
        rows *r = rows_of(t), *wide = rows_of(t);
        const uint32_t hits = t % 4 == 0 ? 0 : t % 4 == 1 ? 65536 : 20000;
        k->impulse8(r->out + r->at, r->in + r->at, r->words, hits, r->n);
        k->impulse16(wide->out + r->at, r->in + r->at, r->words, hits, r->n);
        for (size_t i = 0; i < r->n; i++) {
            const bool is_hit = r->words[i] < hits;
            const unsigned white = r->words[i] % 2;
            r->want[r->at + i] = (uint8_t)(is_hit ? white * 255 : r->in[r->at + i]);
            put16(wide, i, is_hit ? white * 65535 : get16(r, i));
        }
        check_row(r);
        check_row(wide);
    }
}
END_TEST

START_TEST(test_dither)
{
    const mlt_noise_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES + MORE; t++) {
        rows *r = rows_of(t), *wide = rows_of(t);
        const size_t m = mlt_dither_words(r->n);
        k->dither8(r->out + r->at, r->in + r->at, r->words, r->n);
        k->dither16(wide->out + r->at, r->in + r->at, r->words, r->n);
        ck_assert(m % 64 == 0 && 16 * m >= r->n);
        for (size_t i = 0; i < r->n; i++) {
            const int sign = r->words[i % m] >> i / m & 1 ? 1 : -1;
            const int v = r->in[r->at + i] + sign, w = get16(r, i) + 257 * sign;
            r->want[r->at + i] = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
            put16(wide, i, (unsigned)(w < 0 ? 0 : w > 65535 ? 65535 : w));
        }
        check_row(r);
        check_row(wide);
    }
}
END_TEST

/* Steps anywhere in the cells, none, and too many. */
static uint32_t *some_guide(void)
{
    uint32_t *guide = malloc(256 * MLT_GUIDE_CELLS * sizeof *guide);
    ck_assert_ptr_nonnull(guide);
    for (uint32_t e = 0; e < 256 * MLT_GUIDE_CELLS; e++) {
        uint32_t step = e % 5 == 0   ? MLT_GUIDE_NONE
                        : e % 5 == 1 ? MLT_GUIDE_SEARCH + e % 500
                                     : e * 7919 % MLT_GUIDE_PLACES;
        guide[e] = step | (e & 255) << 16 | (e * 31 & 255) << 24;
    }
    return guide;
}

START_TEST(test_guide)
{
    const mlt_noise_loops *k = build(_i);
    uint32_t *guide = some_guide();
    for (size_t t = 0; k != NULL && t < N_CASES + MORE; t++) {
        rows *r = rows_of(t), *unsure = rows_of(t);
        for (size_t i = 0; i < r->n; i++) {
            const uint32_t cell = r->words[i] / MLT_GUIDE_PLACES,
                           place = r->words[i] % MLT_GUIDE_PLACES;
            uint32_t *entry = &guide[r->in[i] * MLT_GUIDE_CELLS + cell];
            if (i % 7 == 0)
                *entry = (*entry & ~0xFFFFu) | place;
        }
        k->guide8(r->out + r->at, unsure->out + r->at, r->in, r->words, guide, r->n);
        for (size_t i = 0; i < r->n; i++) {
            const uint32_t cell = r->words[i] / MLT_GUIDE_PLACES,
                           place = r->words[i] % MLT_GUIDE_PLACES;
            const uint32_t entry = guide[r->in[i] * MLT_GUIDE_CELLS + cell], step = entry & 0xFFFF;
            r->want[r->at + i] = (uint8_t)(place < step ? entry >> 16 : entry >> 24);
            unsure->want[r->at + i] = place == step || step >= MLT_GUIDE_SEARCH;
        }
        check_row(r);
        check_row(unsure);
    }
    free(guide);
}
END_TEST

Suite *mlt_suite_kernel_noise(void);
Suite *mlt_suite_kernel_noise(void)
{
    Suite *suite = suite_create("kernel_noise");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_add, 0, LEVELS);
    tcase_add_loop_test(tc, test_speckle, 0, LEVELS);
    tcase_add_loop_test(tc, test_impulse, 0, LEVELS);
    tcase_add_loop_test(tc, test_dither, 0, LEVELS);
    tcase_add_loop_test(tc, test_guide, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
