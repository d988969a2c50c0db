/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/blobs.h"
#include "perturb/hide.h"
#include "perturb/pointwise.h"
#include "perturb/scratch.h"

enum { MOST = 64 };

/* Half of the light is lost on the outline, all of it within the core. */
static const double core = .6, reach = 1.4;

typedef struct {
    const mlt_blob *blobs;
    size_t n;
    float level[3]; /* in levels */
    float *weights;
} spots;

static void change(float *v, const mlt_row_place *place)
{
    const mlt_blob_loops *loops = mlt_kernels_get()->blob;
    const spots *s = place->data;
    for (size_t i = 0; i < s->n; i++) {
        uint32_t first, end;
        if (!mlt_blob_span(&s->blobs[i], reach, place->y, place->width, &first, &end))
            continue;
        float *at = v + (size_t)first * place->channels;
        mlt_blob_distances(&s->blobs[i], s->weights, first + 0.5, place->y + 0.5, 1, end - first);
        loops->fade(s->weights, s->weights, (float)core, (float)reach, end - first);
        if (place->channels == 1)
            loops->lay(at, s->weights, s->level[1], end - first);
        else
            loops->lay3(at, s->weights, s->level, end - first);
    }
}

/* The longest run of pixels of a row within a blob's core. */
static mlt_rectangle core_run(const mlt_blob *blob, uint32_t y, uint32_t width, float *d)
{
    uint32_t first, end;
    mlt_rectangle longest = {0, y, 0, (int64_t)y + 1};
    if (!mlt_blob_span(blob, core, y, width, &first, &end))
        return longest;
    mlt_blob_distances(blob, d, first + 0.5, y + 0.5, 1, end - first);
    for (uint32_t x = first; x < end; x++) {
        uint32_t from = x;
        while (x < end && (double)d[x - first] <= core)
            x++;
        if (x - from > longest.x1 - longest.x0) {
            longest.x0 = from;
            longest.x1 = x;
        }
    }
    return longest;
}

/* Journals what is certainly hidden of a blob: bands of rows, each as wide as its narrowest row.
 * Where bands begin does not depend on the blob, so that they grow with it. */
static mltest_status cover(mlt_step_io *io, const mlt_blob *blob, int64_t height, float *d,
                           mltest_error **error)
{
    double size = 2 * blob->radius * blob->stretch;
    int64_t first = (int64_t)floor(blob->y - size), last = (int64_t)ceil(blob->y + size);
    first = first > 0 ? first / height * height : 0;
    last = last < io->in->height ? last : io->in->height;
    for (int64_t y = first; y < last; y += height) {
        int64_t end = y + height < last ? y + height : last;
        mlt_rectangle band = core_run(blob, (uint32_t)y, io->in->width, d);
        for (int64_t row = y + 1; row < end; row++) {
            mlt_rectangle run = core_run(blob, (uint32_t)row, io->in->width, d);
            band.x0 = run.x0 > band.x0 ? run.x0 : band.x0;
            band.x1 = run.x1 < band.x1 ? run.x1 : band.x1;
        }
        band.y1 = end;
        TRY(mlt_cover_rectangle(io, band, error));
    }
    return MLTEST_OK;
}

/* Draws the colour, almost black and a little brown, and then the blobs. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    double size = sqrt((double)in->width * in->height);
    mlt_blob_style style = {.least = .03 * size, .most = .08 * size, .stretch = 1.3, .rough = .12};
    mlt_blob blobs[MOST];
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    float dark = (float)mlt_draw_between(&draws, .01, .08);
    float top = mlt_format_max(in->format);
    mlt_blobs_draw(blobs, MOST, &draws, in, &style);
    spots s = {.blobs = blobs, .level = {dark * top, .9f * dark * top, .75f * dark * top}};
    s.n = mlt_blobs_cover(blobs, MOST, in, io->params[0]);
    s.weights = mlt_scratch_get(io->scratch, 1, in->width * sizeof *s.weights);
    if (s.weights == NULL)
        return mlt_fail_memory(error);
    TRY(mlt_change_rows(io, change, &s, error));
    for (size_t i = 0; i < s.n; i++)
        TRY(cover(io, &blobs[i], (int64_t)(size / 80) + 1, s.weights, error));
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "covered",
     .unit = "of the picture loses half of its light or more",
     .low = 0,
     .high = .5,
     .values = {.02, .04, .08, .14, .22},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_dark_spots = {
    .name = "dark_spots",
    .mltest_name = "DarkSpots",
    .family = "",
    .category = MLT_CATEGORY_OCCLUSION,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_HIDES,
    .summary = "dirt on the lens, out of focus: dark spots with soft edges",
    .when = "vehicles, farm and construction machines, outdoor cameras nobody cleans, dust in "
            "microscopes",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
