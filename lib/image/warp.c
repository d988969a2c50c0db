/* SPDX-License-Identifier: MIT */
#include "image/warp.h"

#include <string.h>

#include "image/scene.h"
#include "kernel/kernels.h"

/* What is black beyond the picture is a margin of it. */
static uint32_t margin_of(mlt_border border)
{
    return border == MLT_BORDER_CONSTANT ? 1 : 0;
}

size_t mlt_warp_bytes(const mltest_image_view *in, size_t n_pixels, mlt_border border)
{
    return 2 * n_pixels * sizeof(double) + mlt_seen_bytes(in, margin_of(border), n_pixels);
}

static void see(const mlt_seen *seen, uint32_t format)
{
    const mlt_bilinear_loops *loops = mlt_kernels_get()->bilinear;
    if (mlt_format_is_16bit(format))
        loops->exact16(seen->row, &seen->scene, &seen->places, seen->n_pixels);
    else
        loops->mix8(seen->row, &seen->scene, &seen->places, 0.5f, seen->n_pixels);
}

void mlt_warp_by(mlt_image *out, const mltest_image_view *in, const mlt_warp_map *map,
                 mlt_border border, void *work)
{
    const mlt_coordinate_loops *loops = mlt_kernels_get()->coordinates;
    size_t n = out->width;
    double *x = work, *y = x + n;
    mlt_seen seen;
    mlt_seen_init(&seen, in, margin_of(border), n, y + n);
    for (uint32_t row = 0; row < out->height; row++) {
        map->row(map->from, row, x, y, n);
        loops->locate(&seen.places, &seen.scene, x, y, n);
        see(&seen, in->format);
        memcpy((uint8_t *)out->data + (int64_t)row * out->stride_bytes, seen.row,
               n * seen.scene.pixel);
    }
}

static void project_row(void *from, uint32_t row, double *x, double *y, size_t n)
{
    mlt_kernels_get()->coordinates->project(x, y, from, row, n);
}

void mlt_warp(mlt_image *out, const mltest_image_view *in, const double inverse[9],
              mlt_border border, void *work)
{
    double h[9];
    memcpy(h, inverse, sizeof h);
    const mlt_warp_map map = {project_row, h};
    mlt_warp_by(out, in, &map, border, work);
}
