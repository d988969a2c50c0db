/* SPDX-License-Identifier: MIT */
#include "predictor/rgb.h"

#include "image/image.h"

#include <stddef.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
enum { HIGH = 0 };
#else
enum { HIGH = 1 };
#endif

/* Where a pixel's red, green and blue bytes are, and how long it is; by MLTEST_FORMAT_. */
typedef struct {
    uint8_t step, red, green, blue;
} layout;

static const layout layouts[] = {
    [MLTEST_FORMAT_GRAY8] = {1, 0, 0, 0}, [MLTEST_FORMAT_GRAY16] = {2, HIGH, HIGH, HIGH},
    [MLTEST_FORMAT_RGB8] = {3, 0, 1, 2},  [MLTEST_FORMAT_RGB16] = {6, HIGH, 2 + HIGH, 4 + HIGH},
    [MLTEST_FORMAT_RGBA8] = {4, 0, 1, 2}, [MLTEST_FORMAT_BGR8] = {3, 2, 1, 0},
    [MLTEST_FORMAT_BGRA8] = {4, 2, 1, 0},
};

bool mlt_rgb_is_packed(const mltest_image_view *view)
{
    return view->format == MLTEST_FORMAT_RGB8 && view->stride_bytes == 3 * (int64_t)view->width;
}

void mlt_rgb_row(const mltest_image_view *view, uint32_t y, uint8_t *out)
{
    const layout at = layouts[view->format];
    const uint8_t *pixel = mlt_view_row(view, y);
    for (uint32_t x = 0; x < view->width; x++, pixel += at.step, out += 3) {
        out[0] = pixel[at.red];
        out[1] = pixel[at.green];
        out[2] = pixel[at.blue];
    }
}
