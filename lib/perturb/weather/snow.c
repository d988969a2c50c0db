/* SPDX-License-Identifier: MIT */
#include "perturb/weather/snow.h"

#include <math.h>

#include "base/error.h"
#include "image/edge.h"
#include "image/rows.h"
#include "image/trail.h"
#include "image/zoom.h"
#include "kernel/kernels.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

enum { MEAN, SPREAD, ZOOM, THRESHOLD, RADIUS, SIGMA, KEEP, ANGLE };

/* --- flakes ---------------------------------------------------------------------------------- */

static mlt_trail trail_of(uint32_t width, uint32_t height, const mlt_snow_flakes *f)
{
    mlt_trail trail;
    mlt_trail_make(&trail, f->radius, f->sigma, f->degrees, mlt_zoom_size(width, f->zoom),
                   mlt_zoom_size(height, f->zoom));
    return trail;
}

/* The lines under the trail, two rows, and places and parts of a line. */
size_t mlt_snow_work(uint32_t width, uint32_t height, const mlt_snow_flakes *f)
{
    uint32_t w = mlt_zoom_size(width, f->zoom);
    mlt_trail trail = trail_of(width, height, f);
    return mlt_trail_bytes(&trail, w, 1) / sizeof(float) + 3 * (size_t)w + (size_t)width + 2;
}

/* What rows of the enlarged noise are made from. */
typedef struct {
    const mlt_snow_flakes *flakes;
    const float *normals;
    uint32_t width, height, w,
        end; /* only normal numbers in the middle are read, to before `end` */
    float *row, *t;
    uint32_t *low;
} enlarged;

static enlarged enlarge(uint32_t width, uint32_t height, const mlt_snow_flakes *f,
                        const float *normals, float *work)
{
    enlarged e = {.flakes = f, .normals = normals, .width = width, .height = height, .row = work};
    e.w = mlt_zoom_size(width, f->zoom);
    e.end = mlt_zoom_at(e.w - 1, width, f->zoom).high + 1;
    e.t = e.row + width + 1;
    e.low = (uint32_t *)(void *)(e.t + e.w);
    mlt_zoom_line(e.low, e.t, e.w, width, f->zoom);
    return e;
}

/* Normal numbers are enlarged before they are given their mean and spread: it is the same. */
static void enlarge_row(const enlarged *e, float *out, uint32_t y)
{
    const mlt_kernels *loops = mlt_kernels_get();
    const mlt_snow_flakes *f = e->flakes;
    mlt_zoom_place p = mlt_zoom_at(y, e->height, f->zoom);
    loops->resample->between_rows(e->row, e->normals + (size_t)p.low * e->width,
                                  e->normals + (size_t)p.high * e->width, (float)p.t, e->end);
    e->row[e->end] = e->row[e->end - 1];
    loops->resample->between(out, e->row, e->low, e->t, e->w);
    loops->snow->flakes(out, (float)f->mean, (float)f->spread, (float)f->threshold, e->w);
}

/* Beyond its ends a line repeats them. */
static void repeat_ends(const mlt_trail *trail, float *line, int64_t w)
{
    for (int64_t x = -trail->left; x < 0; x++)
        line[x] = line[0];
    for (int64_t x = w; x < w + trail->right; x++)
        line[x] = line[w - 1];
}

void mlt_snow_layer(float *layer, uint32_t width, uint32_t height, const mlt_snow_flakes *f,
                    const float *normals, float *work)
{
    uint32_t w = mlt_zoom_size(width, f->zoom), h = mlt_zoom_size(height, f->zoom);
    mlt_trail trail = trail_of(width, height, f);
    mlt_trail_lines lines = mlt_trail_lay_out(&trail, work, w, 1, false);
    float *row = work + mlt_trail_bytes(&trail, w, 1) / sizeof(float) + 1;
    const enlarged e = enlarge(width, height, f, normals, row + w);
    for (int64_t y = -trail.above; y < (int64_t)height + trail.below; y++) {
        float *line = mlt_trail_line(&lines, y);
        enlarge_row(&e, line, (uint32_t)mlt_edge_place(y, h, MLT_EDGE_REPLICATE));
        repeat_ends(&trail, line, w);
        mlt_trail_filled(&lines, y);
        if (y < trail.below)
            continue;
        mlt_trail_row(&lines, row, y - trail.below);
        mlt_kernels_get()->snow->steps(layer, row, width);
        layer += width;
    }
}

/* --- the picture ----------------------------------------------------------------------------- */

