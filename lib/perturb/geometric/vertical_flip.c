/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "perturb/perturb.h"

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    const double mirror[9] = {1, 0, 0, 0, -1, in->height, 0, 0, 1};
    size_t n = (size_t)in->width * mlt_format_bytes(in->format);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    for (uint32_t y = 0; y < in->height; y++)
        memcpy((uint8_t *)io->out->data + (int64_t)y * io->out->stride_bytes,
               mlt_view_row(in, in->height - 1 - y), n);
    if (!mlt_map_from_homography(&io->map, mirror))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "vertical_flip: no inverse");
    return MLTEST_OK;
}

const mlt_kind mlt_kind_vertical_flip = {
    .name = "vertical_flip",
    .mltest_name = "VerticalFlip",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_SINGLE | MLT_KIND_GEOMETRIC,
    .summary = "a camera mounted or read upside down, and mirrored",
    .when = "cameras on ceilings and in aircraft, microscopy; not where up and down mean "
            "something",
    .apply = apply,
};
