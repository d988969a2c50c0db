/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "codec/jpeg.h"
#include "image/jpeg_blocks.h"
#include "image/jpeg_steps.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* What the file would show: mlt_jpeg_encode() and mlt_jpeg_decode() give the same pixels. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    int quality = (int)floor(io->params[0] + 0.5);
    mlt_jpeg_planes planes;
    mlt_dct_steps steps;
    TRY(mlt_jpeg_check_size(in, error));
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    void *memory = mlt_scratch_get(io->scratch, 0, mlt_jpeg_planes_bytes(in));
    if (memory == NULL)
        return mlt_fail_memory(error);
    mlt_jpeg_planes_init(&planes, in, memory);
    mlt_jpeg_split(&planes, in);
    for (uint32_t k = 0; k < planes.n; k++) {
        mlt_jpeg_steps(&steps, k > 0, quality);
        mlt_jpeg_quantise(&planes.planes[k], &steps);
    }
    mlt_jpeg_join(&planes, in, io->out);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "quality",
     .unit = "IJG quality",
     .low = 1,
     .high = 100,
     .values = {25, 18, 15, 10, 7},
     .has_identity = true,
     .identity = 100},
};

const mlt_kind mlt_kind_jpeg_compression = {
    .name = "jpeg_compression",
    .mltest_name = "CompressImage",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = 0,
    .summary = "strong compression on the way from the camera",
    .when = "web cameras, video servers, pictures that were passed on by messengers",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
