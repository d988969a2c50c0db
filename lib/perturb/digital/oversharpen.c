/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "image/rows.h"
#include "image/separable.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { AMOUNT, RADIUS, TRUNCATE = 3, MOST_SIGMA = 50, MOST_RADIUS = TRUNCATE * MOST_SIGMA };

/* What rows are made from; `own` is room for a row. */
typedef struct {
    mlt_image *out;
    const mltest_image_view *in;
    float *own, amount;
} sharpening;

static void load(void *from, uint32_t y, float *row)
{
    const sharpening *s = from;
    mlt_row_load(row, s->in, y);
}

/* v + amount · (v - blurred), rounded to the nearest. */
static void store(void *to, uint32_t y, const float *row)
{
    const sharpening *s = to;
    size_t n = (size_t)s->in->width * mlt_format_channels(s->in->format);
    mlt_row_load(s->own, s->in, y);
    for (size_t i = 0; i < n; i++)
        s->own[i] += s->amount * (s->own[i] - row[i]) + 0.5f;
    mlt_row_store(s->out, y, s->own, s->in);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    float weights[MOST_RADIUS + 1];
    mlt_taps taps = {weights, mlt_gaussian_radius(io->params[RADIUS], TRUNCATE)};
    sharpening s = {.out = io->out, .in = in, .amount = (float)io->params[AMOUNT]};
    mlt_separable filter = {.width = in->width,
                            .height = in->height,
                            .channels = mlt_format_channels(in->format),
                            .down = taps,
                            .across = taps,
                            .edge = MLT_EDGE_REPLICATE,
                            .load = load,
                            .store = store,
                            .from = &s,
                            .to = &s};
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    s.own = mlt_scratch_get(io->scratch, 0, (size_t)in->width * filter.channels * sizeof *s.own);
    void *work = mlt_scratch_get(io->scratch, 1, mlt_separable_bytes(&filter));
    if (s.own == NULL || work == NULL)
        return mlt_fail_memory(error);
    mlt_gaussian_weights(weights, io->params[RADIUS], taps.radius);
    mlt_separable_run(&filter, work);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "amount",
     .unit = "of the difference to the blurred picture",
     .low = 0,
     .high = 50,
     .values = {.5, 1, 2, 3.5, 5},
     .has_identity = true,
     .identity = 0},
    {.name = "radius",
     .unit = "px, standard deviation of the blur",
     .low = 0.1,
     .high = MOST_SIGMA,
     .values = {2, 2, 2, 2, 2},
     .is_free = true,
     .is_length_px = true},
};

const mlt_kind mlt_kind_oversharpen = {
    .name = "oversharpen",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = 0,
    .summary = "edges with bright and dark halos",
    .when = "phone cameras, video chains that sharpen, pictures processed for people",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
