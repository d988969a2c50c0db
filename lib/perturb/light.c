/* SPDX-License-Identifier: MIT */
#include "perturb/light.h"

#include "kernel/kernels.h"

void mlt_light_screen(float *v, const mlt_row_place *place, const float *light,
                      const float colour[3])
{
    const mlt_light_loops *loops = mlt_kernels_get()->light;
    const float luma = .299f * colour[0] + .587f * colour[1] + .114f * colour[2];
    if (place->channels == 1)
        loops->screen(v, light, &luma, place->top, place->width);
    else
        loops->screen3(v, light, colour, place->top, place->width);
}

void mlt_light_dim(float *v, const mlt_row_place *place, const float *shade, double depth)
{
    const mlt_light_loops *loops = mlt_kernels_get()->light;
    if (place->channels == 1)
        loops->dim(v, shade, (float)depth, place->width);
    else
        loops->dim3(v, shade, (float)depth, place->width);
}
