/* SPDX-License-Identifier: MIT */
#include "perturb/geometric/elastic_transform.h"

#include <string.h>

#include "base/error.h"
#include "image/scene.h"
#include "image/separable.h"
#include "kernel/kernels.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

enum { TRUNCATE = 3, MOST_RADIUS = 2000 };

typedef struct {
    mlt_image *out;
    const mltest_image_view *in;
    const mlt_elastic_numbers *numbers;
    mlt_seen seen;
} view;

static void load(void *from, uint32_t y, float *row)
{
    const view *v = from;
    v->numbers->next(v->numbers->from, y, row, 2 * (size_t)v->in->width);
}

/* Shifts become the row that is seen through them; alpha stays where it is. */
static void store(void *to, uint32_t y, const float *shifts)
{
    const view *v = to;
    const mlt_seen *seen = &v->seen;
    const mlt_bilinear_loops *loops = mlt_kernels_get()->bilinear;
    const uint8_t *own = mlt_view_row(v->in, y);
    mlt_kernels_get()->coordinates->displace(&seen->places, &seen->scene, shifts, y);
    (mlt_format_is_16bit(v->in->format) ? loops->mix16 : loops->mix8)(
        seen->row, &seen->scene, &seen->places, 0, seen->n_pixels);
    for (size_t x = 0; x < seen->n_pixels && mlt_format_has_alpha(v->in->format); x++)
        seen->row[4 * x + 3] = own[4 * x + 3];
    memcpy((uint8_t *)v->out->data + (int64_t)y * v->out->stride_bytes, seen->row,
           seen->n_pixels * seen->scene.pixel);
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
                           .channels = 2,
                           .down.radius = radius_of(height),
                           .across.radius = radius_of(width),
                           .edge = MLT_EDGE_REFLECT,
                           .load = load,
                           .store = store};
}

/* What is seen, the filter's memory, and its weights. */
size_t mlt_elastic_bytes(const mltest_image_view *in)
{
    mlt_separable filter = filter_of(in->width, in->height);
    size_t weights = filter.down.radius + filter.across.radius + 2;
    return mlt_seen_bytes(in, 0, in->width) + mlt_separable_bytes(&filter) +
           weights * sizeof(float);
}

/* The weights of one pass carry the amplitude. */
void mlt_elastic_run(mlt_image *out, const mltest_image_view *in, double alpha,
                     const mlt_elastic_numbers *numbers, void *work)
{
    mlt_separable filter = filter_of(in->width, in->height);
    view v = {.out = out, .in = in, .numbers = numbers};
    char *filter_work = (char *)work + mlt_seen_bytes(in, 0, in->width);
    float *down = (float *)(void *)(filter_work + mlt_separable_bytes(&filter));
    float *across = down + filter.down.radius + 1, most = (float)(.005 * in->height * alpha);
    mlt_seen_init(&v.seen, in, 0, in->width, work);
    mlt_gaussian_weights(down, .01 * in->height, filter.down.radius);
    mlt_gaussian_weights(across, .01 * in->width, filter.across.radius);
    for (size_t k = 0; k <= filter.across.radius; k++)
        across[k] *= most;
    filter.down.weights = down;
    filter.across.weights = across;
    filter.from = filter.to = &v;
    mlt_separable_run(&filter, filter_work);
}

static void next_numbers(void *from, uint32_t y, float *out, size_t n)
{
    mlt_kernels_get()->random->signed16(out, mlt_field_words(from, y, n), n);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    mlt_field field;
    const mlt_elastic_numbers numbers = {next_numbers, &field};
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, 2 * (size_t)in->width, error));
    void *work = mlt_scratch_get(io->scratch, 0, mlt_elastic_bytes(in));
    if (work == NULL)
        return mlt_fail_memory(error);
    mlt_elastic_run(io->out, in, io->params[0], &numbers, work);
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
