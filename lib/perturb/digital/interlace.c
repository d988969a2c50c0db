/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "perturb/perturb.h"

/* The colours of a row, moved right by `shift` pixels; the edge pixel repeats. */
static void move_row(uint8_t *to, const uint8_t *from, int64_t shift, int64_t width,
                     uint32_t format)
{
    size_t step = mlt_format_bytes(format), colour = mlt_format_has_alpha(format) ? 3 : step;
    for (int64_t x = 0; x < width; x++) {
        int64_t place = x - shift;
        place = place < 0 ? 0 : place >= width ? width - 1 : place;
        memcpy(to + (size_t)x * step, from + (size_t)place * step, colour);
    }
}

/* The second field of a frame was taken later: what moved, or the camera, is elsewhere in it. Draws
 * which way, one word. Labels belong to the first field. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    int64_t shift = (int64_t)floor(io->params[0] + 0.5);
    shift = mlt_draw_u32(&draws) >> 31 != 0 ? -shift : shift;
    TRY(mlt_image_copy_view(io->out, in, error));
    for (uint32_t y = 1; y < in->height; y += 2)
        move_row((uint8_t *)io->out->data + (int64_t)y * io->out->stride_bytes, mlt_view_row(in, y),
                 shift, in->width, in->format);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "shift",
     .unit = "px between the fields",
     .low = 0,
     .high = 1000,
     .values = {1, 2, 4, 7, 12},
     .has_identity = true,
     .identity = 0,
     .is_length_px = true},
};

const mlt_kind mlt_kind_interlace = {
    .name = "interlace",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "two half pictures of different moments, row by row",
    .when = "old video cameras and recorders, television, ultrasound over analogue cables",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
