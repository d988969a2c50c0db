/* SPDX-License-Identifier: MIT */
#include "perturb/hide.h"

#include "base/alloc.h"
#include "base/error.h"

static int64_t clamp(int64_t v, int64_t high)
{
    return v < 0 ? 0 : v > high ? high : v;
}

static mlt_rectangle cut(const mlt_step_io *io, mlt_rectangle r)
{
    int64_t width = io->out->width, height = io->out->height;
    return (mlt_rectangle){clamp(r.x0, width), clamp(r.y0, height), clamp(r.x1, width),
                           clamp(r.y1, height)};
}

mltest_status mlt_cover_rectangle(mlt_step_io *io, mlt_rectangle r, mltest_error **error)
{
    r = cut(io, r);
    if (r.x1 <= r.x0 || r.y1 <= r.y0)
        return MLTEST_OK;
    if (!mlt_reserve(io->ctx, io->cover, io->cap_cover, io->n_cover + 1))
        return mlt_fail_memory(error);
    io->cover[io->n_cover++] =
        (mlt_box){(double)r.x0, (double)r.y0, (double)(r.x1 - r.x0), (double)(r.y1 - r.y0)};
    return MLTEST_OK;
}

/* Bytes of a pixel in memory, without alpha, and how many they are. */
static size_t fill_pixel(uint8_t pixel[6], const uint8_t rgb[3], uint32_t format)
{
    uint32_t luma = (299u * rgb[0] + 587u * rgb[1] + 114u * rgb[2] + 500) / 1000;
    bool is_grey = mlt_format_channels(format) == 1;
    size_t bytes = mlt_format_is_16bit(format) ? 2 : 1, n = is_grey ? bytes : 3 * bytes;
    for (size_t i = 0; i < n; i++)
        pixel[i] = is_grey ? (uint8_t)luma : rgb[i / bytes];
    return n;
}

void mlt_paint_rectangle(const mlt_step_io *io, mlt_rectangle r, const uint8_t rgb[3])
{
    uint8_t pixel[6];
    size_t step = mlt_format_bytes(io->out->format);
    size_t colour = fill_pixel(pixel, rgb, io->out->format);
    r = cut(io, r);
    for (int64_t y = r.y0; y < r.y1; y++) {
        uint8_t *to = (uint8_t *)io->out->data + y * io->out->stride_bytes + (size_t)r.x0 * step;
        for (int64_t x = r.x0; x < r.x1; x++, to += step)
            for (size_t i = 0; i < colour; i++)
                to[i] = pixel[i];
    }
}

mltest_status mlt_hide_rectangle(mlt_step_io *io, mlt_rectangle r, uint8_t level,
                                 mltest_error **error)
{
    const uint8_t rgb[3] = {level, level, level};
    mlt_paint_rectangle(io, r, rgb);
    return mlt_cover_rectangle(io, r, error);
}
