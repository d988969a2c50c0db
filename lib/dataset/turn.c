/* SPDX-License-Identifier: MIT */
#include "dataset/turn.h"

#include "base/error.h"
#include "image/turn.h"

/* Row and column of the stored picture that are top and left when it is upright (Exif 2.3, tag
 * 0x0112), as a way to lay it. */
static const mlt_turning turnings[9] = {
    [2] = MLT_TURN_FLIP_X, [3] = MLT_TURN_HALF,      [4] = MLT_TURN_FLIP_Y, [5] = MLT_TURN_SWAP,
    [6] = MLT_TURN_RIGHT,  [7] = MLT_TURN_SWAP_HALF, [8] = MLT_TURN_LEFT,
};

bool mlt_turn_swaps(uint32_t orientation)
{
    return orientation <= 8 && (turnings[orientation] & MLT_TURN_SWAP);
}

mltest_status mlt_turn(mlt_image *image, uint32_t orientation, mltest_error **error)
{
    if (orientation < 2 || orientation > 8)
        return MLTEST_OK;
    mlt_image upright;
    mltest_image_view stored = mlt_image_view(image);
    mlt_image_init(&upright, image->ctx);
    TRY(mlt_image_turn(&upright, &stored, turnings[orientation], error));
    mlt_image_free(image);
    *image = upright;
    return MLTEST_OK;
}
