/* SPDX-License-Identifier: MIT */
#include "perturb/weather/frost.h"

#include "base/error.h"
#include "image/ice.h"
#include "image/rows.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { OWN, ICE };

void mlt_frost_row(mlt_image *out, const mltest_image_view *in, uint32_t y, const float *frost,
                   double own, double ice, float *row)
{
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    float kept = (float)own, added = (float)ice * mlt_format_max(in->format) / 255;
    mlt_row_load(row, in, y);
    for (size_t i = 0; i < n; i++)
        row[i] = kept * row[i] + added * frost[i];
    mlt_row_store(out, y, row, in);
}

/* The texture, made at a worker's first call, and the samples of each of its levels. */
typedef struct {
    const uint8_t *light;
    float samples[256][3];
    uint32_t left, top, scale; /* where the picture lies on it, and pixels to a pixel of it */
} window;

static mltest_status get_texture(window *w, mlt_scratch *scratch, mltest_error **error)
{
    bool is_new = false;
    float *work = NULL;
    if (!mlt_scratch_has(scratch, MLT_KEPT_ICE)) {
        work = mlt_scratch_get(scratch, 1, 3 * (size_t)MLT_ICE_PIXELS * sizeof *work);
        if (work == NULL)
            return mlt_fail_memory(error);
    }
    uint8_t *light = mlt_scratch_keep(scratch, MLT_KEPT_ICE, MLT_ICE_PIXELS, &is_new);
    if (light == NULL)
        return mlt_fail_memory(error);
    if (is_new)
        mlt_ice_make(light, work);
    w->light = light;
    return MLTEST_OK;
}

static void fill_samples(window *w, uint32_t channels)
{
    for (int v = 0; v < 256; v++) {
        float *rgb = w->samples[v];
        mlt_ice_colour((uint8_t)v, rgb);
        if (channels == 1)
            rgb[0] = .299f * rgb[0] + .587f * rgb[1] + .114f * rgb[2];
    }
}

/* A place of the texture that no picture is too large for: it goes round, and is enlarged where it
 * would be seen twice. */
static void choose_place(window *w, const mlt_step_io *io)
{
    uint32_t longer = io->in->width > io->in->height ? io->in->width : io->in->height;
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    w->top = mlt_draw_below(&draws, MLT_ICE_SIDE);
    w->left = mlt_draw_below(&draws, MLT_ICE_SIDE);
    w->scale = (longer + MLT_ICE_SIDE - 1) / MLT_ICE_SIDE;
}

static const uint8_t *line_of(const window *w, uint32_t y)
{
    return w->light + (size_t)((w->top + y) & (MLT_ICE_SIDE - 1)) * MLT_ICE_SIDE;
}

/* A row of levels; enlarged ones lie between those of the texture. */
static void fill_levels(const window *w, uint32_t y, uint8_t *out, uint32_t width)
{
    uint32_t s = w->scale, t = y % s;
    const uint8_t *above = line_of(w, y / s), *below = line_of(w, y / s + 1);
    for (uint32_t x = 0; x < width; x++) {
        uint32_t a = (w->left + x / s) & (MLT_ICE_SIDE - 1), b = (a + 1) & (MLT_ICE_SIDE - 1);
        uint32_t u = x % s, upper = above[a] * (s - u) + above[b] * u;
        uint32_t lower = below[a] * (s - u) + below[b] * u;
        out[x] = (uint8_t)((upper * (s - t) + lower * t) / (s * s));
    }
}

static void fill_frost(const window *w, const uint8_t *levels, float *frost, uint32_t width,
                       uint32_t channels)
{
    for (uint32_t x = 0; x < width; x++)
        for (uint32_t c = 0; c < channels; c++)
            *frost++ = w->samples[levels[x]][c];
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t channels = mlt_format_channels(in->format);
    size_t n = (size_t)in->width * channels;
    window w;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(get_texture(&w, io->scratch, error));
    float *row = mlt_scratch_get(io->scratch, 0, 2 * n * sizeof *row);
    uint8_t *levels = mlt_scratch_get(io->scratch, 2, in->width);
    if (row == NULL || levels == NULL)
        return mlt_fail_memory(error);
    fill_samples(&w, channels);
    choose_place(&w, io);
    for (uint32_t y = 0; y < in->height; y++) {
        fill_levels(&w, y, levels, in->width);
        fill_frost(&w, levels, row + n, in->width, channels);
        mlt_frost_row(io->out, in, y, row + n, io->params[OWN], io->params[ICE], row);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "own",
     .unit = "of the picture's light",
     .low = 0,
     .high = 1,
     .values = {1, .8, .7, .65, .6},
     .has_identity = true,
     .identity = 1},
    {.name = "ice",
     .unit = "of the frost's light",
     .low = 0,
     .high = 1,
     .values = {.4, .6, .7, .7, .75},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_frost = {
    .name = "frost",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_WEATHER,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "ice crystals on the window or lens",
    .when = "windscreens and housings of outdoor cameras in the cold",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
