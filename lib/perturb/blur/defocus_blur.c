/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "image/disk.h"
#include "image/lines.h"
#include "image/strip.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* Samples of a row that are blurred at a time: the lines under the disk, and what is made of them,
 * stay in the first-level cache. */
enum { RADIUS, ALIAS, STRIP = 255 };

/* A strip of the picture under the disk: first each column of the disk down the lines, with as many
 * pixels more on either side as the disk has, then all columns across. */
typedef struct {
    const mlt_disk *disk;
    mlt_strip strip;
    size_t margin;
    mlt_lines lines, columns;
    mlt_mix_tap across[2 * MLT_DISK_SIDE];
} filter;

static void make_row(const filter *f, float *out, size_t y)
{
    const mlt_filter_loops *loops = mlt_kernels_get()->filter;
    size_t half = f->disk->half, channels = mlt_format_channels(f->strip.in->format);
    size_t n = f->strip.width * channels;
    float *columns[MLT_DISK_SIDE];
    for (size_t x = 0; x <= half; x++)
        columns[x] = mlt_lines_at(&f->columns, x);
    loops->profiles(columns, mlt_lines_from(&f->lines, y), f->disk->columns, half + 1, half,
                    n + 2 * f->margin);
    loops->mix(out, mlt_lines_from(&f->columns, 0), f->across, 2 * half + 1, n);
}

static void blur_strip(const filter *f)
{
    float row[STRIP];
    int64_t half = (int64_t)f->disk->half, height = f->strip.in->height;
    for (int64_t y = -half; y < height + half; y++) {
        mlt_strip_load(&f->strip, mlt_lines_at(&f->lines, (size_t)(y + half)) + f->margin, y);
        if (y >= half) {
            make_row(f, row, (size_t)(y - half));
            mlt_strip_store(&f->strip, (uint32_t)(y - half), row);
        }
    }
}

/* Lines, and as many columns as half of the disk has. */
static mltest_status lay_out(filter *f, mlt_scratch *scratch, mltest_error **error)
{
    size_t half = f->disk->half, n_lines = 2 * half + 1, length = STRIP + 2 * f->margin;
    size_t bytes = mlt_lines_bytes(n_lines, 0, length);
    char *memory = mlt_scratch_get(scratch, 1, bytes + mlt_lines_bytes(half + 1, 0, length));
    if (memory == NULL)
        return mlt_fail_memory(error);
    f->lines = mlt_lines_lay_out(memory, n_lines, 0, length);
    f->columns = mlt_lines_lay_out(memory + bytes, half + 1, 0, length);
    return MLTEST_OK;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t channels = mlt_format_channels(in->format), width = STRIP / channels;
    mlt_disk *disk = mlt_scratch_get(io->scratch, 0, 2 * sizeof *disk);
    if (disk == NULL)
        return mlt_fail_memory(error);
    mlt_disk_make(disk, disk + 1, io->params[RADIUS], io->params[ALIAS]);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    filter f = {.disk = disk, .margin = disk->half * channels};
    TRY(lay_out(&f, io->scratch, error));
    for (size_t x = 0; x <= 2 * disk->half; x++) {
        int32_t column = (int32_t)(x < disk->half ? disk->half - x : x - disk->half);
        f.across[x] = (mlt_mix_tap){column, (int32_t)(x * channels), 1};
    }
    f.strip = (mlt_strip){in, io->out, 0, 0, disk->half, disk->half, MLT_EDGE_REFLECT101};
    for (; f.strip.x < in->width; f.strip.x += width) {
        f.strip.width = in->width - f.strip.x < width ? in->width - f.strip.x : width;
        blur_strip(&f);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "radius",
     .unit = "px",
     .low = 0,
     .high = MLT_DISK_MOST_RADIUS,
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
