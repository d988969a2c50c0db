/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "image/rows.h"
#include "image/zoom.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { COUNT, STEP, MOST_LAYERS = 64 };

/* Pixels have four numbers, of full scale: the loops take them together. */
enum { STEP4 = 4 };

typedef struct {
    uint32_t width, height, channels;
    int n_layers;
    float *picture; /* rows of width + 1 pixels: the last one is there twice */
    uint32_t *low;  /* width of both for each layer */
    float *t;
    double zooms[MOST_LAYERS];
    float *sums, *between; /* rows */
} zooming;

static size_t stride_of(const zooming *z)
{
    return ((size_t)z->width + 1) * STEP4;
}

static void add_layer(const zooming *z, int layer, uint32_t y)
{
    const mlt_resample_loops *loops = mlt_kernels_get()->resample;
    size_t first = (size_t)layer * z->width, stride = stride_of(z);
    mlt_zoom_place row = mlt_zoom_at(y, z->height, z->zooms[layer]);
    const uint32_t *low = z->low + first;
    size_t from = STEP4 * (size_t)low[0], n = STEP4 * (size_t)(low[z->width - 1] + 2) - from;
    loops->between_rows(z->between + from, z->picture + row.low * stride + from,
                        z->picture + row.high * stride + from, (float)row.t, n);
    loops->add_between4(z->sums, z->between, low, z->t + first, z->width);
}

static void make_row(const zooming *z, uint32_t y, float max, float *out)
{
    const float *own = z->picture + y * stride_of(z);
    float weight = (float)(z->n_layers + 1);
    memset(z->sums, 0, stride_of(z) * sizeof *z->sums);
    for (int i = 0; i < z->n_layers; i++)
        add_layer(z, i, y);
    for (uint32_t x = 0; x < z->width; x++)
        for (uint32_t c = 0; c < z->channels; c++)
            *out++ = (own[x * STEP4 + c] + z->sums[x * STEP4 + c]) / weight * max;
}

static void load(const zooming *z, const mltest_image_view *in, float *row)
{
    float max = mlt_format_max(in->format);
    for (uint32_t y = 0; y < z->height; y++) {
        float *to = z->picture + y * stride_of(z);
        mlt_row_load(row, in, y);
        for (uint32_t x = 0; x < z->width; x++)
            for (uint32_t c = 0; c < STEP4; c++)
                to[x * STEP4 + c] = c < z->channels ? row[x * z->channels + c] / max : 0;
        memcpy(to + (size_t)z->width * STEP4, to + ((size_t)z->width - 1) * STEP4,
               STEP4 * sizeof *to);
    }
}

/* The original's zooms are a range whose step is what 1 and the step add up to, less 1. */
static void lay_out(zooming *z, const mlt_step_io *io)
{
    double step = (1 + io->params[STEP]) - 1;
    for (int i = 0; i < z->n_layers; i++) {
        size_t first = (size_t)i * z->width;
        z->zooms[i] = 1 + i * step;
        mlt_zoom_line(z->low + first, z->t + first, z->width, z->width, z->zooms[i]);
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    zooming z = {.width = in->width,
                 .height = in->height,
                 .channels = mlt_format_channels(in->format),
                 .n_layers = (int)floor(io->params[COUNT] + 0.5)};
    size_t n_columns = (size_t)z.n_layers * in->width, stride = stride_of(&z);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, 3 * stride * sizeof *row);
    z.picture = mlt_scratch_get(io->scratch, 1, stride * in->height * sizeof *z.picture);
    z.low = mlt_scratch_get(io->scratch, 2, n_columns * (sizeof *z.low + sizeof *z.t));
    if (row == NULL || z.picture == NULL || z.low == NULL)
        return mlt_fail_memory(error);
    z.t = (float *)(void *)(z.low + n_columns);
    z.sums = row + stride;
    z.between = z.sums + stride;
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
