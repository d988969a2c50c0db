/* SPDX-License-Identifier: MIT */
#include "image/disk.h"

#include <math.h>

#include "image/separable.h"

/* The smallest array is that of radius 8, and with it the blur has three taps instead of five. */
enum { SMALL = 8 };

void mlt_disk_make(mlt_disk *disk, double radius, double alias_sigma)
{
    const float nothing = 1e-12f;
    disk->radius = (int)radius;
    disk->half = radius <= SMALL ? SMALL : (int)ceil(radius);
    disk->n_taps = radius <= SMALL ? 1 : 2;
    disk->count = 0;
    for (int y = 0; y < MLT_DISK_SIDE; y++) {
        int x = -1;
        while ((x + 1) * (x + 1) + y * y <= radius * radius)
            x++;
        disk->reach[y] = x;
        disk->count += x < 0 ? 0 : (2 * x + 1) * (y > 0 ? 2 : 1);
    }
    mlt_gaussian_weights(disk->taps, alias_sigma, (size_t)disk->n_taps);
    if (disk->taps[1] < nothing)
        disk->n_taps = 0;
}
