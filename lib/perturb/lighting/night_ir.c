/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "kernel/kernels.h"
#include "perturb/fields.h"
#include "perturb/pointwise.h"
#include "perturb/scratch.h"

enum { HOT_SPOT, CORNER, NOISE };

/*
 * A camera that has swung its infrared filter away and sees by a lamp beside its lens. Near
 * infrared is nearest to red, leaves hardly a trace of blue, and has no colour. The lamp's beam
 * falls off from its middle, which is seldom the picture's, as bright / (1 + k · r²)², r counted in
 * half diagonals; the gain that the rest of the scene asks for burns the middle out and brings
 * noise.
 */
typedef struct {
    float bright, k, x, y; /* k: of squared distances in px */
    float noise;           /* a standard deviation, of the largest level */
    mlt_field *field;
    float *grey, *normals; /* of a row */
} lamp;

static void change(float *v, const mlt_row_place *place)
{
    static const float infrared[3] = {.7f, .25f, .05f};
    const lamp *l = place->data;
    const mlt_kernels *loops = mlt_kernels_get();
    float *grey = place->channels == 1 ? v : l->grey, dy = (float)place->y - l->y;
    if (place->channels == 3)
        loops->light->weigh3(grey, v, infrared, place->width);
    loops->light->beam(grey, l->bright, l->k, l->x, dy * dy, place->width);
    mlt_field_normals(l->field, place->y, l->normals, place->width);
    loops->rows->accumulate(grey, l->normals, l->noise * place->top, place->width);
    if (place->channels == 3)
        loops->light->spread3(v, grey, place->width);
}

/* Draws, in this order: the x and the y of the beam's middle; the noise is a field. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    uint32_t width = io->in->width, height = io->in->height;
    double diagonal = (double)width * width + (double)height * height; /* its square */
    const double *p = io->params;
    mlt_draws draws;
    mlt_field field;
    TRY(mlt_field_init(&field, io, width, error));
    float *rows = mlt_scratch_get(io->scratch, 1, 2 * (size_t)width * sizeof *rows);
    if (rows == NULL)
        return mlt_fail_memory(error);
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    double x = mlt_draw_between(&draws, 0.4, 0.6) * width - 0.5;
    double y = mlt_draw_between(&draws, 0.4, 0.6) * height - 0.5;
    const lamp l = {.bright = (float)p[HOT_SPOT],
                    .k = (float)((sqrt(p[HOT_SPOT] / p[CORNER]) - 1) * 4 / diagonal),
                    .x = (float)x,
                    .y = (float)y,
                    .noise = (float)(p[NOISE] / 255),
                    .field = &field,
                    .grey = rows,
                    .normals = rows + width};
    return mlt_change_rows(io, change, &l, error);
}

static const mlt_param params[] = {
    {.name = "hot_spot",
     .unit = "of the light, in the middle of the beam",
     .low = 1,
     .high = 20,
     .values = {1.1, 1.25, 1.4, 1.6, 1.8}},
    {.name = "corner",
     .unit = "of the light, half a diagonal from it",
     .low = 0.01,
     .high = 1,
     .values = {.7, .5, .35, .22, .12}},
    {.name = "noise",
     .unit = "grey levels, a standard deviation",
     .low = 0,
     .high = 255,
     .values = {4, 8, 12, 18, 25}},
};

const mlt_kind mlt_kind_night_ir = {
    .name = "night_ir",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_LIGHTING,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "the night picture of a camera with an infrared lamp: grey, bright in the middle, "
               "noisy",
    .when = "surveillance and wildlife cameras, driver and cabin monitoring after dark",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
