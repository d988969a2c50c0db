/* SPDX-License-Identifier: MIT */
/*
 * The published kernel of a lens out of focus (the package imagecorruptions 1.1.2): a disk of equal
 * weights in an array that is then blurred, against jagged edges, by a Gaussian of three or five
 * taps. Beyond its border the array repeats without its last row, and what the blur carries there
 * is lost: where the disk touches the border that adds weight, and the original brightens by 1.3
 * and 1.1 % at severities 4 and 5.
 */
#ifndef MLT_IMAGE_DISK_H
#define MLT_IMAGE_DISK_H

#include <stddef.h>

enum { MLT_DISK_MOST_RADIUS = 50, MLT_DISK_SIDE = MLT_DISK_MOST_RADIUS + 4 };

typedef struct {
    int radius;               /* whole */
    int reach[MLT_DISK_SIDE]; /* of rows from the centre on: columns up to there, -1 for none */
    int half;                 /* the array's rows are -half to half */
    int n_taps;               /* of the blur on either side; 0 where it has no effect */
    float taps[3];            /* from its centre on */
    double count;             /* places in the disk */
} mlt_disk;

/* radius is at most MLT_DISK_MOST_RADIUS. */
void mlt_disk_make(mlt_disk *disk, double radius, double alias_sigma);

#endif
