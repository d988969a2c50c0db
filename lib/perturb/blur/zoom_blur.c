/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "image/rows.h"
#include "image/zoom.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { COUNT, STEP, MOST_LAYERS = 64 };

typedef struct {
    uint32_t width, height, channels;
    int n_layers;
    const float *picture;          /* of full scale */
    const mlt_zoom_place *columns; /* width for each layer */
    double zooms[MOST_LAYERS];
    float *sums; /* a row */
} zooming;

/* In the original's order: products with the row's weight, then the column's, in double. */
static void add_layer(const zooming *z, const mlt_zoom_place *columns, const mlt_zoom_place *row)
{
    size_t n = (size_t)z->width * z->channels;
    const float *above = z->picture + row->low * n, *below = z->picture + row->high * n;
    double upper = 1 - row->t, lower = row->t;
    float *to = z->sums;
    for (uint32_t x = 0; x < z->width; x++) {
        size_t a = (size_t)columns[x].low * z->channels, b = (size_t)columns[x].high * z->channels;
        double left = 1 - columns[x].t, right = columns[x].t;
        for (uint32_t c = 0; c < z->channels; c++) {
            double v = (double)above[a + c] * upper * left + (double)above[b + c] * upper * right +
                       (double)below[a + c] * lower * left + (double)below[b + c] * lower * right;
            *to++ += (float)v;
        }
    }
}

static void make_row(const zooming *z, uint32_t y, float max, float *out)
{
    size_t n = (size_t)z->width * z->channels;
    const float *own = z->picture + y * n;
    float weight = (float)(z->n_layers + 1);
    memset(z->sums, 0, n * sizeof *z->sums);
    for (int i = 0; i < z->n_layers; i++) {
        mlt_zoom_place row = mlt_zoom_at(y, z->height, z->zooms[i]);
        add_layer(z, z->columns + (size_t)i * z->width, &row);
    }
    for (size_t i = 0; i < n; i++)
        out[i] = (own[i] + z->sums[i]) / weight * max;
}

static void load(float *picture, const mltest_image_view *in, float *row)
{
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_row_load(row, in, y);
        for (size_t i = 0; i < n; i++)
            picture[y * n + i] = row[i] / mlt_format_max(in->format);
    }
}

/* The original's zooms are a range whose step is what 1 and the step add up to, less 1. */
static void lay_out(zooming *z, mlt_zoom_place *columns, const mlt_step_io *io)
{
    double step = (1 + io->params[STEP]) - 1;
    z->columns = columns;
    for (int i = 0; i < z->n_layers; i++) {
        z->zooms[i] = 1 + i * step;
        for (uint32_t x = 0; x < z->width; x++)
            *columns++ = mlt_zoom_at(x, z->width, z->zooms[i]);
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    zooming z = {.width = in->width,
                 .height = in->height,
                 .channels = mlt_format_channels(in->format),
                 .n_layers = (int)floor(io->params[COUNT] + 0.5)};
    size_t n = (size_t)in->width * z.channels, n_columns = (size_t)z.n_layers * in->width;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, n * sizeof *row);
    float *picture = mlt_scratch_get(io->scratch, 1, n * in->height * sizeof *picture);
    mlt_zoom_place *columns = mlt_scratch_get(io->scratch, 2, n_columns * sizeof *columns);
    z.sums = mlt_scratch_get(io->scratch, 3, n * sizeof *z.sums);
    if (row == NULL || picture == NULL || columns == NULL || z.sums == NULL)
        return mlt_fail_memory(error);
    load(picture, in, row);
    z.picture = picture;
    lay_out(&z, columns, io);
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
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
