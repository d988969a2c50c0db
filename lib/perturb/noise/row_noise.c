/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "perturb/fields.h"
#include "perturb/pointwise.h"
#include "perturb/scratch.h"

enum { ROWS, COLUMNS }; /* of the field: a normal number for each row and for each column */

typedef struct {
    const float *rows, *columns; /* normal numbers */
    float sigma;                 /* in levels of the format */
} pattern;

static void change(float *v, const mlt_row_place *place)
{
    const pattern *p = place->data;
    float row = p->rows[place->y];
    for (uint32_t x = 0; x < place->width; x++)
        for (uint32_t c = 0; c < place->channels; c++)
            *v++ += p->sigma * (row + p->columns[x]);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t longer = in->width > in->height ? in->width : in->height;
    mlt_field field;
    TRY(mlt_field_init(&field, io, longer, error));
    float *numbers =
        mlt_scratch_get(io->scratch, 1, ((size_t)in->width + in->height) * sizeof *numbers);
    if (numbers == NULL)
        return mlt_fail_memory(error);
    mlt_field_normals(&field, ROWS, numbers, in->height);
    mlt_field_normals(&field, COLUMNS, numbers + in->height, in->width);
    const pattern p = {numbers, numbers + in->height,
                       (float)io->params[0] * (mlt_format_is_16bit(in->format) ? 257 : 1)};
    return mlt_change_rows(io, change, &p, error);
}

static const mlt_param params[] = {
    {.name = "sigma",
     .unit = "grey levels of 255, of rows and of columns",
     .low = 0,
     .high = 255,
     .values = {2, 4, 8, 14, 22},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_row_noise = {
    .name = "row_noise",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_NOISE,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "rows and columns of the sensor that are read out a little brighter or darker",
    .when = "thermal cameras, cheap and old sensors, long exposures",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
