/* SPDX-License-Identifier: MIT */
#include "perturb/pointwise.h"

static void change(float *v, const mlt_row_place *place)
{
    for (uint32_t x = 0; x < place->width; x++, v += 3) {
        float red = v[0];
        v[0] = v[2];
        v[2] = red;
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    return mlt_change_rows(io, change, NULL, error);
}

const mlt_kind mlt_kind_bgr_swap = {
    .name = "bgr_swap",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_COLOUR,
    .revision = 1,
    .flags = MLT_KIND_NEEDS_COLOUR | MLT_KIND_SINGLE,
    .summary = "red and blue change places",
    .when = "a pipeline that reads with one library and trains with another: a real mistake, and a "
            "common one",
    .apply = apply,
};
