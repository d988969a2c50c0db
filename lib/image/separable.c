/* SPDX-License-Identifier: MIT */
#include "image/separable.h"

#include <string.h>

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

enum { MOST_TAPS = 128 };

/* In the order of NumPy, with which the original divides: eight sums side by side. */
static double sum_of(const double *v, size_t n)
{
    double sums[8] = {0}, rest = 0;
    size_t whole = n < 8 ? 0 : n / 8 * 8;
    for (size_t i = 0; i < whole; i++)
        sums[i % 8] += v[i];
    if (whole > 0)
        rest = ((sums[0] + sums[1]) + (sums[2] + sums[3])) +
               ((sums[4] + sums[5]) + (sums[6] + sums[7]));
    for (size_t i = whole; i < n; i++)
        rest += v[i];
    return rest;
}

static double filter_one_level(double v, const double *weights, size_t radius)
{
    double sum = v * weights[0];
    for (size_t k = radius; k > 0; k--)
        sum += (v + v) * weights[k];
    return sum;
}

void mlt_gaussian_levels(mlt_beside_levels *levels, double sigma, size_t radius)
{
    double all[2 * MOST_TAPS + 1], weights[MOST_TAPS + 1];
    size_t n = radius < MOST_TAPS ? radius : MOST_TAPS;
    for (size_t i = 0; i <= 2 * n; i++)
        all[i] = gaussian(sigma, i < n ? n - i : i - n);
    double sum = sum_of(all, 2 * n + 1);
    for (size_t k = 0; k <= n; k++)
        weights[k] = all[n + k] / sum;
    *levels = (mlt_beside_levels){.by = 2e-4f};
    for (int v = 0; v < 256; v++) {
        double once = filter_one_level(v / 255.0, weights, n);
        double twice = filter_one_level(once, weights, n);
        levels->above[v / 32] |= (uint32_t)((int)(twice * 255) >= v) << v % 32;
    }
}

/* Rows that are filtered at a time: across, they lie side by side, a column a line. A batch is
 * taken in pieces that stay in the first-level cache, PIECE columns down and PIECE pixels across.
 */
enum { BATCH = 16, PIECE = 64, PIECE_STRIDE = PIECE + BATCH, CACHE_LINE = 64 };

/* Rows that are in use at a time. A picture with fewer repeats them. */
static size_t n_kept(const mlt_separable *filter)
{
    size_t most = 2 * filter->down.radius + BATCH;
    return most < filter->height ? most : filter->height;
}

/* The length of a row in memory, an odd number of cache lines: places below each other do not share
 * one place in the cache. */
static size_t stride_of(size_t n)
{
    return (n + BATCH - 1) / BATCH * BATCH | BATCH;
}

/* Working memory, apart: pointers to the lines under the taps, down and across; a piece and what is
 * made of it; a batch's columns; its finished rows; and the ring of rows. */
typedef struct {
    const mlt_separable *filter;
    size_t n, stride, kept, column;
    const float **rows, **columns;
    float *piece, *other, *turned, *done, *ring;
} run;

static size_t n_pointers(const mlt_separable *filter)
{
    return 2 * (filter->down.radius + filter->across.radius) + BATCH + filter->width;
}

size_t mlt_separable_bytes(const mlt_separable *filter)
{
    size_t n = (size_t)filter->width * filter->channels, column = BATCH * filter->channels;
    size_t pieces = PIECE * column + PIECE_STRIDE * BATCH;
    size_t floats = pieces + n * BATCH + stride_of(n) * (BATCH + n_kept(filter));
    return n_pointers(filter) * sizeof(float *) + floats * sizeof(float) + CACHE_LINE;
}

static void *aligned(void *at)
{
    return (char *)at + (CACHE_LINE - (uintptr_t)at % CACHE_LINE) % CACHE_LINE;
}

static run lay_out(const mlt_separable *filter, void *work)
{
    run r = {.filter = filter, .n = (size_t)filter->width * filter->channels};
    r.stride = stride_of(r.n);
    r.kept = n_kept(filter);
    r.column = BATCH * filter->channels;
    r.rows = work;
    r.columns = r.rows + 2 * filter->down.radius + BATCH;
    r.piece = aligned(r.rows + n_pointers(filter));
    r.other = r.piece + PIECE * r.column;
    r.turned = r.other + PIECE_STRIDE * BATCH;
    r.done = r.turned + r.n * BATCH;
    r.ring = r.done + r.stride * BATCH;
    memset(r.piece, 0, PIECE * r.column * sizeof *r.piece);
    for (size_t x = 0; x < filter->width + 2 * filter->across.radius; x++) {
        int64_t place = (int64_t)x - (int64_t)filter->across.radius;
        r.columns[x] = r.turned + mlt_edge_place(place, filter->width, filter->edge) * r.column;
    }
    return r;
}

