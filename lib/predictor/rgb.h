/* SPDX-License-Identifier: MIT */
/*
 * Pixels as a process gets them: packed rows of 8-bit red, green, blue.
 */
#ifndef MLT_PREDICTOR_RGB_H
#define MLT_PREDICTOR_RGB_H

#include <stdbool.h>
#include <stdint.h>

#include "mltest/image.h"

/* Whether the view's memory already is that, row after row. */
bool mlt_rgb_is_packed(const mltest_image_view *view);
/* Row y: grey is repeated, alpha is dropped, of 16-bit samples the high byte is taken. */
void mlt_rgb_row(const mltest_image_view *view, uint32_t y, uint8_t *out);

#endif
