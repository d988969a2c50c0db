/* SPDX-License-Identifier: MIT */
/*
 * Draws pictures that look like photographs of stained blood smears, with their labels: something
 * to try a detector on when no photographs are at hand. Sizes and colours follow BCCD's
 * photographs, and how much they differ from picture to picture does too. The same seed gives the
 * same pictures on every machine.
 */
#ifndef SMEAR_H
#define SMEAR_H

#include "detector.h"

enum { SMEAR_WIDTH = 640, SMEAR_HEIGHT = 480, SMEAR_MAX_LABELS = 64 };

/* A label: what is where, in whole pixels. */
typedef struct smear_label {
    int kind;                     /* CELL_ of detector.h */
    int left, top, right, bottom; /* exclusive at the right and at the bottom */
} smear_label;

/* Draws picture `number` of the series `seed` into SMEAR_WIDTH x SMEAR_HEIGHT packed RGB pixels.
   Returns how many labels there are; `labels` has room for SMEAR_MAX_LABELS. */
size_t smear_draw(uint64_t seed, uint32_t number, unsigned char *rgb, smear_label *labels);

/* Writes n pictures as a Pascal VOC data set with the one split "test" below a folder, which is
   made if it is not there. Returns 0 and says why on stderr when that fails. */
int smear_write_voc(const char *folder, uint64_t seed, uint32_t n);

/* The same as a data set in memory. */
mltest_status smear_dataset(mltest_dataset **out, uint64_t seed, uint32_t n, mltest_error **error);

#endif
