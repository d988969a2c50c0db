/* SPDX-License-Identifier: MIT */
#include "perturb/pointwise.h"

/* The matrix that image editors and libraries have in common; rows for red, green, blue. */
static const float matrix[3][3] = {
    {.393f, .769f, .189f}, {.349f, .686f, .168f}, {.272f, .534f, .131f}};

static void change(float *v, const mlt_row_place *place)
{
    const double *params = place->data;
    float amount = (float)*params, own = 1 - amount;
    for (uint32_t x = 0; x < place->width; x++, v += 3) {
        const float r = v[0], g = v[1], b = v[2];
        for (int c = 0; c < 3; c++) {
            float toned = matrix[c][0] * r + matrix[c][1] * g + matrix[c][2] * b;
            v[c] = own * v[c] + amount * (toned < place->top ? toned : place->top);
        }
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_change_rows(io, change, io->params, error);
}

static const mlt_param params[] = {
    {.name = "amount",
     .unit = "of the way to brown",
     .low = 0,
     .high = 1,
     .values = {.2, .4, .6, .8, 1},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_sepia = {
    .name = "sepia",
    .mltest_name = "Sepia",
    .family = "",
    .category = MLT_CATEGORY_COLOUR,
    .revision = 1,
    .flags = MLT_KIND_NEEDS_COLOUR,
    .summary = "the brown of old photographs and of filters that imitate them",
    .when = "archives, social media, yellowed optics",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
