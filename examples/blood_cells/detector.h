/* SPDX-License-Identifier: MIT */
/*
 * A classical detector of blood cells: colour, threshold, connected components, circles. It exists
 * to be tested, in two variants that find the same cells in good photographs:
 *
 *   global  compares every pixel with the same constants, whatever the picture;
 *   local   compares every pixel with its neighbourhood.
 *
 * All lengths are for pictures as BCCD has them: 640 x 480 pixels, a red cell about 105 across.
 * The constants come from the train split of BCCD; examples/README.md says how.
 */
#ifndef DETECTOR_H
#define DETECTOR_H

#include "mltest.h"

#include <stddef.h>

enum { CELL_RED, CELL_WHITE, CELL_PLATELET, CELL_KINDS };
enum { VARIANT_GLOBAL, VARIANT_LOCAL, VARIANTS };

/* What blood_cells_detect() returns when it could not look at the picture. */
#define DETECT_FAILED ((size_t)-1)

typedef struct cell {
    double x, y, width, height; /* pixels, top-left corner */
    double score;               /* 0 ... 1 */
    int kind;                   /* CELL_ */
} cell;

/* Finds cells in an 8-bit colour picture of 64 to 4096 pixels a side and returns how many of them
   are in `out`. DETECT_FAILED: another kind of picture, or out of memory. Calls on different
   threads do not disturb each other. */
size_t blood_cells_detect(const mltest_image_view *view, int variant, cell *out, size_t max);

/* The class names of BCCD, by CELL_. */
const char *cell_name(int kind);

#endif
