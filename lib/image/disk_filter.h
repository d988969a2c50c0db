/* SPDX-License-Identifier: MIT */
/*
 * A disk as a filter: a line of a picture goes in, and, once as many are in as are under the disk,
 * a row comes out.
 */
#ifndef MLT_IMAGE_DISK_FILTER_H
#define MLT_IMAGE_DISK_FILTER_H

#include <stdbool.h>

#include "image/disk_plan.h"
#include "image/lines.h"

typedef struct {
    const mlt_disk *disk;
    mlt_disk_plan plan;
    bool is_words; /* samples of 8 bits are kept as words of 16, others as floats */
    size_t width, channels, margin, n_pushed;
    mlt_lines lines, sums, pairs;         /* what came in; runs down columns; rows' pairs */
    mlt_lines disks, across, border, row; /* disks; what the border adds; one row */
} mlt_disk_filter;

/* Lines of `width` pixels and margins; memory is aligned for pointers. */
size_t mlt_disk_bytes(const mlt_disk *disk, size_t width, size_t channels);
void mlt_disk_filter_init(mlt_disk_filter *filter, const mlt_disk *disk, void *memory, size_t width,
                          size_t channels, bool is_8bit);
/* Lines in turn from the first one's margin to the last one's. True when a row is ready. */
bool mlt_disk_push(mlt_disk_filter *filter, const float *line);
/* That row, width × channels. */
void mlt_disk_row(const mlt_disk_filter *filter, float *out);

#endif
