/* SPDX-License-Identifier: MIT */
#include "perturb/weather/spatter.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "image/canny.h"
#include "image/chamfer.h"
#include "image/gaussian_at.h"
#include "image/grey.h"
#include "image/rows.h"
#include "image/separable.h"
#include "kernel/kernels.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

enum { MEAN, SPREAD, SIGMA, THRESHOLD, STRENGTH, IS_MUD };
enum { TRUNCATE = 4, MOST_RADIUS = TRUNCATE * MLT_SPATTER_MOST_SIGMA, FARTHEST = 20 };

/* --- drops ----------------------------------------------------------------------------------- */

/* A plane on its way through a filter. */
typedef struct {
    const mlt_spatter_drops *drops;
    const mlt_spatter_numbers *numbers;
    float *plane;
    uint8_t *heights; /* of water */
    uint32_t width;
    mlt_gaussian_plane before; /* what is filtered */
    float *noise, *row;        /* its pixels; room for a row */
} stage;

/* In the same level as the exact number, and on the same side of the threshold. */
static float settled(double exact, double threshold)
{
    float above = (float)threshold + 1e-6f, middle = (float)((floor(255 * exact) + 0.5) / 255);
    if (exact < threshold)
        return (float)threshold - 1e-4f;
    return middle > above ? middle : above;
}

/* The original decides in double precision. Where float may decide otherwise, in a few places of a
 * picture, the filter is done again: whole edges of drops hang on a level of height. */
static const float *settle(const stage *s, uint32_t y, const float *row)
{
    float threshold = (float)s->drops->threshold;
    if (mlt_kernels_get()->spatter->close(row, threshold, s->width) == 0)
        return row;
    memcpy(s->row, row, s->width * sizeof *row);
    for (uint32_t x = 0; x < s->width; x++)
        if (mlt_spatter_is_close(row[x], threshold))
            s->row[x] = settled(mlt_gaussian_at(&s->before, x, y), s->drops->threshold);
    return s->row;
}

static void load_noise(void *from, uint32_t y, float *row)
{
    const stage *s = from;
    s->numbers->next(s->numbers->from, y, row, s->width);
    mlt_kernels_get()->spatter->noise(row, s->drops->mean, s->drops->spread, s->width);
    memcpy(s->noise + (size_t)y * s->width, row, s->width * sizeof *row);
}

/* Water has a height. */
static void store_water(void *to, uint32_t y, const float *row)
{
    const stage *s = to;
    mlt_kernels_get()->spatter->heights(s->heights + (size_t)y * s->width, settle(s, y, row),
                                        (float)s->drops->threshold, s->width);
}

/* Mud is there or not. */
static void store_mask(void *to, uint32_t y, const float *row)
{
    const stage *s = to;
    mlt_kernels_get()->spatter->mask(s->plane + (size_t)y * s->width, settle(s, y, row),
                                     (float)s->drops->threshold, s->width);
}

static void load_mask(void *from, uint32_t y, float *row)
{
    const stage *s = from;
    memcpy(row, s->noise + (size_t)y * s->width, s->width * sizeof *row);
}

static void store_mud(void *to, uint32_t y, const float *row)
{
    const stage *s = to;
    memcpy(s->row, row, s->width * sizeof *row);
    for (uint32_t x = 0; x < s->width; x++)
        if (fabsf(row[x] - .8f) < 2e-6f)
            s->row[x] = mlt_gaussian_at(&s->before, x, y) < .8 ? 0 : .8f;
    mlt_kernels_get()->spatter->cut(s->plane + (size_t)y * s->width, s->row, .8f, s->width);
}

static mlt_separable filter_of(uint32_t width, uint32_t height, double sigma)
{
    size_t radius = mlt_gaussian_radius(sigma, TRUNCATE);
    return (mlt_separable){.width = width,
                           .height = height,
                           .channels = 1,
                           .down.radius = radius,
                           .across.radius = radius,
                           .edge = MLT_EDGE_REPLICATE};
}

