/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "perturb/move.h"

enum { LIMIT, BORDER };

/* Four corners, clockwise from the top left, in units of the sides. */
typedef struct {
    double x[4], y[4];
} corners;

/* Each corner's x, then its y, half the limit or more to either side. */
static corners draw_corners(const mlt_step_io *io)
{
    corners c = {{0, 1, 1, 0}, {0, 0, 1, 1}};
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    for (int i = 0; i < 4; i++) {
        c.x[i] += mlt_draw_signed(&draws, 0.5, 1) * io->params[LIMIT];
        c.y[i] += mlt_draw_signed(&draws, 0.5, 1) * io->params[LIMIT];
    }
    return c;
}

/*
 * The map of the unit square onto the corners, between canvases of w × h: the bottom row from the
 * condition that the fourth corner fits too, the others from the corners beside the first.
 */
static bool make_map(mlt_map *map, const corners *c, double w, double h)
{
    const double *x = c->x, *y = c->y;
    double ax = x[1] - x[2], ay = y[1] - y[2], bx = x[3] - x[2], by = y[3] - y[2];
    double cx = x[0] - x[1] + x[2] - x[3], cy = y[0] - y[1] + y[2] - y[3];
    double area = ax * by - bx * ay;
    double g = (cx * by - bx * cy) / area, k = (ax * cy - cx * ay) / area;
    const double numbers[9] = {x[1] - x[0] + g * x[1],
                               (x[3] - x[0] + k * x[3]) * w / h,
                               x[0] * w,
                               (y[1] - y[0] + g * y[1]) * h / w,
                               y[3] - y[0] + k * y[3],
                               y[0] * h,
                               g / w,
                               k / h,
                               1};
    return mlt_map_from_homography(map, numbers);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    const corners c = draw_corners(io);
    if (!make_map(&io->map, &c, in->width, in->height))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "perspective: no inverse");
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    return mlt_move_pixels(io, mlt_move_border(io->params[BORDER]), error);
}

static const mlt_param params[] = {
    {.name = "limit",
     .unit = "of the side, at random in half to whole for each coordinate of a corner",
     .low = 0,
     .high = .24, /* from a quarter on the corners may be no convex quadrilateral */
     .values = {.02, .04, .07, .11, .16},
     .has_identity = true,
     .identity = 0},
    MLT_MOVE_BORDER_PARAM,
};

const mlt_kind mlt_kind_perspective = {
    .name = "perspective",
    .mltest_name = "Perspective",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_GEOMETRIC,
    .summary = "a camera that looks from another side",
    .when = "other camera mounts, handheld cameras, documents and signs seen from the side",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
