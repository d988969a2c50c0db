/* SPDX-License-Identifier: MIT */
/*
 * The fast way of mlt_image_shrink(): separable, in 32 bits.
 */
#ifndef MLT_IMAGE_SHRINK_H
#define MLT_IMAGE_SHRINK_H

#include "image/image.h"

/* Fills all of `out` like mlt_image_shrink(), to the bit. False, and nothing done, where 32 bits
 * would not do: pictures of 16 bits, sizes of which an output pixel covers too much. */
bool mlt_image_shrink_words(mlt_image *out, const mltest_image_view *view);

#endif
