/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_NOISE_SHOT_NOISE_H
#define MLT_PERTURB_NOISE_SHOT_NOISE_H

#include "image/image.h"

enum { MLT_SHOT_LEVELS = 256, MLT_SHOT_SHIFT = 23, MLT_SHOT_GUIDES = 512, MLT_SHOT_SEARCH = 1024 };

/*
 * Poisson distributions of the 256 levels of 8 bits. A count at or above the photons of white is
 * white, so that only the counts below it need a probability. Random numbers are words of 32 bits.
 */
typedef struct {
    double photons;   /* at full scale */
    size_t n;         /* counts of a level that are below white */
    uint64_t *within; /* n for each level: how many words give a count up to 0, 1, … */
    uint16_t *guide;  /* for the first bits of a word: what all of them show as; or, above
                         MLT_SHOT_SEARCH, the least count that they may mean */
} mlt_shot_table;

/* Bytes of working memory for the table, aligned for 64 bits. */
size_t mlt_shot_table_bytes(double photons);
void mlt_shot_table_make(mlt_shot_table *table, double photons, void *work);

/* One row of the published corruption: the count is the least whose distribution function reaches
 * the number. A sample takes two words of 16 bits, the low half first; row has width × channels
 * numbers. */
void mlt_shot_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y,
                        const mlt_shot_table *table, const uint16_t *words, float *row);

#endif
