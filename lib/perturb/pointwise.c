/* SPDX-License-Identifier: MIT */
#include "perturb/pointwise.h"

#include "base/error.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/scratch.h"

mltest_status mlt_change_rows(mlt_step_io *io, void (*change)(float *v, const mlt_row_place *place),
                              const void *data, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    mlt_row_place place = {
        0,   in->width, in->height, mlt_format_channels(in->format), mlt_format_max(in->format),
        data};
    size_t n = (size_t)in->width * place.channels;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, n * sizeof *row);
    if (row == NULL)
        return mlt_fail_memory(error);
    for (place.y = 0; place.y < in->height; place.y++) {
        mlt_row_load(row, in, place.y);
        change(row, &place);
        mlt_kernels_get()->rows->affine(row, 1, 0.5f, n); /* storing truncates */
        mlt_row_store(io->out, place.y, row, in);
    }
    return MLTEST_OK;
}

/* levels × channels entries, channel by channel. */
static void fill_table(uint16_t *table, uint32_t levels, uint32_t channels,
                       double (*map)(double level, uint32_t channel, const void *data),
                       const void *data)
{
    double top = levels - 1;
    for (uint32_t c = 0; c < channels; c++) {
        for (uint32_t i = 0; i < levels; i++) {
            double v = map(i / top, c, data) * top + 0.5;
            double positive = v > 0 ? v : 0;
            *table++ = (uint16_t)(positive < top ? positive : top);
        }
    }
}

static void look_up(float *v, const uint16_t *table, uint32_t levels, uint32_t channels,
                    uint32_t width)
{
    for (uint32_t x = 0; x < width; x++)
        for (uint32_t c = 0; c < channels; c++, v++)
            *v = table[c * levels + (uint32_t)*v];
}

mltest_status mlt_change_levels(mlt_step_io *io,
                                double (*map)(double level, uint32_t channel, const void *data),
                                const void *data, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t channels = mlt_format_channels(in->format);
    uint32_t levels = (uint32_t)mlt_format_max(in->format) + 1;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, (size_t)in->width * channels * sizeof *row);
    uint16_t *table = mlt_scratch_get(io->scratch, 1, (size_t)levels * channels * sizeof *table);
    if (row == NULL || table == NULL)
        return mlt_fail_memory(error);
    fill_table(table, levels, channels, map, data);
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_row_load(row, in, y);
        look_up(row, table, levels, channels, in->width);
        mlt_row_store(io->out, y, row, in);
    }
    return MLTEST_OK;
}
