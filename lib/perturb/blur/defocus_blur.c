/* SPDX-License-Identifier: MIT */
#include <stdbool.h>

#include "base/error.h"
#include "image/disk_filter.h"
#include "image/strip.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* Samples of a row that are blurred at a time. */
enum { RADIUS, ALIAS, STRIP = 1920 };

static void blur_strip(const mlt_strip *strip, mlt_disk_filter *filter, float *line)
{
    uint32_t y = 0;
    int64_t margin = (int64_t)strip->left, height = strip->in->height;
    for (int64_t from = -margin; from < height + margin; from++) {
        mlt_strip_load(strip, line + strip->left * filter->channels, from);
        if (mlt_disk_push(filter, line)) {
            mlt_disk_row(filter, line);
            mlt_strip_store(strip, y++, line);
        }
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t channels = mlt_format_channels(in->format), width = STRIP / channels;
    bool is_8bit = !mlt_format_is_16bit(in->format);
    mlt_disk disk;
    mlt_disk_filter filter;
    mlt_disk_make(&disk, io->params[RADIUS], io->params[ALIAS]);
    size_t margin = mlt_disk_margin(&disk);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    void *memory = mlt_scratch_get(io->scratch, 0, mlt_disk_bytes(&disk, width, channels));
    float *line = mlt_scratch_get(io->scratch, 1, (width + 2 * margin) * channels * sizeof *line);
    if (memory == NULL || line == NULL)
        return mlt_fail_memory(error);
    mlt_strip strip = {in, io->out, 0, 0, margin, margin, MLT_EDGE_REFLECT101};
    for (; strip.x < in->width; strip.x += width) {
        strip.width = in->width - strip.x < width ? in->width - strip.x : width;
        mlt_disk_filter_init(&filter, &disk, memory, strip.width, channels, is_8bit);
        blur_strip(&strip, &filter, line);
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
