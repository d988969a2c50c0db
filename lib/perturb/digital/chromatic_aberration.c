/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "image/between.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { RED, GREEN, BLUE, CHANNELS };

/* The place that is `scale` as far from the middle of a line. */
static mlt_between place_at(uint32_t i, uint32_t n, double scale)
{
    double middle = n / 2.0;
    return mlt_between_at(middle + (i + 0.5 - middle) * scale - 0.5, n);
}

/* Pixels from `first` on that have their lower neighbours side by side. */
typedef struct {
    uint32_t first, n, low;
} piece;

/* A channel that is scaled. */
typedef struct {
    double scale;
    float *t; /* of each column */
    piece *pieces;
    size_t n_pieces;
} lens;

typedef struct {
    const mltest_image_view *in;
    lens lenses[CHANNELS]; /* but for green */
    size_t kept, stride;   /* of rows in the ring, which are three of a channel each */
    float *ring, *rgb, *channels, *mixed;
} optics;

static void place_columns(lens *l, uint32_t width)
{
    for (uint32_t x = 0; x < width; x++) {
        mlt_between p = place_at(x, width, l->scale);
        piece *last = &l->pieces[l->n_pieces > 0 ? l->n_pieces - 1 : 0];
        if (x == 0 || p.low != last->low + last->n)
            l->pieces[l->n_pieces++] = (piece){x, 1, p.low};
        else
            last->n++;
        l->t[x] = p.t;
    }
}

static float *ring_row(const optics *o, uint32_t y)
{
    return o->ring + y % o->kept * o->stride;
}

static void load(const optics *o, uint32_t y)
{
    mlt_row_load(o->rgb, o->in, y);
    mlt_kernels_get()->rows->unpack3(ring_row(o, y), o->rgb, o->in->width);
}

/* Row y of a channel. What lies behind a row counts for nothing. */
static void refract(const optics *o, uint32_t channel, uint32_t y)
{
    const mlt_resample_loops *loops = mlt_kernels_get()->resample;
    const lens *l = &o->lenses[channel];
    size_t width = o->in->width, first = channel * width;
    mlt_between p = place_at(y, o->in->height, l->scale);
    uint32_t high = p.t > 0 ? p.low + 1 : p.low;
    loops->between_rows(o->mixed, ring_row(o, p.low) + first, ring_row(o, high) + first, p.t,
                        width);
    o->mixed[width] = 0;
    for (size_t k = 0; k < l->n_pieces; k++) {
        const piece *part = &l->pieces[k];
        loops->between_next(o->channels + first + part->first, o->mixed + part->low,
                            l->t + part->first, part->n);
    }
}

static void make_row(const optics *o, uint32_t y, mlt_image *out)
{
    size_t width = o->in->width;
    const float *green = ring_row(o, y) + GREEN * width;
    refract(o, RED, y);
    refract(o, BLUE, y);
    for (size_t x = 0; x < width; x++)
        o->channels[GREEN * width + x] = green[x];
    for (size_t i = 0; i < CHANNELS * width; i++)
        o->channels[i] += 0.5f; /* storing truncates */
    mlt_kernels_get()->rows->pack3(o->rgb, o->channels, width);
    mlt_row_store(out, y, o->rgb, o->in);
}

static mltest_status set_up(optics *o, const mlt_step_io *io, mltest_error **error)
{
    size_t width = io->in->width;
    double w = io->in->width, h = io->in->height, half = sqrt(w * w + h * h) / 2;
    o->lenses[RED].scale = 1 - io->params[0] / half;
    o->lenses[BLUE].scale = 1 + io->params[0] / half;
    o->rgb = mlt_scratch_get(io->scratch, 0, (7 * width + 1) * sizeof *o->rgb);
    o->ring = mlt_scratch_get(io->scratch, 1, o->kept * o->stride * sizeof *o->ring);
    float *t = mlt_scratch_get(io->scratch, 2, 2 * width * sizeof *t);
    piece *pieces = mlt_scratch_get(io->scratch, 3, 2 * width * sizeof *pieces);
    if (o->rgb == NULL || o->ring == NULL || t == NULL || pieces == NULL)
        return mlt_fail_memory(error);
    o->channels = o->rgb + CHANNELS * width;
    o->mixed = o->channels + CHANNELS * width;
    for (int k = 0; k < 2; k++) {
        lens *l = &o->lenses[k == 0 ? RED : BLUE];
        l->t = t + (size_t)k * width;
        l->pieces = pieces + (size_t)k * width;
        place_columns(l, io->in->width);
    }
    return MLTEST_OK;
}

/* The lens images red larger than green and blue smaller: at the corners by `shift`, towards the
 * middle less in proportion. A negative shift is the other way round. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t reach = (uint32_t)ceil(fabs(io->params[0])) + 2, loaded = 0;
    optics o = {.in = in, .kept = 2 * (size_t)reach + 1, .stride = CHANNELS * (size_t)in->width};
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(set_up(&o, io, error));
    for (uint32_t y = 0; y < in->height; y++) {
        for (; loaded < in->height && loaded <= y + reach; loaded++)
            load(&o, loaded);
        make_row(&o, y, io->out);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "shift",
     .unit = "px at the corners, of red outwards and of blue inwards",
     .low = -50,
     .high = 50,
     .values = {.5, 1, 2, 3, 5},
     .has_identity = true,
     .identity = 0,
     .is_length_px = true},
};

const mlt_kind mlt_kind_chromatic_aberration = {
    .name = "chromatic_aberration",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = MLT_KIND_NEEDS_COLOUR,
    .summary =
        "a lens that images colours at different sizes: coloured fringes towards the corners",
    .when = "wide-angle and cheap lenses, action cameras, dashboard cameras, endoscopes",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
