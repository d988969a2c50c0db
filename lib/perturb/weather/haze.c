/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "image/luma.h"
#include "kernel/kernels.h"
#include "perturb/pointwise.h"
#include "perturb/scratch.h"

/* Koschmieder's law without depth: of the scene's light so much comes through, the rest is the
 * light of the air, grey and as bright as the brightest of the scene that is not a mere speck. */
typedef struct {
    float through, airlight; /* airlight: a level */
} air;

static void change(float *v, const mlt_row_place *place)
{
    const air *a = place->data;
    mlt_kernels_get()->rows->affine(v, a->through, (1 - a->through) * a->airlight,
                                    (size_t)place->width * place->channels);
}

/* The lowest level that 99 of 100 pixels do not exceed. */
static int percentile_99(const uint8_t *levels, uint64_t n)
{
    uint64_t counts[MLT_LUMA_LEVELS], sum;
    int level = 0;
    mlt_kernels_get()->grey->count(counts, levels, n);
    for (sum = counts[0]; 100 * sum < 99 * n; sum += counts[level])
        level++;
    return level;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    size_t area = (size_t)in->width * in->height;
    float *row = mlt_scratch_get(io->scratch, 0, 3 * (size_t)in->width * sizeof *row);
    uint8_t *levels = mlt_scratch_get(io->scratch, 1, area);
    if (row == NULL || levels == NULL)
        return mlt_fail_memory(error);
    mlt_luma_plane(levels, in, row);
    const air a = {(float)io->params[0],
                   (float)percentile_99(levels, area) * mlt_luma_unit(in->format)};
    return mlt_change_rows(io, change, &a, error);
}

static const mlt_param params[] = {
    {.name = "transmission",
     .unit = "of the scene's light",
     .low = 0,
     .high = 1,
     .values = {.85, .7, .55, .45, .35},
     .has_identity = true,
     .identity = 1},
};

const mlt_kind mlt_kind_haze = {
    .name = "haze",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_WEATHER,
    .revision = 1,
    .flags = 0,
    .summary = "an even veil of bright air that takes contrast and colour from the whole scene",
    .when = "aerial and long-range cameras, smog, dust, smoke, fogged lenses",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
