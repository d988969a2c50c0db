/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/pointwise.h"

/* cos⁴ of the angle off the axis is 1 / (1 + k·r²)², r counted in half diagonals: k such that the
 * corners have the gain that is asked for. */
typedef struct {
    double k, scale; /* scale: of squared distances in pixels, to those in half diagonals */
} lens;

static void change(float *v, const mlt_row_place *place)
{
    const lens *l = place->data;
    double dy = place->y + 0.5 - place->height / 2.0;
    for (uint32_t x = 0; x < place->width; x++) {
        double dx = x + 0.5 - place->width / 2.0;
        double fall = 1 + l->k * ((dx * dx + dy * dy) * l->scale);
        float gain = (float)(1 / (fall * fall));
        for (uint32_t c = 0; c < place->channels; c++)
            *v++ *= gain;
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    double width = io->in->width, height = io->in->height;
    const lens l = {1 / sqrt(io->params[0]) - 1, 4 / (width * width + height * height)};
    return mlt_change_rows(io, change, &l, error);
}

static const mlt_param params[] = {
    {.name = "corner",
     .unit = "of the light at the corners",
     .low = 0.01,
     .high = 1,
     .values = {.85, .7, .55, .4, .25},
     .has_identity = true,
     .identity = 1},
};

const mlt_kind mlt_kind_vignetting = {
    .name = "vignetting",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_LIGHTING,
    .revision = 1,
    .flags = 0,
    .summary = "the picture is darker towards its corners",
    .when = "cheap and wide lenses, open apertures, microscopes, filters that are too narrow",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
