/* SPDX-License-Identifier: MIT */
#include "perturb/weather/rain.h"

#include <math.h>

#include "base/error.h"
#include "base/math.h"
#include "perturb/light.h"
#include "perturb/scratch.h"

enum { DENSITY, LENGTH_LOW, LENGTH_HIGH, SLANT, BRIGHTNESS, VEIL };

/* --- streaks --------------------------------------------------------------------------------- */

/* A drop falls a way while the shutter is open, and is brighter than what is behind it, since it
 * shows the sky: a line, short and thin far off; near by longer, blurred and more transparent. */
typedef struct {
    double x, y;        /* of its middle */
    double down, aside; /* px: of its height, and to the right for each px down */
    double half_width;
    float light;
} streak;

/* Draws, in this order: x, y, how near it is, how it leans off the rain's slant, its light. */
static streak next_streak(const mlt_rain *rain, double slant, double width, double height,
                          mlt_draws *draws)
{
    const double degree = 0.017453292519943295;
    streak s = {.x = mlt_draw_between(draws, 0, width), .y = mlt_draw_between(draws, 0, height)};
    double length = mlt_draw_between(draws, rain->shortest, rain->longest);
    double angle = (slant + mlt_draw_between(draws, -2, 2)) * degree;
    s.down = length * mlt_cos(angle);
    s.aside = mlt_sin(angle) / mlt_cos(angle);
    s.half_width = 1 + length / 50;
    double thin = (1 + rain->shortest / 50) / s.half_width;
    s.light = (float)(rain->light * mlt_draw_between(draws, 0.3, 1) * thin);
    return s;
}

static int64_t within(double v, uint32_t size)
{
    return v <= 0 ? 0 : v >= size ? size : (int64_t)v;
}

/* Brightest along its middle, down to nothing at its sides and its ends. */
static void lay(float *layer, uint32_t width, uint32_t height, const streak *s)
{
    int64_t end = within(ceil(s->y + s->down / 2), height);
    for (int64_t y = within(floor(s->y - s->down / 2), height); y < end; y++) {
        double from_middle = (double)y + 0.5 - s->y, way = 2 * from_middle / s->down;
        double x = s->x + s->aside * from_middle - 0.5;
        float light = s->light * (float)(1 - way * way);
        float *row = layer + (size_t)y * width;
        int64_t last = within(ceil(x + s->half_width), width);
        for (int64_t i = within(floor(x - s->half_width), width); light > 0 && i < last; i++) {
            float part = 1 - (float)(fabs((double)i - x) / s->half_width);
            if (part > 0)
                row[i] += light * part * (1 - row[i]);
        }
    }
}

void mlt_rain_fall(float *layer, uint32_t width, uint32_t height, const mlt_rain *rain,
                   mlt_draws *draws)
{
    const double limit = 15; /* degrees; magnitudes are drawn from half of it */
    double drawn = mlt_draw_signed(draws, limit / 2, limit);
    double slant = isnan(rain->slant) ? drawn : rain->slant;
    double n = floor(rain->per_megapixel * 1e-6 * width * height + 0.5);
    for (double i = 0; i < n; i++) {
        streak s = next_streak(rain, slant, width, height, draws);
        lay(layer, width, height, &s);
    }
}

/* --- the picture ----------------------------------------------------------------------------- */

static void change(float *v, const mlt_row_place *place)
{
    static const float white[3] = {1, 1, 1};
    const float *layer = place->data;
    mlt_light_screen(v, place, layer + (size_t)place->y * place->width, white);
}

/* Draws: those of the streaks. The finer rain behind them is the veil. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const double *p = io->params;
    const mlt_rain rain = {p[DENSITY], p[LENGTH_LOW], p[LENGTH_HIGH], p[SLANT], p[BRIGHTNESS]};
    uint32_t width = io->in->width, height = io->in->height;
    size_t n = (size_t)width * height;
    mlt_draws draws;
    float *layer = mlt_scratch_get(io->scratch, 1, n * sizeof *layer);
    if (layer == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        layer[i] = (float)p[VEIL];
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    mlt_rain_fall(layer, width, height, &rain, &draws);
    return mlt_change_rows(io, change, layer, error);
}

static const mlt_param params[] = {
    {.name = "density",
     .unit = "streaks per megapixel",
     .low = 0,
     .high = 100000,
     .values = {200, 400, 800, 1400, 2200},
     .is_density = true,
     .rule = MLT_PARAM_STEP,
     .has_identity = true,
     .identity = 0},
    MLT_RAIN_ROWS,
    {.name = "brightness",
     .unit = "of white, of the brightest streak",
     .low = 0,
     .high = 1,
     .values = {.6, .68, .75, .83, .9}},
    {.name = "veil",
     .unit = "of white, over all of the picture",
     .low = 0,
     .high = 1,
     .values = {.02, .05, .08, .11, .15},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_rain = {
    .name = "rain",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_WEATHER,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "falling rain, and the grey veil that it lays over the scene",
    .when = "vehicles and outdoor cameras; streaks are long in poor light, when shutters are slow",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
