/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* Alpha is among the columns, and left out of the sums. */
static void add_columns(uint64_t sums[3], const uint32_t *columns, const mltest_image_view *in)
{
    uint32_t channels = mlt_format_channels(in->format);
    size_t step = channels + (mlt_format_has_alpha(in->format) ? 1 : 0);
    for (size_t x = 0; x < in->width; x++)
        for (uint32_t c = 0; c < channels; c++)
            sums[c] += columns[x * step + c];
}

/* The mean of each channel. The sum of a column of 65536 rows of 16 bits fits 32 bits. */
static void find_means(double means[3], const mltest_image_view *in, uint32_t *columns)
{
    bool is_wide = mlt_format_is_16bit(in->format);
    size_t n = (size_t)in->width * mlt_format_bytes(in->format) / (is_wide ? 2 : 1);
    const mlt_row_loops *rows = mlt_kernels_get()->rows;
    uint64_t sums[3] = {0, 0, 0};
    for (uint32_t y = 0; y < in->height; y++) {
        if (y % 65536 == 0)
            memset(columns, 0, n * sizeof *columns);
        (is_wide ? rows->add16 : rows->add8)(columns, mlt_view_row(in, y), n);
        if (y + 1 == in->height || y % 65536 == 65535)
            add_columns(sums, columns, in);
    }
    for (uint32_t c = 0; c < mlt_format_channels(in->format); c++)
        means[c] = (double)sums[c] / ((double)in->width * in->height);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t channels = mlt_format_channels(in->format);
    size_t n = (size_t)in->width * channels;
    double means[3], gain = io->params[0];
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, 2 * n * sizeof *row);
    uint32_t *columns = mlt_scratch_get(io->scratch, 1, 4 * (size_t)in->width * sizeof *columns);
    if (row == NULL || columns == NULL)
        return mlt_fail_memory(error);
    float *offset = row + n;
    find_means(means, in, columns);
    for (size_t i = 0; i < n; i++)
        offset[i] = (float)(means[i % channels] * (1 - gain));
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_row_load(row, in, y);
        mlt_kernels_get()->rows->scale(row, row, (float)gain, offset, n);
        mlt_row_store(io->out, y, row, in);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "gain",
     .unit = "around the mean",
     .low = 0,
     .high = 10,
     .values = {.4, .3, .2, .1, .05},
     .has_identity = true,
     .identity = 1},
};

const mlt_kind mlt_kind_contrast = {
    .name = "contrast",
    .mltest_name = "Contrast",
    .family = "",
    .category = MLT_CATEGORY_LIGHTING,
    .revision = 1,
    .flags = 0,
    .summary = "flat light or a dirty lens takes the contrast away",
    .when = "haze, dirty optics, displays and screens that are photographed",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
