/* SPDX-License-Identifier: MIT */
/*
 * The quantisers of JPEG files at a quality.
 */
#ifndef MLT_IMAGE_JPEG_STEPS_H
#define MLT_IMAGE_JPEG_STEPS_H

#include <stdbool.h>

#include "kernel/dct.h"

/* The tables of ITU-T T.81, annex K.1, scaled by the rule of the Independent JPEG Group to a
 * quality of 1 … 100. */
void mlt_jpeg_steps(mlt_dct_steps *steps, bool chroma, int quality);

#endif
