/* SPDX-License-Identifier: MIT */
#include "perturb/place.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "image/resample.h"
#include "perturb/move.h"
#include "perturb/scratch.h"

uint32_t mlt_place_side(uint32_t side, double factor)
{
    double n = floor(side * factor + 0.5);
    return n < 1 ? 1 : (uint32_t)n;
}

static uint8_t *row_of(const mlt_image *image, uint32_t y)
{
    return (uint8_t *)image->data + (int64_t)y * image->stride_bytes;
}

static bool set_map(mlt_step_io *io, const mlt_place *place)
{
    double sx = (double)place->width / io->in->width, sy = (double)place->height / io->in->height;
    const double h[9] = {sx, 0, place->x, 0, sy, place->y, 0, 0, 1};
    return mlt_map_from_homography(&io->map, h);
}

/* A smaller picture, or the same, in its place. */
static mltest_status shrink(mlt_step_io *io, const mlt_place *place, mltest_error **error)
{
    size_t pixel = mlt_format_bytes(io->in->format), n = place->width * pixel;
    mltest_image_view small = *io->in;
    if (place->width != small.width || place->height != small.height) {
        /* An image in working memory of the right size, which hence is never allocated. */
        mlt_image image = {.ctx = io->ctx, .cap = n * place->height};
        image.data = mlt_scratch_get(io->scratch, 2, image.cap);
        if (image.data == NULL)
            return mlt_fail_memory(error);
        TRY(mlt_image_shrink(&image, io->in, place->width, place->height, error));
        small = mlt_image_view(&image);
    }
    for (uint32_t y = 0; y < place->height; y++)
        memcpy(row_of(io->out, place->y + y) + place->x * pixel, mlt_view_row(&small, y), n);
    return MLTEST_OK;
}

/* One pixel of the padding. */
static void make_pixel(uint8_t pixel[8], uint32_t format, const mlt_place *place)
{
    uint32_t channels = mlt_format_channels(format), step = mlt_format_bytes(format);
    double level = place->pad == MLT_PAD_LEVEL ? floor(place->level + 0.5) : 0;
    uint16_t wide = (uint16_t)(level * 257);
    memset(pixel, 0, 8);
    for (uint32_t c = 0; c < channels; c++) {
        if (mlt_format_is_16bit(format))
            memcpy(pixel + (size_t)2 * c, &wide, 2);
        else
            pixel[c] = (uint8_t)level;
    }
    if (mlt_format_has_alpha(format) && place->pad == MLT_PAD_LEVEL)
        pixel[step - 1] = 255;
}

static void repeat(uint8_t *to, const uint8_t *pixel, size_t step, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        memcpy(to + i * step, pixel, step);
}

/* Left and right of the picture, then above and below. */
static void fill_padding(mlt_image *out, const mlt_place *place)
{
    uint8_t pixel[8];
    size_t step = mlt_format_bytes(out->format), row = out->width * step;
    uint32_t right = place->x + place->width, bottom = place->y + place->height;
    bool edge = place->pad == MLT_PAD_EDGE;
    make_pixel(pixel, out->format, place);
    for (uint32_t y = place->y; y < bottom; y++) {
        uint8_t *at = row_of(out, y);
        repeat(at, edge ? at + place->x * step : pixel, step, place->x);
        repeat(at + right * step, edge ? at + (right - 1) * step : pixel, step, out->width - right);
    }
    for (uint32_t y = 0; y < out->height; y++) {
        bool above = y < place->y;
        if (!above && y < bottom)
            continue;
        if (edge)
            memcpy(row_of(out, y), row_of(out, above ? place->y : bottom - 1), row);
        else
            repeat(row_of(out, y), pixel, step, out->width);
    }
}

mltest_status mlt_place_picture(mlt_step_io *io, const mlt_place *place, mltest_error **error)
{
    if (!set_map(io, place))
        return mlt_fail(error, MLTEST_ERR_INTERNAL, "a place without a map");
    if (place->width > io->in->width || place->height > io->in->height)
        TRY(mlt_move_pixels(io, MLT_BORDER_REPLICATE, error));
    else
        TRY(shrink(io, place, error));
    fill_padding(io->out, place);
    return MLTEST_OK;
}
