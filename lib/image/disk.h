/* SPDX-License-Identifier: MIT */
/*
 * The published kernel of a lens out of focus (the package imagecorruptions 1.1.2): a disk, blurred
 * against jagged edges inside its own array. Where the disk touches the array's edge this adds
 * weight: the original brightens by 1.3 and 1.1 % at severities 4 and 5.
 */
#ifndef MLT_IMAGE_DISK_H
#define MLT_IMAGE_DISK_H

#include "kernel/filter.h"

enum { MLT_DISK_MOST_RADIUS = 50, MLT_DISK_SIDE = MLT_DISK_MOST_RADIUS + 1 };

/* A quarter of the kernel, columns from its centre outwards; the rest mirrors it, and it is the
 * same down and across. */
typedef struct {
    float weights[MLT_DISK_SIDE][MLT_DISK_SIDE];
    mlt_profile columns[MLT_DISK_SIDE]; /* point into weights */
    size_t half;                        /* columns 0 to half */
} mlt_disk;

/* radius is at most MLT_DISK_MOST_RADIUS; work is a second one. */
void mlt_disk_make(mlt_disk *disk, mlt_disk *work, double radius, double alias_sigma);

#endif
