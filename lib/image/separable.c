/* SPDX-License-Identifier: MIT */
#include "image/separable.h"

#include "base/math.h"
#include "image/rows.h"
#include "kernel/kernels.h"

size_t mlt_gaussian_radius(double sigma, double truncate)
{
    return (size_t)(truncate * sigma + 0.5);
}

void mlt_gaussian_weights(double *weights, double sigma, size_t radius)
{
    double sum = 0;
    weights[0] = 1;
    for (size_t k = 1; k <= radius; k++)
        weights[k] = mlt_exp(-0.5 / (sigma * sigma) * ((double)k * (double)k));
    for (size_t k = radius; k > 0; k--)
        sum += weights[k];
    sum = 2 * sum + 1;
    for (size_t k = 0; k <= radius; k++)
        weights[k] /= sum;
}

/* Rows of the picture that are in use at a time. A picture with fewer repeats its edges. */
static size_t n_kept(const mltest_image_view *in, size_t radius)
{
    size_t taps = 2 * radius + 1;
    return taps < in->height ? taps : in->height;
}

/* Working memory, apart: pointers to 2 · radius + 1 rows, a row with `radius` pixels on either
 * side, the finished row, and the ring of the picture's rows. */
typedef struct {
    const mltest_image_view *in;
    const double *weights;
    size_t radius, channels, n, kept;
    const double **rows;
    double *padded, *done, *ring;
} filter;

size_t mlt_separable_bytes(const mltest_image_view *in, size_t radius)
{
    size_t channels = mlt_format_channels(in->format), n = (size_t)in->width * channels;
    size_t doubles = n + 2 * radius * channels + n + n_kept(in, radius) * n;
    return (2 * radius + 1) * sizeof(double *) + doubles * sizeof(double);
}

static filter lay_out(const mltest_image_view *in, const double *weights, size_t radius, void *work)
{
    size_t channels = mlt_format_channels(in->format);
    filter f = {.in = in, .weights = weights, .radius = radius, .channels = channels};
    f.n = (size_t)in->width * channels;
    f.kept = n_kept(in, radius);
    f.done = work;
    f.padded = f.done + f.n;
    f.ring = f.padded + f.n + 2 * radius * channels;
    f.rows = (const double **)(void *)(f.ring + f.kept * f.n);
    return f;
}

static void load(const filter *f, uint32_t y)
{
    double *to = f->ring + y % f->kept * f->n;
    mlt_row_load(to, f->in, y);
    mlt_kernels_get()->divide(to, mlt_format_max(f->in->format), f->n);
}

/* Down the columns, into the middle of the padded row. */
static void filter_column(const filter *f, uint32_t y)
{
    for (size_t k = 0; k <= 2 * f->radius; k++) {
        size_t at = y + k < f->radius ? 0 : y + k - f->radius;
        at = at < f->in->height ? at : f->in->height - 1;
        f->rows[k] = f->ring + at % f->kept * f->n;
    }
    mlt_kernels_get()->fold(f->padded + f->radius * f->channels, f->rows, f->weights, f->radius, 1,
                            f->n);
}

static void filter_row(const filter *f)
{
    size_t pad = f->radius * f->channels;
    double *first = f->padded + pad, *end = first + f->n;
    for (size_t i = 0; i < pad; i++) {
        f->padded[i] = first[i % f->channels];
        end[i] = end[i % f->channels - f->channels];
    }
    for (size_t k = 0; k <= 2 * f->radius; k++)
        f->rows[k] = f->padded + k * f->channels;
    mlt_kernels_get()->fold(f->done, f->rows, f->weights, f->radius, mlt_format_max(f->in->format),
                            f->n);
}

void mlt_separable_filter(mlt_image *out, const mltest_image_view *in, const double *weights,
                          size_t radius, void *work)
{
    filter f = lay_out(in, weights, radius, work);
    uint32_t loaded = 0;
    for (uint32_t y = 0; y < in->height; y++) {
        for (; loaded < in->height && loaded <= y + radius; loaded++)
            load(&f, loaded);
        filter_column(&f, y);
        filter_row(&f);
        mlt_row_store(out, y, f.done, in);
    }
}
