/* SPDX-License-Identifier: MIT */
/*
 * The eight orientations of EXIF.
 */
#ifndef MLT_DATASET_TURN_H
#define MLT_DATASET_TURN_H

#include "image/image.h"

/* Whether turning makes width and height change places. */
bool mlt_turn_swaps(uint32_t orientation);
/* Brings a picture stored with that orientation (1 … 8) upright. */
mltest_status mlt_turn(mlt_image *image, uint32_t orientation, mltest_error **error);

#endif
