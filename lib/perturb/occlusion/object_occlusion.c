/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "perturb/hide.h"

/* Where a cover ends that begins at `from` and goes along a side of `length`: at the nearest pixel,
 * and at least one further, if there is a cover at all. */
static int64_t end_of_cover(double from, double length, double share)
{
    int64_t first = (int64_t)floor(from), end = (int64_t)floor(from + share * length + 0.5);
    int64_t least = first + (share > 0);
    return share > 0 && end > least ? end : least;
}

/* The part of a box that is behind something, from its left, right, upper or lower side on. */
static mlt_rectangle cover_of(const mlt_box *box, uint32_t side, double share)
{
    double right = box->x + box->width, bottom = box->y + box->height;
    mlt_rectangle r = {(int64_t)floor(box->x), (int64_t)floor(box->y), (int64_t)ceil(right),
                       (int64_t)ceil(bottom)};
    if (side == 0)
        r.x1 = end_of_cover(box->x, box->width, share);
    else if (side == 1)
        r.x0 = -end_of_cover(-right, box->width, share);
    else if (side == 2)
        r.y1 = end_of_cover(box->y, box->height, share);
    else
        r.y0 = -end_of_cover(-bottom, box->height, share);
    return r;
}

/* A region that stands for many objects is not one; a picture's class has no box. */
static bool is_object(const mlt_truth *truth, const mltest_image_view *in, mlt_box *seen)
{
    *seen = mlt_box_clip(&truth->box, in->width, in->height);
    return (truth->flags & MLT_TRUTH_CROWD) == 0 && mlt_box_is_proper(seen);
}

static size_t count_objects(const mlt_step_io *io)
{
    size_t n = 0;
    mlt_box seen;
    for (size_t i = 0; io->truth != NULL && i < io->truth->n; i++)
        n += is_object(&io->truth->items[i], io->in, &seen);
    return n;
}

/* Draws, for each object: the side that the cover comes from; its red, green and blue. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    if (count_objects(io) == 0) {
        io->not_applicable = "there are no labelled objects to cover";
        return MLTEST_OK;
    }
    TRY(mlt_image_copy_view(io->out, io->in, error));
    for (size_t i = 0; i < io->truth->n; i++) {
        mlt_box seen;
        if (!is_object(&io->truth->items[i], io->in, &seen))
            continue;
        uint32_t side = mlt_draw_below(&draws, 4);
        uint8_t rgb[3];
        for (int c = 0; c < 3; c++)
            rgb[c] = (uint8_t)(mlt_draw_u32(&draws) >> 24);
        mlt_rectangle r = cover_of(&seen, side, io->params[0]);
        mlt_paint_rectangle(io, r, rgb);
        TRY(mlt_cover_rectangle(io, r, error));
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "covered",
     .unit = "of each object",
     .low = 0,
     .high = 1,
     .values = {.1, .2, .35, .5, .65},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_object_occlusion = {
    .name = "object_occlusion",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_OCCLUSION,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_HIDES | MLT_KIND_NEEDS_LABELS,
    .summary = "part of every labelled object is behind something",
    .when = "crowded scenes, shelves, parked cars, people behind tables: how little of an object "
            "is enough",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
