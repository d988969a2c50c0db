/* SPDX-License-Identifier: MIT */
#include "image/jpeg_planes.h"

#include <string.h>

#include "codec/jpeg.h"
#include "image/rows.h"
#include "kernel/kernels.h"

enum { SIDE = 8 };

static uint32_t half_of(uint32_t n)
{
    return n / 2 + n % 2;
}

static size_t whole_blocks(uint32_t n)
{
    return ((size_t)n + SIDE - 1) / SIDE * SIDE;
}

static size_t plane_bytes(const mlt_jpeg_plane *p)
{
    return p->stride * whole_blocks(p->height);
}

static mlt_jpeg_plane plane_of(uint32_t width, uint32_t height)
{
    return (mlt_jpeg_plane){.width = width, .height = height, .stride = whole_blocks(width)};
}

static mlt_jpeg_planes sizes_of(const mltest_image_view *picture)
{
    uint32_t w = picture->width, h = picture->height;
    mlt_jpeg_planes planes = {.n = mlt_format_channels(picture->format)};
    planes.planes[0] = plane_of(w, h);
    planes.planes[1] = planes.planes[2] = plane_of(half_of(w), half_of(h));
    return planes;
}

static size_t sums_bytes(const mlt_jpeg_planes *planes)
{
    return (planes->planes[1].width + (size_t)2) * sizeof *planes->sums;
}

/* In this order: sums, one or three planes, four rows of chroma at full size, a row of pixels. */
size_t mlt_jpeg_planes_bytes(const mltest_image_view *picture)
{
    mlt_jpeg_planes planes = sizes_of(picture);
    size_t bytes = sums_bytes(&planes) + (size_t)3 * picture->width;
    for (uint32_t k = 0; k < planes.n; k++)
        bytes += plane_bytes(&planes.planes[k]);
    return bytes + 4 * 2 * planes.planes[1].stride;
}

void mlt_jpeg_planes_init(mlt_jpeg_planes *planes, const mltest_image_view *picture, void *memory)
{
    *planes = sizes_of(picture);
    planes->sums = memory;
    uint8_t *at = (uint8_t *)memory + sums_bytes(planes);
    for (uint32_t k = 0; k < planes->n; k++) {
        planes->planes[k].samples = at;
        at += plane_bytes(&planes->planes[k]);
    }
    for (int k = 0; k < 4; k++, at += 2 * planes->planes[1].stride)
        planes->chroma[k / 2][k % 2] = at;
    planes->row = at;
}

static uint8_t *row_of(const mlt_jpeg_plane *plane, uint32_t y)
{
    return plane->samples + y * plane->stride;
}

/* Repeats the sample before `from`. */
static void extend(uint8_t *row, size_t from, size_t end)
{
    memset(row + from, row[from - 1], end - from);
}

/* Repeats the last row. */
static void extend_down(const mlt_jpeg_plane *plane)
{
    const uint8_t *last = row_of(plane, plane->height - 1);
    for (uint32_t y = plane->height; y < whole_blocks(plane->height); y++)
        memcpy(row_of(plane, y), last, plane->stride);
}

/* 8 bits a sample, without alpha. */
static bool is_plain(uint32_t format)
{
    return !mlt_format_is_16bit(format) && !mlt_format_has_alpha(format);
}

/* Row y as GRAY8 or RGB8. */
static const uint8_t *pixels_of(const mlt_jpeg_planes *planes, const mltest_image_view *picture,
                                uint32_t y)
{
    if (is_plain(picture->format))
        return mlt_view_row(picture, y);
    mlt_jpeg_row(picture, y, planes->row);
    return planes->row;
}

/* The chroma of row y goes to one of the two rows that are averaged. */
static void split_row(const mlt_jpeg_planes *planes, const mltest_image_view *picture, uint32_t y)
{
    uint32_t width = picture->width;
    uint8_t *luma = row_of(&planes->planes[0], y), *cb = planes->chroma[0][y % 2],
            *cr = planes->chroma[1][y % 2];
    mlt_kernels_get()->ycc->split(luma, cb, cr, pixels_of(planes, picture, y), width);
    extend(luma, width, planes->planes[0].stride);
    extend(cb, width, 2 * planes->planes[1].stride);
    extend(cr, width, 2 * planes->planes[2].stride);
}

static void halve_rows(const mlt_jpeg_planes *planes, uint32_t y, bool is_last)
{
    for (int k = 0; k < 2; k++) {
        const mlt_jpeg_plane *plane = &planes->planes[1 + k];
        mlt_kernels_get()->ycc->halve(row_of(plane, y), planes->chroma[k][0],
                                      planes->chroma[k][is_last ? 0 : 1], plane->stride);
    }
}

void mlt_jpeg_split(const mlt_jpeg_planes *planes, const mltest_image_view *picture)
{
    const mlt_jpeg_plane *first = &planes->planes[0];
    for (uint32_t y = 0; y < picture->height; y++) {
        if (planes->n > 1) {
            split_row(planes, picture, y);
            if (y % 2 == 1 || y + 1 == picture->height)
                halve_rows(planes, y / 2, y % 2 == 0);
        } else {
            memcpy(row_of(first, y), pixels_of(planes, picture, y), picture->width);
            extend(row_of(first, y), picture->width, first->stride);
        }
    }
    for (uint32_t k = 0; k < planes->n; k++)
        extend_down(&planes->planes[k]);
}

mlt_jpeg_plane mlt_jpeg_part(const mlt_jpeg_planes *planes, uint32_t component, uint32_t i)
{
    mlt_jpeg_plane part = planes->planes[component];
    uint32_t height = component == 0 && planes->n > 1 ? 2 * SIDE : SIDE, y = i * height;
    part.samples += y * part.stride;
    part.height = part.height - y < height ? part.height - y : height;
    return part;
}

/* Row y of a chroma plane at full size. Very narrow planes are not smoothed. */
static void enlarge(const mlt_jpeg_planes *planes, const mlt_jpeg_plane *plane, uint32_t y,
                    uint8_t *out)
{
    enum { NARROW = 2 };
    uint32_t near = y / 2, far = y % 2 == 1 ? near + 1 : near > 0 ? near - 1 : 0;
    const uint8_t *from = row_of(plane, near);
    if (plane->width > NARROW)
        mlt_kernels_get()->ycc->enlarge(
            out, from, row_of(plane, far < plane->height ? far : plane->height - 1), planes->sums,
            plane->width);
    else
        for (uint32_t x = 0; x < 2 * plane->width; x++)
            out[x] = from[x / 2];
}

void mlt_jpeg_join(const mlt_jpeg_planes *planes, const mltest_image_view *old, mlt_image *out)
{
    bool plain = is_plain(old->format);
    for (uint32_t y = 0; y < old->height; y++) {
        uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
        uint8_t *row = plain ? to : planes->row;
        const uint8_t *luma = row_of(&planes->planes[0], y);
        for (uint32_t k = 1; k < planes->n; k++)
            enlarge(planes, &planes->planes[k], y, planes->chroma[k - 1][0]);
        if (planes->n > 1)
            mlt_kernels_get()->ycc->join(row, luma, planes->chroma[0][0], planes->chroma[1][0],
                                         old->width);
        else
            memcpy(row, luma, old->width);
        if (!plain)
            mlt_row_write8(out, y, row, old);
    }
}
