/* SPDX-License-Identifier: MIT */
#include "journal/line_poly.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/context.h"
#include "base/error.h"

static void put_coordinate(mlt_json_writer *w, double v)
{
    if (fabs(v) <= FLT_MAX)
        mlt_json_put_f32(w, (float)v);
    else
        mlt_json_put_f64(w, v);
}

void mlt_polygons_write(mlt_json_writer *w, const mlt_polygons *polygons)
{
    mlt_json_begin_array(w);
    for (size_t i = 0; i < polygons->n; i++) {
        const mlt_ring *ring = &polygons->rings[i];
        mlt_json_begin_array(w);
        mlt_json_put_u64(w, ring->owner);
        for (size_t k = ring->first; k < ring->first + ring->n; k++) {
            put_coordinate(w, polygons->points[k].x);
            put_coordinate(w, polygons->points[k].y);
        }
        mlt_json_end_array(w);
    }
    mlt_json_end_array(w);
}

/* The points of a ring, up to the end of its list. */
static mltest_status read_points(mlt_line_reader *r, mlt_point *points, size_t *n)
{
    bool more;
    for (*n = 0;; ++*n) {
        TRY(mlt_json_next_item(r->json, &more, r->error));
        if (!more)
            break;
        if (*n == MLT_MOST_POINTS)
            return mlt_fail(r->error, MLTEST_ERR_LIMIT, "%s: a ring of more than %d points",
                            r->json->file, MLT_MOST_POINTS);
        TRY(mlt_value_f64(r, &points[*n].x));
        TRY(mlt_value_f64(r, &points[*n].y));
    }
    return *n >= 3 ? MLTEST_OK : mlt_json_fail(r->json, r->error, "a ring of at least 3 points");
}

/* Collected outside the arena, which cannot grow an array. */
static mltest_status read_ring(mlt_line_reader *r, mlt_polygons *to)
{
    mlt_point points[MLT_MOST_POINTS];
    uint32_t owner;
    size_t n;
    TRY(mlt_json_expect(r->json, MLT_JSON_ARRAY_BEGIN, "a ring [truth, x, y, …]", r->error));
    TRY(mlt_value_u32(r, &owner));
    if (to->n > 0 && owner < to->rings[to->n - 1].owner)
        return mlt_json_fail(r->json, r->error, "rings in the order of their truths");
    TRY(read_points(r, points, &n));
    if (to->n >= mlt_context_limits(r->ctx)->max_boxes)
        return mlt_fail(r->error, MLTEST_ERR_LIMIT,
                        "%s: more than %" PRIu64 " rings (limit max_boxes)", r->json->file,
                        mlt_context_limits(r->ctx)->max_boxes);
    return mlt_polygons_add(r->ctx, to, owner, points, n, r->error);
}

static mltest_status read_rings(mlt_line_reader *r, mlt_polygons *to)
{
    bool more;
    TRY(mlt_json_expect(r->json, MLT_JSON_ARRAY_BEGIN, "a list of rings", r->error));
    for (;;) {
        TRY(mlt_json_next_item(r->json, &more, r->error));
        if (!more)
            return MLTEST_OK;
        TRY(read_ring(r, to));
    }
}

static mltest_status keep(mlt_line_reader *r, const mlt_polygons *from, mlt_polygons *out)
{
    *out = (mlt_polygons){.n = from->n, .n_points = from->n_points};
    out->rings = mlt_arena_alloc(r->arena, from->n + 1, sizeof *out->rings);
    out->points = mlt_arena_alloc(r->arena, from->n_points + 1, sizeof *out->points);
    if (out->rings == NULL || out->points == NULL)
        return mlt_fail_memory(r->error);
    if (from->n > 0) {
        memcpy(out->rings, from->rings, from->n * sizeof *out->rings);
        memcpy(out->points, from->points, from->n_points * sizeof *out->points);
    }
    return MLTEST_OK;
}

mltest_status mlt_polygons_read(mlt_line_reader *r, mlt_polygons *out)
{
    mlt_polygons rings = {0};
    mltest_status status = read_rings(r, &rings);
    if (status == MLTEST_OK)
        status = keep(r, &rings, out);
    mlt_polygons_free(r->ctx, &rings);
    return status;
}
