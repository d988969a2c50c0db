/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdbool.h>

#include "base/error.h"
#include "image/strip.h"
#include "image/trail.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* Samples of a row that are blurred at a time: what lies under their trails stays in the
 * first-level cache. */
enum { RADIUS, SIGMA, ANGLE, STRIP = 768 };

static void blur_strip(const mlt_strip *strip, const mlt_trail_lines *lines)
{
    float row[STRIP];
    const mlt_trail *trail = lines->trail;
    for (int64_t y = -trail->above; y < (int64_t)strip->in->height + trail->below; y++) {
        mlt_strip_load(strip, mlt_trail_line(lines, y), y);
        mlt_trail_filled(lines, y);
        if (y >= trail->below) {
            mlt_trail_row(lines, row, y - trail->below);
            mlt_strip_store(strip, (uint32_t)(y - trail->below), row);
        }
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t channels = mlt_format_channels(in->format), width = STRIP / channels;
    bool is_8bit = !mlt_format_is_16bit(in->format);
    mlt_trail trail;
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    double drawn = mlt_draw_between(&draws, -45, 45);
    mlt_trail_make(&trail, (int)io->params[RADIUS], io->params[SIGMA],
                   isnan(io->params[ANGLE]) ? drawn : io->params[ANGLE], in->width, in->height);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    void *memory = mlt_scratch_get(io->scratch, 0, mlt_trail_bytes(&trail, width, channels));
    if (memory == NULL)
        return mlt_fail_memory(error);
    mlt_strip strip = {.in = in, .out = io->out, .edge = MLT_EDGE_REPLICATE};
    strip.left = (size_t)trail.left;
    strip.right = (size_t)trail.right;
    for (; strip.x < in->width; strip.x += width) {
        strip.width = in->width - strip.x < width ? in->width - strip.x : width;
        mlt_trail_lines lines = mlt_trail_lay_out(&trail, memory, strip.width, channels, is_8bit);
        blur_strip(&strip, &lines);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "radius",
     .unit = "px",
     .low = 1,
     .high = MLT_TRAIL_MOST_RADIUS,
     .values = {10, 15, 15, 15, 20},
     .rule = MLT_PARAM_STEP,
     .is_length_px = true},
    {.name = "sigma",
     .unit = "px",
     .low = .1,
     .high = 200,
     .values = {3, 5, 8, 12, 15},
     .is_length_px = true},
    {.name = "angle",
     .unit = "degrees, at random within 45 if not set",
     .low = -180,
     .high = 180,
     .values = {NAN, NAN, NAN, NAN, NAN},
     .is_free = true},
};

const mlt_kind mlt_kind_motion_blur = {
    .name = "motion_blur",
    .mltest_name = "MotionBlur",
    .family = "",
    .category = MLT_CATEGORY_BLUR,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "something moves while the shutter is open; the published one-sided trail",
    .when = "fast objects or a moving camera with a long exposure; content also shifts by a few "
            "pixels, so that small boxes are limited by their labels",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
