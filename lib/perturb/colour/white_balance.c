/* SPDX-License-Identifier: MIT */
#include "base/math.h"
#include "image/srgb.h"
#include "perturb/pointwise.h"

enum { TEMPERATURE, COOL };

/* Chromaticity of a black body: B. Kang et al., "Design of advanced color temperature control
 * system for HDTV applications", J. Korean Phys. Soc. 41 (2002), cubic splines for 1667 to 25000 K.
 */
static void chromaticity(double kelvin, double *x, double *y)
{
    double t = 1000 / kelvin, u;
    if (kelvin <= 4000)
        u = ((-0.2661239 * t - 0.2343589) * t + 0.8776956) * t + 0.179910;
    else
        u = ((-3.0258469 * t + 2.1070379) * t + 0.2226347) * t + 0.240390;
    if (kelvin <= 2222)
        *y = ((-1.1063814 * u - 1.34811020) * u + 2.18555832) * u - 0.20219683;
    else if (kelvin <= 4000)
        *y = ((-0.9549476 * u - 1.37418593) * u + 2.09137015) * u - 0.16748867;
    else
        *y = ((3.0817580 * u - 5.87338670) * u + 3.75112997) * u - 0.37001483;
    *x = u;
}

/* Light of luminance 1 of that temperature in linear sRGB. */
static void light_of(double kelvin, double rgb[3])
{
    double x, y;
    chromaticity(kelvin, &x, &y);
    double X = x / y, Z = (1 - x - y) / y;
    rgb[0] = 3.2404542 * X - 1.5371385 - 0.4985314 * Z;
    rgb[1] = -0.9692660 * X + 1.8760108 + 0.0415560 * Z;
    rgb[2] = 0.0556434 * X - 0.2040259 + 1.0572252 * Z;
}

/* What light of a temperature does to each channel of a picture balanced for 6500 K, white keeping
 * its luminance; the cool counterpart has the reciprocals. */
static void find_gains(double gains[3], double kelvin, bool cool)
{
    double now[3], then[3], luminance;
    light_of(kelvin, now);
    light_of(6500, then);
    for (int c = 0; c < 3; c++) {
        double light = now[c] > 0.01 ? now[c] : 0.01;
        gains[c] = cool ? then[c] / light : light / then[c];
    }
    luminance = 0.2126 * gains[0] + 0.7152 * gains[1] + 0.0722 * gains[2];
    for (int c = 0; c < 3; c++)
        gains[c] /= luminance;
}

static double balance(double level, uint32_t channel, const void *data)
{
    const double *gains = data;
    return mlt_srgb_to_level(mlt_srgb_to_light(level) * gains[channel]);
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    double gains[3];
    find_gains(gains, io->params[TEMPERATURE], io->params[COOL] >= 0.5);
    return mlt_change_levels(io, balance, gains, error);
}

static const mlt_param params[] = {
    {.name = "temperature",
     .unit = "K of the light that the camera does not correct",
     .low = 1700,
     .high = 6500,
     .values = {5500, 4600, 3900, 3300, 2800},
     .has_identity = true,
     .identity = 6500},
    {.name = "cool",
     .unit = "0 warm, 1 its bluish counterpart",
     .low = 0,
     .high = 1,
     .values = {0, 0, 0, 0, 0},
     .is_free = true},
};

const mlt_kind mlt_kind_white_balance = {
    .name = "white_balance",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_COLOUR,
    .revision = 1,
    .flags = MLT_KIND_NEEDS_COLOUR,
    .summary = "light of another colour than the camera corrects for",
    .when = "lamps, dusk, mixed light, cameras with a fixed balance",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
