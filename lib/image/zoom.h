/* SPDX-License-Identifier: MIT */
/*
 * The published zoom (the package imagecorruptions 1.1.2): the middle n / zoom pixels of a line,
 * enlarged with aligned corners to a little more than n. Where the original reads past the last
 * pixel by rounding, and shows black, the last pixel is shown.
 */
#ifndef MLT_IMAGE_ZOOM_H
#define MLT_IMAGE_ZOOM_H

#include <stdint.h>

/* Between which two pixels of the line an enlarged one lies, and how far along. */
typedef struct {
    uint32_t low, high;
    double t;
} mlt_zoom_place;

/* How many enlarged pixels there are: n, or one more. */
uint32_t mlt_zoom_size(uint32_t n, double zoom);
mlt_zoom_place mlt_zoom_at(uint32_t i, uint32_t n, double zoom);
/* The first n_out of a line, as the loops of kernel/resample.h take them. The last place may be the
 * line's last pixel, which therefore has to be there twice. */
void mlt_zoom_line(uint32_t *low, float *t, uint32_t n_out, uint32_t n, double zoom);

#endif