void mlt_snow_row(mlt_image *out, const mltest_image_view *in, uint32_t y, const float *layer,
                  double keep, float *row)
{
    const mlt_snow_loops *loops = mlt_kernels_get()->snow;
    float top = mlt_format_max(in->format);
    const float *light = layer + (size_t)y * in->width;
    const float *turned = layer + (size_t)(in->height - 1 - y) * in->width;
    mlt_row_load(row, in, y);
    if (mlt_format_channels(in->format) == 1)
        loops->whiten(row, light, turned, (float)keep, top, in->width);
    else
        loops->whiten3(row, light, turned, (float)keep, top, in->width);
    mlt_row_store(out, y, row, in);
}

static mlt_snow_flakes flakes_of(const mlt_step_io *io)
{
    const double *p = io->params;
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    double drawn = mlt_draw_between(&draws, -135, -45);
    return (mlt_snow_flakes){.mean = p[MEAN],
                             .spread = p[SPREAD],
                             .zoom = p[ZOOM],
                             .threshold = p[THRESHOLD],
                             .sigma = p[SIGMA],
                             .degrees = isnan(p[ANGLE]) ? drawn : p[ANGLE],
                             .radius = (int)p[RADIUS]};
}

/* The rows of the field that are enlarged. */
static void fill_normals(mlt_field *field, float *normals, uint32_t width, uint32_t height,
                         double zoom)
{
    uint32_t last_row = mlt_zoom_at(mlt_zoom_size(height, zoom) - 1, height, zoom).high;
    uint32_t n = mlt_zoom_at(mlt_zoom_size(width, zoom) - 1, width, zoom).high + 1;
    for (uint32_t y = mlt_zoom_at(0, height, zoom).low; y <= last_row; y++)
        mlt_field_normals(field, y, normals + (size_t)y * width, n);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t width = in->width, height = in->height;
    size_t area = (size_t)width * height;
    mlt_field field;
    const mlt_snow_flakes flakes = flakes_of(io);
    size_t n_work = mlt_snow_work(width, height, &flakes);
    TRY(mlt_image_resize(io->out, width, height, in->format, error));
    TRY(mlt_field_init(&field, io, width, error));
    float *row = mlt_scratch_get(io->scratch, 0, 3 * (size_t)width * sizeof *row);
    float *work = mlt_scratch_get(io->scratch, 1, n_work * sizeof *work);
    float *layer = mlt_scratch_get(io->scratch, 2, 2 * area * sizeof *layer);
    if (row == NULL || work == NULL || layer == NULL)
        return mlt_fail_memory(error);
    float *normals = layer + area;
    fill_normals(&field, normals, width, height, flakes.zoom);
    mlt_snow_layer(layer, width, height, &flakes, normals, work);
    for (uint32_t y = 0; y < height; y++)
        mlt_snow_row(io->out, in, y, layer, io->params[KEEP], row);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "mean",
     .unit = "of the noise",
     .low = -1,
     .high = 1,
     .values = {.1, .2, .55, .55, .55}},
    {.name = "spread", .unit = "of the noise", .low = 0, .high = 2, .values = {.3, .3, .3, .3, .3}},
    {.name = "zoom", .unit = "of the flakes", .low = 1, .high = 20, .values = {3, 2, 4, 4.5, 2.5}},
    {.name = "threshold",
     .unit = "below it there is no flake",
     .low = 0,
     .high = 1,
     .values = {.5, .5, .9, .85, .85}},
    {.name = "radius",
     .unit = "px of the fall",
     .low = 1,
     .high = MLT_TRAIL_MOST_RADIUS,
     .values = {10, 12, 12, 12, 12},
     .rule = MLT_PARAM_STEP,
     .is_length_px = true},
    {.name = "sigma",
     .unit = "px of the fall",
     .low = .1,
     .high = 200,
     .values = {4, 4, 8, 8, 12},
     .is_length_px = true},
    {.name = "keep",
     .unit = "of the picture's own colours",
     .low = 0,
     .high = 1,
     .values = {.8, .7, .7, .65, .55}},
    {.name = "angle",
     .unit = "degrees, at random from -135 to -45 if not set",
     .low = -180,
     .high = 180,
     .values = {NAN, NAN, NAN, NAN, NAN},
     .is_free = true},
};

const mlt_kind mlt_kind_snow = {
    .name = "snow",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_WEATHER,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "falling snow and the white light of a snowy day",
    .when = "outdoor cameras in winter; the picture also brightens",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
