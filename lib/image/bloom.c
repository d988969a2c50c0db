/* SPDX-License-Identifier: MIT */
#include "image/bloom.h"

#include <string.h>

#include "image/rows.h"
#include "image/separable.h"
#include "kernel/kernels.h"

enum { SIDE = 4, TRUNCATE = 3, WIDE = 2 };
enum { MOST_RADIUS = TRUNCATE * WIDE * MLT_BLOOM_MOST_SIGMA / SIDE };

/* Working memory, apart: that of the filter, a row of cells between rows, planes of cells (a row
 * has all channels one after another, and the last cell of each twice), how much a cell is a lamp,
 * where the samples of a row lie between cells, and two rows of samples. */
typedef struct {
    const mlt_bloom *bloom;
    uint32_t across, down;
    size_t stride, n; /* numbers in a row of cells, samples in a row of the picture */
    void *filter;
    float *row, *cells, *lamps, *t, *sums, *samples;
    uint32_t *low;
    uint32_t channel; /* that is being filtered */
} plan;

static mlt_separable filter_of(const mlt_bloom *bloom, double sigma)
{
    size_t radius = mlt_gaussian_radius(sigma / SIDE, TRUNCATE);
    return (mlt_separable){.width = (bloom->width + SIDE - 1) / SIDE,
                           .height = (bloom->height + SIDE - 1) / SIDE,
                           .channels = 1,
                           .down.radius = radius,
                           .across.radius = radius,
                           .edge = MLT_EDGE_REPLICATE};
}

static plan lay_out(const mlt_bloom *bloom, void *work)
{
    mlt_separable widest = filter_of(bloom, WIDE * bloom->sigma);
    plan p = {.bloom = bloom,
              .across = widest.width,
              .down = widest.height,
              .n = (size_t)bloom->width * bloom->channels,
              .filter = work};
    p.stride = ((size_t)p.across + 1) * bloom->channels;
    p.row = (float *)(void *)((uint8_t *)work + mlt_separable_bytes(&widest));
    p.cells = p.row + p.stride;
    p.lamps = p.cells + p.stride * p.down;
    p.t = p.lamps + (size_t)p.across * p.down;
    p.sums = p.t + p.n;
    p.samples = p.sums + p.n;
    p.low = (uint32_t *)(void *)(p.samples + p.n);
    return p;
}

size_t mlt_bloom_bytes(const mlt_bloom *bloom)
{
    mlt_separable widest = filter_of(bloom, WIDE * bloom->sigma);
    size_t cells = ((size_t)widest.width + 1) * bloom->channels * ((size_t)widest.height + 1);
    size_t samples = 4 * (size_t)bloom->width * bloom->channels;
    return mlt_separable_bytes(&widest) +
           (cells + (size_t)widest.width * widest.height + samples) * sizeof(float);
}

/* --- cells ----------------------------------------------------------------------------------- */

/* The means of cells whose rows have been added up, as parts of full scale. */
static void fill_cells(const plan *p, float *out, uint32_t n_rows, float top)
{
    uint32_t channels = p->bloom->channels, width = p->bloom->width;
    for (uint32_t c = 0; c < channels; c++, out += p->across + 1) {
        for (uint32_t x = 0; x < p->across; x++) {
            uint32_t first = x * SIDE, end = first + SIDE < width ? first + SIDE : width;
            float sum = 0;
            for (uint32_t i = first; i < end; i++)
                sum += p->sums[(size_t)i * channels + c];
            out[x] = sum / ((float)((end - first) * n_rows) * top);
        }
        out[p->across] = out[p->across - 1];
    }
}

static void shrink(const plan *p, const mltest_image_view *view)
{
    for (uint32_t row = 0; row < p->down; row++) {
        uint32_t y = row * SIDE, n_rows = 0;
        memset(p->sums, 0, p->n * sizeof *p->sums);
        for (; n_rows < SIDE && y + n_rows < view->height; n_rows++) {
            mlt_row_load(p->samples, view, y + n_rows);
            mlt_kernels_get()->rows->accumulate(p->sums, p->samples, 1, p->n);
        }
        fill_cells(p, p->cells + row * p->stride, n_rows, mlt_format_max(view->format));
    }
}

/* --- lamps ----------------------------------------------------------------------------------- */

