/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "perturb/perturb.h"

/* Called with a constant step, so that a pixel is copied without a loop. */
static inline void reverse(uint8_t *to, const uint8_t *from, size_t width, size_t step)
{
    for (size_t x = 0; x < width; x++)
        memcpy(to + x * step, from + (width - 1 - x) * step, step);
}

static void reverse_row(uint8_t *to, const uint8_t *from, size_t width, uint32_t bytes)
{
    switch (bytes) {
    case 1:
        reverse(to, from, width, 1);
        break;
    case 2:
        reverse(to, from, width, 2);
        break;
    case 3:
        reverse(to, from, width, 3);
        break;
    case 4:
        reverse(to, from, width, 4);
        break;
    default:
        reverse(to, from, width, bytes);
        break;
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    const double mirror[9] = {-1, 0, in->width, 0, 1, 0, 0, 0, 1};
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    for (uint32_t y = 0; y < in->height; y++)
        reverse_row((uint8_t *)io->out->data + (int64_t)y * io->out->stride_bytes,
                    mlt_view_row(in, y), in->width, mlt_format_bytes(in->format));
    if (!mlt_map_from_homography(&io->map, mirror))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "horizontal_flip: no inverse");
    return MLTEST_OK;
}

const mlt_kind mlt_kind_horizontal_flip = {
    .name = "horizontal_flip",
    .mltest_name = "HorizontalFlip",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_SINGLE | MLT_KIND_GEOMETRIC,
    .summary = "the scene in a mirror: left is right",
    .when = "a model that should not care for left and right; not for text or traffic signs",
    .apply = apply,
};
