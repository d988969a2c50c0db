/* SPDX-License-Identifier: MIT */
#include "annotation/visible.h"

#include "annotation/cover.h"
#include "annotation/outline.h"

static bool is_hidden_anywhere(const mlt_box *box, const mlt_box *cover, size_t n_cover)
{
    for (size_t i = 0; i < n_cover; i++)
        if (mlt_box_intersection(box, &cover[i]) > 0)
            return true;
    return false;
}

static double visible_outline(const mlt_outline *outline, const mlt_box *inside,
                              const mlt_box *cover, size_t n_cover)
{
    double area = mlt_outline_area_within(outline, inside);
    mlt_box piece;
    mlt_cover walk = mlt_cover_start(inside, cover, n_cover);
    while (mlt_cover_next(&walk, &piece))
        area -= mlt_outline_area_within(outline, &piece);
    return area;
}

static bool same_box(const mlt_box *a, const mlt_box *b)
{
    return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

bool mlt_visible_fraction(const mlt_map *map, const mlt_box *box, double width, double height,
                          const mlt_box *cover, size_t n_cover, double *fraction)
{
    mlt_mapped_box mapped;
    mlt_outline outline;
    if (!mlt_map_box(map, box, &mapped))
        return false;
    mlt_box inside = mlt_box_clip(&mapped.outer, width, height);
    double visible = mapped.area;
    bool is_cut = !same_box(&inside, &mapped.outer);
    if (is_cut || is_hidden_anywhere(&inside, cover, n_cover)) {
        if (mlt_map_is_exact(map))
            visible = mlt_box_area(&inside) - mlt_box_covered_area(&inside, cover, n_cover);
        else if (mlt_outline_box(&outline, map, box))
            visible = visible_outline(&outline, &inside, cover, n_cover);
    }
    double share = mapped.area > 0 ? visible / mapped.area : 0;
    *fraction = share < 0 ? 0 : share > 1 ? 1 : share;
    return true;
}
