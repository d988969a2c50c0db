/* SPDX-License-Identifier: MIT */
#include "perturb/weather/fog.h"

#include "base/error.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

uint32_t mlt_fog_side(uint32_t width, uint32_t height)
{
    uint32_t longer = width > height ? width : height, side = 2;
    while (side < longer)
        side *= 2;
    return side;
}

void mlt_fog_plasma(mlt_plasma *p, uint32_t width, uint32_t height, double decay,
                    const mlt_plasma_numbers *numbers)
{
    *p = (mlt_plasma){.side = mlt_fog_side(width, height),
                      .height = height,
                      .amplitude = 100,
                      .decay = decay,
                      .numbers = numbers};
}

static float largest_of_row(const mltest_image_view *in, uint32_t y, float *row)
{
    const mlt_blend_loops *loops = mlt_kernels_get()->blend;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    float most = 0;
    if (mlt_format_is_16bit(in->format))
        return loops->largest16(mlt_view_row(in, y), n);
    if (!mlt_format_has_alpha(in->format))
        return loops->largest8(mlt_view_row(in, y), n);
    mlt_row_load(row, in, y);
    for (size_t i = 0; i < n; i++)
        most = row[i] > most ? row[i] : most;
    return most;
}

static float largest(const mltest_image_view *in, float *row)
{
    float most = 0;
    for (uint32_t y = 0; y < in->height; y++) {
        float v = largest_of_row(in, y, row);
        most = v > most ? v : most;
    }
    return most;
}

static void veil_row(mlt_image *out, const mltest_image_view *in, uint32_t y, const float *fog,
                     float gain, float *row)
{
    const mlt_blend_loops *loops = mlt_kernels_get()->blend;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    if (mlt_format_is_16bit(in->format) || mlt_format_has_alpha(in->format)) {
        mlt_row_load(row, in, y);
        loops->veil(row, fog, gain, n);
        mlt_row_store(out, y, row, in);
    } else {
        loops->veil8((uint8_t *)out->data + (int64_t)y * out->stride_bytes, mlt_view_row(in, y),
                     fog, gain, n);
    }
}

/* out = (x + c·f) · M / (M + c), M the picture's largest sample, f from 0 to 1. */
void mlt_fog_blend(mlt_image *out, const mltest_image_view *in, const mlt_plasma_map *map,
                   double amount, float *work)
{
    const mlt_blend_loops *loops = mlt_kernels_get()->blend;
    bool is_grey = mlt_format_channels(in->format) == 1;
    float *row = work + (size_t)in->width * 3;
    double top = largest(in, row), added = amount * mlt_format_max(in->format);
    float gain = (float)(top / (top + added > 0 ? top + added : 1)); /* no fog on black is black */
    float span = map->high - map->low, factor = span > 0 ? (float)added / span : 0;
    for (uint32_t y = 0; y < in->height; y++) {
        const float *f = map->rows + y * map->stride;
        (is_grey ? loops->level : loops->level3)(work, f, map->low, factor, in->width);
        veil_row(out, in, y, work, gain, row);
    }
}

/* A row of squares takes a row of a field of 16-bit words: the first of a level of n rows is row n.
 */
static void next_row(void *field, uint32_t points, uint32_t y, float *out)
{
    size_t n = 3 * (size_t)points;
    const uint16_t *words = mlt_field_words(field, points + y, n);
    mlt_kernels_get()->plasma->uniforms(out, words, n);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    mlt_field field;
    const mlt_plasma_numbers numbers = {next_row, &field};
    mlt_plasma plasma;
    mlt_plasma_map map;
    mlt_fog_plasma(&plasma, in->width, in->height, io->params[1], &numbers);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, 3 * (size_t)plasma.side / 2, error));
    void *work = mlt_scratch_get(io->scratch, 0, mlt_plasma_bytes(&plasma));
    float *rows = mlt_scratch_get(io->scratch, 1, (size_t)in->width * 6 * sizeof *rows);
    if (work == NULL || rows == NULL)
        return mlt_fail_memory(error);
    mlt_plasma_make(&map, &plasma, work);
    mlt_fog_blend(io->out, in, &map, io->params[0], rows);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "amount",
     .unit = "of full scale",
     .low = 0,
     .high = 10,
     .values = {1.5, 2, 2.5, 2.5, 3},
     .has_identity = true,
     .identity = 0},
    {.name = "decay",
     .unit = "of the detail, per octave",
     .low = 1.01,
     .high = 10,
     .values = {2, 2, 1.7, 1.5, 1.4}},
};

const mlt_kind mlt_kind_fog = {
    .name = "fog",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_WEATHER,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "patches of fog between camera and scene",
    .when = "outdoor cameras, ports, roads at dawn; contrast goes where the fog is thick",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
