/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "perturb/move.h"

enum { KEEP, RESIZE };

typedef struct {
    uint32_t x, y, width, height;
} window;

static uint32_t kept(uint32_t side, double share)
{
    double n = floor(side * share + 0.5);
    return n < 1 ? 1 : (uint32_t)n;
}

/* The place is drawn as a share of what is left over: as severity grows a sample's windows lie in
 * each other. */
static window draw_window(const mlt_step_io *io)
{
    mlt_draws draws;
    window w = {.width = kept(io->in->width, io->params[KEEP]),
                .height = kept(io->in->height, io->params[KEEP])};
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    w.x = (uint32_t)floor(mlt_draw_uniform(&draws) * (io->in->width - w.width) + 0.5);
    w.y = (uint32_t)floor(mlt_draw_uniform(&draws) * (io->in->height - w.height) + 0.5);
    return w;
}

/* The window becomes the whole canvas. */
static bool make_map(mlt_map *map, const window *w, uint32_t width, uint32_t height)
{
    double sx = (double)width / w->width, sy = (double)height / w->height;
    const double h[9] = {sx, 0, -sx * w->x, 0, sy, -sy * w->y, 0, 0, 1};
    return mlt_map_from_homography(map, h);
}

static void copy_window(mlt_image *out, const mltest_image_view *in, const window *w)
{
    size_t step = mlt_format_bytes(in->format);
    for (uint32_t y = 0; y < w->height; y++)
        memcpy((uint8_t *)out->data + (int64_t)y * out->stride_bytes,
               mlt_view_row(in, w->y + y) + w->x * step, w->width * step);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    window w = draw_window(io);
    bool resize = io->params[RESIZE] >= 0.5;
    uint32_t width = resize ? in->width : w.width, height = resize ? in->height : w.height;
    if (!make_map(&io->map, &w, width, height))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "random_crop: no inverse");
    TRY(mlt_image_resize(io->out, width, height, in->format, error));
    if (resize)
        return mlt_move_pixels(io, MLT_BORDER_REPLICATE, error);
    copy_window(io->out, in, &w);
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "keep",
     .unit = "of each side",
     .low = .01,
     .high = 1,
     .values = {.95, .9, .8, .7, .55},
     .has_identity = true,
     .identity = 1},
    {.name = "resize",
     .unit = "0 the canvas becomes smaller, 1 the part is enlarged to the old size",
     .low = 0,
     .high = 1,
     .values = {0, 0, 0, 0, 0},
     .is_free = true},
};

const mlt_kind mlt_kind_random_crop = {
    .name = "random_crop",
    .mltest_name = "RandomCrop",
    .family = "",
    .category = MLT_CATEGORY_GEOMETRIC,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_GEOMETRIC | MLT_KIND_EXACT,
    .summary = "a narrower view: objects at the border are cut or gone",
    .when = "other framing, other lenses, objects at the border",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
