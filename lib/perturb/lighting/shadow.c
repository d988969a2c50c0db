/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/math.h"
#include "kernel/kernels.h"
#include "perturb/light.h"
#include "perturb/scratch.h"

enum { COUNT, FACTOR, PENUMBRA, MOST = 3 };

/* What something outside the picture shades: half planes whose common part is a quadrilateral.
 * Where two shades meet it is no darker, as there is one sun. */
typedef struct {
    double x[MLT_SHADE_EDGES], y[MLT_SHADE_EDGES]; /* corners, clockwise on the screen */
} quadrilateral;

typedef struct {
    quadrilateral quadrilaterals[MOST];
    int n;
    double depth, penumbra;
    float *shade, *next; /* of a row */
} shadow;

/* Corners on an ellipse, one in each quarter of it: always convex. Draws, in this order: the
 * centre's x and y, the half axes, the ellipse's turn, the four corners. */
static quadrilateral draw_quadrilateral(mlt_draws *draws, double width, double height)
{
    const double quarter = 1.5707963267948966, side = width < height ? width : height;
    quadrilateral q;
    double x = mlt_draw_between(draws, 0.15, 0.85) * width - 0.5;
    double y = mlt_draw_between(draws, 0.15, 0.85) * height - 0.5;
    double a = mlt_draw_between(draws, 0.35, 0.7) * side;
    double b = mlt_draw_between(draws, 0.2, 0.4) * side;
    double turn = mlt_draw_between(draws, 0, 2 * quarter), c = mlt_cos(turn), s = mlt_sin(turn);
    for (int i = 0; i < MLT_SHADE_EDGES; i++) {
        double angle = (i + mlt_draw_between(draws, 0.15, 0.85)) * quarter;
        double u = a * mlt_cos(angle), v = b * mlt_sin(angle);
        q.x[i] = x + u * c - v * s;
        q.y[i] = y + u * s + v * c;
    }
    return q;
}

/* How far the pixels of row y lie inside its edges. */
static mlt_shade cut(const quadrilateral *q, double y, double penumbra)
{
    mlt_shade s = {.softness = (float)penumbra};
    for (int i = 0; i < MLT_SHADE_EDGES; i++) {
        int j = (i + 1) % MLT_SHADE_EDGES;
        double dx = q->x[j] - q->x[i], dy = q->y[j] - q->y[i], length = sqrt(dx * dx + dy * dy);
        s.at[i] = (float)((dx * (y - q->y[i]) + dy * q->x[i]) / length);
        s.step[i] = (float)(-dy / length);
    }
    return s;
}

static void change(float *v, const mlt_row_place *place)
{
    const shadow *s = place->data;
    const mlt_light_loops *loops = mlt_kernels_get()->light;
    memset(s->shade, 0, place->width * sizeof *s->shade);
    for (int i = 0; i < s->n; i++) {
        mlt_shade shade = cut(&s->quadrilaterals[i], place->y, s->penumbra);
        loops->shade(s->next, &shade, place->width);
        loops->larger(s->shade, s->next, place->width);
    }
    mlt_light_dim(v, place, s->shade, s->depth);
}

/* Draws: those of three quadrilaterals, of which the first ones are used. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    uint32_t width = io->in->width;
    const double *p = io->params;
    shadow s = {.n = (int)p[COUNT], .depth = 1 - p[FACTOR], .penumbra = p[PENUMBRA]};
    mlt_draws draws;
    s.shade = mlt_scratch_get(io->scratch, 1, 2 * width * sizeof *s.shade);
    if (s.shade == NULL)
        return mlt_fail_memory(error);
    s.next = s.shade + width;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    for (int i = 0; i < MOST; i++)
        s.quadrilaterals[i] = draw_quadrilateral(&draws, width, io->in->height);
    return mlt_change_rows(io, change, &s, error);
}

static const mlt_param params[] = {
    {.name = "count",
     .unit = "quadrilaterals",
     .low = 0,
     .high = MOST,
     .values = {1, 1, 2, 2, 3},
     .rule = MLT_PARAM_STEP},
    {.name = "factor",
     .unit = "of the light in the shadow",
     .low = 0,
     .high = 1,
     .values = {.75, .6, .5, .4, .3},
     .has_identity = true,
     .identity = 1},
    {.name = "penumbra",
     .unit = "px",
     .low = 0.5,
     .high = 1000,
     .values = {8, 8, 8, 8, 8},
     .is_length_px = true,
     .is_free = true},
};

const mlt_kind mlt_kind_shadow = {
    .name = "shadow",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_LIGHTING,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "shadows of things outside the picture fall across the scene",
    .when = "outdoor scenes in the sun, roads under bridges, people and machines before a lamp",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
