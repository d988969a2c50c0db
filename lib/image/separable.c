/* SPDX-License-Identifier: MIT */
#include "image/separable.h"

#include "base/math.h"
#include "image/rows.h"
#include "kernel/kernels.h"

size_t mlt_gaussian_radius(double sigma, double truncate)
{
    return (size_t)(truncate * sigma + 0.5);
}

static double gaussian(double sigma, size_t k)
{
    return k == 0 ? 1 : mlt_exp(-0.5 / (sigma * sigma) * ((double)k * (double)k));
}

void mlt_gaussian_weights(float *weights, double sigma, size_t radius)
{
    double sum = 0;
    for (size_t k = radius; k > 0; k--)
        sum += gaussian(sigma, k);
    sum = 2 * sum + 1;
    for (size_t k = 0; k <= radius; k++)
        weights[k] = (float)(gaussian(sigma, k) / sum);
}

/* Rows that are in use at a time. A picture with fewer repeats them. */
static size_t n_kept(const mlt_separable *filter)
{
    size_t taps = 2 * filter->down.radius + 1;
    return taps < filter->height ? taps : filter->height;
}

static size_t most_taps(const mlt_separable *filter)
{
    size_t radius =
        filter->down.radius > filter->across.radius ? filter->down.radius : filter->across.radius;
    return 2 * radius + 1;
}

/* Working memory, apart: pointers to the rows under the taps, a row with the filter's radius on
 * either side, the finished row, and the ring of rows. */
typedef struct {
    const mlt_separable *filter;
    size_t n, kept, pad;
    const float **rows;
    float *padded, *done, *ring;
} run;

size_t mlt_separable_bytes(const mlt_separable *filter)
{
    size_t n = (size_t)filter->width * filter->channels;
    size_t floats = n + 2 * filter->across.radius * filter->channels + n + n_kept(filter) * n;
    return most_taps(filter) * sizeof(float *) + floats * sizeof(float);
}

static run lay_out(const mlt_separable *filter, void *work)
{
    run r = {.filter = filter, .n = (size_t)filter->width * filter->channels};
    r.kept = n_kept(filter);
    r.pad = filter->across.radius * filter->channels;
    r.rows = work;
    r.padded = (float *)(void *)(r.rows + most_taps(filter));
    r.done = r.padded + r.n + 2 * r.pad;
    r.ring = r.done + r.n;
    return r;
}

/* Down the columns, into the middle of the padded row. */
static void filter_column(const run *r, uint32_t y)
{
    const mlt_taps *taps = &r->filter->down;
    for (size_t k = 0; k <= 2 * taps->radius; k++) {
        int64_t place = (int64_t)y + (int64_t)k - (int64_t)taps->radius;
        r->rows[k] =
            r->ring + mlt_edge_place(place, r->filter->height, r->filter->edge) % r->kept * r->n;
    }
    mlt_kernels_get()->filter->fold(r->padded + r->pad, r->rows, taps->weights, taps->radius, r->n);
}

static void pad_row(const run *r)
{
    uint32_t channels = r->filter->channels, width = r->filter->width;
    float *first = r->padded + r->pad, *end = first + r->n;
    for (int64_t k = 1; k <= (int64_t)r->filter->across.radius; k++) {
        size_t left = mlt_edge_place(-k, width, r->filter->edge) * channels;
        size_t right = mlt_edge_place(width - 1 + k, width, r->filter->edge) * channels;
        for (uint32_t c = 0; c < channels; c++) {
            first[(int64_t)c - k * channels] = first[left + c];
            end[(k - 1) * channels + c] = first[right + c];
        }
    }
}

static void filter_row(const run *r)
{
    const mlt_taps *taps = &r->filter->across;
    pad_row(r);
    for (size_t k = 0; k <= 2 * taps->radius; k++)
        r->rows[k] = r->padded + k * r->filter->channels;
    mlt_kernels_get()->filter->fold(r->done, r->rows, taps->weights, taps->radius, r->n);
}

void mlt_separable_run(const mlt_separable *filter, void *work)
{
    run r = lay_out(filter, work);
    uint32_t loaded = 0;
    for (uint32_t y = 0; y < filter->height; y++) {
        for (; loaded < filter->height && loaded <= y + filter->down.radius; loaded++)
            filter->load(filter->from, loaded, r.ring + loaded % r.kept * r.n);
        filter_column(&r, y);
        filter_row(&r);
        filter->store(filter->to, y, r.done);
    }
}

static void load_picture(void *from, uint32_t y, float *row)
{
    const mlt_separable_picture *picture = from;
    mlt_row_load(row, picture->in, y);
}

static void store_picture(void *to, uint32_t y, const float *row)
{
    const mlt_separable_picture *picture = to;
    mlt_row_store(picture->out, y, row, picture->in);
}

void mlt_separable_of_picture(mlt_separable *filter, mlt_separable_picture *picture)
{
    filter->width = picture->in->width;
    filter->height = picture->in->height;
    filter->channels = mlt_format_channels(picture->in->format);
    filter->load = load_picture;
    filter->store = store_picture;
    filter->from = filter->to = picture;
}
