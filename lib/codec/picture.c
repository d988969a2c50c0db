/* SPDX-License-Identifier: MIT */
#include "codec/picture.h"

#include "base/error.h"
#include "codec/jpeg.h"
#include "codec/png.h"

#include <stdbool.h>
#include <string.h>

static bool is_png(const void *bytes, size_t n)
{
    return n >= 8 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0;
}

static bool is_jpeg(const void *bytes, size_t n)
{
    return n >= 3 && memcmp(bytes, "\xFF\xD8\xFF", 3) == 0;
}

static mltest_status fail_unknown(const char *name, size_t n, mltest_error **error)
{
    return mlt_fail(error, MLTEST_ERR_FORMAT, "%s: %s", name,
                    n == 0 ? "an empty file where a PNG or JPEG picture is expected"
                           : "not a PNG or JPEG file");
}

mltest_status mlt_picture_header(const char *name, const void *bytes, size_t n,
                                 mlt_picture_info *out, mltest_error **error)
{
    *out = (mlt_picture_info){.orientation = 1, .type = is_png(bytes, n) ? "png" : "jpeg"};
    if (is_png(bytes, n))
        return mlt_png_header(name, bytes, n, &out->width, &out->height, error);
    if (is_jpeg(bytes, n))
        return mlt_jpeg_header(name, bytes, n, &out->width, &out->height, &out->orientation, error);
    return fail_unknown(name, n, error);
}

mltest_status mlt_picture_decode(mltest_context *ctx, const char *name, const void *bytes, size_t n,
                                 mlt_pixels *out, mltest_error **error)
{
    memset(out, 0, sizeof *out);
    if (is_png(bytes, n))
        return mlt_png_decode(ctx, name, bytes, n, out, error);
    if (is_jpeg(bytes, n))
        return mlt_jpeg_decode(ctx, name, bytes, n, out, error);
    return fail_unknown(name, n, error);
}
