/* SPDX-License-Identifier: MIT */
#include <stdatomic.h>
#include <string.h>

#include "api/check.h"
#include "api/handles.h"
#include "base/alloc.h"
#include "base/context.h"
#include "base/file.h"
#include "base/text.h"
#include "codec/jpeg.h"
#include "codec/picture.h"
#include "codec/png.h"

/* zlib's default; quality as mltest/image.h says. */
enum { PNG_LEVEL = 6, FILE_QUALITY = 95 };

uint32_t mltest_format_bytes(uint32_t format)
{
    return mlt_format_bytes(format);
}

const char *mltest_format_name(uint32_t format)
{
    return mlt_format_name(format);
}

mltest_status mlt_image_handle_new(mltest_image **out, mltest_context *ctx, mltest_error **error)
{
    mltest_image *image = mlt_alloc_zero(ctx, 1, sizeof *image);
    if (image == NULL)
        return mlt_fail_memory(error);
    atomic_init(&image->refs, 1);
    image->ctx = mlt_context_ref(ctx);
    mlt_image_init(&image->pixels, ctx);
    *out = image;
    return MLTEST_OK;
}

/* Hands a filled handle to the caller, or frees one that could not be filled. */
static mltest_status finish(mltest_image **out, mltest_image *image, mltest_status status)
{
    if (status == MLTEST_OK)
        *out = image;
    else
        mltest_image_free(image);
    return status;
}

static mltest_status make_black(mlt_image *image, uint32_t width, uint32_t height, uint32_t format,
                                mltest_error **error)
{
    if (format == MLTEST_FORMAT_BGR8 || format == MLTEST_FORMAT_BGRA8)
        return mlt_fail(error, MLTEST_ERR_INVALID, "format %s is for input only",
                        mlt_format_name(format));
    TRY(mlt_image_resize(image, width, height, format, error));
    memset(image->data, 0, (size_t)image->stride_bytes * height);
    return MLTEST_OK;
}

mltest_status mltest_image_new(mltest_image **out, mltest_context *ctx, uint32_t width,
                               uint32_t height, uint32_t format, mltest_error **error)
{
    mltest_image *image;
    ENTRY(error);
    NEED_OUT(out);
    TRY(mlt_image_handle_new(&image, ctx, error));
    return finish(out, image, make_black(&image->pixels, width, height, format, error));
}

mltest_status mltest_image_copy(mltest_image **out, mltest_context *ctx,
                                const mltest_image_view *view, mltest_error **error)
{
    mltest_image *image;
    ENTRY(error);
    NEED_OUT(out);
    NEED(view);
    TRY(mlt_view_check(ctx, view, error));
    TRY(mlt_image_handle_new(&image, ctx, error));
    return finish(out, image, mlt_image_copy_view(&image->pixels, view, error));
}

static mltest_status decode(mltest_image **out, mltest_context *ctx, const char *name,
                            const void *bytes, size_t n_bytes, mltest_error **error)
{
    mltest_image *image;
    mlt_pixels pixels;
    TRY(mlt_image_handle_new(&image, ctx, error));
    mltest_status status = mlt_picture_decode(ctx, name, bytes, n_bytes, &pixels, error);
    if (status == MLTEST_OK)
        mlt_image_adopt(&image->pixels, &pixels);
    return finish(out, image, status);
}

mltest_status mltest_image_decode(mltest_image **out, mltest_context *ctx, const void *bytes,
                                  size_t n_bytes, mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(bytes);
    return decode(out, ctx, "picture", bytes, n_bytes, error);
}

mltest_status mltest_image_load(mltest_image **out, mltest_context *ctx, const char *path,
                                mltest_error **error)
{
    char *bytes;
    size_t n;
    ENTRY(error);
    NEED_OUT(out);
    NEED(path);
    TRY(mlt_file_read(ctx, path, &bytes, &n, error));
    mltest_status status = decode(out, ctx, path, bytes, n, error);
    mlt_free(ctx, bytes);
    return status;
}

mltest_status mltest_image_get_view(const mltest_image *image, mltest_image_view *view)
{
    if (image == NULL || view == NULL)
        return MLTEST_ERR_INVALID;
    *view = mlt_image_view(&image->pixels);
    return MLTEST_OK;
}

void *mltest_image_pixels(mltest_image *image)
{
    return image != NULL ? image->pixels.data : NULL;
}

static mltest_status encode_jpeg(mltest_context *ctx, const mltest_image_view *view,
                                 int32_t quality, mlt_text *out, mltest_error **error)
{
    if (mlt_format_is_16bit(view->format) || mlt_format_has_alpha(view->format))
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                        "jpeg holds 8-bit pictures without alpha, not %s",
                        mlt_format_name(view->format));
    if (quality < 1 || quality > 100)
        return mlt_fail(error, MLTEST_ERR_INVALID, "quality %d is not within 1 to 100",
                        (int)quality);
    return mlt_jpeg_encode(ctx, view, quality, out, error);
}

static mltest_status encode(mltest_context *ctx, const mltest_image_view *view, const char *type,
                            int32_t quality, mlt_text *out, mltest_error **error)
{
    TRY(mlt_view_check(ctx, view, error));
    if (strcmp(type, "png") == 0)
        return mlt_png_encode(ctx, view, PNG_LEVEL, out, error);
    if (strcmp(type, "jpeg") == 0)
        return encode_jpeg(ctx, view, quality, out, error);
    return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                    "picture type \"%s\" cannot be written; there are: png, jpeg", type);
}

mltest_status mltest_write_image(mltest_context *ctx, const mltest_image_view *view,
                                 const char *type, int32_t quality, mltest_write_fn write,
                                 void *user_data, mltest_error **error)
{
    ENTRY(error);
    NEED(view);
    NEED(type);
    NEED(write);
    mlt_text file;
    mlt_text_init(&file, ctx);
    mltest_status status = encode(ctx, view, type, quality, &file, error);
    if (status == MLTEST_OK) {
        int32_t code = write(user_data, file.bytes, file.n);
        if (code != 0)
            status = mlt_fail_callback(error, "write", code);
    }
    mlt_text_free(&file);
    return status;
}

/* The type that a name asks for, or NULL. */
static const char *type_of(const char *path)
{
    if (mlt_path_has_extension(path, ".png"))
        return "png";
    if (mlt_path_has_extension(path, ".jpg") || mlt_path_has_extension(path, ".jpeg"))
        return "jpeg";
    return NULL;
}

mltest_status mltest_image_save(mltest_context *ctx, const mltest_image_view *view,
                                const char *path, mltest_error **error)
{
    ENTRY(error);
    NEED(view);
    NEED(path);
    const char *type = type_of(path);
    if (type == NULL)
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                        "%s: a name ending in .png, .jpg or .jpeg is expected", path);
    mlt_text file;
    mlt_text_init(&file, ctx);
    mltest_status status = encode(ctx, view, type, FILE_QUALITY, &file, error);
    if (status == MLTEST_OK)
        status = mlt_file_write(ctx, path, file.bytes, file.n, error);
    mlt_text_free(&file);
    return status;
}

void mltest_image_free(mltest_image *image)
{
    if (image == NULL || atomic_fetch_sub_explicit(&image->refs, 1, memory_order_acq_rel) != 1)
        return;
    mltest_context *ctx = image->ctx;
    mlt_image_free(&image->pixels);
    mlt_free(ctx, image);
    mlt_context_unref(ctx);
}
