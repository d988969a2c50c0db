/* SPDX-License-Identifier: MIT */
#include "image/turn.h"

#include <string.h>

#include "base/error.h"
#include "kernel/kernels.h"

/* The flips seen from the other side of a swap. */
static uint32_t swap_flips(uint32_t flips)
{
    return (flips & MLT_TURN_FLIP_X) << 1 | (flips & MLT_TURN_FLIP_Y) >> 1;
}

mlt_turning mlt_turning_then(mlt_turning first, mlt_turning second)
{
    uint32_t flips = second & MLT_TURN_HALF;
    if (first & MLT_TURN_SWAP)
        flips = swap_flips(flips);
    return (mlt_turning)(first ^ flips ^ (second & MLT_TURN_SWAP));
}

mlt_turning mlt_turning_inverse(mlt_turning turning)
{
    if (!(turning & MLT_TURN_SWAP))
        return turning;
    return (mlt_turning)(MLT_TURN_SWAP | swap_flips(turning));
}

void mlt_turning_map(double h[9], mlt_turning turning, uint32_t width, uint32_t height)
{
    double *from_u = h,
           *from_v = h + 3; /* the rows that the columns and rows of the picture make */
    memset(h, 0, 9 * sizeof *h);
    if (turning & MLT_TURN_SWAP) {
        from_u = h + 3;
        from_v = h;
    }
    from_u[0] = turning & MLT_TURN_FLIP_X ? -1 : 1;
    from_u[2] = turning & MLT_TURN_FLIP_X ? width : 0;
    from_v[1] = turning & MLT_TURN_FLIP_Y ? -1 : 1;
    from_v[2] = turning & MLT_TURN_FLIP_Y ? height : 0;
    h[8] = 1;
}

static void turn_rows(mlt_image *out, const mltest_image_view *in, mlt_turning turning)
{
    size_t pixel = mlt_format_bytes(in->format), n = in->width * pixel;
    const mlt_turn_loops *loops = mlt_kernels_get()->turn;
    for (uint32_t y = 0; y < in->height; y++) {
        uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
        uint32_t v = turning & MLT_TURN_FLIP_Y ? in->height - 1 - y : y;
        if (turning & MLT_TURN_FLIP_X)
            loops->reverse(to, mlt_view_row(in, v), in->width, pixel);
        else
            memcpy(to, mlt_view_row(in, v), n);
    }
}

/* Flips are strides that run backwards: u is the row of the result, v that of the picture. */
static void transpose(mlt_image *out, const mltest_image_view *in, mlt_turning turning)
{
    bool flips_u = turning & MLT_TURN_FLIP_X, flips_v = turning & MLT_TURN_FLIP_Y;
    int64_t stride = out->stride_bytes;
    uint8_t *to = (uint8_t *)out->data + (flips_u ? (int64_t)(out->height - 1) * stride : 0);
    mlt_kernels_get()->turn->transpose(to, flips_u ? -stride : stride,
                                       mlt_view_row(in, flips_v ? in->height - 1 : 0),
                                       flips_v ? -in->stride_bytes : in->stride_bytes, out->width,
                                       out->height, mlt_format_bytes(in->format));
}

mltest_status mlt_image_turn(mlt_image *out, const mltest_image_view *in, mlt_turning turning,
                             mltest_error **error)
{
    bool swaps = turning & MLT_TURN_SWAP;
    TRY(mlt_image_resize(out, swaps ? in->height : in->width, swaps ? in->width : in->height,
                         in->format, error));
    if (swaps)
        transpose(out, in, turning);
    else
        turn_rows(out, in, turning);
    return MLTEST_OK;
}
