/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "image/rows.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { LEVELS = 256 }; /* in 16 bits, too: pictures of 8 bits must come out the same there */

/* BT.601, rounded to one of 256 levels; unit: of one of them. */
static uint32_t luma(const float *v, uint32_t channels, float unit)
{
    float sum = channels == 1 ? *v : .299f * v[0] + .587f * v[1] + .114f * v[2];
    return (uint32_t)(sum / unit + .5f);
}

static void count_row(uint32_t *counts, const float *v, uint32_t width, uint32_t channels,
                      float unit)
{
    for (uint32_t x = 0; x < width; x++)
        counts[luma(v + (size_t)x * channels, channels, unit)]++;
}

/* From counts to how far each level moves: those that occur spread evenly over all, the lowest goes
 * to 0. A picture of one level stays. */
static void find_moves(float *moves, const uint32_t *counts, uint64_t n)
{
    uint64_t sum = 0;
    uint32_t lowest = 0;
    memset(moves, 0, LEVELS * sizeof *moves);
    while (counts[lowest] == 0)
        lowest++;
    if (counts[lowest] == n)
        return;
    for (uint32_t i = lowest; i < LEVELS; i++) {
        double share = (double)sum / (double)(n - counts[lowest]);
        if (i > lowest)
            share = (double)(sum + counts[i]) / (double)(n - counts[lowest]);
        moves[i] = (float)(rint(share * (LEVELS - 1)) - i);
        sum += i > lowest ? counts[i] : 0;
    }
}

/* All channels move with the luma: its colour difference stays. */
static void move_row(float *v, const float *moves, uint32_t width, uint32_t channels, float amount,
                     float unit)
{
    for (uint32_t x = 0; x < width; x++, v += channels) {
        float move = amount * unit * moves[luma(v, channels, unit)] + .5f;
        for (uint32_t c = 0; c < channels; c++)
            v[c] += move;
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t channels = mlt_format_channels(in->format), counts[LEVELS] = {0};
    float moves[LEVELS], unit = mlt_format_max(in->format) / (LEVELS - 1);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, (size_t)in->width * channels * sizeof *row);
    if (row == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_row_load(row, in, y);
        count_row(counts, row, in->width, channels, unit);
    }
    find_moves(moves, counts, (uint64_t)in->width * in->height);
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_row_load(row, in, y);
        move_row(row, moves, in->width, channels, (float)io->params[0], unit);
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
