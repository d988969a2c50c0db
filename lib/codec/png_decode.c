/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/error.h"
#include "codec/png.h"
#include "codec/png_io.h"

#include <inttypes.h>
#include <setjmp.h>
#include <string.h>

static uint32_t be32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

mltest_status mlt_png_header(const char *name, const void *bytes, size_t n, uint32_t *width,
                             uint32_t *height, mltest_error **error)
{
    const unsigned char *p = bytes;
    if (n < 24)
        return mlt_fail(error, MLTEST_ERR_FORMAT, "%s: a truncated PNG file", name);
    if (memcmp(p + 12, "IHDR", 4) != 0)
        return mlt_fail(error, MLTEST_ERR_FORMAT,
                        "%s: not a whole PNG file: its first chunk is not IHDR", name);
    uint32_t w = be32(p + 16), h = be32(p + 20);
    if (w == 0 || w > PNG_UINT_31_MAX || h == 0 || h > PNG_UINT_31_MAX)
        return mlt_fail(error, MLTEST_ERR_FORMAT,
                        "%s: a PNG file of %" PRIu32 " x %" PRIu32 " pixels", name, w, h);
    *width = w;
    *height = h;
    return MLTEST_OK;
}

static void read_bytes(png_structp png, png_bytep out, size_t n)
{
    mlt_png_io *io = png_get_io_ptr(png);
    if (n > io->n - io->at) {
        io->truncated = true;
        png_error(png, "the file is truncated");
    }
    memcpy(out, io->bytes + io->at, n);
    io->at += n;
}

/* What libpng makes of the file's pixels; the format follows from it. */
static uint32_t set_transforms(png_structp png, png_infop info)
{
    int type = png_get_color_type(png, info), depth = png_get_bit_depth(png, info);
    bool alpha = (type & PNG_COLOR_MASK_ALPHA) != 0 || png_get_valid(png, info, PNG_INFO_tRNS) != 0;
    png_set_expand(png); /* palettes, 1/2/4 bits, tRNS */
    if (alpha && depth == 16)
        png_set_scale_16(png);
    if (!alpha && depth == 16)
        mlt_png_set_native(png);
    if (alpha && (type & PNG_COLOR_MASK_COLOR) == 0)
        png_set_gray_to_rgb(png);
    png_set_interlace_handling(png);
    png_read_update_info(png, info);
    if (alpha)
        return MLTEST_FORMAT_RGBA8;
    bool colour = (type & PNG_COLOR_MASK_COLOR) != 0;
    if (depth == 16)
        return colour ? MLTEST_FORMAT_RGB16 : MLTEST_FORMAT_GRAY16;
    return colour ? MLTEST_FORMAT_RGB8 : MLTEST_FORMAT_GRAY8;
}

/* Each of these owns nothing that a longjmp could lose: false = libpng gave up. */
static bool read_info(png_structp png, png_infop info)
{
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    /* Texts, profiles, times: never used, and libpng would believe any length they claim. */
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_read_info(png, info);
    return true;
}

static bool read_format(png_structp png, png_infop info, uint32_t *format)
{
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    *format = set_transforms(png, info);
    return true;
}

static bool read_rows(png_structp png, png_infop info, png_bytepp rows)
{
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    png_read_image(png, rows);
    png_read_end(png, info);
    return true;
}

static mltest_status fail(const mlt_png_io *io, const char *name, mltest_error **error)
{
    if (io->out_of_memory)
        return mlt_fail_memory(error);
    return mlt_fail(error, MLTEST_ERR_FORMAT, "%s: not a whole PNG file: %s", name, io->message);
}

static mltest_status rows_into(mlt_png_io *io, png_structp png, png_infop info, const char *name,
                               mltest_error **error)
{
    mlt_pixels *out = io->pixels;
    png_bytepp rows = mlt_alloc_zero(io->ctx, out->height, sizeof *rows);
    if (rows == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < out->height; y++)
        rows[y] = (png_bytep)out->data + (int64_t)y * out->stride_bytes;
    bool whole = read_rows(png, info, rows);
    mlt_free(io->ctx, (void *)rows);
    return whole ? MLTEST_OK : fail(io, name, error);
}

static mltest_status decode(mlt_png_io *io, png_structp png, png_infop info, const char *name,
                            mltest_error **error)
{
    uint32_t format = 0;
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX); /* ours judge the size */
    png_set_read_fn(png, io, read_bytes);
    if (!read_info(png, info))
        return fail(io, name, error);
    uint32_t width = png_get_image_width(png, info), height = png_get_image_height(png, info);
    TRY(mlt_pixels_check(io->ctx, name, width, height, error));
    if (!read_format(png, info, &format))
        return fail(io, name, error);
    TRY(mlt_pixels_make(io->ctx, io->pixels, name, width, height, format, error));
    return rows_into(io, png, info, name, error);
}

mltest_status mlt_png_decode(mltest_context *ctx, const char *name, const void *bytes, size_t n,
                             mlt_pixels *out, mltest_error **error)
{
    uint32_t width, height;
    memset(out, 0, sizeof *out);
    /* libpng lets others stand before IHDR; who asks for the size alone would see another file. */
    TRY(mlt_png_header(name, bytes, n, &width, &height, error));
    mlt_png_io io = {.ctx = ctx, .bytes = bytes, .n = n, .pixels = out};
    png_structp png =
        png_create_read_struct_2(PNG_LIBPNG_VER_STRING, &io, mlt_png_on_error, mlt_png_on_warning,
                                 &io, mlt_png_allocate, mlt_png_release);
    if (png == NULL)
        return mlt_fail_memory(error);
    png_infop info = png_create_info_struct(png);
    mltest_status status =
        info == NULL ? mlt_fail_memory(error) : decode(&io, png, info, name, error);
    png_destroy_read_struct(&png, &info, NULL);
    if (status != MLTEST_OK)
        mlt_pixels_free(ctx, out);
    return status;
}
