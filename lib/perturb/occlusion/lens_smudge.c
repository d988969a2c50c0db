/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "image/rows.h"
#include "image/soft_copy.h"
#include "perturb/blobs.h"
#include "perturb/pointwise.h"
#include "perturb/scratch.h"

enum { COVERED, SIGMA, VEIL, MOST = 16, FACTOR = 4 };

/* A smear ends slowly: as far within its outline as beyond. */
static const double core = .55, reach = 1.45;

/* Rows of one number a pixel; `over` and `line` are of pixels of the copy. */
typedef struct {
    const mlt_blob *blobs;
    size_t n;
    mlt_small_picture copy;
    float *weights, *more, *t, *gain, *light, *over, *line;
    uint32_t *low;
} smears;

/* How much grease there is on each pixel of a row; it lies between *from and *to. */
static void gather(const smears *s, const mlt_row_place *place, uint32_t *from, uint32_t *to)
{
    const mlt_blob_loops *loops = mlt_kernels_get()->blob;
    memset(s->weights, 0, place->width * sizeof *s->weights);
    *from = place->width;
    *to = 0;
    for (size_t i = 0; i < s->n; i++) {
        uint32_t first, end;
        if (!mlt_blob_span(&s->blobs[i], reach, place->y, place->width, &first, &end))
            continue;
        mlt_blob_distances(&s->blobs[i], s->more, first + 0.5, place->y + 0.5, 1, end - first);
        loops->fade(s->more, s->more, (float)core, (float)reach, end - first);
        loops->unite(s->weights + first, s->more, end - first);
        *from = first < *from ? first : *from;
        *to = end > *to ? end : *to;
    }
}

static void change(float *v, const mlt_row_place *place)
{
    static const float clear[3] = {1, 1, 1};
    const mlt_blob_loops *loops = mlt_kernels_get()->blob;
    const smears *s = place->data;
    uint32_t from, to;
    gather(s, place, &from, &to);
    if (from >= to)
        return;
    mlt_soft_copy_row(&s->copy, s->over, place->y, s->low + from, s->t + from, to - from, s->line);
    v += (size_t)from * place->channels;
    if (place->channels == 1)
        loops->lay_over(v, s->weights + from, s->over, s->gain, s->light, 1, to - from);
    else
        loops->lay_over3(v, s->weights + from, s->over, s->gain, s->light, clear, to - from);
}

/* The veil is what the smears scatter: light between the picture's mean and white. */
static void fill_rows(smears *s, float *rows, const mltest_image_view *in, float veil)
{
    size_t width = in->width;
    float mean = mlt_soft_copy_mean(&s->copy, mlt_format_channels(in->format));
    float light = veil * (mean + mlt_format_max(in->format)) / 2;
    s->weights = rows;
    s->more = rows + width;
    s->t = rows + 2 * width;
    s->gain = rows + 3 * width;
    s->light = rows + 4 * width;
    s->over = rows + 5 * width;
    s->line = rows + 9 * width;
    mlt_soft_copy_columns(&s->copy, s->low, s->t, in->width);
    for (size_t x = 0; x < width; x++) {
        s->gain[x] = 1 - veil;
        s->light[x] = light;
    }
}

/*
 * A finger or a cloth has left grease, in large smears along the way it went: they scatter light,
 * so that the picture behind them is blurred and lies under a veil. Draws the blobs.
 */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    double size = sqrt((double)in->width * in->height), sigma = io->params[SIGMA];
    mlt_blob_style style = {
        .least = .1 * size, .most = .25 * size, .stretch = 1.8, .rough = .2, .is_along = true};
    mlt_blob blobs[MOST];
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    mlt_blobs_draw(blobs, MOST, &draws, in, &style);
    smears s = {.blobs = blobs, .n = mlt_blobs_cover(blobs, MOST, in, io->params[COVERED])};
    size_t floats = 9 * (size_t)in->width + 4 * ((size_t)in->width / FACTOR + 2);
    float *rows = mlt_scratch_get(io->scratch, 1, floats * sizeof *rows);
    s.low = mlt_scratch_get(io->scratch, 3, in->width * sizeof *s.low);
    void *work = mlt_scratch_get(io->scratch, 2, mlt_soft_copy_bytes(in, FACTOR, sigma));
    if (rows == NULL || s.low == NULL || work == NULL)
        return mlt_fail_memory(error);
    mlt_soft_copy_make(&s.copy, in, FACTOR, sigma, work);
    fill_rows(&s, rows, in, (float)io->params[VEIL]);
    return mlt_change_rows(io, change, &s, error);
}

static const mlt_param params[] = {
    {.name = "covered",
     .unit = "of the picture",
     .low = 0,
     .high = 1,
     .values = {.15, .24, .34, .45, .57},
     .has_identity = true,
     .identity = 0},
    {.name = "sigma",
     .unit = "px of blur",
     .low = 2,
     .high = 100,
     .values = {3, 4.5, 6.5, 9, 12},
     .is_length_px = true},
    {.name = "veil",
     .unit = "of the light is scattered",
     .low = 0,
     .high = 1,
     .values = {.1, .17, .25, .33, .42}},
};

const mlt_kind mlt_kind_lens_smudge = {
    .name = "lens_smudge",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_OCCLUSION,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "fingerprints and grease on the lens: parts of the picture are blurred under a veil",
    .when = "phones, doorbells, cameras within reach of hands, lenses wiped with a sleeve",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
