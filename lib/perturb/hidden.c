/* SPDX-License-Identifier: MIT */
#include "perturb/hidden.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/error.h"

static int order(double a, double b)
{
    return (a > b) - (a < b);
}

/* First different one of four pairs. */
static int order4(const double a[4], const double b[4])
{
    int sign = 0;
    for (int i = 0; i < 4 && sign == 0; i++)
        sign = order(a[i], b[i]);
    return sign;
}

/* Rectangles of one row of rectangles come together, from left to right. */
static int by_row(const void *p, const void *q)
{
    const mlt_box *a = p, *b = q;
    const double x[4] = {a->y, a->height, a->x, a->width}, y[4] = {b->y, b->height, b->x, b->width};
    return order4(x, y);
}

static int by_column(const void *p, const void *q)
{
    const mlt_box *a = p, *b = q;
    const double x[4] = {a->x, a->width, a->y, a->height}, y[4] = {b->x, b->width, b->y, b->height};
    return order4(x, y);
}

static int by_area(const void *p, const void *q)
{
    int sign = order(mlt_box_area(q), mlt_box_area(p));
    return sign != 0 ? sign : by_row(p, q);
}

/* Joins the interval of `next` to that of `kept` if they touch. */
static bool join(double *start, double *length, double next, double next_length)
{
    double end = *start + *length, next_end = next + next_length;
    if (next > end)
        return false;
    if (next_end > end)
        *length = next_end - *start;
    return true;
}

static bool join_in_row(mlt_box *kept, const mlt_box *next)
{
    return kept->y == next->y && kept->height == next->height &&
           join(&kept->x, &kept->width, next->x, next->width);
}

static bool join_in_column(mlt_box *kept, const mlt_box *next)
{
    return kept->x == next->x && kept->width == next->width &&
           join(&kept->y, &kept->height, next->y, next->height);
}

static size_t join_all(mlt_box *boxes, size_t n, bool (*joined)(mlt_box *, const mlt_box *))
{
    size_t kept = 1;
    for (size_t i = 1; i < n; i++) {
        if (!joined(&boxes[kept - 1], &boxes[i]))
            boxes[kept++] = boxes[i];
    }
    return kept;
}

size_t mlt_hidden_merge(mlt_box *boxes, size_t n, size_t most)
{
    for (size_t before = n + 1; n > 1 && n < before;) {
        before = n;
        qsort(boxes, n, sizeof *boxes, by_column);
        n = join_all(boxes, n, join_in_column);
        qsort(boxes, n, sizeof *boxes, by_row);
        n = join_all(boxes, n, join_in_row);
    }
    if (n > most) {
        qsort(boxes, n, sizeof *boxes, by_area);
        n = most;
        qsort(boxes, n, sizeof *boxes, by_row);
    }
    return n;
}

/* Keeps the part of a box inside the canvas, if there is one. */
static bool cut(mlt_box *box, uint32_t width, uint32_t height)
{
    *box = mlt_box_clip(box, width, height);
    return mlt_box_is_proper(box);
}

void mlt_hidden_move(mlt_perturbed *made, const mlt_map *map, uint32_t width, uint32_t height)
{
    size_t kept = 0;
    for (size_t i = 0; i < made->n_cover; i++) {
        mlt_mapped_box mapped;
        if (mlt_map_box(map, &made->cover[i], &mapped) && cut(&mapped.inner, width, height))
            made->cover[kept++] = mapped.inner;
    }
    made->n_cover = kept;
}

mltest_status mlt_hidden_frame(mlt_step_io *io, mltest_error **error)
{
    const double least = 1e-6; /* what is narrower is rounding */
    const mlt_box before = {0, 0, io->in->width, io->in->height};
    double width = io->out->width, height = io->out->height;
    mlt_mapped_box to;
    if (!mlt_map_box(&io->map, &before, &to))
        return MLTEST_OK;
    double right = to.outer.x + to.outer.width, bottom = to.outer.y + to.outer.height;
    const mlt_box sides[4] = {{0, 0, to.outer.x, height},
                              {right, 0, width - right, height},
                              {0, 0, width, to.outer.y},
                              {0, bottom, width, height - bottom}};
    for (int i = 0; i < 4; i++) {
        if (!(sides[i].width > least && sides[i].height > least))
            continue;
        if (!mlt_reserve(io->ctx, io->cover, io->cap_cover, io->n_cover + 1))
            return mlt_fail_memory(error);
        io->cover[io->n_cover++] = sides[i];
    }
    return MLTEST_OK;
}

mltest_status mlt_hidden_add(mlt_perturbed *made, const mlt_step_io *io, mltest_error **error)
{
    for (size_t i = 0; i < io->n_cover; i++) {
        mlt_box box = io->cover[i];
        if (!cut(&box, io->out->width, io->out->height))
            continue;
        if (made->n_cover == (size_t)2 * MLT_MOST_HIDDEN)
            made->n_cover = mlt_hidden_merge(made->cover, made->n_cover, MLT_MOST_HIDDEN);
        if (!mlt_reserve(made->ctx, made->cover, made->cap_cover, made->n_cover + 1))
            return mlt_fail_memory(error);
        made->cover[made->n_cover++] = box;
    }
    made->n_cover = mlt_hidden_merge(made->cover, made->n_cover, MLT_MOST_HIDDEN);
    return MLTEST_OK;
}
