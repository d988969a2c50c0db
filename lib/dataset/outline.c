/* SPDX-License-Identifier: MIT */
/*
 * Outlines of truths, and whether they are of the same object as the box.
 */
#include <math.h>

#include "base/error.h"
#include "dataset/dataset.h"

static double within(double v, uint32_t limit)
{
    return limit == 0 ? v : v < 0 ? 0 : v > limit ? limit : v;
}

mltest_status mlt_sample_add_ring(mltest_sample *sample, const mlt_point *points, size_t n,
                                  mltest_error **error)
{
    uint32_t owner = (uint32_t)(sample->truths.n - 1);
    mlt_polygons *to = &sample->polygons;
    size_t first = to->n_points;
    TRY(mlt_polygons_add(sample->ctx, to, owner, points, n, error));
    for (size_t i = first; i < to->n_points; i++) {
        to->points[i].x = within(to->points[i].x, sample->width);
        to->points[i].y = within(to->points[i].y, sample->height);
    }
    return MLTEST_OK;
}

static bool agree(double a, double b, double side)
{
    return fabs(a - b) <= (side > 40 ? side / 20 : 2);
}

static bool fits(const mlt_polygon *polygon, const mlt_box *box)
{
    const mlt_box hull = mlt_polygon_hull(polygon);
    return agree(hull.x, box->x, box->width) && agree(hull.y, box->y, box->height) &&
           agree(hull.x + hull.width, box->x + box->width, box->width) &&
           agree(hull.y + hull.height, box->y + box->height, box->height);
}

bool mlt_sample_end_outline(mltest_sample *sample)
{
    uint32_t owner = (uint32_t)(sample->truths.n - 1);
    const mlt_polygon polygon = mlt_polygons_of(&sample->polygons, owner);
    if (polygon.n == 0 || fits(&polygon, &sample->truths.items[owner].box))
        return true;
    mlt_polygons_drop_last(&sample->polygons, owner);
    return false;
}

mltest_status mlt_sample_move_outline(mltest_sample *sample, uint32_t from, uint32_t to,
                                      mlt_polygons *out, bool *is_kept, mltest_error **error)
{
    const mlt_polygon polygon = mlt_polygons_of(&sample->polygons, from);
    *is_kept = polygon.n == 0 || fits(&polygon, &sample->truths.items[to].box);
    for (size_t i = 0; *is_kept && i < polygon.n; i++)
        TRY(mlt_polygons_add(sample->ctx, out, to, polygon.points + polygon.rings[i].first,
                             polygon.rings[i].n, error));
    return MLTEST_OK;
}
