/* SPDX-License-Identifier: MIT */
#include "image/srgb.h"

#include "base/math.h"

double mlt_srgb_to_light(double level)
{
    return level <= 0.04045 ? level / 12.92 : mlt_pow((level + 0.055) / 1.055, 2.4);
}

double mlt_srgb_to_level(double light)
{
    return light <= 0.0031308 ? 12.92 * light : 1.055 * mlt_pow(light, 1 / 2.4) - 0.055;
}
