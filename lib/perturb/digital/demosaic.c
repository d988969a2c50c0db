/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "image/edge.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { KEPT = 3 };

/* Rows of measured levels, one more on either side, in a ring. Rows and columns beyond the edges
 * are mirrored without the edge itself, which keeps the order of the filters. */
typedef struct {
    const mltest_image_view *in;
    float *ring[KEPT], *rgb;
} sensor;

static void expose(const sensor *s, uint32_t y)
{
    float *row = s->ring[y % KEPT] + 1;
    size_t n = s->in->width;
    mlt_row_load(s->rgb, s->in, y);
    mlt_kernels_get()->bayer->measure(row, s->rgb, y, n);
    row[-1] = row[mlt_edge_place(-1, n, MLT_EDGE_REFLECT101)];
    row[n] = row[mlt_edge_place((int64_t)n, n, MLT_EDGE_REFLECT101)];
}

static const float *row_at(const sensor *s, int64_t y)
{
    return s->ring[mlt_edge_place(y, s->in->height, MLT_EDGE_REFLECT101) % KEPT] + 1;
}

/* A picture as a sensor with one colour filter a pixel sees it, and the simplest way back. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    size_t width = in->width;
    sensor s = {.in = in};
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    s.rgb = mlt_scratch_get(io->scratch, 0, (3 * width + KEPT * (width + 2)) * sizeof *s.rgb);
    if (s.rgb == NULL)
        return mlt_fail_memory(error);
    for (size_t k = 0; k < KEPT; k++)
        s.ring[k] = s.rgb + 3 * width + k * (width + 2);
    for (uint32_t y = 0, seen = 0; y < in->height; y++) {
        for (; seen < in->height && seen <= y + 1; seen++)
            expose(&s, seen);
        mlt_kernels_get()->bayer->develop(s.rgb, row_at(&s, (int64_t)y - 1), row_at(&s, y),
                                          row_at(&s, (int64_t)y + 1), y, width);
        for (size_t i = 0; i < 3 * width; i++)
            s.rgb[i] += 0.5f; /* storing truncates */
        mlt_row_store(io->out, y, s.rgb, in);
    }
    return MLTEST_OK;
}

const mlt_kind mlt_kind_demosaic = {
    .name = "demosaic",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = MLT_KIND_SINGLE | MLT_KIND_NEEDS_COLOUR,
    .summary =
        "one colour a pixel, as a sensor measures, the others guessed: false colours at edges",
    .when = "raw pictures of industrial and cheap cameras, developed by the simplest method",
    .apply = apply,
};
