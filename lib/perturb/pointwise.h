/* SPDX-License-Identifier: MIT */
/*
 * Kinds that change every pixel on its own, or with its neighbours of the same row: the walk over
 * the rows of any format.
 */
#ifndef MLT_PERTURB_POINTWISE_H
#define MLT_PERTURB_POINTWISE_H

#include "perturb/perturb.h"

typedef struct {
    uint32_t y, width, height, channels; /* channels: 1 or 3, alpha is not among them */
    float top;                           /* the largest level: 255 or 65535 */
    const void *data;                    /* the kind's own */
} mlt_row_place;

/*
 * Makes the output from the input row by row: `change` gets width × channels levels (0 to top) and
 * leaves what is then rounded to the nearest whole level in 0 … top. Uses scratch slot 0.
 */
mltest_status mlt_change_rows(mlt_step_io *io, void (*change)(float *v, const mlt_row_place *place),
                              const void *data, mltest_error **error);

/*
 * Makes the output from the input by a table: map() turns a level of a channel, both from 0 to 1,
 * into another; it is called once for each level there is. Results are rounded to the nearest, NaN
 * is 0. Uses scratch slots 0 and 1.
 */
mltest_status mlt_change_levels(mlt_step_io *io,
                                double (*map)(double level, uint32_t channel, const void *data),
                                const void *data, mltest_error **error);

#endif
