/* SPDX-License-Identifier: MIT */
/*
 * Pictures for tests: computed, in any format, in blocks with other bytes around them.
 */
#ifndef MLT_TESTS_PICTURES_H
#define MLT_TESTS_PICTURES_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "image/image.h"
#include "testing.h"

static const uint32_t all_formats[] = {MLTEST_FORMAT_GRAY8, MLTEST_FORMAT_GRAY16,
                                       MLTEST_FORMAT_RGB8, MLTEST_FORMAT_RGB16,
                                       MLTEST_FORMAT_RGBA8};
enum { N_FORMATS = sizeof all_formats / sizeof all_formats[0] };

/* A sample of 8 bits; alpha is channel 3. */
typedef uint8_t (*picture_function)(uint32_t x, uint32_t y, uint32_t channel);

/* Ramps, a bright lower half, a dark disc and white corner pixels: smooth parts, edges, colour. */
static inline uint8_t scene(uint32_t x, uint32_t y, uint32_t channel)
{
    int dx = (int)x - 20, dy = (int)y - 14;
    if (channel == 3)
        return (uint8_t)(255 - (x * 7 + y) % 200);
    if (dx * dx + dy * dy < 90)
        return (uint8_t)(25 + 20 * channel);
    if (x < 3 && y < 3)
        return 255;
    return (uint8_t)(50 + (x * (1 + channel) + y * 2) % 110 + (y > 28 ? 60 : 0));
}

/* Every level about equally often, neighbours unlike each other. */
static inline uint8_t texture(uint32_t x, uint32_t y, uint32_t channel)
{
    uint32_t v = (x * 2654435761u) ^ (y * 2246822519u) ^ ((channel + 1) * 3266489917u);
    v = (v ^ v >> 15) * 2246822519u;
    return (uint8_t)((v ^ v >> 13) >> 9);
}

/* The block is as short as it may be: memory checkers see a read behind the last pixel. */
typedef struct {
    uint8_t *block;
    size_t n;
    mltest_image_view view;
} picture;

static inline void put_sample(uint8_t *pixel, uint32_t format, uint32_t channel, uint8_t v)
{
    bool turned = format == MLTEST_FORMAT_BGR8 || format == MLTEST_FORMAT_BGRA8;
    uint16_t wide = (uint16_t)(v * 257);
    if (mlt_format_is_16bit(format))
        memcpy(pixel + (size_t)2 * channel, &wide, 2);
    else
        pixel[turned && channel < 3 ? 2 - channel : channel] = v;
}

/* pad bytes of value guard between the rows; upside_down: a negative stride. */
static inline picture make_picture(picture_function f, uint32_t width, uint32_t height,
                                   uint32_t format, size_t pad, uint8_t guard, bool upside_down)
{
    size_t step = mlt_format_bytes(format), stride = width * step + pad;
    uint32_t channels = mlt_format_channels(format) + (mlt_format_has_alpha(format) ? 1 : 0);
    picture p = {.n = stride * (height - 1) + width * step};
    p.block = malloc(p.n);
    ck_assert_ptr_nonnull(p.block);
    memset(p.block, guard, p.n);
    for (uint32_t y = 0; y < height; y++) {
        uint8_t *row = p.block + stride * (upside_down ? height - 1 - y : y);
        for (uint32_t x = 0; x < width; x++) {
            for (uint32_t c = 0; c < channels; c++)
                put_sample(row + x * step, format, c, f(x, y, c));
        }
    }
    p.view = (mltest_image_view){.data = p.block + (upside_down ? stride * (height - 1) : 0),
                                 .stride_bytes = upside_down ? -(int64_t)stride : (int64_t)stride,
                                 .width = width,
                                 .height = height,
                                 .format = format};
    return p;
}

static inline picture plain_picture(picture_function f, uint32_t width, uint32_t height,
                                    uint32_t format)
{
    return make_picture(f, width, height, format, 0, 0, false);
}

/* A sample as it is stored. */
static inline unsigned sample_at(const mltest_image_view *view, uint32_t x, uint32_t y, uint32_t c)
{
    const uint8_t *p = mlt_view_row(view, y) + (size_t)x * mlt_format_bytes(view->format);
    uint16_t v = 0;
    if (!mlt_format_is_16bit(view->format))
        return p[c];
    memcpy(&v, p + (size_t)2 * c, 2);
    return v;
}

#endif
