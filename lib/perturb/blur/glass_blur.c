/* SPDX-License-Identifier: MIT */
#include "perturb/blur/glass_blur.h"

#include <string.h>

#include "base/error.h"
#include "image/separable.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

enum { SIGMA, DELTA, PASSES, MOST_SIGMA = 20, TRUNCATE = 4, MOST_RADIUS = MOST_SIGMA * TRUNCATE };

/* One row: n copies from place x - 1 on, down. Called with constants for size and step. */
static inline void copy_pixels(uint8_t *at, int64_t stride, const int32_t *offsets, size_t n,
                               size_t size, int64_t step)
{
    for (size_t i = 0; i < n; i++, at -= step)
        memcpy(at, at + offsets[2 * i + 1] * stride + offsets[2 * i] * step, size);
}

static void shuffle_row(mlt_image *image, uint32_t y, uint32_t x, const int32_t *offsets, size_t n)
{
    size_t bytes = mlt_format_is_16bit(image->format) ? 2 : 1;
    size_t size = mlt_format_channels(image->format) * bytes;
    size_t step = size + (mlt_format_has_alpha(image->format) ? bytes : 0);
    uint8_t *at = (uint8_t *)image->data + (int64_t)y * image->stride_bytes + x * step;
    if (step == 3)
        copy_pixels(at, image->stride_bytes, offsets, n, 3, 3);
    else if (step == 1)
        copy_pixels(at, image->stride_bytes, offsets, n, 1, 1);
    else
        copy_pixels(at, image->stride_bytes, offsets, n, size, (int64_t)step);
}

void mlt_glass_shuffle(mlt_image *image, int32_t delta, int passes,
                       const mlt_glass_numbers *numbers, int32_t *row)
{
    int64_t d = delta, width = image->width, height = image->height;
    if (width <= 2 * d || height <= 2 * d)
        return;
    size_t n = (size_t)(width - 2 * d);
    for (int pass = 0; pass < passes; pass++) {
        for (int64_t y = height - d; y > d; y--) {
            numbers->next(numbers->from, row, 2 * n);
            shuffle_row(image, (uint32_t)y, (uint32_t)(width - d), row, n);
        }
    }
}

/* A row of the shuffle takes a row of 16-bit words. */
typedef struct {
    mlt_field field;
    uint32_t row;
    int32_t delta;
} source;

static void next_offsets(void *from, int32_t *out, size_t n)
{
    source *s = from;
    const uint16_t *words = mlt_field_words(&s->field, s->row++, n);
    for (size_t i = 0; i < n; i++)
        out[i] = (int32_t)(words[i] * (2 * (uint32_t)s->delta) >> 16) - s->delta;
}

static mltest_status blur(mlt_step_io *io, const mltest_image_view *in, const mlt_taps *taps,
                          mltest_error **error)
{
    mlt_separable_picture picture = {in, io->out};
    mlt_separable filter = {.down = *taps, .across = *taps, .edge = MLT_EDGE_REPLICATE};
    mlt_separable_of_picture(&filter, &picture);
    void *work = mlt_scratch_get(io->scratch, 0, mlt_separable_bytes(&filter));
    if (work == NULL)
        return mlt_fail_memory(error);
    mlt_separable_run(&filter, work);
    return MLTEST_OK;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    float weights[MOST_RADIUS + 1];
    mlt_taps taps = {weights, mlt_gaussian_radius(io->params[SIGMA], TRUNCATE)};
    source s = {.delta = (int32_t)io->params[DELTA]};
    const mlt_glass_numbers numbers = {next_offsets, &s};
    size_t n = 2 * (size_t)in->width;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&s.field, io, n, error));
    int32_t *row = mlt_scratch_get(io->scratch, 1, n * sizeof *row);
    if (row == NULL)
        return mlt_fail_memory(error);
    mlt_gaussian_weights(weights, io->params[SIGMA], taps.radius);
    TRY(blur(io, in, &taps, error));
    mlt_glass_shuffle(io->out, s.delta, (int)io->params[PASSES], &numbers, row);
    mltest_image_view shuffled = mlt_image_view(io->out);
    return blur(io, &shuffled, &taps, error);
}

static const mlt_param params[] = {
    {.name = "sigma",
     .unit = "px",
     .low = 0,
     .high = MOST_SIGMA,
     .values = {.7, .9, 1, 1.1, 1.5},
     .is_length_px = true},
    {.name = "delta",
     .unit = "px",
     .low = 1,
     .high = 100,
     .values = {1, 2, 2, 3, 4},
     .rule = MLT_PARAM_STEP,
     .is_length_px = true},
    {.name = "passes",
     .unit = "",
     .low = 0,
     .high = 10,
     .values = {2, 1, 3, 2, 2},
     .rule = MLT_PARAM_STEP},
};

const mlt_kind mlt_kind_glass_blur = {
    .name = "glass_blur",
    .mltest_name = "GlassBlur",
    .family = "",
    .category = MLT_CATEGORY_BLUR,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "frosted glass between camera and scene",
    .when = "windows of bathrooms and offices, privacy glass, heat haze in the near field",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
