/* SPDX-License-Identifier: MIT */
#include "dataset/turn.h"

#include <string.h>

#include "base/error.h"

/* Row and column of the stored picture that are top and left when it is upright (Exif 2.3, tag
 * 0x0112), as three answers: does x run backwards, does y, do they change places? */
static const struct {
    bool flips_x, flips_y, swaps;
} turns[9] = {
    [2] = {true, false, false}, [3] = {true, true, false}, [4] = {false, true, false},
    [5] = {false, false, true}, [6] = {false, true, true}, [7] = {true, true, true},
    [8] = {true, false, true},
};

bool mlt_turn_swaps(uint32_t orientation)
{
    return orientation <= 8 && turns[orientation].swaps;
}

/* Copies one row of the upright picture: n pixels that lie `step` bytes apart. */
static void gather(uint8_t *to, const uint8_t *from, int64_t step, uint32_t n, size_t pixel)
{
    for (uint32_t x = 0; x < n; x++, to += pixel, from += step)
        memcpy(to, from, pixel);
}

static void turn(mlt_image *out, const mlt_image *in, uint32_t orientation)
{
    bool swaps = turns[orientation].swaps;
    int64_t pixel = mlt_format_bytes(in->format);
    int64_t along_x = turns[orientation].flips_x ? -pixel : pixel;
    int64_t along_y = turns[orientation].flips_y ? -in->stride_bytes : in->stride_bytes;
    const uint8_t *corner = in->data;
    corner += along_x < 0 ? (int64_t)(in->width - 1) * pixel : 0;
    corner += along_y < 0 ? (int64_t)(in->height - 1) * in->stride_bytes : 0;
    for (uint32_t y = 0; y < out->height; y++)
        gather((uint8_t *)out->data + (int64_t)y * out->stride_bytes,
               corner + (int64_t)y * (swaps ? along_x : along_y), swaps ? along_y : along_x,
               out->width, (size_t)pixel);
}

mltest_status mlt_turn(mlt_image *image, uint32_t orientation, mltest_error **error)
{
    if (orientation < 2 || orientation > 8)
        return MLTEST_OK;
    mlt_image upright;
    mlt_image_init(&upright, image->ctx);
    bool swaps = turns[orientation].swaps;
    TRY(mlt_image_resize(&upright, swaps ? image->height : image->width,
                         swaps ? image->width : image->height, image->format, error));
    turn(&upright, image, orientation);
    mlt_image_free(image);
    *image = upright;
    return MLTEST_OK;
}
