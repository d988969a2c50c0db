/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "image/rows.h"
#include "image/srgb.h"
#include "perturb/fields.h"
#include "perturb/scratch.h"

enum { GAIN, AUTO_GAIN };
enum { FULL_WELL = 1000, READ_NOISE = 2, MOST = 2 * FULL_WELL };

/*
 * A sensor whose white is FULL_WELL electrons in good light. The light is `gain` of that: a sample
 * of mean m counts m + sqrt(m + READ_NOISE²) · z whole electrons, z a normal number (photon and
 * read noise together; for the Poisson part that is its normal approximation). Then the count is
 * white's share again, divided by the gain if the camera has an automatic one.
 */
typedef struct {
    float *mean, *spread; /* of the electrons, for each level */
    float *shown;         /* the level of each count of electrons, 0 to MOST */
} sensor;

static void fill_tables(sensor *s, double gain, bool auto_gain, double top)
{
    double well = FULL_WELL * gain, white = auto_gain ? well : FULL_WELL;
    for (uint32_t i = 0; i <= (uint32_t)top; i++) {
        double mean = mlt_srgb_to_light(i / top) * well;
        s->mean[i] = (float)mean;
        s->spread[i] = (float)sqrt(mean + READ_NOISE * READ_NOISE);
    }
    for (uint32_t i = 0; i <= MOST; i++)
        s->shown[i] = i < white ? (float)(mlt_srgb_to_level(i / white) * top + 0.5) : (float)top;
}

static void expose(float *v, const float *normals, const sensor *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t level = (uint32_t)v[i];
        float count = s->mean[level] + s->spread[level] * normals[i] + 0.5f;
        count = count > 0 ? count : 0;
        v[i] = s->shown[(uint32_t)(count < MOST ? count : MOST)];
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    float top = mlt_format_max(in->format);
    size_t n = (size_t)in->width * mlt_format_channels(in->format), levels = (size_t)top + 1;
    mlt_field field;
    sensor s;
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    TRY(mlt_field_init(&field, io, n, error));
    float *row = mlt_scratch_get(io->scratch, 0, 2 * n * sizeof *row);
    s.mean = mlt_scratch_get(io->scratch, 1, (2 * levels + MOST + 1) * sizeof *s.mean);
    if (row == NULL || s.mean == NULL)
        return mlt_fail_memory(error);
    s.spread = s.mean + levels;
    s.shown = s.spread + levels;
    fill_tables(&s, io->params[GAIN], io->params[AUTO_GAIN] >= 0.5, (double)top);
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_row_load(row, in, y);
        mlt_field_normals(&field, y, row + n, n);
        expose(row, row + n, &s, n);
        mlt_row_store(io->out, y, row, in);
    }
    return MLTEST_OK;
}

static const mlt_param params[] = {
    {.name = "gain",
     .unit = "of the light",
     .low = 0.001,
     .high = 1,
     .values = {.5, .3, .18, .1, .05}},
    {.name = "auto_gain",
     .unit = "1 the camera divides by the gain again, 0 the picture is dark",
     .low = 0,
     .high = 1,
     .values = {1, 1, 1, 1, 1},
     .is_free = true},
};

const mlt_kind mlt_kind_low_light = {
    .name = "low_light",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_LIGHTING,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "so little light that the camera turns up its gain, and noise with it",
    .when = "night, indoor scenes, short exposures; nearest to what a phone camera does",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
