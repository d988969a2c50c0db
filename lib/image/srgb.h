/* SPDX-License-Identifier: MIT */
/*
 * The transfer function of sRGB (IEC 61966-2-1): from encoded levels to light and back, both 0
 * to 1.
 */
#ifndef MLT_IMAGE_SRGB_H
#define MLT_IMAGE_SRGB_H

double mlt_srgb_to_light(double level);
double mlt_srgb_to_level(double light);

#endif
