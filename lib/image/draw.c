/* SPDX-License-Identifier: MIT */
#include "image/draw.h"

#include <string.h>

#include "image/font.h"

static void put(mlt_image *image, int64_t x, int64_t y, mlt_colour colour)
{
    if (x < 0 || y < 0 || x >= image->width || y >= image->height)
        return;
    uint8_t *to = (uint8_t *)image->data + y * image->stride_bytes + 3 * x;
    to[0] = colour.r;
    to[1] = colour.g;
    to[2] = colour.b;
}

static int64_t clamp(int64_t v, int64_t high)
{
    return v < 0 ? 0 : v > high ? high : v;
}

void mlt_draw_fill(mlt_image *image, int64_t x0, int64_t y0, int64_t x1, int64_t y1,
                   mlt_colour colour)
{
    x1 = clamp(x1, image->width);
    y1 = clamp(y1, image->height);
    for (int64_t y = clamp(y0, image->height); y < y1; y++) {
        for (int64_t x = clamp(x0, image->width); x < x1; x++)
            put(image, x, y, colour);
    }
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

void mlt_draw_outline(mlt_image *image, int64_t x0, int64_t y0, int64_t x1, int64_t y1,
                      int64_t thickness, mlt_colour colour)
{
    int64_t across = least(thickness, x1 - x0), down = least(thickness, y1 - y0);
    mlt_draw_fill(image, x0, y0, x1, y0 + down, colour);
    mlt_draw_fill(image, x0, y1 - down, x1, y1, colour);
    mlt_draw_fill(image, x0, y0, x0 + across, y1, colour);
    mlt_draw_fill(image, x1 - across, y0, x1, y1, colour);
}

static void draw_glyph(mlt_image *image, int64_t x, int64_t y, int scale, char c, mlt_colour colour)
{
    const uint8_t *rows = mlt_font_glyph(c);
    for (int row = 0; row < 7; row++) {
        for (int column = 0; column < 5; column++) {
            if ((rows[row] >> (4 - column) & 1) != 0)
                mlt_draw_fill(image, x + column * scale, y + row * scale, x + (column + 1) * scale,
                              y + (row + 1) * scale, colour);
        }
    }
}

void mlt_draw_text(mlt_image *image, int64_t x, int64_t y, int scale, const char *text,
                   mlt_colour colour, mlt_colour ground)
{
    int64_t width = (int64_t)strlen(text) * 6 * scale;
    mlt_draw_fill(image, x, y, x + width + scale, y + 9 * scale, ground);
    for (; *text != '\0'; text++, x += 6 * scale)
        draw_glyph(image, x + scale, y + scale, scale, *text, colour);
}

static mlt_colour pixel(const mltest_image_view *view, uint32_t x, uint32_t y)
{
    const uint8_t *p = mlt_view_row(view, y) + (size_t)x * mlt_format_bytes(view->format);
    bool wide = mlt_format_is_16bit(view->format), grey = mlt_format_channels(view->format) == 1;
    bool turned = view->format == MLTEST_FORMAT_BGR8 || view->format == MLTEST_FORMAT_BGRA8;
    uint8_t v[3];
    for (size_t c = 0; c < 3; c++) {
        size_t at = grey ? 0 : turned ? 2 - c : c;
        uint16_t sample = p[at];
        if (wide) {
            memcpy(&sample, p + 2 * at, 2);
            sample = (uint16_t)((sample + 128) / 257);
        }
        v[c] = (uint8_t)sample;
    }
    return (mlt_colour){v[0], v[1], v[2]};
}

void mlt_draw_picture(mlt_image *image, int64_t x, int64_t y, const mltest_image_view *view)
{
    for (uint32_t row = 0; row < view->height; row++) {
        for (uint32_t column = 0; column < view->width; column++)
            put(image, x + column, y + row, pixel(view, column, row));
    }
}
