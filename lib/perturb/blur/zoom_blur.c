/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "image/rows.h"
#include "image/zoom.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { COUNT, STEP, MOST_LAYERS = 64 };

/* The picture's rows in planes, of full scale, with spare numbers behind each plane that repeat the
 * last one. Zoom 1 is the picture itself: the layers are the others. */
typedef struct {
    uint32_t width, height, channels;
    size_t stride; /* from plane to plane; a row has `channels` of them */
    size_t n_layers;
    float *picture, *mean;
    uint32_t *low; /* a stride of both for each layer */
    float *part;
    double zooms[MOST_LAYERS];
} zooming;

static float *row_of(const zooming *z, uint32_t y)
{
    return z->picture + (size_t)y * z->channels * z->stride;
}

static void make_row(const zooming *z, uint32_t y, float max, float *out)
{
    const mlt_resample_loops *loops = mlt_kernels_get()->resample;
    mlt_enlarged_row rows[MOST_LAYERS];
    for (size_t i = 0; i < z->n_layers; i++) {
        mlt_zoom_place place = mlt_zoom_at(y, z->height, z->zooms[i]);
        rows[i] = (mlt_enlarged_row){.above = row_of(z, place.low),
                                     .below = row_of(z, place.high),
                                     .t = (float)place.t,
                                     .low = z->low + i * z->stride,
                                     .part = z->part + i * z->stride};
    }
    loops->mean_enlarged(z->mean, row_of(z, y), rows, z->n_layers, z->width, z->channels,
                         z->stride);
    loops->join(out, z->mean, max, z->width, z->channels, z->stride);
}

static void load(const zooming *z, const mltest_image_view *in, float *row)
{
    const mlt_resample_loops *loops = mlt_kernels_get()->resample;
    for (uint32_t y = 0; y < z->height; y++) {
        float *planes = row_of(z, y);
        mlt_row_load(row, in, y);
        loops->split(planes, row, mlt_format_max(in->format), z->width, z->channels, z->stride);
        for (uint32_t c = 0; c < z->channels; c++, planes += z->stride)
            for (size_t x = z->width; x < z->stride; x++)
                planes[x] = planes[z->width - 1];
    }
}

/* The original's zooms are a range whose step is what 1 and the step add up to, less 1. */
static void lay_out(zooming *z, const mlt_step_io *io)
{
    double step = (1 + io->params[STEP]) - 1;
    for (size_t i = 0; i < z->n_layers; i++) {
        z->zooms[i] = 1 + (double)(i + 1) * step;
        mlt_zoom_line(z->low + i * z->stride, z->part + i * z->stride, (uint32_t)z->stride,
                      z->width, z->zooms[i]);
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    zooming z = {.width = in->width,
                 .height = in->height,
                 .channels = mlt_format_channels(in->format),
                 .stride = (size_t)in->width + MLT_ENLARGED_SPARE,
                 .n_layers = (size_t)floor(io->params[COUNT] + 0.5) - 1};
    size_t n = z.stride * z.channels, n_columns = z.n_layers * z.stride;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, 2 * n * sizeof *row);
    z.picture = mlt_scratch_get(io->scratch, 1, n * in->height * sizeof *z.picture);
    z.low = mlt_scratch_get(io->scratch, 2, n_columns * (sizeof *z.low + sizeof *z.part));
    if (row == NULL || z.picture == NULL || (z.low == NULL && n_columns > 0))
        return mlt_fail_memory(error);
    z.part = (float *)(void *)(z.low + n_columns);
    z.mean = row + n;
    load(&z, in, row);
    lay_out(&z, io);
    for (uint32_t y = 0; y < in->height; y++) {
        make_row(&z, y, mlt_format_max(in->format), row);
        mlt_row_store(io->out, y, row, in);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "count",
     .unit = "zooms from 1 on",
     .low = 1,
     .high = MOST_LAYERS,
     .values = {12, 16, 11, 13, 11},
     .rule = MLT_PARAM_STEP},
    {.name = "step",
     .unit = "from one zoom to the next",
     .low = 0,
     .high = .1,
     .values = {.01, .01, .02, .02, .03},
     .rule = MLT_PARAM_STEP},
};

const mlt_kind mlt_kind_zoom_blur = {
    .name = "zoom_blur",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_BLUR,
    .revision = 1,
    .flags = 0,
    .summary = "the camera moves fast towards the scene, or zooms, while the shutter is open",
    .when = "a camera that moves towards the scene while it exposes: vehicles, drones",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
