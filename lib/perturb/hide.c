/* SPDX-License-Identifier: MIT */
#include "perturb/hide.h"

#include <string.h>

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

mltest_status mlt_hide_rectangle(mlt_step_io *io, mlt_rectangle r, uint8_t level,
                                 mltest_error **error)
{
    int64_t step = mlt_format_bytes(io->out->format);
    size_t colour = mlt_format_has_alpha(io->out->format) ? 3 : (size_t)step;
    mlt_rectangle seen = cut(io, r);
    for (int64_t y = seen.y0; y < seen.y1; y++) {
        uint8_t *to = (uint8_t *)io->out->data + y * io->out->stride_bytes + seen.x0 * step;
        for (int64_t x = seen.x0; x < seen.x1; x++, to += step)
            memset(to, level, colour);
    }
    return mlt_cover_rectangle(io, r, error);
}