static void blur(mlt_separable *filter, double sigma, stage *s, void *work)
{
    float weights[MOST_RADIUS + 1];
    mlt_gaussian_weights(weights, sigma, filter->down.radius);
    filter->down.weights = filter->across.weights = weights;
    filter->from = filter->to = s;
    mlt_gaussian_plane_weights(&s->before, sigma, filter->down.radius);
    mlt_separable_run(filter, work);
}

/* --- water: the drops' edges shine ----------------------------------------------------------- */

/* Where no drop is there is nothing to divide by: the picture stays, where the original is black.
 */
static void fill_light(float *out, const uint8_t *heights, const uint8_t *shine, size_t n,
                       double strength)
{
    const mlt_spatter_loops *loops = mlt_kernels_get()->spatter;
    int most = loops->brightest(heights, shine, n);
    loops->light(out, heights, shine, most > 0 ? (float)most : 1, (float)strength, n);
}

/* Heights have room for two more planes behind them. */
static void make_water(float *plane, uint8_t *heights, uint32_t width, uint32_t height,
                       double strength, void *work)
{
    static const int16_t slanted[9] = {-2, -1, 0, -1, 1, 1, 0, 1, 2};
    size_t n = (size_t)width * height;
    uint8_t *a = heights + n, *b = a + n;
    mlt_canny(a, heights, width, height, 50, 150, work);
    mlt_chamfer(work, a, width, height, FARTHEST);
    mlt_grey_of_distances(a, work, width, height);
    mlt_grey_equalise(a, width, height);
    mlt_grey_correlate(b, a, width, height, slanted);
    mlt_grey_mean(a, b, width, height);
    fill_light(plane, heights, a, n, strength);
}

/* --- what lies on the lens ------------------------------------------------------------------- */

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Without planes. */
static size_t work_bytes(uint32_t width, uint32_t height, const mlt_spatter_drops *drops)
{
    mlt_separable filter = filter_of(width, height, drops->sigma);
    mlt_separable soft = filter_of(width, height, drops->is_mud ? drops->strength : 0);
    size_t water = larger(mlt_chamfer_bytes(width, height), mlt_canny_bytes(width, height));
    size_t own =
        larger(mlt_separable_bytes(&filter), drops->is_mud ? mlt_separable_bytes(&soft) : water);
    return (own + sizeof(float) - 1) / sizeof(float) * sizeof(float);
}

/* Behind them the noise, a row, and water's planes. */
size_t mlt_spatter_bytes(uint32_t width, uint32_t height, const mlt_spatter_drops *drops)
{
    size_t area = (size_t)width * height, planes = drops->is_mud ? 0 : 3 * area;
    return work_bytes(width, height, drops) + (area + width) * sizeof(float) + planes;
}

static stage lay_out(float *layer, uint32_t width, uint32_t height, const mlt_spatter_drops *drops,
                     const mlt_spatter_numbers *numbers, void *work)
{
    stage s = {.drops = drops, .numbers = numbers, .plane = layer, .width = width};
    s.noise = (float *)(void *)((char *)work + work_bytes(width, height, drops));
    s.row = s.noise + (size_t)width * height;
    s.heights = (uint8_t *)(void *)(s.row + width);
    s.before.plane = s.noise;
    s.before.width = width;
    s.before.height = height;
    return s;
}

void mlt_spatter_layer(float *layer, uint32_t width, uint32_t height,
                       const mlt_spatter_drops *drops, const mlt_spatter_numbers *numbers,
                       void *work)
{
    stage s = lay_out(layer, width, height, drops, numbers, work);
    mlt_separable filter = filter_of(width, height, drops->sigma);
    filter.load = load_noise;
    filter.store = drops->is_mud ? store_mask : store_water;
    blur(&filter, drops->sigma, &s, work);
    if (!drops->is_mud) {
        make_water(layer, s.heights, width, height, drops->strength, work);
        return;
    }
    memcpy(s.noise, layer, (size_t)width * height * sizeof *layer);
    filter = filter_of(width, height, drops->strength);
    filter.load = load_mask;
    filter.store = store_mud;
    blur(&filter, drops->strength, &s, work);
}

