/* SPDX-License-Identifier: MIT */
#include "perturb/hit_pixels.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "perturb/fields.h"

mltest_status mlt_hit_pixels(mlt_step_io *io, double share, bool half_white, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    size_t step = mlt_format_bytes(in->format);
    size_t colour = mlt_format_has_alpha(in->format) ? 3 : step;
    uint32_t hits = 2 * (uint32_t)floor(share * 32768 + 0.5); /* even: as many black as white */
    mlt_field field;
    TRY(mlt_image_copy_view(io->out, in, error));
    TRY(mlt_field_init(&field, io, in->width, error));
    for (uint32_t y = 0; y < in->height; y++) {
        const uint16_t *words = mlt_field_words(&field, y, in->width);
        uint8_t *to = (uint8_t *)io->out->data + (int64_t)y * io->out->stride_bytes;
        for (uint32_t x = 0; x < in->width; x++, to += step)
            if (words[x] < hits)
                memset(to, half_white && words[x] % 2 != 0 ? 0xFF : 0, colour);
    }
    return MLTEST_OK;
}
