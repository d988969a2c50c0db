/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "base/math.h"
#include "image/jpeg_blocks.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { BLOCK = 8, FINER = 2 };

/*
 * The key pictures of a video codec, without what it predicts: a cosine transform of blocks with
 * one step for all frequencies, colour differences at half the size, and a filter over the edges of
 * blocks. Step, filter and the quantiser of colour follow H.264 (ITU-T H.264, 8.5 and 8.7). The
 * camera's stream, with a quantiser a little finer, is coded again by the recorder: were it the
 * same, the second time would change next to nothing.
 */
typedef struct {
    mlt_dct_steps steps;
    mlt_deblock_limits limits;
} coding;

/* Colour differences have finer quantisers from 30 on (table 8-15). */
static int of_colour(int quantiser)
{
    enum { FIRST = 30 };
    static const int8_t finer[] = {29, 30, 31, 32, 32, 33, 34, 34, 35, 35, 36,
                                   36, 37, 37, 37, 38, 38, 38, 39, 39, 39, 39};
    return quantiser < FIRST ? quantiser : finer[quantiser - FIRST];
}

/* The step doubles every 6. The limits are the tables' formulas of List et al. (2003). */
static void make(coding *g, int quantiser)
{
    double step = floor(mlt_pow(2, (quantiser - 4) / 6.0) + 0.5);
    double slope = 0.5 * quantiser - 7;
    for (size_t k = 0; k < MLT_DCT_PLACES; k++)
        mlt_dct_set_step(&g->steps, k, step > 1 ? (unsigned)step : 1);
    g->limits.step = (int16_t)(0.8 * (mlt_pow(2, quantiser / 6.0) - 1));
    g->limits.slope = (int16_t)(slope > 0 ? slope : 0);
}

/* Edges between columns of blocks: a row becomes eight, of the samples at each place of a block.
 * work: two rows. */
static void smooth_columns(uint8_t *row, const coding *g, uint8_t *work, size_t stride)
{
    const mlt_deblock_loops *deblock = mlt_kernels_get()->deblock;
    size_t n = stride / BLOCK;
    uint8_t *places[BLOCK];
    deblock->columns(work, row, work + stride, stride);
    for (size_t k = 0; k < BLOCK; k++)
        places[k] = k < 4 ? work + (k + 4) * n : work + (k - 4) * n + 1;
    deblock->smooth(places, &g->limits, n - 1);
    deblock->row(row, work, work + stride, stride);
}

static void smooth(const mlt_jpeg_plane *plane, const coding *g, uint8_t *work)
{
    uint32_t height = (plane->height + BLOCK - 1) / BLOCK * BLOCK;
    for (uint32_t y = 0; y < height; y++)
        smooth_columns(plane->samples + y * plane->stride, g, work, plane->stride);
    for (uint32_t y = BLOCK; y < height; y += BLOCK) {
        uint8_t *rows[BLOCK];
        for (uint32_t k = 0; k < BLOCK; k++)
            rows[k] = plane->samples + (y + k - BLOCK / 2) * plane->stride;
        mlt_kernels_get()->deblock->smooth(rows, &g->limits, plane->stride);
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    int quantiser = (int)floor(io->params[0] + 0.5);
    mlt_jpeg_planes planes;
    coding g;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    void *memory = mlt_scratch_get(io->scratch, 0, mlt_jpeg_planes_bytes(in));
    uint8_t *work = mlt_scratch_get(io->scratch, 1, 2 * ((size_t)in->width + BLOCK));
    if (memory == NULL || work == NULL)
        return mlt_fail_memory(error);
    mlt_jpeg_planes_init(&planes, in, memory);
    mlt_jpeg_split(&planes, in);
    for (uint32_t k = 0; k < planes.n; k++) {
        for (int q = quantiser - FINER; q <= quantiser; q += FINER) {
            make(&g, k > 0 ? of_colour(q) : q);
            mlt_jpeg_quantise(&planes.planes[k], &g.steps);
            smooth(&planes.planes[k], &g, work);
        }
    }
    mlt_jpeg_join(&planes, in, io->out);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "quantiser",
     .unit = "QP of H.264",
     .low = 0,
     .high = 51,
     .values = {24, 30, 36, 42, 48}},
};

const mlt_kind mlt_kind_video_codec = {
    .name = "video_codec",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = 0,
    .summary = "a picture out of a video stream of few bits, recorded and coded again",
    .when = "surveillance, drones, body cameras, conferences: whatever comes as H.264 or the like",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
