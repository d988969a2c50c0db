/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "image/luma.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* From counts to how far each level moves: those that occur spread evenly over all, the lowest goes
 * to 0. A picture of one level stays. */
static void find_moves(float *moves, const uint64_t *counts, uint64_t n)
{
    uint64_t sum = 0;
    uint32_t lowest = 0;
    memset(moves, 0, MLT_LUMA_LEVELS * sizeof *moves);
    while (counts[lowest] == 0)
        lowest++;
    if (counts[lowest] == n)
        return;
    for (uint32_t i = lowest; i < MLT_LUMA_LEVELS; i++) {
        double share = (double)sum / (double)(n - counts[lowest]);
        if (i > lowest)
            share = (double)(sum + counts[i]) / (double)(n - counts[lowest]);
        moves[i] = (float)(rint(share * (MLT_LUMA_LEVELS - 1)) - i);
        sum += i > lowest ? counts[i] : 0;
    }
}

/* All channels move with the luma: its colour difference stays. */
static void move_row(float *v, const uint8_t *levels, const float *moves, uint32_t width,
                     uint32_t channels)
{
    for (uint32_t x = 0; x < width; x++, v += channels) {
        for (uint32_t c = 0; c < channels; c++)
            v[c] += moves[levels[x]];
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t channels = mlt_format_channels(in->format), width = in->width;
    uint64_t counts[MLT_LUMA_LEVELS];
    float moves[MLT_LUMA_LEVELS], unit = mlt_luma_unit(in->format);
    size_t area = (size_t)width * in->height;
    TRY(mlt_image_resize(io->out, width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, (size_t)width * channels * sizeof *row);
    uint8_t *levels = mlt_scratch_get(io->scratch, 1, area);
    if (row == NULL || levels == NULL)
        return mlt_fail_memory(error);
    mlt_luma_plane(levels, in, row);
    mlt_kernels_get()->grey->count(counts, levels, area);
    find_moves(moves, counts, area);
    for (int i = 0; i < MLT_LUMA_LEVELS; i++)
        moves[i] = (float)io->params[0] * unit * moves[i] + .5f;
    for (uint32_t y = 0; y < in->height; y++, levels += width) {
        mlt_row_load(row, in, y);
        move_row(row, levels, moves, width, channels);
        mlt_row_store(io->out, y, row, in);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "amount",
     .unit = "of the way to the equalised picture",
     .low = 0,
     .high = 1,
     .values = {.2, .4, .6, .8, 1},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_equalize = {
    .name = "equalize",
    .mltest_name = "Equalize",
    .family = "",
    .category = MLT_CATEGORY_LIGHTING,
    .revision = 1,
    .flags = 0,
    .summary = "contrast spread over all levels, as cameras and viewers do to help people",
    .when = "medical and surveillance displays, preprocessing that was switched on",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
