/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "perturb/perturb.h"
#include "perturb/scratch.h"

enum { FRACTION, CONCEALMENT, SLICE };
enum { BLACK, PREVIOUS, GREY };
enum { SIDE = 16, LONGEST_RUN = 12 }; /* a macroblock; how many of them a packet holds at most */

typedef struct {
    uint32_t columns, rows; /* of blocks */
    uint32_t n;             /* what can be lost: blocks, or whole rows of them */
    uint8_t *lost;          /* n of 0 or 1, in raster order */
} grid;

/* At least one, if any are to be lost at all. */
static uint32_t count_losses(uint32_t n, double fraction)
{
    double count = floor(fraction * n + 0.5);
    return count < 1 && fraction > 0 ? 1 : (uint32_t)count;
}

/* Runs of blocks, one after the other until enough are lost: what a severity loses, the next one
 * loses too. A run begins at the first block from the drawn place on that is still there. */
static void lose(grid *g, const mlt_step_io *io)
{
    bool slices = io->params[SLICE] >= 0.5;
    uint32_t left = count_losses(g->n, io->params[FRACTION]);
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    memset(g->lost, 0, g->n);
    while (left > 0) {
        uint32_t at = mlt_draw_below(&draws, g->n), run = mlt_draw_below(&draws, LONGEST_RUN) + 1;
        while (g->lost[at])
            at = at + 1 < g->n ? at + 1 : 0;
        for (uint32_t end = at + (slices ? 1 : run); at < end && at < g->n && left > 0; at++) {
            left -= !g->lost[at];
            g->lost[at] = 1;
        }
    }
}

static bool is_lost(const grid *g, uint32_t column, uint32_t row)
{
    return g->lost[g->n == g->rows ? row : row * g->columns + column] != 0;
}

/* The colours of a block, alpha stays. The previous block is the one to the left, in the first
 * column the one above. */
static void conceal(mlt_image *out, uint32_t x0, uint32_t y0, int how)
{
    uint32_t step = mlt_format_bytes(out->format);
    uint32_t colour = mlt_format_has_alpha(out->format) ? 3 : step;
    uint32_t x1 = x0 + SIDE < out->width ? x0 + SIDE : out->width;
    uint32_t y1 = y0 + SIDE < out->height ? y0 + SIDE : out->height;
    int64_t back = x0 > 0 ? (int64_t)SIDE * step : SIDE * out->stride_bytes;
    bool copied = how == PREVIOUS && (x0 > 0 || y0 > 0);
    for (uint32_t y = y0; y < y1; y++) {
        uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes + (size_t)x0 * step;
        for (uint32_t x = x0; x < x1; x++, to += step) {
            if (copied)
                memcpy(to, to - back, colour);
            else
                memset(to, how == BLACK ? 0 : 0x80, colour); /* 0x8080 in 16 bits */
        }
    }
}

/* Journals lost blocks [first, end) of a row as one rectangle. */
static mltest_status hide(mlt_step_io *io, uint32_t first, uint32_t end, uint32_t row,
                          mltest_error **error)
{
    double x = (double)first * SIDE, y = (double)row * SIDE;
    if (!mlt_reserve(io->ctx, io->cover, io->cap_cover, io->n_cover + 1))
        return mlt_fail_memory(error);
    io->cover[io->n_cover++] = (mlt_box){x, y, (double)(end - first) * SIDE, SIDE};
    return MLTEST_OK;
}

static mltest_status conceal_row(mlt_step_io *io, const grid *g, uint32_t row, mltest_error **error)
{
    for (uint32_t column = 0; column < g->columns; column++) {
        uint32_t first = column;
        for (; column < g->columns && is_lost(g, column, row); column++)
            conceal(io->out, column * SIDE, row * SIDE, (int)floor(io->params[CONCEALMENT] + 0.5));
        if (column > first)
            TRY(hide(io, first, column, row, error));
    }
    return MLTEST_OK;
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    grid g = {.columns = (in->width + SIDE - 1) / SIDE, .rows = (in->height + SIDE - 1) / SIDE};
    g.n = io->params[SLICE] < 0.5 ? g.columns * g.rows : g.rows;
    TRY(mlt_image_copy_view(io->out, in, error));
    g.lost = mlt_scratch_get(io->scratch, 0, g.n);
    if (g.lost == NULL)
        return mlt_fail_memory(error);
    lose(&g, io);
    for (uint32_t row = 0; row < g.rows; row++)
        TRY(conceal_row(io, &g, row, error));
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "fraction",
     .unit = "of the blocks of 16 x 16 pixels",
     .low = 0,
     .high = 1,
     .values = {.005, .01, .03, .06, .12}},
    {.name = "concealment",
     .unit = "0 black, 1 the previous block, 2 grey",
     .low = 0,
     .high = 2,
     .values = {0, 0, 0, 0, 0},
     .is_free = true},
    {.name = "slice",
     .unit = "0 runs of 1 to 12 blocks are lost, 1 whole rows of blocks",
     .low = 0,
     .high = 1,
     .values = {0, 0, 0, 0, 0},
     .is_free = true},
};

const mlt_kind mlt_kind_package_loss = {
    .name = "package_loss",
    .mltest_name = "PackageLoss",
    .family = "",
    .category = MLT_CATEGORY_DIGITAL,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_HIDES,
    .summary = "packets of a video stream get lost on the way, and with them blocks of the picture",
    .when = "video over radio and the open internet",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
