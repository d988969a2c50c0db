/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "codec/jpeg.h"
#include "image/image.h"
#include "perturb/perturb.h"

/* Puts decoded 8-bit grey or RGB back into the input's format; alpha is the input's. */
static void widen(mlt_image *out, const mltest_image_view *in, const mlt_pixels *decoded)
{
    uint32_t channels = mlt_format_channels(in->format), step = mlt_format_bytes(in->format);
    for (uint32_t y = 0; y < in->height; y++) {
        const uint8_t *from = (const uint8_t *)decoded->data + (int64_t)y * decoded->stride_bytes;
        uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
        const uint8_t *old = mlt_view_row(in, y);
        for (uint32_t x = 0; x < in->width; x++, to += step, old += step) {
            for (uint32_t c = 0; c < channels; c++, from++) {
                uint16_t wide = (uint16_t)(*from * 257);
                if (mlt_format_is_16bit(in->format))
                    memcpy(to + (size_t)2 * c, &wide, 2);
                else
                    to[c] = *from;
            }
            if (mlt_format_has_alpha(in->format))
                to[3] = old[3];
        }
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    mlt_text file;
    mlt_pixels decoded = {.data = NULL};
    mlt_text_init(&file, io->ctx);
    mltest_status status =
        mlt_jpeg_encode(io->ctx, in, (int)floor(io->params[0] + 0.5), &file, error);
    if (status == MLTEST_OK)
        status = mlt_jpeg_decode(io->ctx, "jpeg_compression", file.bytes, file.n, &decoded, error);
    if (status == MLTEST_OK)
        status = mlt_image_resize(io->out, in->width, in->height, in->format, error);
    if (status == MLTEST_OK)
        widen(io->out, in, &decoded);
    mlt_pixels_free(io->ctx, &decoded);
    mlt_text_free(&file);
    return status;
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
