/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "image/rows.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* The samples of one big pixel in one direction. */
typedef struct {
    uint32_t from, end;
} span;

/* The published sequence is the image library Pillow's: averages in fixed point of 22 bits, rounded
 * to whole levels after the horizontal and again after the vertical pass. */
enum { FIXED_POINT = 22 };

typedef struct {
    const mltest_image_view *in;
    uint32_t channels, width, height; /* the small picture's */
    span *columns;                    /* one for each of its columns */
    uint32_t *nearest;                /* the small column shown in each column */
    uint64_t *sums;                   /* over the rows of a span; then the small row itself */
    float *row;
} shrinking;

static span span_of(uint32_t i, uint32_t n_small, uint32_t n)
{
    double scale = (double)n / n_small, centre = (i + 0.5) * scale, half = scale / 2;
    double from = centre - half + 0.5, end = centre + half + 0.5;
    span s = {(uint32_t)(from > 0 ? from : 0), (uint32_t)(end < n ? end : n)};
    return s;
}

static uint64_t average(uint64_t sum, const span *s)
{
    uint64_t weight = (uint64_t)(0.5 + (double)(1 << FIXED_POINT) / (s->end - s->from));
    return (sum * weight + (1 << (FIXED_POINT - 1))) >> FIXED_POINT;
}

static void add_row(const shrinking *s, uint32_t y)
{
    mlt_row_load(s->row, s->in, y);
    for (uint32_t x = 0; x < s->width; x++) {
        for (uint32_t c = 0; c < s->channels; c++) {
            uint64_t sum = 0;
            for (uint32_t i = s->columns[x].from; i < s->columns[x].end; i++)
                sum += (uint64_t)s->row[(size_t)i * s->channels + c];
            s->sums[(size_t)x * s->channels + c] += average(sum, &s->columns[x]);
        }
    }
}

/* Row i of the small picture, into sums. */
static void make_small_row(const shrinking *s, uint32_t i)
{
    size_t n = (size_t)s->width * s->channels;
    span rows = span_of(i, s->height, s->in->height);
    memset(s->sums, 0, n * sizeof *s->sums);
    for (uint32_t y = rows.from; y < rows.end; y++)
        add_row(s, y);
    for (size_t k = 0; k < n; k++)
        s->sums[k] = average(s->sums[k], &rows);
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

static void show_row(const shrinking *s, mlt_image *out, uint32_t y)
{
    float *to = s->row;
    for (uint32_t x = 0; x < s->in->width; x++) {
        const uint64_t *from = s->sums + (size_t)s->nearest[x] * s->channels;
        for (uint32_t c = 0; c < s->channels; c++)
            *to++ = (float)from[c];
    }
    mlt_row_store(out, y, s->row, s->in);
}

static void pixelate(const shrinking *s, mlt_image *out)
{
    double at = first_nearest(s->width, s->in->width);
    for (uint32_t x = 0; x < s->width; x++)
        s->columns[x] = span_of(x, s->width, s->in->width);
    for (uint32_t x = 0; x < s->in->width; x++)
        s->nearest[x] = next_nearest(&at, s->width, s->in->width);
    at = first_nearest(s->height, s->in->height);
    for (uint32_t y = 0, made = UINT32_MAX; y < s->in->height; y++) {
        uint32_t i = next_nearest(&at, s->height, s->in->height);
        if (i != made)
            make_small_row(s, i);
        made = i;
        show_row(s, out, y);
    }
}

static uint32_t shrunk(uint32_t n, double scale)
{
    uint32_t small = (uint32_t)(n * scale);
    return small > 0 ? small : 1;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    shrinking s = {.in = in,
                   .channels = mlt_format_channels(in->format),
                   .width = shrunk(in->width, io->params[0]),
                   .height = shrunk(in->height, io->params[0])};
    size_t n = (size_t)in->width * s.channels;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    s.columns = mlt_scratch_get(io->scratch, 0, s.width * sizeof *s.columns);
    s.nearest = mlt_scratch_get(io->scratch, 1, in->width * sizeof *s.nearest);
    s.sums = mlt_scratch_get(io->scratch, 2, (size_t)s.width * s.channels * sizeof *s.sums);
    s.row = mlt_scratch_get(io->scratch, 3, n * sizeof *s.row);
    if (s.columns == NULL || s.nearest == NULL || s.sums == NULL || s.row == NULL)
        return mlt_fail_memory(error);
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
