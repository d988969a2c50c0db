/* SPDX-License-Identifier: MIT */
#include "measure/measure.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* Products of two 64-bit sums: what makes the variances exact until the last division. */
__extension__ typedef unsigned __int128 wide;

/* Σv and Σv² of n integers of at most 2^18: a row of 2^28 of them cannot overflow. */
typedef struct {
    uint64_t n;
    int64_t sum;
    wide squares;
} moments;

static void add_row(moments *m, const int32_t *values, uint32_t n)
{
    int64_t sum = 0;
    uint64_t squares = 0;
    for (uint32_t x = 0; x < n; x++) {
        int64_t v = values[x];
        sum += v;
        squares += (uint64_t)(v * v);
    }
    m->n += n;
    m->sum += sum;
    m->squares += squares;
}

static double mean(const moments *m)
{
    return (double)m->sum / (double)m->n;
}

/* (n·Σv² − (Σv)²) / n²: not negative, and 0 exactly when all values are equal. */
static double variance(const moments *m)
{
    uint64_t magnitude = (uint64_t)(m->sum < 0 ? -m->sum : m->sum);
    wide numerator = m->squares * m->n - (wide)magnitude * magnitude;
    double n = (double)m->n;
    return (double)numerator / n / n;
}

/* BT.601 luma in 1/65536: 0.299, 0.587 and 0.114, which add up to 1. */
static int32_t luma(uint32_t r, uint32_t g, uint32_t b)
{
    return (int32_t)((19595u * r + 38470u * g + 7471u * b + 32768u) >> 16);
}

static void luma_row_8bit(const uint8_t *row, uint32_t width, uint32_t format, int32_t *out)
{
    bool is_bgr = format == MLTEST_FORMAT_BGR8 || format == MLTEST_FORMAT_BGRA8;
    uint32_t step = mlt_format_bytes(format);
    uint32_t red = is_bgr ? 2 : 0;
    uint32_t blue = is_bgr ? 0 : 2;
    if (step == 1) {
        for (uint32_t x = 0; x < width; x++)
            out[x] = row[x];
        return;
    }
    for (uint32_t x = 0; x < width; x++, row += step)
        out[x] = luma(row[red], row[1], row[blue]);
}

/* Host views need not be aligned for uint16_t. */
static uint32_t sample16(const uint8_t *at)
{
    uint16_t value;
    memcpy(&value, at, sizeof value);
    return value;
}

static void luma_row_16bit(const uint8_t *row, uint32_t width, uint32_t format, int32_t *out)
{
    if (format == MLTEST_FORMAT_GRAY16) {
        for (uint32_t x = 0; x < width; x++)
            out[x] = (int32_t)sample16(row + 2 * (size_t)x);
        return;
    }
    for (uint32_t x = 0; x < width; x++, row += 6)
        out[x] = luma(sample16(row), sample16(row + 2), sample16(row + 4));
}

static void luma_row(const mltest_image_view *view, uint32_t y, int32_t *out)
{
    const uint8_t *row = mlt_view_row(view, y);
    if (mlt_format_is_16bit(view->format))
        luma_row_16bit(row, view->width, view->format, out);
    else
        luma_row_8bit(row, view->width, view->format, out);
}

/* Four neighbours minus four times the middle, for the pixels that have all neighbours. */
static void laplacian_row(const int32_t *above, const int32_t *middle, const int32_t *below,
                          uint32_t width, int32_t *out)
{
    for (uint32_t x = 1; x + 1 < width; x++)
        out[x - 1] = above[x] + below[x] + middle[x - 1] + middle[x + 1] - 4 * middle[x];
}

/* rows: room for four rows; three hold luma, the last the Laplacian. */
static void scan(const mltest_image_view *view, int32_t *rows, moments *grey, moments *edges)
{
    size_t width = view->width;
    for (uint32_t y = 0; y < view->height; y++) {
        int32_t *now = rows + (y % 3) * width;
        luma_row(view, y, now);
        add_row(grey, now, view->width);
        if (y < 2 || width < 3)
            continue;
        laplacian_row(rows + ((y - 2) % 3) * width, rows + ((y - 1) % 3) * width, now, view->width,
                      rows + 3 * width);
        add_row(edges, rows + 3 * width, view->width - 2);
    }
}

static mltest_status set_number(mltest_context *ctx, mlt_tags *tags, const char *name, double value,
                                mltest_error **error)
{
    if (mlt_tags_find(tags, name) != NULL)
        return MLTEST_OK;
    return mlt_tags_set(ctx, tags, name, NULL, value, error);
}

static mltest_status measure_labels(mltest_context *ctx, const mlt_truths *truths, mlt_tags *tags,
                                    mltest_error **error)
{
    size_t n = 0;
    for (size_t i = 0; i < truths->n; i++)
        n += mlt_truth_counts(&truths->items[i]) ? 1 : 0;
    return set_number(ctx, tags, "objects", (double)n, error);
}

static mltest_status measure_size(mltest_context *ctx, const mltest_image_view *view,
                                  mlt_tags *tags, mltest_error **error)
{
    double width = view->width;
    double height = view->height;
    TRY(set_number(ctx, tags, "megapixels", width * height / 1e6, error));
    return set_number(ctx, tags, "aspect", width / height, error);
}

static mltest_status measure_luma(mltest_context *ctx, const mltest_image_view *view,
                                  mlt_tags *tags, mltest_error **error)
{
    int32_t *rows = mlt_alloc_zero(ctx, view->width, 4 * sizeof *rows);
    if (rows == NULL)
        return mlt_fail_memory(error);
    moments grey = {0, 0, 0};
    moments edges = {0, 0, 0};
    scan(view, rows, &grey, &edges);
    mlt_free(ctx, rows);

    /* 16-bit samples are brought to the 8-bit scale: 65535 = 255 · 257. */
    double unit = mlt_format_is_16bit(view->format) ? 257.0 : 1.0;
    TRY(set_number(ctx, tags, "luma_mean", mean(&grey) / unit, error));
    TRY(set_number(ctx, tags, "luma_spread", sqrt(variance(&grey)) / unit, error));
    if (edges.n == 0)
        return MLTEST_OK;
    return set_number(ctx, tags, "sharpness", variance(&edges) / unit / unit, error);
}

mltest_status mlt_measure(mltest_context *ctx, const mltest_image_view *view,
                          const mlt_truths *truths, int labelled, mlt_tags *tags,
                          mltest_error **error)
{
    TRY(measure_luma(ctx, view, tags, error));
    TRY(measure_size(ctx, view, tags, error));
    return labelled ? measure_labels(ctx, truths, tags, error) : MLTEST_OK;
}
