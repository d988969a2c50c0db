/* SPDX-License-Identifier: MIT */
#include "image/scene.h"

#include <string.h>

static size_t pixels_bytes(const mltest_image_view *in, uint32_t margin)
{
    size_t width = (size_t)in->width + 2 * margin, height = (size_t)in->height + 2 * margin;
    return width * height * mlt_format_bytes(in->format);
}

size_t mlt_seen_bytes(const mltest_image_view *in, uint32_t margin, size_t n_pixels)
{
    enum { ALIGNED = 16 };
    size_t n = n_pixels + MLT_PLACES_SPARE, places = n * (sizeof(size_t) + 2 * sizeof(float));
    size_t row = n_pixels * mlt_format_bytes(in->format) + MLT_SEEN_SPARE;
    size_t all = places + row + pixels_bytes(in, margin) + MLT_SCENE_SPARE;
    return (all + ALIGNED - 1) / ALIGNED * ALIGNED;
}

static void copy(uint8_t *to, const mltest_image_view *in, uint32_t margin, size_t line)
{
    size_t pixel = mlt_format_bytes(in->format), side = margin * pixel;
    memset(to, 0, margin * line);
    to += margin * line;
    for (uint32_t y = 0; y < in->height; y++, to += line) {
        memset(to, 0, side);
        memcpy(to + side, mlt_view_row(in, y), in->width * pixel);
        memset(to + line - side, 0, side);
    }
    memset(to, 0, margin * line);
}

void mlt_seen_init(mlt_seen *seen, const mltest_image_view *in, uint32_t margin, size_t n_pixels,
                   void *work)
{
    size_t n = n_pixels + MLT_PLACES_SPARE, pixel = mlt_format_bytes(in->format);
    size_t line = ((size_t)in->width + 2 * margin) * pixel;
    bool has_right = in->width > 1 || margin > 0, has_below = in->height > 1 || margin > 0;
    seen->places.at = work;
    seen->places.tx = (float *)(void *)(seen->places.at + n);
    seen->places.ty = seen->places.tx + n;
    seen->row = (uint8_t *)(seen->places.ty + n);
    seen->n_pixels = n_pixels;
    uint8_t *pixels = seen->row + n_pixels * pixel + MLT_SEEN_SPARE;
    seen->scene = (mlt_scene){.pixels = pixels,
                              .width = in->width,
                              .height = in->height,
                              .margin = margin,
                              .line = line,
                              .pixel = pixel,
                              .right = has_right ? pixel : 0,
                              .below = has_below ? line : 0};
    copy(pixels, in, margin, line);
    for (size_t i = n_pixels; i < n; i++) {
        seen->places.at[i] = 0;
        seen->places.tx[i] = seen->places.ty[i] = 0;
    }
}
