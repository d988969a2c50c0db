/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "codec/jpeg.h"
#include "image/jpeg_planes.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

/* Colour differences (JFIF's Cb and Cr) for 2 x 2, 4 x 1 or 4 x 4 pixels. They become means, and
 * come back smoothly, twice where there are four pixels in a line. */
enum { AS_420, AS_411, AS_410 };

/* A plane of colour differences to half its size and back. Behind it its last samples are repeated
 * up to whole blocks. */
static void halve_plane(const mlt_jpeg_plane *plane, uint8_t *small, uint16_t *sums)
{
    const mlt_ycc_loops *ycc = mlt_kernels_get()->ycc;
    size_t n = plane->stride / 2;
    uint32_t height = (plane->height + 1) / 2;
    for (uint32_t y = 0; y < height; y++) {
        const uint8_t *upper = plane->samples + 2 * y * plane->stride;
        ycc->halve(small + y * n, upper, upper + plane->stride, n);
    }
    for (uint32_t y = 0; y < plane->height; y++) {
        uint32_t near = y / 2, far = y % 2 == 1 ? near + 1 : near > 0 ? near - 1 : 0;
        far = far < height ? far : height - 1;
        ycc->enlarge(plane->samples + y * plane->stride, small + near * n, small + far * n, sums,
                     n);
    }
}

static mltest_status in_squares(const mlt_step_io *io, bool by_four, mltest_error **error)
{
    mlt_jpeg_planes planes;
    void *memory = mlt_scratch_get(io->scratch, 0, mlt_jpeg_planes_bytes(io->in));
    if (memory == NULL)
        return mlt_fail_memory(error);
    mlt_jpeg_planes_init(&planes, io->in, memory);
    mlt_jpeg_split(&planes, io->in);
    const mlt_jpeg_plane *plane = &planes.planes[1];
    uint8_t *small = mlt_scratch_get(io->scratch, 1, (plane->height + 1) / 2 * plane->stride / 2);
    uint16_t *sums = mlt_scratch_get(io->scratch, 2, (plane->stride / 2 + 2) * sizeof *sums);
    if (small == NULL || sums == NULL)
        return mlt_fail_memory(error);
    for (uint32_t k = 1; by_four && k < planes.n; k++)
        halve_plane(&planes.planes[k], small, sums);
    mlt_jpeg_join(&planes, io->in, io->out);
    return MLTEST_OK;
}

/* A row of n samples, a multiple of 4, to a quarter and back. small: n. */
static void quarter_row(uint8_t *row, uint8_t *small, uint16_t *sums, size_t n)
{
    const mlt_ycc_loops *ycc = mlt_kernels_get()->ycc;
    uint8_t *smaller = small + n / 2;
    ycc->halve(small, row, row, n / 2);
    ycc->halve(smaller, small, small, n / 4);
    ycc->enlarge(small, smaller, smaller, sums, n / 4);
    ycc->enlarge(row, small, small, sums, n / 2);
}

static mltest_status in_lines(const mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    const mlt_ycc_loops *ycc = mlt_kernels_get()->ycc;
    size_t width = in->width, n = (width + 3) / 4 * 4;
    uint8_t *rows = mlt_scratch_get(io->scratch, 0, 7 * n);
    uint16_t *sums = mlt_scratch_get(io->scratch, 1, (n / 2 + 2) * sizeof *sums);
    if (rows == NULL || sums == NULL)
        return mlt_fail_memory(error);
    uint8_t *luma = rows + 3 * n, *cb = luma + n, *cr = cb + n, *small = cr + n;
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_jpeg_row(in, y, rows);
        ycc->split(luma, cb, cr, rows, width);
        memset(cb + width, cb[width - 1], n - width);
        memset(cr + width, cr[width - 1], n - width);
        quarter_row(cb, small, sums, n);
        quarter_row(cr, small, sums, n);
        ycc->join(rows, luma, cb, cr, width);
        mlt_row_write8(io->out, y, rows, in);
    }
    return MLTEST_OK;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    int scheme = (int)floor(io->params[0] + 0.5);
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    return scheme == AS_411 ? in_lines(io, error) : in_squares(io, scheme == AS_410, error);
}

static const mlt_param params[] = {
    {.name = "scheme",
     .unit = "0 4:2:0, 1 4:1:1, 2 4:1:0",
     .low = 0,
     .high = 2,
     .values = {0, 0, 0, 0, 0},
     .is_free = true},
};

const mlt_kind mlt_kind_chroma_subsampling = {
    .name = "chroma_subsampling",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = MLT_KIND_SINGLE | MLT_KIND_NEEDS_COLOUR,
    .summary = "colour at a lower resolution than brightness: small coloured things pale and bleed",
    .when =
        "nearly all video and most JPEG files (4:2:0), DV tapes (4:1:1), early web video (4:1:0)",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
