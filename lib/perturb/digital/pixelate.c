/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* The published sequence is the image library Pillow's: averages in fixed point of 22 bits, rounded
 * to whole levels after the horizontal and again after the vertical pass. */
typedef struct {
    const mltest_image_view *in;
    uint32_t channels, width, height; /* the small picture's */
    mlt_span *columns;                /* one for each of its columns */
    uint32_t *nearest;                /* the first sample of the pixel shown in each column */
    uint32_t *weights;                /* of the columns, for each sample */
    uint32_t *sums, *totals;          /* under a small row: of a row's spans; of the rows' means */
    float *row, *small;
} shrinking;

/* Whether a pixel is under the box, as Pillow's rounding has it where it lies on the edge. */
static bool is_inside(uint32_t i, double centre, double scale)
{
    double place = (i - centre + 0.5) * (1 / scale);
    return place > -0.5 && place <= 0.5;
}

/* The pixels of one big pixel in one direction. */
static mlt_span span_of(uint32_t i, uint32_t n_small, uint32_t n)
{
    double scale = (double)n / n_small, centre = (i + 0.5) * scale, half = scale / 2;
    double from = centre - half + 0.5, end = centre + half + 0.5;
    mlt_span s = {(uint32_t)(from > 0 ? from : 0), (uint32_t)(end < n ? end : n)};
    while (s.from + 1 < s.end && !is_inside(s.from, centre, scale))
        s.from++;
    while (s.from + 1 < s.end && !is_inside(s.end - 1, centre, scale))
        s.end--;
    return s;
}

static uint32_t weight_of(mlt_span s)
{
    return (uint32_t)(0.5 + (double)(1 << MLT_MOSAIC_BITS) / (s.end - s.from));
}

/* Row i of the small picture. */
static void make_small_row(const shrinking *s, uint32_t i)
{
    const mlt_mosaic_loops *mosaic = mlt_kernels_get()->mosaic;
    size_t n = (size_t)s->width * s->channels;
    mlt_span rows = span_of(i, s->height, s->in->height);
    memset(s->totals, 0, n * sizeof *s->totals);
    for (uint32_t y = rows.from; y < rows.end; y++) {
        mlt_row_load(s->row, s->in, y);
        mosaic->sum_spans(s->sums, s->row, s->columns, s->width, s->channels);
        mosaic->add_means(s->totals, s->sums, s->weights, n);
    }
    mosaic->means(s->small, s->totals, weight_of(rows), n);
}

/* Which small column or row shows in the next place. The published positions are a running sum,
 * whose rounding decides where a big pixel ends. */
static uint32_t next_nearest(double *at, uint32_t n_small, uint32_t n)
{
    uint32_t i = (uint32_t)*at;
    *at += (double)n_small / n;
    return i < n_small ? i : n_small - 1;
}

static double first_nearest(uint32_t n_small, uint32_t n)
{
    return (double)n_small / n * 0.5;
}

static void place_columns(const shrinking *s)
{
    double at = first_nearest(s->width, s->in->width);
    for (uint32_t x = 0; x < s->width; x++) {
        mlt_span pixels = span_of(x, s->width, s->in->width);
        s->columns[x] = (mlt_span){pixels.from * s->channels, pixels.end * s->channels};
        for (uint32_t c = 0; c < s->channels; c++)
            s->weights[x * s->channels + c] = weight_of(pixels);
    }
    for (uint32_t x = 0; x < s->in->width; x++)
        s->nearest[x] = next_nearest(&at, s->width, s->in->width) * s->channels;
}

/* Makes row y out of the small row, or repeats the row above. */
static void show_row(const shrinking *s, mlt_image *out, uint32_t y, bool repeated)
{
    uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
    if (repeated && !mlt_format_has_alpha(out->format)) {
        memcpy(to, to - out->stride_bytes, (size_t)out->stride_bytes);
        return;
    }
    mlt_kernels_get()->mosaic->pick(s->row, s->small, s->nearest, s->in->width, s->channels);
    mlt_row_store(out, y, s->row, s->in);
}

static void pixelate(const shrinking *s, mlt_image *out)
{
    double at = first_nearest(s->height, s->in->height);
    place_columns(s);
    for (uint32_t y = 0, made = UINT32_MAX; y < s->in->height; y++) {
        uint32_t i = next_nearest(&at, s->height, s->in->height);
        if (i != made)
            make_small_row(s, i);
        show_row(s, out, y, i == made);
        made = i;
    }
}

static uint32_t shrunk(uint32_t n, double scale)
{
    uint32_t small = (uint32_t)(n * scale);
    return small > 0 ? small : 1;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    enum { FURTHER = 3 }; /* what the loops touch behind a row */
    const mltest_image_view *in = io->in;
    shrinking s = {.in = in,
                   .channels = mlt_format_channels(in->format),
                   .width = shrunk(in->width, io->params[0]),
                   .height = shrunk(in->height, io->params[0])};
    size_t n = (size_t)in->width * s.channels + FURTHER;
    size_t n_small = (size_t)s.width * s.channels + FURTHER;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    s.columns = mlt_scratch_get(io->scratch, 0, s.width * sizeof *s.columns);
    s.nearest = mlt_scratch_get(io->scratch, 1, in->width * sizeof *s.nearest);
    s.weights = mlt_scratch_get(io->scratch, 2, 3 * n_small * sizeof *s.weights);
    s.row = mlt_scratch_get(io->scratch, 3, (n + n_small) * sizeof *s.row);
    if (s.columns == NULL || s.nearest == NULL || s.weights == NULL || s.row == NULL)
        return mlt_fail_memory(error);
    s.sums = s.weights + n_small;
    s.totals = s.sums + n_small;
    s.small = s.row + n;
    memset(s.row, 0, (n + n_small) * sizeof *s.row);
    pixelate(&s, io->out);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "scale",
     .unit = "of each side",
     .low = .001,
     .high = 1,
     .values = {.6, .5, .4, .3, .25}},
};

const mlt_kind mlt_kind_pixelate = {
    .name = "pixelate",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = 0,
    .summary = "a picture of a coarser sensor or stream, enlarged without smoothing",
    .when = "small or distant objects, cheap streams that are enlarged, anonymised regions",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
