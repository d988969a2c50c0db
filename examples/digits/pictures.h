/* SPDX-License-Identifier: MIT */
/*
 * Handwritten digits as a data set: a folder for each class.
 */
#ifndef DIGITS_PICTURES_H
#define DIGITS_PICTURES_H

#include <mltest.h>

enum { DIGITS_OF_EACH = 12, DIGITS_SIDE = 32 };

/* tables.c: 8 x 8 pixels of the levels 0 to 16, written 0 to 9 and a to g. */
extern const char digits_pictures[10][DIGITS_OF_EACH][65];

/* Writes ROOT/0/00.png to ROOT/9/11.png, 32 x 32 pixels, grey. */
mltest_status digits_write(const char *root, mltest_error **error);

#endif
