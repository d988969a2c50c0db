/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "image/bloom.h"
#include "kernel/kernels.h"
#include "perturb/light.h"
#include "perturb/scratch.h"
#include "perturb/weather/rain.h"

enum { GAIN, BLOOM, SPREAD, DENSITY, LENGTH_LOW, LENGTH_HIGH, SLANT, BRIGHTNESS };

/* Little light but for lamps, whose light spills over in the wet air and on the wet lens, and for
 * drops that are lit by them. */
typedef struct {
    double gain;
    mlt_bloom bloom;
    void *work;          /* of the bloom */
    float *layer, *lamp; /* the streaks; a row of the bloom */
} night;

static void change(float *v, const mlt_row_place *place)
{
    static const float white[3] = {1, 1, 1};
    const night *n = place->data;
    const mlt_kernels *loops = mlt_kernels_get();
    size_t samples = (size_t)place->width * place->channels;
    loops->rows->affine(v, (float)n->gain, 0, samples);
    mlt_bloom_row(&n->bloom, n->work, place->y, n->lamp);
    loops->light->screen(v, n->lamp, white, place->top, samples);
    mlt_light_screen(v, place, n->layer + (size_t)place->y * place->width, white);
}

/* Draws: those of the streaks. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const double *p = io->params;
    const mlt_rain rain = {p[DENSITY], p[LENGTH_LOW], p[LENGTH_HIGH], p[SLANT], p[BRIGHTNESS]};
    uint32_t width = io->in->width, height = io->in->height;
    uint32_t channels = mlt_format_channels(io->in->format);
    size_t area = (size_t)width * height;
    night n = {.gain = p[GAIN], .bloom = {width, height, channels, 0.75, p[SPREAD], p[BLOOM]}};
    mlt_draws draws;
    n.layer = mlt_scratch_get(io->scratch, 1, area * sizeof *n.layer);
    n.work = mlt_scratch_get(io->scratch, 2, mlt_bloom_bytes(&n.bloom));
    n.lamp = mlt_scratch_get(io->scratch, 3, (size_t)width * channels * sizeof *n.lamp);
    if (n.layer == NULL || n.work == NULL || n.lamp == NULL)
        return mlt_fail_memory(error);
    memset(n.layer, 0, area * sizeof *n.layer);
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    mlt_rain_fall(n.layer, width, height, &rain, &draws);
    mlt_bloom_make(&n.bloom, io->in, n.work);
    return mlt_change_rows(io, change, &n, error);
}

static const mlt_param params[] = {
    {.name = "gain",
     .unit = "of every level",
     .low = 0,
     .high = 1,
     .values = {.6, .48, .37, .28, .2}},
    {.name = "bloom",
     .unit = "of the halos, where a lamp itself is 1",
     .low = 0,
     .high = 20,
     .values = {.8, 1.1, 1.5, 2, 2.6}},
    {.name = "spread",
     .unit = "px of the halos, a sigma",
     .low = 0.5,
     .high = MLT_BLOOM_MOST_SIGMA,
     .values = {12, 12, 12, 12, 12},
     .is_length_px = true,
     .is_free = true},
    {.name = "density",
     .unit = "streaks per megapixel",
     .low = 0,
     .high = 100000,
     .values = {200, 400, 800, 1400, 2200},
     .is_density = true,
     .rule = MLT_PARAM_STEP},
    MLT_RAIN_ROWS,
    {.name = "brightness",
     .unit = "of white, of the brightest streak",
     .low = 0,
     .high = 1,
     .values = {.45, .52, .58, .64, .7}},
};

const mlt_kind mlt_kind_night_rain = {
    .name = "night_rain",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_LIGHTING,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "rain at night: a dark scene, drops that shine, halos around the lamps",
    .when = "vehicles and street cameras after dark in the rain",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
