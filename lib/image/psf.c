/* SPDX-License-Identifier: MIT */
#include "image/psf.h"

#include <math.h>
#include <string.h>

#include "image/lines.h"
#include "image/strip.h"
#include "kernel/kernels.h"

/* --- the path -------------------------------------------------------------------------------- */

enum { PER_PIXEL = 8 }; /* places of the point on a pixel's length */

static size_t cells(int reach)
{
    size_t side = 2 * (size_t)reach + 1;
    return side * side;
}

static int most_reach(double extent)
{
    return (int)ceil(extent) + 1;
}

size_t mlt_psf_bytes(double extent)
{
    return cells(most_reach(extent)) * (sizeof(double) + sizeof(float) + sizeof(mlt_psf_shift));
}

static mlt_psf_place mean_place(const mlt_psf_place *path, size_t n)
{
    mlt_psf_place sum = {0, 0};
    for (size_t i = 0; i + 1 < n; i++) {
        sum.x += (path[i].x + path[i + 1].x) / 2;
        sum.y += (path[i].y + path[i + 1].y) / 2;
    }
    return (mlt_psf_place){sum.x / (double)(n - 1), sum.y / (double)(n - 1)};
}

static int find_reach(const mlt_psf_place *path, size_t n, mlt_psf_place mean)
{
    double most = 0;
    for (size_t i = 0; i < n; i++) {
        double x = fabs(path[i].x - mean.x), y = fabs(path[i].y - mean.y);
        most = x > most ? x : most;
        most = y > most ? y : most;
    }
    return most_reach(most);
}

static void add_place(double *grid, int reach, double x, double y, double light)
{
    double left = floor(x), top = floor(y), u = x - left, v = y - top;
    size_t side = 2 * (size_t)reach + 1;
    double *at = grid + (size_t)((int)top + reach) * side + (size_t)((int)left + reach);
    at[0] += light * (1 - u) * (1 - v);
    at[1] += light * u * (1 - v);
    at[side] += light * (1 - u) * v;
    at[side + 1] += light * u * v;
}

/* From a to b in n steps, at the middle of each. */
static void add_line(double *grid, int reach, mlt_psf_place a, mlt_psf_place b, double light)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    size_t steps = (size_t)ceil(sqrt(dx * dx + dy * dy) * PER_PIXEL), n = steps > 0 ? steps : 1;
    for (size_t i = 0; i < n; i++) {
        double t = ((double)i + .5) / (double)n;
        add_place(grid, reach, a.x + t * dx, a.y + t * dy, light / (double)n);
    }
}

void mlt_psf_of_path(mlt_psf *psf, const mlt_psf_place *path, size_t n, void *work)
{
    mlt_psf_place mean = mean_place(path, n);
    int reach = find_reach(path, n, mean);
    double *grid = work;
    *psf = (mlt_psf){.reach = reach, .weights = (float *)(void *)(grid + cells(reach))};
    psf->shifts = (mlt_psf_shift *)(void *)(psf->weights + cells(reach));
    memset(grid, 0, cells(reach) * sizeof *grid);
    for (size_t i = 0; i + 1 < n; i++) {
        mlt_psf_place a = {path[i].x - mean.x, path[i].y - mean.y};
        mlt_psf_place b = {path[i + 1].x - mean.x, path[i + 1].y - mean.y};
        add_line(grid, reach, a, b, 1 / (double)(n - 1));
    }
    for (int dy = -reach; dy <= reach; dy++) {
        for (int dx = -reach; dx <= reach; dx++, grid++) {
            if (*grid == 0)
                continue;
            psf->weights[psf->n] = (float)*grid;
            psf->shifts[psf->n++] = (mlt_psf_shift){dx, dy};
        }
    }
}

/* --- the picture ----------------------------------------------------------------------------- */

/* Samples of a row that are blurred at a time: what lies under the taps stays in a near cache. */
enum { STRIP = 384 };

/* The lines under the taps of a strip, `reach` pixels longer on either side. */
typedef struct {
    const mlt_psf *psf;
    size_t channels;
    mlt_lines lines;
    mlt_mix_tap *taps;
} filter;

static size_t n_lines(const mlt_psf *psf)
{
    return 2 * (size_t)psf->reach + 1;
}

static size_t beside(const mlt_psf *psf, uint32_t format)
{
    return (size_t)psf->reach * mlt_format_channels(format);
}

size_t mlt_psf_filter_bytes(const mlt_psf *psf, uint32_t format)
{
    size_t before = beside(psf, format);
    return mlt_lines_bytes(n_lines(psf), before, STRIP + before) + psf->n * sizeof(mlt_mix_tap);
}

/* A pixel gets the light of those that lie where its own would come from. */
static filter lay_out(const mlt_psf *psf, uint32_t format, void *work)
{
    size_t before = beside(psf, format);
    char *taps = (char *)work + mlt_lines_bytes(n_lines(psf), before, STRIP + before);
    filter f = {.psf = psf, .channels = mlt_format_channels(format)};
    f.lines = mlt_lines_lay_out(work, n_lines(psf), before, STRIP + before);
    f.taps = (mlt_mix_tap *)(void *)taps;
    for (size_t k = 0; k < psf->n; k++) {
        mlt_psf_shift s = psf->shifts[k];
        f.taps[k] = (mlt_mix_tap){psf->reach - s.dy, -s.dx * (int)f.channels, psf->weights[k]};
    }
    return f;
}

static void filter_strip(const filter *f, const mlt_strip *strip)
{
    const mlt_kernels *loops = mlt_kernels_get();
    float row[STRIP];
    size_t n = strip->width * f->channels;
    int64_t reach = f->psf->reach;
    for (int64_t y = -reach; y < (int64_t)strip->in->height + reach; y++) {
        mlt_strip_load(strip, mlt_lines_at(&f->lines, (size_t)(y + reach)), y);
        if (y < reach)
            continue;
        loops->filter->mix(row, mlt_lines_from(&f->lines, (size_t)(y - reach)), f->taps, f->psf->n,
                           n);
        loops->rows->affine(row, 1, 0.5f, n); /* storing truncates */
        mlt_strip_store(strip, (uint32_t)(y - reach), row);
    }
}

void mlt_psf_filter(const mlt_psf *psf, mlt_image *out, const mltest_image_view *in, void *work)
{
    filter f = lay_out(psf, in->format, work);
    uint32_t width = STRIP / (uint32_t)f.channels;
    mlt_strip strip = {.in = in, .out = out, .edge = MLT_EDGE_REPLICATE};
    strip.left = strip.right = (size_t)psf->reach;
    for (; strip.x < in->width; strip.x += width) {
        strip.width = in->width - strip.x < width ? in->width - strip.x : width;
        filter_strip(&f, &strip);
    }
}
