/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "image/rows.h"
#include "image/separable.h"
#include "kernel/kernels.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

enum { LUMA, HUE, GRAIN, TRUNCATE = 3, MOST_GRAIN = 20, MOST_RADIUS = TRUNCATE * MOST_GRAIN };

/* Rows of the field from here on are those of the hue: one more than the radius above and below,
 * and as many numbers more on either side, so that the noise is the same at the edges. */
#define FIRST_OF_HUE 0x80000000U

/*
 * What a camera leaves at a high ISO number: photon noise in the luma, whose deviation goes with
 * the square root of the signal (sigma of full scale at white), and blotches of colour, which is
 * what its noise reduction makes of the rest: the hue, as an angle of the plane of colour
 * differences, is turned by a smoothed field. Draws a normal number a pixel for each.
 */
typedef struct {
    const mltest_image_view *in;
    mlt_image *out;
    mlt_field field;
    size_t radius; /* of the smoothing */
    float *row, *normals;
    mlt_iso iso;
} noise;

static void add_noise(noise *s, uint32_t y, const float *turns)
{
    const mlt_iso_loops *loops = mlt_kernels_get()->iso;
    uint32_t channels = mlt_format_channels(s->in->format);
    mlt_row_load(s->row, s->in, y);
    mlt_field_normals(&s->field, y, s->normals, s->in->width);
    if (channels == 1)
        loops->photon(s->row, s->normals, s->iso.sigma, s->iso.top, s->in->width);
    else
        loops->iso(s->row, s->normals, turns, &s->iso, s->in->width);
    for (size_t i = 0; i < (size_t)s->in->width * channels; i++)
        s->row[i] += 0.5f; /* storing truncates */
    mlt_row_store(s->out, y, s->row, s->in);
}

static void load_hue(void *from, uint32_t y, float *row)
{
    noise *s = from;
    mlt_field_normals(&s->field, FIRST_OF_HUE + y, row, s->in->width + 2 * s->radius);
}

static void use_hue(void *to, uint32_t y, const float *row)
{
    noise *s = to;
    if (y >= s->radius && y < s->radius + s->in->height)
        add_noise(s, y - (uint32_t)s->radius, row + s->radius);
}

/* By how much smoothing reduces the deviation: the sum of the squares of the weights, in one
 * direction and in the other. */
static float reduction(const float *weights, size_t radius)
{
    float sum = weights[0] * weights[0];
    for (size_t k = 1; k <= radius; k++)
        sum += 2 * weights[k] * weights[k];
    return sum;
}

static mltest_status add_with_hue(noise *s, const mlt_step_io *io, mltest_error **error)
{
    float weights[MOST_RADIUS + 1];
    const mlt_taps taps = {weights, s->radius};
    const mlt_separable filter = {.width = s->in->width + 2 * (uint32_t)s->radius,
                                  .height = s->in->height + 2 * (uint32_t)s->radius,
                                  .channels = 1,
                                  .down = taps,
                                  .across = taps,
                                  .edge = MLT_EDGE_REPLICATE,
                                  .load = load_hue,
                                  .store = use_hue,
                                  .from = s,
                                  .to = s};
    void *work = mlt_scratch_get(io->scratch, 1, mlt_separable_bytes(&filter));
    if (work == NULL)
        return mlt_fail_memory(error);
    mlt_gaussian_weights(weights, io->params[GRAIN], s->radius);
    s->iso.turn = (float)(io->params[HUE] / 360) / reduction(weights, s->radius);
    mlt_separable_run(&filter, work);
    return MLTEST_OK;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    noise s = {.in = in,
               .out = io->out,
               .radius = mlt_gaussian_radius(io->params[GRAIN], TRUNCATE),
               .iso = {.sigma = (float)io->params[LUMA], .top = mlt_format_max(in->format)}};
    size_t channels = mlt_format_channels(in->format);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&s.field, io, in->width + 2 * s.radius, error));
    s.row = mlt_scratch_get(io->scratch, 0, (channels + 1) * in->width * sizeof *s.row);
    if (s.row == NULL)
        return mlt_fail_memory(error);
    s.normals = s.row + channels * in->width;
    if (channels > 1)
        return add_with_hue(&s, io, error);
    for (uint32_t y = 0; y < in->height; y++)
        add_noise(&s, y, NULL);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "luma",
     .unit = "of full scale at white, of the root of the signal below",
     .low = 0,
     .high = 2,
     .values = {.05, .1, .15, .22, .3},
     .has_identity = true,
     .identity = 0},
    {.name = "hue",
     .unit = "degrees, standard deviation",
     .low = 0,
     .high = 180,
     .values = {4, 8, 12, 18, 25},
     .has_identity = true,
     .identity = 0},
    {.name = "grain",
     .unit = "px, standard deviation of what smooths the hue's noise",
     .low = .1,
     .high = MOST_GRAIN,
     .values = {2, 2, 2, 2, 2},
     .is_free = true,
     .is_length_px = true},
};

const mlt_kind mlt_kind_iso_noise = {
    .name = "iso_noise",
    .mltest_name = "IsoNoise",
    .family = "",
    .category = MLT_CATEGORY_NOISE,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "grain and blotches of colour, as cameras leave them at a high ISO number",
    .when = "phones, compact and surveillance cameras at dusk and indoors",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