/* --- the picture ----------------------------------------------------------------------------- */

void mlt_spatter_row(mlt_image *out, const mltest_image_view *in, uint32_t y, const float *layer,
                     bool is_mud, float *row)
{
    static const float water[4] = {175, 238, 238, .299f * 175 + .587f * 238 + .114f * 238};
    static const float mud[4] = {63, 42, 20, .299f * 63 + .587f * 42 + .114f * 20};
    uint32_t channels = mlt_format_channels(in->format);
    const float *colour = (is_mud ? mud : water) + (channels == 1 ? 3 : 0);
    const float *amount = layer + (size_t)y * in->width;
    const mlt_spatter_loops *loops = mlt_kernels_get()->spatter;
    float full = mlt_format_max(in->format) / 255, cover = is_mud ? 1 : 0;
    mlt_row_load(row, in, y);
    if (channels == 1)
        loops->tint(row, amount, colour, cover, full, in->width);
    else
        loops->tint3(row, amount, colour, cover, full, in->width);
    mlt_row_store(out, y, row, in);
}

static void next_normals(void *from, uint32_t y, float *out, size_t n)
{
    mlt_field_normals(from, y, out, n);
}

mltest_status mlt_spatter_apply(mlt_step_io *io, bool is_mud, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    const double *p = io->params;
    const mlt_spatter_drops drops = {p[MEAN],      p[SPREAD],   p[SIGMA],
                                     p[THRESHOLD], p[STRENGTH], is_mud};
    size_t area = (size_t)in->width * in->height;
    mlt_field field;
    const mlt_spatter_numbers numbers = {next_normals, &field};
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, in->width, error));
    float *row = mlt_scratch_get(io->scratch, 0, 3 * (size_t)in->width * sizeof *row);
    float *layer = mlt_scratch_get(io->scratch, 1, area * sizeof *layer);
    void *work = mlt_scratch_get(io->scratch, 2, mlt_spatter_bytes(in->width, in->height, &drops));
    if (row == NULL || layer == NULL || work == NULL)
        return mlt_fail_memory(error);
    mlt_spatter_layer(layer, in->width, in->height, &drops, &numbers, work);
    for (uint32_t y = 0; y < in->height; y++)
        mlt_spatter_row(io->out, in, y, layer, is_mud, row);
    return MLTEST_OK;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_spatter_apply(io, io->params[IS_MUD] != 0, error);
}

static const mlt_param params[] = {
    {.name = "mean",
     .unit = "of the noise",
     .low = -1,
     .high = 2,
     .values = {.65, .65, .65, .65, .67},
     .rule = MLT_PARAM_STEP},
    {.name = "spread",
     .unit = "of the noise",
     .low = 0,
     .high = 2,
     .values = {.3, .3, .3, .3, .4},
     .rule = MLT_PARAM_STEP},
    {.name = "sigma",
     .unit = "px of the drops",
     .low = 0,
     .high = MLT_SPATTER_MOST_SIGMA,
     .values = {4, 3, 2, 1, 1},
     .rule = MLT_PARAM_STEP,
     .is_length_px = true},
    {.name = "threshold",
     .unit = "below it there is no drop",
     .low = 0,
     .high = 1,
     .values = {.69, .68, .68, .65, .65},
     .rule = MLT_PARAM_STEP},
    {.name = "strength",
     .unit = "of water's light, or px of mud's softness",
     .low = 0,
     .high = MLT_SPATTER_MOST_SIGMA,
     .values = {.6, .6, .5, 1.5, 1.5},
     .rule = MLT_PARAM_STEP},
    {.name = "mud",
     .unit = "1, or 0 for water",
     .low = 0,
     .high = 1,
     .values = {0, 0, 0, 1, 1},
     .rule = MLT_PARAM_STEP},
};

const mlt_kind mlt_kind_spatter = {
    .name = "spatter",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_WEATHER,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "drops of water or mud on the lens",
    .when = "vehicles and outdoor cameras without a wiper: water at severities 1 to 3, mud at 4 "
            "and 5",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
