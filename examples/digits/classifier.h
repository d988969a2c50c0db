/* SPDX-License-Identifier: MIT */
/*
 * A model of a page: which digit is drawn. It knows nothing of how it is tested.
 */
#ifndef DIGITS_CLASSIFIER_H
#define DIGITS_CLASSIFIER_H

#include <mltest.h>

enum { DIGITS_VARIANTS = 2 };
extern const char *const digits_variants[DIGITS_VARIANTS]; /* "plain", "sturdy" */

/* tables.c: per digit 64 weights and a bias, in 1/64, for inputs of 0 to 1. */
extern const short digits_weights[DIGITS_VARIANTS][10][65];

/* The probability of each digit; 0 if the picture is not grey of 8 bits or smaller than 8 x 8. */
int digits_classify(const mltest_image_view *image, int variant, double probabilities[10]);

#endif
