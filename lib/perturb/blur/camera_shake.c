/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/math.h"
#include "perturb/path_blur.h"

enum { PLACES = 96, WAVES = 3 };

/*
 * A hand drifts and trembles: in each direction a slow swing and two quicker, weaker ones. Draws,
 * for x and then for y, of each wave its strength and its phase.
 */
static void draw_swing(double out[PLACES], mlt_draws *draws)
{
    static const double turns[WAVES] = {.4, .9, 1.7}, strength[WAVES] = {1, .45, .2};
    const double turn = 6.283185307179586;
    for (int i = 0; i < PLACES; i++)
        out[i] = 0;
    for (int wave = 0; wave < WAVES; wave++) {
        double size = strength[wave] * mlt_draw_normal(draws);
        double phase = turn * mlt_draw_uniform(draws);
        for (int i = 0; i < PLACES; i++)
            out[i] += size * mlt_cos(phase + turn * turns[wave] * i / (PLACES - 1));
    }
}

/* The square of the largest distance between two places. */
static double square_extent(const mlt_psf_place path[PLACES])
{
    double most = 0;
    for (int i = 0; i < PLACES; i++) {
        for (int k = 0; k < i; k++) {
            double dx = path[i].x - path[k].x, dy = path[i].y - path[k].y;
            double square = dx * dx + dy * dy;
            most = square > most ? square : most;
        }
    }
    return most;
}

/* The shape belongs to the sample, its size to the severity. */
static void draw_path(mlt_psf_place path[PLACES], const mlt_step_io *io)
{
    double x[PLACES], y[PLACES];
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    draw_swing(x, &draws);
    draw_swing(y, &draws);
    for (int i = 0; i < PLACES; i++)
        path[i] = (mlt_psf_place){x[i], y[i]};
    double square = square_extent(path);
    double scale = square > 0 ? io->params[0] / sqrt(square) : 0;
    for (int i = 0; i < PLACES; i++)
        path[i] = (mlt_psf_place){scale * x[i], scale * y[i]};
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    mlt_psf_place path[PLACES];
    draw_path(path, io);
    return mlt_blur_along(io, path, PLACES, io->params[0], error);
}

static const mlt_param params[] = {
    {.name = "extent",
     .unit = "px, of the path of a point",
     .low = 0,
     .high = MLT_PSF_MOST_EXTENT,
     .values = {5, 9, 15, 21, 31},
     .has_identity = true,
     .identity = 0,
     .is_length_px = true},
};

const mlt_kind mlt_kind_camera_shake = {
    .name = "camera_shake",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_BLUR,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC,
    .summary = "the hand that holds the camera shakes while the shutter is open",
    .when = "phones and hand-held cameras in poor light, long lenses, vibrating machines",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
