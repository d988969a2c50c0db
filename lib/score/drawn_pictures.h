/* SPDX-License-Identifier: MIT */
/*
 * The pictures under a condition of which units are drawn, and pairs of draws. A draw depends on
 * the seed and the units alone: clean and changed pictures have the same ones, whenever they are
 * drawn.
 */
#ifndef MLT_SCORE_DRAWN_PICTURES_H
#define MLT_SCORE_DRAWN_PICTURES_H

#include "score/performance_parts.h"

typedef struct {
    mltest_context *ctx;
    size_t *unit_of; /* of each picture that takes part, in the journal's order */
    size_t n;
    bool all; /* none weighs nothing */
} mlt_drawn_pictures;

/* The pictures under one condition; those of samples that another was not judged on weigh nothing.
 * MLTEST_ERR_MEMORY; then there is nothing to free. */
mltest_status mlt_drawn_pictures_make(mlt_drawn_pictures *out, const mlt_performance *w,
                                      size_t condition, size_t judged, mltest_error **error);
void mlt_drawn_pictures_free(mlt_drawn_pictures *pictures);
/* Weights of pictures from those of units. */
void mlt_drawn_pictures_weigh(const mlt_drawn_pictures *pictures, const double *of_units,
                              double *weights);
/* Figure `to` of a bootstrap becomes a's figure minus b's, draw by draw; `out` may be either. */
void mlt_draws_subtract(mlt_bootstrap *out, size_t to, const mlt_bootstrap *a,
                        const mlt_bootstrap *b, size_t figure);

#endif
