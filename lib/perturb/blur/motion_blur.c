/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/math.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { RADIUS, SIGMA, ANGLE, MOST_TAPS = 403 };

/* One tap of the trail: a shift and its weight. */
typedef struct {
    int dx, dy;
    double weight;
} tap;

/* The published trail (the package imagecorruptions 1.1.2): one-sided, integer shifts with ties
 * down, and cut without a new norm when it would leave the picture. Returns the number of taps. */
static int make_taps(tap taps[MOST_TAPS], const mlt_step_io *io, double degrees)
{
    int n = 2 * (int)io->params[RADIUS] + 1, used = 0;
    double sigma = io->params[SIGMA], sum = 0;
    double angle = degrees * (3.14159265358979323846 / 180);
    double sine = mlt_sin(angle), cosine = mlt_cos(angle);
    for (int i = 0; i < n; i++) {
        taps[i].weight = mlt_exp(-((double)i * i) / (2 * sigma * sigma));
        sum += taps[i].weight;
    }
    for (; used < n; used++) {
        tap *t = &taps[used];
        t->dy = (int)ceil(used * sine - .5);
        t->dx = (int)ceil(used * cosine - .5);
        t->weight /= sum;
        if (abs(t->dy) >= (int)io->in->height || abs(t->dx) >= (int)io->in->width)
            break;
    }
    return used;
}

static int64_t clamp(int64_t v, int64_t high)
{
    return v < 0 ? 0 : v > high ? high : v;
}

/* Adds pixels [from_x, to_x) of the output row that lie beyond an end of the shifted row. */
static void add_edge(float *to, const float *edge, float weight, int64_t from_x, int64_t to_x,
                     uint32_t channels)
{
    for (int64_t x = from_x; x < to_x; x++) {
        for (uint32_t c = 0; c < channels; c++)
            to[x * channels + c] += weight * edge[c];
    }
}

/* Adds a shifted row; beyond its ends the edge pixel repeats. */
static void add_row(float *to, const float *from, const tap *t, int64_t width, uint32_t channels)
{
    int64_t first = t->dx < 0 ? -t->dx : 0, last = t->dx > 0 ? width - t->dx : width;
    add_edge(to, from, (float)t->weight, 0, first, channels);
    mlt_kernels_get()->rows->accumulate(to + first * channels, from + (first + t->dx) * channels,
                                        (float)t->weight, (size_t)((last - first) * channels));
    add_edge(to, from + (width - 1) * channels, (float)t->weight, last, width, channels);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t channels = mlt_format_channels(in->format);
    size_t n = (size_t)in->width * channels;
    tap taps[MOST_TAPS];
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    double drawn = mlt_draw_between(&draws, -45, 45);
    int n_taps = make_taps(taps, io, isnan(io->params[ANGLE]) ? drawn : io->params[ANGLE]);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    float *row = mlt_scratch_get(io->scratch, 0, n * sizeof *row);
    float *all = mlt_scratch_get(io->scratch, 1, n * in->height * sizeof *all);
    if (row == NULL || all == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++)
        mlt_row_load(all + y * n, in, y);
    for (uint32_t y = 0; y < in->height; y++) {
        memset(row, 0, n * sizeof *row);
        for (int i = 0; i < n_taps; i++) {
            int64_t from = clamp((int64_t)y + taps[i].dy, (int64_t)in->height - 1);
            add_row(row, all + (size_t)from * n, &taps[i], in->width, channels);
        }
        mlt_row_store(io->out, y, row, in);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "radius",
     .unit = "px",
     .low = 1,
     .high = 200,
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
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
