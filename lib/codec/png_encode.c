/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "codec/png.h"
#include "codec/png_io.h"

#include <setjmp.h>

static void write_bytes(png_structp png, png_bytep bytes, size_t n)
{
    mlt_png_io *io = png_get_io_ptr(png);
    mlt_text_add(io->out, bytes, n);
    if (!mlt_text_ok(io->out))
        png_error(png, "out of memory");
}

static void flush_nothing(png_structp png)
{
    (void)png;
}

static int colour_type(uint32_t format)
{
    switch (format) {
    case MLTEST_FORMAT_GRAY8:
    case MLTEST_FORMAT_GRAY16:
        return PNG_COLOR_TYPE_GRAY;
    case MLTEST_FORMAT_RGBA8:
    case MLTEST_FORMAT_BGRA8:
        return PNG_COLOR_TYPE_RGB_ALPHA;
    default:
        return PNG_COLOR_TYPE_RGB;
    }
}

static void write_head(png_structp png, png_infop info, const mltest_image_view *view, int level)
{
    uint32_t f = view->format;
    bool wide = f == MLTEST_FORMAT_GRAY16 || f == MLTEST_FORMAT_RGB16;
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_compression_level(png, level);
    png_set_IHDR(png, info, view->width, view->height, wide ? 16 : 8, colour_type(f),
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    if (wide)
        mlt_png_set_native(png);
    if (f == MLTEST_FORMAT_BGR8 || f == MLTEST_FORMAT_BGRA8)
        png_set_bgr(png);
}

/* Owns nothing that a longjmp could lose. */
static bool write_all(png_structp png, png_infop info, const mltest_image_view *view, int level)
{
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    write_head(png, info, view, level);
    for (uint32_t y = 0; y < view->height; y++)
        png_write_row(png, (png_const_bytep)view->data + (int64_t)y * view->stride_bytes);
    png_write_end(png, info);
    return true;
}

mltest_status mlt_png_encode(mltest_context *ctx, const mltest_image_view *view, int level,
                             mlt_text *out, mltest_error **error)
{
    mlt_png_io io = {.ctx = ctx, .out = out};
    png_structp png =
        png_create_write_struct_2(PNG_LIBPNG_VER_STRING, &io, mlt_png_on_error, mlt_png_on_warning,
                                  &io, mlt_png_allocate, mlt_png_release);
    if (png == NULL)
        return mlt_fail_memory(error);
    png_infop info = png_create_info_struct(png);
    bool whole = false;
    if (info != NULL) {
        png_set_write_fn(png, &io, write_bytes, flush_nothing);
        whole = write_all(png, info, view, level);
    }
    png_destroy_write_struct(&png, &info);
    if (whole)
        return MLTEST_OK;
    if (io.out_of_memory || !mlt_text_ok(out))
        return mlt_fail_memory(error);
    return mlt_fail(error, MLTEST_ERR_INTERNAL, "PNG encoder: %s", io.message);
}
