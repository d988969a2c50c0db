/* SPDX-License-Identifier: MIT */
/*
 * Poisson counts of photons: a table of the distributions whose means are 0, 1/255, … 255/255 of
 * the photons of white. A count at or above these is white, so that only counts below it need a
 * probability.
 *
 * The count of a sample is the least whose distribution function is at least (w + 1/2) / 2^32, w a
 * word of 32 uniform bits; it grows with the word. The functions are right to 1e-12, so that every
 * count has its probability to 2^-32. From the first 16 bits of a word a guide (kernel/noise.h)
 * knows nearly all counts; where not, they are looked for. The other bits are asked for where they
 * decide, which can be for n of 65536 words.
 */
#ifndef MLT_PERTURB_POISSON_H
#define MLT_PERTURB_POISSON_H

#include <stddef.h>
#include <stdint.h>

enum {
    MLT_POISSON_LEVELS = 256,
    MLT_POISSON_PARTS = 257, /* 16-bit levels from one of 8 bits to the next */
    MLT_POISSON_SHARES = 24
};

typedef struct {
    double photons;    /* at white, 1 to 500 */
    size_t n;          /* counts of a level that are below white */
    double *within;    /* n for each level: 2^32 times the probability of a count up to 0, 1, … */
    double *shares;    /* for each part: the probabilities of 0, 1, … photons in it */
    uint32_t *guide;   /* for guide8 of the kernels */
    uint16_t *shown16; /* n + 1: what a count shows as, of 65535 */
    uint8_t *shown8;   /* of 255 */
    uint16_t *least;   /* for what a count shows as, of 255: the least such count */
} mlt_poisson;

/* The words of a row: their first 16 bits, and a function for the others. */
typedef struct {
    const uint16_t *high;
    uint16_t (*low)(void *from, uint32_t y, size_t i);
    void *from;
    uint32_t y;
} mlt_poisson_draws;

/* Bytes of working memory for the table, aligned for doubles. */
size_t mlt_poisson_bytes(double photons);
void mlt_poisson_make(mlt_poisson *table, double photons, void *work);
/* The count of a level of 8 bits for word i; looked for, which is for words of which the guide is
 * not sure. */
size_t mlt_poisson_count8(const mlt_poisson *table, uint8_t level, const mlt_poisson_draws *draws,
                          size_t i);
/* The count of a level of 16 bits; `below` is that of the 8-bit level at or below it. */
size_t mlt_poisson_count16(const mlt_poisson *table, uint16_t level, size_t below,
                           const mlt_poisson_draws *draws, size_t i);

#endif
