/* SPDX-License-Identifier: MIT */
/*
 * EXIF segments for tests, made by hand from the specification.
 */
#ifndef MLT_TESTS_CODEC_EXIF_BUILD_H
#define MLT_TESTS_CODEC_EXIF_BUILD_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { EB_SIZE = 6 + 8 + 2 + 2 * 12 };

/* Writes a number of so many bytes at a place of the TIFF structure. */
static inline void eb_put(unsigned char *block, size_t at, unsigned width, uint32_t value, bool big)
{
    for (unsigned i = 0; i < width; i++)
        block[6 + at + i] = (unsigned char)(value >> 8 * (big ? width - 1 - i : i));
}

/* A segment with two entries, the second of which, at 22, is the orientation. */
static inline void eb_build(unsigned char block[EB_SIZE], uint32_t orientation, bool big)
{
    memset(block, 0, EB_SIZE);
    memcpy(block, "Exif\0\0", 6);
    memset(block + 6, big ? 'M' : 'I', 2);
    eb_put(block, 2, 2, 42, big);
    eb_put(block, 4, 4, 8, big);
    eb_put(block, 8, 2, 2, big);
    eb_put(block, 10, 2, 0x010F, big);
    eb_put(block, 22, 2, 0x0112, big);
    eb_put(block, 24, 2, 3, big);
    eb_put(block, 26, 4, 1, big);
    eb_put(block, 30, 2, orientation, big);
}

#endif