/* How far the brightest channel is above the threshold. */
static void find_bright(const plan *p)
{
    float threshold = (float)p->bloom->threshold;
    for (uint32_t y = 0; y < p->down; y++) {
        float *out = p->lamps + (size_t)y * p->across;
        for (uint32_t x = 0; x < p->across; x++) {
            float most = threshold;
            for (uint32_t c = 0; c < p->bloom->channels; c++) {
                float v = p->cells[y * p->stride + (size_t)c * (p->across + 1) + x];
                most = v > most ? v : most;
            }
            out[x] = (most - threshold) / (1 - threshold);
        }
    }
}

static void load_lamps(void *from, uint32_t y, float *row)
{
    const plan *p = from;
    memcpy(row, p->lamps + (size_t)y * p->across, p->across * sizeof *row);
}

/* Less twice what is bright around: in the sky that is all, at its edge as well, in a lamp little.
 */
static void store_lamps(void *to, uint32_t y, const float *row)
{
    const plan *p = to;
    float *own = p->lamps + (size_t)y * p->across;
    for (uint32_t x = 0; x < p->across; x++)
        own[x] = own[x] > 2 * row[x] ? own[x] - 2 * row[x] : 0;
}

static float *row_of(const plan *p, uint32_t y)
{
    return p->cells + y * p->stride + (size_t)p->channel * (p->across + 1);
}

static void load_light(void *from, uint32_t y, float *row)
{
    const plan *p = from;
    float *own = row_of(p, y);
    for (uint32_t x = 0; x < p->across; x++)
        row[x] = own[x] *= p->lamps[(size_t)y * p->across + x];
}

static void store_light(void *to, uint32_t y, const float *row)
{
    const plan *p = to;
    float *own = row_of(p, y), amount = (float)p->bloom->amount;
    for (uint32_t x = 0; x < p->across; x++) {
        float sum = own[x] + amount * row[x];
        own[x] = sum < 1 ? sum : 1;
    }
    own[p->across] = own[p->across - 1];
}

static void blur(plan *p, double sigma, void (*load)(void *, uint32_t, float *),
                 void (*store)(void *, uint32_t, const float *))
{
    float weights[MOST_RADIUS + 1];
    mlt_separable filter = filter_of(p->bloom, sigma);
    mlt_gaussian_weights(weights, sigma / SIDE, filter.down.radius);
    filter.down.weights = filter.across.weights = weights;
    filter.load = load;
    filter.store = store;
    filter.from = filter.to = p;
    mlt_separable_run(&filter, p->filter);
}

/* --- rows ------------------------------------------------------------------------------------ */

/* Which cell's middle lies before a pixel, and how far behind it the pixel is, in cells. */
static uint32_t place(uint32_t pixel, uint32_t n_cells, float *t)
{
    float at = ((float)pixel + 0.5f) / SIDE - 0.5f;
    uint32_t low = at > 0 ? (uint32_t)at : 0;
    *t = at > 0 && low + 1 < n_cells ? at - (float)low : 0;
    return low + 1 < n_cells ? low : n_cells - 1;
}

static void find_places(const plan *p)
{
    uint32_t channels = p->bloom->channels;
    for (uint32_t x = 0; x < p->bloom->width; x++) {
        float t;
        uint32_t low = place(x, p->across, &t);
        for (uint32_t c = 0; c < channels; c++) {
            p->low[(size_t)x * channels + c] = low + c * (p->across + 1);
            p->t[(size_t)x * channels + c] = t;
        }
    }
}

void mlt_bloom_make(const mlt_bloom *bloom, const mltest_image_view *view, void *work)
{
    plan p = lay_out(bloom, work);
    shrink(&p, view);
    find_bright(&p);
    blur(&p, WIDE * bloom->sigma, load_lamps, store_lamps);
    for (p.channel = 0; p.channel < bloom->channels; p.channel++)
        blur(&p, bloom->sigma, load_light, store_light);
    find_places(&p);
}

void mlt_bloom_row(const mlt_bloom *bloom, void *work, uint32_t y, float *row)
{
    const mlt_resample_loops *loops = mlt_kernels_get()->resample;
    plan p = lay_out(bloom, work);
    float t;
    uint32_t low = place(y, p.down, &t), high = low + 1 < p.down ? low + 1 : low;
    loops->between_rows(p.row, p.cells + low * p.stride, p.cells + high * p.stride, t, p.stride);
    loops->between(row, p.row, p.low, p.t, p.n);
}
