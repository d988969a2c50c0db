/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "base/math.h"
#include "kernel/kernels.h"
#include "perturb/light.h"
#include "perturb/scratch.h"

enum { GHOSTS = 5 };

/*
 * The sun in the picture. What the lens scatters of it glows around the disc and veils the scene;
 * the blades of its aperture make spikes; what its surfaces reflect are ghosts, discs on the line
 * from the sun through the middle of the picture, in the colours of their coatings.
 */
typedef struct {
    double x, y, radius;
    float light; /* at its rim; half as much in its middle */
} ghost;

typedef struct {
    mlt_sun sun;
    ghost ghosts[GHOSTS];
    float *light; /* of a row */
} glare;

static void change_ghost(float *v, const mlt_row_place *place, const ghost *g, int i, float *light)
{
    static const float colours[GHOSTS][3] = {
        {1, .7f, .4f}, {.5f, 1, .6f}, {.5f, .7f, 1}, {1, .5f, .7f}, {.6f, 1, .9f}};
    double dy = place->y - g->y, square = g->radius * g->radius - dy * dy;
    double half = square > 0 ? sqrt(square) : -1;
    double first = ceil(g->x - half), last = floor(g->x + half);
    mlt_row_place span = *place;
    first = first > 0 ? first : 0;
    last = last < place->width - 1 ? last : place->width - 1;
    if (first > last)
        return;
    span.width = (uint32_t)(last - first) + 1;
    for (uint32_t k = 0; k < span.width; k++) {
        double dx = first + k - g->x, r = sqrt(dx * dx + dy * dy), part = r / g->radius;
        double edge = g->radius - r < 1 ? g->radius - r : 1;
        light[k] = g->light * (float)((0.5 + 0.5 * part * part) * edge);
    }
    mlt_light_screen(v + (size_t)first * place->channels, &span, light, colours[i]);
}

static void change(float *v, const mlt_row_place *place)
{
    static const float warm[3] = {1, .97f, .88f};
    const glare *g = place->data;
    mlt_kernels_get()->light->sun(g->light, &g->sun, (float)place->y, place->width);
    mlt_light_screen(v, place, g->light, warm);
    for (int i = 0; i < GHOSTS; i++)
        change_ghost(v, place, &g->ghosts[i], i, g->light);
}

static float inverse_square(double v)
{
    return (float)(1 / (v * v));
}

/* Lengths are parts of the picture's diagonal. */
static mlt_sun sun_at(double x, double y, double turn, double diagonal, double peak)
{
    mlt_sun s = {.x = (float)x,
                 .y = (float)y,
                 .disc = (float)(0.02 * diagonal),
                 .near = .7f,
                 .inverse_near = inverse_square(0.05 * diagonal),
                 .far = .5f,
                 .inverse_far = inverse_square(0.35 * diagonal),
                 .spikes = .8f,
                 .inverse_across = inverse_square(0.004 * diagonal),
                 .inverse_along = inverse_square(0.08 * diagonal),
                 .peak = (float)peak};
    for (int k = 0; k < MLT_SUN_AXES; k++) {
        double angle = turn + k * 3.141592653589793 / MLT_SUN_AXES;
        s.cosines[k] = (float)mlt_cos(angle);
        s.sines[k] = (float)mlt_sin(angle);
    }
    return s;
}

/* Draws, in this order: the sun's x, its y in the upper half, the turn of its spikes; of each ghost
 * its place on the line, its size and its light. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    double width = io->in->width, height = io->in->height, peak = io->params[0];
    double diagonal = sqrt(width * width + height * height);
    glare g = {.light = mlt_scratch_get(io->scratch, 1, io->in->width * sizeof *g.light)};
    mlt_draws draws;
    if (g.light == NULL)
        return mlt_fail_memory(error);
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    double x = mlt_draw_between(&draws, 0, width) - 0.5;
    double y = mlt_draw_between(&draws, 0, height / 2) - 0.5;
    g.sun = sun_at(x, y, mlt_draw_between(&draws, 0, 1), diagonal, peak);
    for (int i = 0; i < GHOSTS; i++) {
        double along = 0.5 + 0.3 * i + mlt_draw_between(&draws, 0, 0.25);
        g.ghosts[i].x = x + along * (width - 1 - 2 * x);
        g.ghosts[i].y = y + along * (height - 1 - 2 * y);
        g.ghosts[i].radius = mlt_draw_between(&draws, 0.012, 0.06) * diagonal;
        g.ghosts[i].light = (float)(peak * mlt_draw_between(&draws, 0.25, 0.5));
    }
    return mlt_change_rows(io, change, &g, error);
}

static const mlt_param params[] = {
    {.name = "peak",
     .unit = "of white, of the sun's disc",
     .low = 0,
     .high = 1,
     .values = {.3, .45, .6, .8, 1},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_glare = {
    .name = "glare",
    .mltest_name = "Glare",
    .family = "",
    .category = MLT_CATEGORY_LIGHTING,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "the sun shines into the lens: a glow, rays and reflections between its glasses",
    .when = "vehicles and cameras that face a low sun, lamps or headlights",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
