/* SPDX-License-Identifier: MIT */
/*
 * Random fields: numbers for every sample of a picture, row by row. A row depends on key, sample id
 * and its own index only.
 *
 * Uniform: words of 16 bits, all equally likely, from Philox4x32 with 7 rounds, the fewest with
 * which its authors saw it pass BigCrush (base/random.h).
 *
 * Normal: the quantile of (word + 1/2) / 65536, to 3e-5 (kernel/random.h). The standard deviation
 * is 0.99999, the fourth moment 2.9991; none is beyond 4.325, as are 1.5e-5 of all normal numbers.
 *
 * Poisson: made of uniform words, exact to 2^-32 (perturb/poisson.h).
 */
#ifndef MLT_PERTURB_FIELDS_H
#define MLT_PERTURB_FIELDS_H

#include "perturb/perturb.h"

/* Fills rows of a field. Opaque state of one picture. */
typedef struct {
    uint16_t *words;
    uint32_t key[2];
    uint64_t sample;
} mlt_field;

/* Uses scratch slot 7 for rows of up to n numbers. */
mltest_status mlt_field_init(mlt_field *field, const mlt_step_io *io, size_t n,
                             mltest_error **error);
/* n standard normal numbers. */
void mlt_field_normals(mlt_field *field, uint32_t row, float *out, size_t n);
/* n uniform 16-bit words, borrowed until the next row. */
const uint16_t *mlt_field_words(mlt_field *field, uint32_t row, size_t n);
/* Word i of a row alone, which costs as much as eight of them. */
uint16_t mlt_field_word(const mlt_field *field, uint32_t row, size_t i);

#endif
