/* SPDX-License-Identifier: MIT */
#include "perturb/blur/glass_blur.h"

#include <string.h>

#include "base/error.h"
#include "image/separable.h"
#include "kernel/kernels.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

enum { SIGMA, DELTA, PASSES, MOST_SIGMA = 20, TRUNCATE = 4, MOST_RADIUS = MOST_SIGMA * TRUNCATE };

/* Rows of pixels that are copied whole, each one step after the other. */
typedef struct {
    uint8_t *first;
    int64_t stride, step;
    size_t size; /* bytes to copy, without alpha */
} plane;

/* n copies from `at` down. Called with constants for size and step. */
static inline void copy_pixels(uint8_t *at, const int32_t *offsets, size_t n, size_t size,
                               int64_t step)
{
    for (size_t i = 0; i < n; i++, at -= step)
        memcpy(at, at + offsets[i], size);
}

static void copy_row(const plane *p, int64_t y, int64_t x, const int32_t *offsets, size_t n)
{
    uint8_t *at = p->first + y * p->stride + x * p->step;
    if (p->size == 4)
        copy_pixels(at, offsets, n, 4, 4);
    else if (p->size == 1)
        copy_pixels(at, offsets, n, 1, 1);
    else
        copy_pixels(at, offsets, n, p->size, p->step);
}

static void find_offsets(int32_t *out, const plane *p, int32_t delta,
                         const mlt_glass_numbers *numbers, size_t n)
{
    uint32_t side = 2 * (uint32_t)delta;
    int32_t step = (int32_t)p->step, stride = (int32_t)p->stride;
    if (delta <= MLT_GLASS_ONE_WORD) {
        const uint16_t *words = numbers->next(numbers->from, n);
        mlt_kernels_get()->glass->offsets(out, words, side, step, stride, n);
        return;
    }
    const uint16_t *words = numbers->next(numbers->from, 2 * n);
    for (size_t i = 0; i < n; i++) {
        int32_t dx = (int32_t)(words[2 * i] * side >> 16) - delta;
        int32_t dy = (int32_t)(words[2 * i + 1] * side >> 16) - delta;
        out[i] = dx * step + dy * stride;
    }
}

static bool is_spread(const mlt_image *image)
{
    return image->format == MLTEST_FORMAT_RGB8;
}

size_t mlt_glass_bytes(const mlt_image *image)
{
    size_t n_pixels = (size_t)image->width * image->height;
    return (image->width + (is_spread(image) ? n_pixels : 0)) * sizeof(int32_t);
}

/* Where the pixels are to be found. Those of three bytes are given four: what has just been written
 * is read again before long, and from a part of it that were slow. */
static plane plane_of(const mlt_image *image, uint32_t *spread)
{
    size_t bytes = mlt_format_is_16bit(image->format) ? 2 : 1;
    plane p = {.first = image->data, .stride = image->stride_bytes};
    p.size = mlt_format_channels(image->format) * bytes;
    p.step = (int64_t)mlt_format_bytes(image->format);
    if (!is_spread(image))
        return p;
    for (uint32_t y = 0; y < image->height; y++)
        mlt_kernels_get()->glass->spread3(spread + (size_t)y * image->width, p.first + y * p.stride,
                                          image->width);
    return (plane){(uint8_t *)spread, 4 * (int64_t)image->width, 4, 4};
}

void mlt_glass_shuffle(mlt_image *image, int32_t delta, int passes,
                       const mlt_glass_numbers *numbers, void *work)
{
    int64_t d = delta, width = image->width, height = image->height;
    if (width <= 2 * d || height <= 2 * d)
        return;
    size_t n = (size_t)(width - 2 * d);
    int32_t *offsets = work;
    uint32_t *spread = (uint32_t *)work + width;
    plane p = plane_of(image, spread);
    for (int pass = 0; pass < passes; pass++) {
        for (int64_t y = height - d; y > d; y--) {
            find_offsets(offsets, &p, delta, numbers, n);
            copy_row(&p, y, width - d, offsets, n);
        }
    }
    for (int64_t y = 0; is_spread(image) && y < height; y++)
        mlt_kernels_get()->glass->join3((uint8_t *)image->data + y * image->stride_bytes,
                                        spread + y * width, image->width);
}

/* A row of the shuffle takes a row of the field. */
typedef struct {
    mlt_field field;
    uint32_t row;
} source;

static const uint16_t *next_words(void *from, size_t n)
{
    source *s = from;
    return mlt_field_words(&s->field, s->row++, n);
}

static mltest_status blur(mlt_step_io *io, const mltest_image_view *in, const mlt_taps *taps,
                          const mlt_beside_levels *levels, mltest_error **error)
{
    mlt_separable_picture picture = {in, io->out, levels};
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
    mlt_beside_levels levels;
    mlt_taps taps = {weights, mlt_gaussian_radius(io->params[SIGMA], TRUNCATE)};
    source s = {.row = 0};
    const mlt_glass_numbers numbers = {next_words, &s};
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&s.field, io, 2 * (size_t)in->width, error));
    void *work = mlt_scratch_get(io->scratch, 1, mlt_glass_bytes(io->out));
    if (work == NULL)
        return mlt_fail_memory(error);
    mlt_gaussian_weights(weights, io->params[SIGMA], taps.radius);
    mlt_gaussian_levels(&levels, io->params[SIGMA], taps.radius);
    TRY(blur(io, in, &taps, &levels, error));
    mlt_glass_shuffle(io->out, (int32_t)io->params[DELTA], (int)io->params[PASSES], &numbers, work);
    mltest_image_view shuffled = mlt_image_view(io->out);
    return blur(io, &shuffled, &taps, &levels, error);
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
