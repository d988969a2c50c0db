/* SPDX-License-Identifier: MIT */
#include "image/luma.h"

#include "image/rows.h"
#include "kernel/kernels.h"

float mlt_luma_unit(uint32_t format)
{
    return mlt_format_max(format) / (MLT_LUMA_LEVELS - 1);
}

void mlt_luma_plane(uint8_t *plane, const mltest_image_view *view, float *row)
{
    const mlt_grey_loops *loops = mlt_kernels_get()->grey;
    float unit = mlt_luma_unit(view->format);
    for (uint32_t y = 0; y < view->height; y++, plane += view->width) {
        mlt_row_load(row, view, y);
        if (mlt_format_channels(view->format) == 1)
            loops->levels(plane, row, unit, view->width);
        else
            loops->levels3(plane, row, unit, view->width);
    }
}
