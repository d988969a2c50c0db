/* SPDX-License-Identifier: MIT */
/*
 * The published kinds on numbers that were drawn elsewhere: the loops that the library runs, with
 * the parameters of its catalogue.
 */
#ifndef MLT_TESTS_FEED_H
#define MLT_TESTS_FEED_H

#include "image/image.h"

/*
 * Applies a kind at a whole severity to a picture of RGB8; out gets its size and format. The
 * numbers are those that the published package draws, in its order, and all of them are used up:
 *     gaussian_noise, speckle_noise  a standard normal one a sample
 *     shot_noise         a uniform one a sample, which the count's distribution function reaches
 *     impulse_noise      a uniform one a sample that says whether it is hit, then one for its
 * colour glass_blur         dx and dy, whole, a pixel of a pass motion_blur        the angle in
 * degrees snow               a standard normal one a pixel, then the angle in degrees frost the
 * photograph, its first row and column; FROST_PHOTOGRAPHS names the folder fog uniform ones, one
 * less than the pixels of the plasma elastic_transform  a uniform one a pixel to the right, then
 * one down spatter            a standard normal one a pixel and none for the other kinds. Uniform
 * ones lie in [0, 1). Ends the process where something is wrong.
 */
void mlt_feed(mlt_image *out, const mltest_image_view *in, const char *kind, int severity,
              const double *numbers, size_t n);

#endif
