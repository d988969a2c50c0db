/* SPDX-License-Identifier: MIT */
#include "journal/placed.h"

#include "annotation/visible.h"

/* The canvas of the perturbed picture. */
static mlt_box canvas_of(const mlt_jsample *sample, const mlt_joutcome *now)
{
    bool own = now->map != NULL && now->width > 0;
    return (mlt_box){0, 0, own ? now->width : sample->width, own ? now->height : sample->height};
}

mlt_placed mlt_place_box(const mlt_box *box, const mlt_jsample *sample, const mlt_joutcome *now)
{
    const mlt_map *map = now->map != NULL ? now->map : &mlt_map_identity;
    mlt_placed out = {*box, *box, mlt_map_is_exact(map), 1};
    mlt_box canvas = canvas_of(sample, now);
    mlt_mapped_box mapped = {*box, *box, mlt_box_area(box)};
    if (now->map == NULL && now->n_cover == 0)
        return out;
    if (!mlt_map_box(map, box, &mapped) ||
        !mlt_visible_fraction(map, box, canvas.width, canvas.height, now->cover, now->n_cover,
                              &out.visible))
        out.visible = 0;
    if (now->map == NULL) /* hidden at most, where it was: both answers may reach over the edge */
        return out;
    out.outer = mlt_box_clip(&mapped.outer, canvas.width, canvas.height);
    out.inner = mlt_box_clip(&mapped.inner, canvas.width, canvas.height);
    return out;
}

mlt_placed mlt_place_truth(size_t i, const mlt_jsample *sample, const mlt_joutcome *now)
{
    mlt_placed out = mlt_place_box(&sample->truth[i].box, sample, now);
    const mlt_polygon polygon = mlt_polygons_of(&sample->polygons, (uint32_t)i);
    mlt_box canvas = canvas_of(sample, now), tight;
    if (out.exact || polygon.n == 0 ||
        !mlt_map_polygon_box(now->map, &polygon, canvas.width, canvas.height, &tight))
        return out;
    out.outer = out.inner = tight;
    out.exact = true;
    if (!mlt_box_is_proper(&tight)) /* of the box a corner may be seen, of the object nothing */
        out.visible = 0;
    return out;
}
