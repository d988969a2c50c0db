/* SPDX-License-Identifier: MIT */
#include "perturb/geometric/elastic_transform.h"

#include <math.h>

#include "base/error.h"
#include "image/rows.h"
#include "image/separable.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

enum { TRUNCATE = 3, MOST_RADIUS = 2000 };

/* --- the field ------------------------------------------------------------------------------- */

typedef struct {
    const mlt_elastic_numbers *numbers;
    int field;
    uint32_t width;
    float most, alpha;
    float *out;
} fill;

static void load(void *from, uint32_t y, float *row)
{
    const fill *f = from;
    f->numbers->next(f->numbers->from, f->field, y, row, f->width);
    for (uint32_t x = 0; x < f->width; x++)
        row[x] = f->most * (2 * row[x] - 1);
}

static void store(void *to, uint32_t y, const float *row)
{
    const fill *f = to;
    float *out = f->out + (size_t)y * f->width;
    for (uint32_t x = 0; x < f->width; x++)
        out[x] = f->alpha * row[x];
}

static size_t radius_of(uint32_t side)
{
    size_t radius = mlt_gaussian_radius(.01 * side, TRUNCATE);
    return radius < MOST_RADIUS ? radius : MOST_RADIUS;
}

static mlt_separable filter_of(uint32_t width, uint32_t height)
{
    return (mlt_separable){.width = width,
                           .height = height,
                           .channels = 1,
                           .down.radius = radius_of(height),
                           .across.radius = radius_of(width),
                           .edge = MLT_EDGE_REFLECT,
                           .load = load,
                           .store = store};
}

size_t mlt_elastic_bytes(uint32_t width, uint32_t height)
{
    mlt_separable filter = filter_of(width, height);
    size_t weights = filter.down.radius + filter.across.radius + 2;
    return mlt_separable_bytes(&filter) + weights * sizeof(float);
}

void mlt_elastic_field(float *out, uint32_t width, uint32_t height, double alpha, int field,
                       const mlt_elastic_numbers *numbers, void *work)
{
    mlt_separable filter = filter_of(width, height);
    fill f = {numbers, field, width, (float)(.005 * height), (float)alpha, out};
    float *down = (float *)(void *)((char *)work + mlt_separable_bytes(&filter));
    float *across = down + filter.down.radius + 1;
    mlt_gaussian_weights(down, .01 * height, filter.down.radius);
    mlt_gaussian_weights(across, .01 * width, filter.across.radius);
    filter.down.weights = down;
    filter.across.weights = across;
    filter.from = filter.to = &f;
    mlt_separable_run(&filter, work);
}

/* --- the picture ----------------------------------------------------------------------------- */

/* The two places that a coordinate lies between, mirrored at the edges, and the second's weight. */
typedef struct {
    size_t low, high;
    float t;
} between;

static between find(float v, uint32_t n)
{
    float low = floorf(v);
    int64_t i = (int64_t)low;
    if (i >= 0 && i + 1 < n)
        return (between){(size_t)i, (size_t)i + 1, v - low};
    return (between){mlt_edge_place(i, n, MLT_EDGE_REFLECT),
                     mlt_edge_place(i + 1, n, MLT_EDGE_REFLECT), v - low};
}

void mlt_elastic_row(float *out, const mltest_image_view *in, const float *picture, uint32_t y,
                     const float *dx, const float *dy)
{
    uint32_t channels = mlt_format_channels(in->format);
    size_t n = (size_t)in->width * channels;
    for (uint32_t x = 0; x < in->width; x++) {
        between column = find((float)x + dx[x], in->width);
        between line = find((float)y + dy[x], in->height);
        const float *above = picture + line.low * n, *below = picture + line.high * n;
        size_t a = column.low * channels, b = column.high * channels;
        for (uint32_t c = 0; c < channels; c++) {
            float upper = above[a + c] * (1 - column.t) + above[b + c] * column.t;
            float lower = below[a + c] * (1 - column.t) + below[b + c] * column.t;
            *out++ = upper * (1 - line.t) + lower * line.t;
        }
    }
}

typedef struct {
    mlt_field field;
    uint32_t height;
} source;

static void next_uniforms(void *from, int field, uint32_t y, float *out, size_t n)
{
    source *s = from;
    const uint16_t *words = mlt_field_words(&s->field, (uint32_t)field * s->height + y, n);
    for (size_t i = 0; i < n; i++)
        out[i] = ((float)words[i] + 0.5f) / 65536;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t width = in->width, height = in->height;
    size_t n = (size_t)width * mlt_format_channels(in->format), area = (size_t)width * height;
    source s = {.height = height};
    const mlt_elastic_numbers numbers = {next_uniforms, &s};
    TRY(mlt_image_resize(io->out, width, height, in->format, error));
    TRY(mlt_field_init(&s.field, io, width, error));
    float *row = mlt_scratch_get(io->scratch, 0, n * sizeof *row);
    float *picture = mlt_scratch_get(io->scratch, 1, n * height * sizeof *picture);
    float *fields = mlt_scratch_get(io->scratch, 2, 2 * area * sizeof *fields);
    void *work = mlt_scratch_get(io->scratch, 3, mlt_elastic_bytes(width, height));
    if (row == NULL || picture == NULL || fields == NULL || work == NULL)
        return mlt_fail_memory(error);
    for (int field = 0; field < 2; field++)
        mlt_elastic_field(fields + (size_t)field * area, width, height, io->params[0], field,
                          &numbers, work);
    for (uint32_t y = 0; y < height; y++)
        mlt_row_load(picture + y * n, in, y);
    for (uint32_t y = 0; y < height; y++) {
        const float *dx = fields + (size_t)y * width;
        mlt_elastic_row(row, in, picture, y, dx, dx + area);
        mlt_row_store(io->out, y, row, in);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "alpha",
     .unit = "times the smoothed noise",
     .low = 0,
     .high = 200,
     .values = {12.5, 16.25, 21.25, 25, 30},
     .has_identity = true,
     .identity = 0},
};

/* Labels stay, as published: boxes under 32 px do not fit any more from severity 3 on. */
const mlt_kind mlt_kind_elastic_transform = {
    .name = "elastic_transform",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "the scene seen through uneven glass or hot air",
    .when = "documents that are not flat, soft tissue, air over a hot road",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
