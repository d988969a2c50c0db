/* SPDX-License-Identifier: MIT */
/*
 * The whole picture, smaller or larger, somewhere on the canvas.
 */
#ifndef MLT_PERTURB_PLACE_H
#define MLT_PERTURB_PLACE_H

#include "perturb/perturb.h"

typedef enum {
    MLT_PAD_NOTHING, /* black, and transparent where there is alpha */
    MLT_PAD_EDGE,    /* the nearest edge pixel */
    MLT_PAD_LEVEL    /* a grey level, opaque */
} mlt_pad;

/* Where the whole input goes in io->out, in whole pixels. */
typedef struct {
    uint32_t x, y, width, height; /* inside of io->out */
    mlt_pad pad;                  /* around it */
    double level;                 /* 0 … 255 */
} mlt_place;

/* A side times a factor, in whole pixels, at least one. */
uint32_t mlt_place_side(uint32_t side, double factor);
/* Fills io->out, already sized, and sets io->map. Smaller pictures are means of areas, so that
 * nothing is lost between the pixels; larger ones are bilinear. Uses slots 0 to 2. */
mltest_status mlt_place_picture(mlt_step_io *io, const mlt_place *place, mltest_error **error);

#endif
