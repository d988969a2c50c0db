/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "image/rows.h"
#include "image/separable.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { RADIUS, ALIAS, MOST_RADIUS = 50, SIDE = MOST_RADIUS + 1, SMALL = 8 };

/* A quarter of the kernel: weights[dy][dx], dx and dy from the centre outwards. The rest mirrors
 * it.
 */
typedef struct {
    float weights[SIDE][SIDE];
    int reach[SIDE]; /* of each row: no weight lies farther out */
    int half;
} disk;

/* A kernel's own border repeats without its last row: …, half - 1, half, half - 1, … */
static int mirrored(int v, int half)
{
    int out = v < 0 ? -v : v;
    return out > half ? 2 * half - out : out;
}

static void make_disk(disk *d, double radius)
{
    double count = 0;
    d->half = radius <= SMALL ? SMALL : (int)ceil(radius);
    for (int dy = 0; dy <= d->half; dy++) {
        for (int dx = 0; dx <= d->half; dx++) {
            d->weights[dy][dx] = dx * dx + dy * dy <= radius * radius;
            count += (double)d->weights[dy][dx] * (dx > 0 ? 2 : 1) * (dy > 0 ? 2 : 1);
        }
    }
    for (int dy = 0; dy <= d->half; dy++) {
        for (int dx = 0; dx <= d->half; dx++)
            d->weights[dy][dx] = (float)((double)d->weights[dy][dx] / count);
    }
}

/* The published kernel is blurred against jagged edges inside its own array. Where the disk touches
 * the array's edge this adds weight: the original brightens by 1.3 and 1.1 % at severities 4 and 5.
 */
static void blur_disk(disk *d, const disk *from, const float *taps, int n_taps, bool down)
{
    d->half = from->half;
    for (int dy = 0; dy <= d->half; dy++) {
        for (int dx = 0; dx <= d->half; dx++) {
            double sum = 0;
            for (int k = -n_taps; k <= n_taps; k++) {
                int y = down ? mirrored(dy + k, d->half) : dy;
                int x = down ? dx : mirrored(dx + k, d->half);
                sum += (double)taps[k < 0 ? -k : k] * (double)from->weights[y][x];
            }
            d->weights[dy][dx] = (float)sum;
        }
    }
}

static void find_reach(disk *d)
{
    for (int dy = 0; dy <= d->half; dy++) {
        d->reach[dy] = d->half;
        while (d->reach[dy] >= 0 && d->weights[dy][d->reach[dy]] == 0)
            d->reach[dy]--;
    }
    while (d->reach[d->half] < 0)
        d->half--;
}

static void make_kernel(disk *d, disk *work, double radius, double alias)
{
    float taps[3];
    int n_taps = radius <= SMALL ? 1 : 2;
    mlt_gaussian_weights(taps, alias, (size_t)n_taps);
    make_disk(d, radius);
    blur_disk(work, d, taps, n_taps, false);
    blur_disk(d, work, taps, n_taps, true);
    find_reach(d);
}

/* Rows with `half` mirrored pixels on either side, in a ring; and two rows to add up in. */
typedef struct {
    const mltest_image_view *in;
    const disk *kernel;
    size_t channels, n, stride, kept;
    float *ring, *pair, *sums, *part;
} filter;

static size_t mirror_at_edge(int64_t v, size_t n)
{
    return mlt_edge_place(v, n, MLT_EDGE_REFLECT101);
}

static float *ring_row(const filter *f, int64_t y)
{
    return f->ring + mirror_at_edge(y, f->in->height) % f->kept * f->stride;
}

static void load(const filter *f, uint32_t y)
{
    float *row = ring_row(f, y), *first = row + (size_t)f->kernel->half * f->channels;
    mlt_row_load(first, f->in, y);
    for (int64_t k = 1; k <= f->kernel->half; k++) {
        size_t left = mirror_at_edge(-k, f->in->width) * f->channels;
        size_t right = mirror_at_edge(f->in->width - 1 + k, f->in->width) * f->channels;
        for (size_t c = 0; c < f->channels; c++) {
            first[(int64_t)c - k * (int64_t)f->channels] = first[left + c];
            first[f->n + (size_t)(k - 1) * f->channels + c] = first[right + c];
        }
    }
}

/* One row of the kernel along a row of the picture, or along the sum of two at the same distance.
 */
static void fold_row(const filter *f, float *out, const float *row, int dy)
{
    const float *rows[2 * SIDE + 1];
    int reach = f->kernel->reach[dy];
    for (int k = -reach; k <= reach; k++)
        rows[k + reach] = row + (size_t)(f->kernel->half + k) * f->channels;
    mlt_kernels_get()->filter->fold(out, rows, f->kernel->weights[dy], (size_t)reach, f->n);
}

static void make_row(filter *f, uint32_t y)
{
    fold_row(f, f->sums, ring_row(f, y), 0);
    for (int dy = 1; dy <= f->kernel->half; dy++) {
        float *before = f->sums;
        mlt_kernels_get()->rows->sum(f->pair, ring_row(f, (int64_t)y - dy),
                                     ring_row(f, (int64_t)y + dy), f->stride);
        fold_row(f, f->part, f->pair, dy);
        mlt_kernels_get()->rows->sum(f->pair, before, f->part, f->n);
        f->sums = f->pair;
        f->pair = before;
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    disk *kernel = mlt_scratch_get(io->scratch, 0, 2 * sizeof *kernel);
    if (kernel == NULL)
        return mlt_fail_memory(error);
    make_kernel(kernel, kernel + 1, io->params[RADIUS], io->params[ALIAS]);
    filter f = {.in = in, .kernel = kernel, .channels = mlt_format_channels(in->format)};
    size_t taps = 2 * (size_t)kernel->half + 1;
    f.n = in->width * f.channels;
    f.stride = f.n + (taps - 1) * f.channels;
    f.kept = taps < in->height ? taps : in->height;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    f.ring = mlt_scratch_get(io->scratch, 1, (f.kept + 3) * f.stride * sizeof *f.ring);
    if (f.ring == NULL)
        return mlt_fail_memory(error);
    f.pair = f.ring + f.kept * f.stride;
    f.sums = f.pair + f.stride;
    f.part = f.sums + f.stride;
    for (uint32_t y = 0, loaded = 0; y < in->height; y++) {
        for (; loaded < in->height && loaded <= y + (uint32_t)kernel->half; loaded++)
            load(&f, loaded);
        make_row(&f, y);
        mlt_row_store(io->out, y, f.sums, in);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "radius",
     .unit = "px",
     .low = 0,
     .high = MOST_RADIUS,
     .values = {3, 4, 6, 8, 10},
     .rule = MLT_PARAM_STEP,
     .is_length_px = true},
    {.name = "alias_sigma",
     .unit = "px, of the disk's edge",
     .low = .01,
     .high = 5,
     .values = {.1, .5, .5, .5, .5}},
};

const mlt_kind mlt_kind_defocus_blur = {
    .name = "defocus_blur",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_BLUR,
    .revision = 1,
    .flags = 0,
    .summary = "a lens out of focus: every point becomes a disk",
    .when = "autofocus that missed, objects nearer or farther than the plane of focus",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