/* Down the columns: a batch of rows from y on, below the picture's end too. */
static void filter_columns(const run *r, uint32_t y)
{
    const mlt_kernels *loops = mlt_kernels_get();
    const mlt_taps *taps = &r->filter->down;
    size_t n_rows = 2 * taps->radius + BATCH;
    for (size_t k = 0; k < n_rows; k++) {
        int64_t place = (int64_t)y + (int64_t)k - (int64_t)taps->radius;
        size_t row = mlt_edge_place(place, r->filter->height, r->filter->edge);
        r->rows[k] = r->ring + row % r->kept * r->stride;
    }
    for (size_t x = 0; x < r->n; x += PIECE) {
        size_t n = r->n - x < PIECE ? r->n - x : PIECE;
        loops->filter->fold(r->other, PIECE_STRIDE, r->rows, *taps, BATCH, n);
        loops->block->turn(r->turned + x * BATCH, BATCH, r->other, PIECE_STRIDE, n, BATCH);
        for (size_t k = 0; k < n_rows; k++)
            r->rows[k] += n;
    }
}

/* A piece as bytes: four columns a word, and all of the piece, whatever n is. */
static void put_bytes(const run *r, uint32_t y, size_t x, size_t n)
{
    const mlt_kernels *loops = mlt_kernels_get();
    size_t words = PIECE / 4 * r->filter->channels, height = r->filter->height - y;
    loops->block->pack8(r->other, r->piece, 255, words, BATCH);
    loops->block->turn(r->piece, words, r->other, BATCH, BATCH, words);
    for (size_t i = 0; i < BATCH && i < height; i++) {
        uint8_t *row = r->filter->bytes + (int64_t)(y + i) * r->filter->bytes_stride;
        memcpy(row + x * r->filter->channels, r->piece + i * words, n * r->filter->channels);
    }
}

/* Along the batch's rows. */
static void filter_rows(const run *r, uint32_t y)
{
    const mlt_kernels *loops = mlt_kernels_get();
    uint32_t channels = r->filter->channels;
    for (size_t x = 0; x < r->filter->width; x += PIECE) {
        size_t n = r->filter->width - x < PIECE ? r->filter->width - x : PIECE;
        loops->filter->fold(r->piece, r->column, r->columns + x, r->filter->across, n, r->column);
        if (r->filter->bytes != NULL)
            put_bytes(r, y, x, n);
        else
            loops->block->turn(r->done + x * channels, r->stride, r->piece, BATCH, BATCH,
                               n * channels);
    }
}

static void store_rows(const run *r, uint32_t y)
{
    for (uint32_t i = 0; i < BATCH && i < r->filter->height - y; i++)
        r->filter->store(r->filter->to, y + i, r->done + i * r->stride);
}

void mlt_separable_run(const mlt_separable *filter, void *work)
{
    run r = lay_out(filter, work);
    uint32_t loaded = 0;
    for (uint32_t y = 0; y < filter->height; y += BATCH) {
        size_t needed = (size_t)y + BATCH + filter->down.radius;
        for (; loaded < filter->height && loaded < needed; loaded++)
            filter->load(filter->from, loaded, r.ring + loaded % r.kept * r.stride);
        filter_columns(&r, y);
        filter_rows(&r, y);
        if (filter->bytes == NULL)
            store_rows(&r, y);
    }
}

static void load_picture(void *from, uint32_t y, float *row)
{
    const mlt_separable_picture *picture = from;
    const mltest_image_view *in = picture->in;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    if (picture->levels == NULL || mlt_format_is_16bit(in->format)) {
        mlt_row_load(row, in, y);
    } else if (!mlt_format_has_alpha(in->format)) {
        mlt_kernels_get()->rows->load8_beside(row, mlt_view_row(in, y), picture->levels, n);
    } else {
        mlt_row_load(row, in, y);
        for (size_t i = 0; i < n; i++)
            row[i] = mlt_beside_level(picture->levels, (uint8_t)row[i]);
    }
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
    if (!mlt_format_is_16bit(picture->in->format) && !mlt_format_has_alpha(picture->in->format)) {
        filter->bytes = picture->out->data;
        filter->bytes_stride = picture->out->stride_bytes;
    }
}
