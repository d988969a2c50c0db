/* SPDX-License-Identifier: MIT */
#include "image/disk_filter.h"

#include <string.h>

#include "kernel/kernels.h"

/* --- memory ---------------------------------------------------------------------------------- */

/* Lays out one of the filter's sets of lines, if there is memory; returns what it takes. */
static size_t lay_out(mlt_lines *lines, char *memory, size_t n, size_t length)
{
    size_t bytes = (mlt_lines_bytes(n, 0, length) + sizeof(float *) - 1) / sizeof(float *);
    if (memory != NULL)
        *lines = mlt_lines_lay_out(memory, n, 0, length);
    return bytes * sizeof(float *);
}

static size_t lay_out_all(mlt_disk_filter *f, char *memory)
{
    const mlt_disk *d = f->disk;
    size_t length = (f->width + 2 * f->margin) * f->channels, taps = (size_t)d->n_taps;
    size_t window = 2 * taps + 1, at = 0;
    const struct {
        mlt_lines *lines;
        size_t n;
    } all[] = {{&f->lines, 2 * f->margin + 2},
               {&f->sums, f->plan.n_runs},
               {&f->pairs, MLT_DISK_PAIRS},
               {&f->disks, window},
               {&f->across, window},
               {&f->border, 2},
               {&f->row, 1}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        at += lay_out(all[i].lines, memory == NULL ? NULL : memory + at, all[i].n, length);
    return at;
}

size_t mlt_disk_bytes(const mlt_disk *disk, size_t width, size_t channels)
{
    mlt_disk_filter f = {.disk = disk, .width = width, .channels = channels};
    f.margin = mlt_disk_margin(disk);
    mlt_disk_plan_make(&f.plan, disk, channels);
    return lay_out_all(&f, NULL);
}

void mlt_disk_filter_init(mlt_disk_filter *filter, const mlt_disk *disk, void *memory, size_t width,
                          size_t channels, bool is_8bit)
{
    *filter =
        (mlt_disk_filter){.disk = disk, .is_words = is_8bit, .width = width, .channels = channels};
    filter->margin = mlt_disk_margin(disk);
    mlt_disk_plan_make(&filter->plan, disk, channels);
    memset(memory, 0, lay_out_all(filter, NULL));
    lay_out_all(filter, memory);
}

/* --- sums ------------------------------------------------------------------------------------ */

static void slide(const mlt_disk_filter *f, float *sums, const float *in, const float *out)
{
    size_t n = (f->width + 2 * f->margin) * f->channels;
    if (f->is_words)
        mlt_kernels_get()->words->slide((void *)sums, (const void *)in, (const void *)out, n);
    else
        mlt_kernels_get()->filter->slide(sums, in, out, n);
}

static void pair(const mlt_disk_filter *f, float *out, const float *a, const float *b)
{
    size_t n = (f->width + 2 * f->margin) * f->channels;
    if (f->is_words)
        mlt_kernels_get()->words->sum((void *)out, (const void *)a, (const void *)b, n);
    else
        mlt_kernels_get()->rows->sum(out, a, b, n);
}

static void gather(const mlt_disk_filter *f, float *out, const float *const *lines, size_t n_lines,
                   const mlt_disk_taps *t, size_t width)
{
    const uint16_t *words[MLT_DISK_SIDE];
    size_t run = 2 * (size_t)f->disk->radius + 1, chunk = 65535 / (255 * run);
    if (!f->is_words) {
        mlt_kernels_get()->filter->mix(out, lines, t->taps, t->n_plus + t->n_minus,
                                       width * f->channels);
        return;
    }
    for (size_t i = 0; i < n_lines; i++)
        words[i] = (const void *)lines[i];
    mlt_kernels_get()->words->gather(out, words, t->taps, t->n_plus, t->n_minus, chunk,
                                     width * f->channels);
}

/* Slides all runs on to the line `centre`. A run of one is that line itself. */
static void slide_all(const mlt_disk_filter *f, const float **sums, size_t centre)
{
    for (size_t k = 0; k < f->plan.n_runs; k++) {
        size_t reach = (size_t)f->plan.runs[k];
        float *sum = mlt_lines_at(&f->sums, k);
        if (reach > 0)
            slide(f, sum, mlt_lines_at(&f->lines, centre + reach),
                  mlt_lines_at(&f->lines, centre - reach - 1));
        sums[k] = reach > 0 ? sum : mlt_lines_at(&f->lines, centre);
    }
}

/* What the border adds across, in the disk's own lines. */
static void gather_border(const mlt_disk_filter *f, float *out, const float *const *sums)
{
    const float *lines[2];
    mlt_mix_tap taps[2];
    int n = 0;
    for (; n < f->disk->n_taps; n++) {
        float *line = mlt_lines_at(&f->border, (size_t)n);
        gather(f, line, sums, f->plan.n_runs, &f->plan.across[n], f->width);
        lines[n] = line;
        taps[n] = (mlt_mix_tap){n, 0, f->disk->taps[n + 1]};
    }
    mlt_kernels_get()->filter->mix(out, lines, taps, (size_t)n, f->width * f->channels);
}

/* --- lines in, rows out ---------------------------------------------------------------------- */

bool mlt_disk_push(mlt_disk_filter *f, const float *line)
{
    int radius = f->disk->radius;
    size_t n = (f->width + 2 * f->margin) * f->channels, taps = (size_t)f->disk->n_taps;
    size_t i = f->n_pushed++, centre = i + f->lines.n - (size_t)radius;
    float *own = mlt_lines_at(&f->lines, i);
    const float *sums[MLT_DISK_SIDE];
    if (f->is_words)
        mlt_kernels_get()->words->from_floats((void *)own, line, n);
    else
        memcpy(own, line, n * sizeof *line);
    slide_all(f, sums, centre);
    if (i < 2 * (size_t)radius)
        return false;
    gather(f, mlt_lines_at(&f->disks, i), sums, f->plan.n_runs, &f->plan.whole,
           f->width + 2 * taps);
    if (f->plan.has_border)
        gather_border(f, mlt_lines_at(&f->across, i), sums);
    return i >= 2 * f->margin;
}

/* Blurred down, with what the border adds there; one margin of the blur's taps on either side. */
static void make_row(const mlt_disk_filter *f, float *out)
{
    int n_taps = f->disk->n_taps;
    size_t i = f->n_pushed - 1, middle = i + f->lines.n - f->margin, n = 0;
    size_t width = f->width + 2 * (size_t)n_taps;
    const float *lines[2 * 2 + 1 + 2];
    mlt_mix_tap taps[2 * 2 + 1 + 2];
    for (int k = 0; k < MLT_DISK_PAIRS && f->plan.has_border; k++) {
        size_t distance = (size_t)(f->disk->half + k - 1);
        if (distance <= f->margin)
            pair(f, mlt_lines_at(&f->pairs, (size_t)k), mlt_lines_at(&f->lines, middle - distance),
                 mlt_lines_at(&f->lines, middle + distance));
    }
    for (int k = -n_taps; k <= n_taps; k++, n++) {
        lines[n] = mlt_lines_at(&f->disks, i + 1 + n);
        taps[n] = (mlt_mix_tap){(int32_t)n, 0, f->disk->taps[k < 0 ? -k : k]};
    }
    for (int t = 0; t < n_taps && f->plan.has_border; t++, n++) {
        float *line = mlt_lines_at(&f->border, (size_t)t);
        gather(f, line, mlt_lines_from(&f->pairs, 0), MLT_DISK_PAIRS, &f->plan.down[t], width);
        lines[n] = line;
        taps[n] = (mlt_mix_tap){(int32_t)n, 0, f->disk->taps[t + 1]};
    }
    mlt_kernels_get()->filter->mix(out, lines, taps, n, width * f->channels);
}

/* The original's weights are floats, and its sums double. Where as many weights as the disk has are
 * less than one, the mean of equal samples is less than these, and truncates to one level less. */
static float scale_of(const mlt_disk *disk)
{
    float weight = (float)(1 / disk->count);
    return (double)weight * disk->count < 1 ? weight * (1 - 1.2e-7f) : weight;
}

void mlt_disk_row(const mlt_disk_filter *f, float *out)
{
    int n_taps = f->disk->n_taps;
    size_t i = f->n_pushed - 1, n = 0;
    float *row = mlt_lines_at(&f->row, 0), scale = scale_of(f->disk);
    const float *lines[2 * (2 * 2 + 1)];
    mlt_mix_tap taps[2 * (2 * 2 + 1)];
    make_row(f, row);
    for (int k = -n_taps; k <= n_taps; k++, n++) {
        int32_t shift = (k + n_taps) * (int32_t)f->channels;
        lines[n] = row;
        taps[n] = (mlt_mix_tap){(int32_t)n, shift, f->disk->taps[k < 0 ? -k : k] * scale};
    }
    for (int k = -n_taps; k <= n_taps && f->plan.has_border; k++, n++) {
        lines[n] = mlt_lines_at(&f->across, i + 1 + (size_t)(k + n_taps));
        taps[n] = (mlt_mix_tap){(int32_t)n, 0, f->disk->taps[k < 0 ? -k : k] * scale};
    }
    mlt_kernels_get()->filter->mix(out, lines, taps, n, f->width * f->channels);
}
