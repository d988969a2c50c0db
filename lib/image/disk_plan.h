/* SPDX-License-Identifier: MIT */
/*
 * How a disk is summed up over lines of pixels.
 *
 * Its columns are runs of lines, of few lengths; a run's sum slides down from line to line, and a
 * disk is gathered from these along the row. Such sums are whole numbers, and exact. The blur of
 * the disk's edge is one of them, down and then across.
 *
 * With B for that blur, M for the disk and A for the blur in its array, the kernel is A M A', and
 * A = B + Z, where Z takes away what B carries beyond the array's rows -h … h and adds what they
 * mirror there: of five taps t
 *     row h + 2:  -t2 of row h
 *     row h + 1:  -t1 of row h - t2 of row h - 1
 *     row h:       t1 of row h - 1 + t2 of row h - 2
 *     row h - 1:   t2 of row h - 1
 * and the same above. Only the last rows of the disk take part, which are short, so that Z M Z'
 * is nothing and A M A' = B M B' + (Z M) B' + B (M Z'): the border adds something down, before the
 * blur across, and something across, after it.
 */
#ifndef MLT_IMAGE_DISK_PLAN_H
#define MLT_IMAGE_DISK_PLAN_H

#include <stdbool.h>

#include "image/disk.h"
#include "kernel/filter.h"

/* Lines to gather, moved: those to add, then those to take away, with weights 1 and -1. */
typedef struct {
    mlt_mix_tap taps[2 * MLT_DISK_SIDE];
    size_t n_plus, n_minus;
} mlt_disk_taps;

/* Pairs are sums of the lines as far above a row as below it, at distances half - 1 to half + 2. */
enum { MLT_DISK_PAIRS = 4 };

typedef struct {
    int runs[MLT_DISK_SIDE]; /* the reaches of columns that differ, which number their lines */
    size_t n_runs;
    mlt_disk_taps whole;     /* of runs */
    mlt_disk_taps down[2];   /* of pairs, by tap of the blur from the first on */
    mlt_disk_taps across[2]; /* of runs */
    bool has_border;         /* or else nothing is gathered down and across */
} mlt_disk_plan;

/* Pixels on either side of a line, and lines on either side of a row, that are under the disk. */
size_t mlt_disk_margin(const mlt_disk *disk);
/* For lines that begin with a margin. What is gathered whole and down begins as many pixels before
 * the row as the blur has taps, what is gathered across with the row. */
void mlt_disk_plan_make(mlt_disk_plan *plan, const mlt_disk *disk, size_t channels);

#endif
