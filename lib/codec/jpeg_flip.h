/* SPDX-License-Identifier: MIT */
/*
 * Single wrong bits in the coded data of a JPEG file. Its markers stay as they are, and so what is
 * lost is what lies between two of them.
 */
#ifndef MLT_CODEC_JPEG_FLIP_H
#define MLT_CODEC_JPEG_FLIP_H

#include "codec/jpeg_strip.h"

/* The place of the data's bit word / 2^32 of the way, the first of a byte being its highest, or the
 * next one on a round that may be flipped. The bits that fill the last byte are left out. */
size_t mlt_jpeg_find_bit(const mlt_jpeg_strip_file *file, uint32_t word);
void mlt_jpeg_flip(const mlt_jpeg_strip_file *file, size_t bit);

#endif
