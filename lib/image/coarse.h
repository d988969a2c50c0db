/* SPDX-License-Identifier: MIT */
/*
 * A picture through another size and back: what is left of it at fewer pixels. Pixel centres lie at
 * halves, and beyond the edges their pixels repeat.
 */
#ifndef MLT_IMAGE_COARSE_H
#define MLT_IMAGE_COARSE_H

#include "image/image.h"

/* How the other size is made. The way back is always bilinear. */
typedef enum {
    MLT_COARSE_NEAREST,  /* the pixel at the new one's centre */
    MLT_COARSE_BILINEAR, /* between the four around it, however many there are under the new one */
    MLT_COARSE_AREA      /* the mean of all that is under the new one */
} mlt_coarse_method;

typedef struct {
    const mltest_image_view *in;
    uint32_t width, height; /* of the other size, at least 1 */
    mlt_coarse_method method;
} mlt_coarse;

/* Bytes of working memory, aligned as by malloc. */
size_t mlt_coarse_bytes(const mlt_coarse *coarse);
/* Fills `out`, which has the picture's size and format; alpha is the picture's. Rounded to the
 * nearest level once, at the end. */
void mlt_coarse_run(const mlt_coarse *coarse, mlt_image *out, void *work);

#endif
