/* SPDX-License-Identifier: MIT */
/*
 * The detectors as libmltest asks a model: what goes into a predictor's table of functions.
 */
#ifndef ANSWER_H
#define ANSWER_H

#include "detector.h"

/* user_data points to the variant, an int. */
int32_t blood_cells_answer(void *user_data, const mltest_image_view *images, size_t n,
                           mltest_sink *sink);

#endif
