/* SPDX-License-Identifier: MIT */
/*
 * The published trail of a moving point (the package imagecorruptions 1.1.2): one-sided, integer
 * shifts with ties down, Gaussian weights, and cut without a new norm when it would leave the
 * picture.
 */
#ifndef MLT_IMAGE_TRAIL_H
#define MLT_IMAGE_TRAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "image/lines.h"
#include "kernel/words.h"

enum { MLT_TRAIL_MOST_RADIUS = 200, MLT_TRAIL_MOST = 2 * MLT_TRAIL_MOST_RADIUS + 1 };

/* One tap: a shift and its weight. */
typedef struct {
    int dx, dy;
    double weight;
} mlt_trail_tap;

typedef struct {
    mlt_trail_tap taps[MLT_TRAIL_MOST];
    int n;
    int left, right, above, below; /* how far it reaches; all ≥ 0 */
} mlt_trail;

/* radius is at most MLT_TRAIL_MOST_RADIUS. */
void mlt_trail_make(mlt_trail *trail, int radius, double sigma, double degrees, uint32_t width,
                    uint32_t height);

/* What a trail is drawn over: lines of `width` pixels and as many more on either side as it
 * reaches. They are filled in turn, from line -above to the last one of the picture + below; those
 * beyond the picture repeat its first and last. Samples of 8 bits are kept as words, and their
 * weights as whole numbers of up to 15 bits: the sum of these is that of the trail's. */
typedef struct {
    const mlt_trail *trail;
    bool is_words;
    size_t n, n_before, n_line; /* width × channels, what lies before them, and all of a line */
    mlt_lines lines;
    const uint16_t **words; /* the same memory; each line twice, too */
    float *next;            /* a line before it becomes words */
    mlt_mix_tap *taps;
    mlt_word_pair *pairs;
    int bits; /* weights of pairs are of 1 / 2^bits */
} mlt_trail_lines;

/* How much memory it takes, aligned for pointers. */
size_t mlt_trail_bytes(const mlt_trail *trail, uint32_t width, uint32_t channels);
mlt_trail_lines mlt_trail_lay_out(const mlt_trail *trail, void *memory, uint32_t width,
                                  uint32_t channels, bool is_8bit);
/* Where pixel 0 of line y goes; mlt_trail_filled() when it is there. */
float *mlt_trail_line(const mlt_trail_lines *lines, int64_t y);
void mlt_trail_filled(const mlt_trail_lines *lines, int64_t y);
/* Row y, blurred, when line y + trail->below has been filled; whole levels where samples have 8
 * bits. */
void mlt_trail_row(const mlt_trail_lines *lines, float *out, int64_t y);

#endif
