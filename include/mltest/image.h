/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/image.h
 * Pixels: views of somebody's memory, and images that the library owns.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_IMAGE_H
#define MLTEST_IMAGE_H

#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Pixel formats. Samples of 16-bit formats are uint16_t in the machine's byte order. */
enum {
    MLTEST_FORMAT_GRAY8 = 1,  /**< 1 byte a pixel */
    MLTEST_FORMAT_GRAY16 = 2, /**< 2 bytes a pixel */
    MLTEST_FORMAT_RGB8 = 3,   /**< 3 bytes a pixel: red, green, blue */
    MLTEST_FORMAT_RGB16 = 4,  /**< 6 bytes a pixel: red, green, blue */
    MLTEST_FORMAT_RGBA8 = 5,  /**< 4 bytes a pixel: red, green, blue, alpha (not premultiplied) */
    MLTEST_FORMAT_BGR8 = 6,   /**< 3 bytes a pixel: blue, green, red; as input only */
    MLTEST_FORMAT_BGRA8 = 7   /**< 4 bytes a pixel: blue, green, red, alpha; as input only */
};

/**
 * Pixels that belong to somebody else. An element of arrays, hence frozen: 48 bytes on 64-bit
 * machines, and new meaning can only go into `flags` and `reserved`, which are 0 today.
 */
typedef struct mltest_image_view {
    const void *data;     /**< the top-left pixel */
    int64_t stride_bytes; /**< from one row to the next; may be negative (bottom-up) */
    uint32_t width;       /**< pixels, at least 1 */
    uint32_t height;      /**< pixels, at least 1 */
    uint32_t format;      /**< MLTEST_FORMAT_ */
    uint32_t flags;       /**< 0 */
    uint64_t reserved[2]; /**< 0 */
} mltest_image_view;

/**
 * The bytes that one pixel of a format takes.
 * @param format  MLTEST_FORMAT_
 * @return 1, 2, 3, 4 or 6; 0 for a value that is not a format
 * @since 0.1.0
 */
MLTEST_API uint32_t mltest_format_bytes(uint32_t format);

/**
 * The name of a format, such as "RGB8".
 * @param format  MLTEST_FORMAT_
 * @return a constant string; "unknown" for a value that is not a format
 * @since 0.1.0
 */
MLTEST_API const char *mltest_format_name(uint32_t format);

/**
 * Makes an image, black and, where there is alpha, transparent.
 * @param[out] out     the image; free it with mltest_image_free()
 * @param ctx          NULL for the defaults; its limits `max_side` and `max_pixels` apply
 * @param width        pixels, at least 1
 * @param height       pixels, at least 1
 * @param format       GRAY8, GRAY16, RGB8, RGB16 or RGBA8
 * @param[out] error   may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_image_new(mltest_image **out, mltest_context *ctx, uint32_t width,
                                          uint32_t height, uint32_t format, mltest_error **error);

/**
 * Makes an image that is a copy of a view. BGR8 and BGRA8 become RGB8 and RGBA8.
 * @param[out] out     the image; free it with mltest_image_free()
 * @param ctx          NULL for the defaults
 * @param view         read during the call only
 * @param[out] error   may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_UNSUPPORTED (flags or reserved are not 0),
 *         MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_image_copy(mltest_image **out, mltest_context *ctx,
                                           const mltest_image_view *view, mltest_error **error);

/**
 * Decodes a PNG or JPEG file held in memory. EXIF orientation is not applied.
 * @param[out] out     the image: GRAY8, RGB8 or RGBA8 (16-bit files: GRAY16, RGB16)
 * @param ctx          NULL for the defaults; limits are checked before pixels are allocated
 * @param bytes        the file; read during the call only
 * @param n_bytes      its length
 * @param[out] error   may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_FORMAT, MLTEST_ERR_LIMIT,
 *         MLTEST_ERR_UNSUPPORTED or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_image_decode(mltest_image **out, mltest_context *ctx,
                                             const void *bytes, size_t n_bytes,
                                             mltest_error **error);

/**
 * Reads a PNG or JPEG file. EXIF orientation is not applied.
 * @param[out] out     the image
 * @param ctx          NULL for the defaults
 * @param path         the file
 * @param[out] error   may be NULL; names the file
 * @return as mltest_image_decode(), or MLTEST_ERR_IO
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_image_load(mltest_image **out, mltest_context *ctx,
                                           const char *path, mltest_error **error);

/**
 * Looks at an image's pixels.
 * @param image      the image
 * @param[out] view  valid until the image is freed
 * @return MLTEST_OK or MLTEST_ERR_INVALID (an argument is NULL)
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_image_get_view(const mltest_image *image, mltest_image_view *view);

/**
 * The image's own pixels, for writing. Do not write while another handle may read the image.
 * @param image  the image
 * @return the top-left pixel, rows packed as mltest_image_get_view() says; NULL for NULL
 * @since 0.1.0
 */
MLTEST_API void *mltest_image_pixels(mltest_image *image);

/**
 * Encodes pixels as a PNG or JPEG file.
 * @param ctx        NULL for the defaults
 * @param view       what to write; BGR formats are accepted
 * @param type       "png" or "jpeg" (8-bit, no alpha)
 * @param quality    1…100 for jpeg (4:2:0 subsampling); ignored for png
 * @param write      receives the bytes in order
 * @param user_data  given to write
 * @param[out] error may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_UNSUPPORTED, MLTEST_ERR_CALLBACK or
 *         MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_write_image(mltest_context *ctx, const mltest_image_view *view,
                                            const char *type, int32_t quality,
                                            mltest_write_fn write, void *user_data,
                                            mltest_error **error);

/**
 * Writes pixels to a file, whole or not at all: a temporary name beside it is renamed at the end.
 * @param ctx        NULL for the defaults
 * @param view       what to write
 * @param path       ends in .png, .jpg or .jpeg, which chooses the type; jpeg quality is 95
 * @param[out] error may be NULL; names the file
 * @return as mltest_write_image(), or MLTEST_ERR_IO
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_image_save(mltest_context *ctx, const mltest_image_view *view,
                                           const char *path, mltest_error **error);

/**
 * Drops the caller's reference.
 * @param image  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_image_free(mltest_image *image);

#ifdef __cplusplus
}
#endif
#endif
