/* SPDX-License-Identifier: MIT */
#ifndef MLT_PERTURB_NOISE_SHOT_NOISE_H
#define MLT_PERTURB_NOISE_SHOT_NOISE_H

#include "image/image.h"

enum { MLT_SHOT_LEVELS = 256, MLT_SHOT_GUIDES = 256 };

/*
 * Poisson distributions of the 256 levels of 8 bits. A count at or above the photons of white is
 * white, so that only the counts below it need a probability.
 */
typedef struct {
    double photons;  /* at full scale */
    size_t n;        /* counts of a level that are below white */
    double *below;   /* n for each level: the probability of a count up to 0, 1, … */
    uint16_t *guide; /* the least count that a uniform number of [j/256, (j+1)/256) may mean */
} mlt_shot_table;

/* Bytes of working memory for the table, aligned for doubles. */
size_t mlt_shot_table_bytes(double photons);
void mlt_shot_table_make(mlt_shot_table *table, double photons, void *work);

/* One row of the published corruption: the count is the least whose distribution function reaches
 * the uniform number. uniforms and row have width × channels numbers. */
void mlt_shot_noise_row(mlt_image *out, const mltest_image_view *in, uint32_t y,
                        const mlt_shot_table *table, const double *uniforms, float *row);

#endif
