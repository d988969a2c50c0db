/* SPDX-License-Identifier: MIT */
/*
 * The orientation of EXIF; the only thing that is read of it.
 */
#ifndef MLT_CODEC_EXIF_H
#define MLT_CODEC_EXIF_H

#include <stddef.h>
#include <stdint.h>

/* bytes: an APP1 segment behind its length. 1 … 8; 1 when there is none or it makes no sense. */
uint32_t mlt_exif_orientation(const unsigned char *bytes, size_t n);

#endif
