/* SPDX-License-Identifier: MIT */
/*
 * A font of 5 × 7 dots for labels in pictures.
 */
#ifndef MLT_IMAGE_FONT_H
#define MLT_IMAGE_FONT_H

#include <stdint.h>

/* Seven rows of a character, bit 4 is the left dot; '?' for what the font lacks. */
const uint8_t *mlt_font_glyph(char c);

#endif
