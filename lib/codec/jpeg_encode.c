/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/error.h"
#include "codec/jpeg.h"
#include "codec/jpeg_io.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    struct jpeg_compress_struct cinfo;
    mlt_jpeg_errors errors;
    unsigned char *bytes; /* libjpeg's own buffer */
    unsigned long n;
    unsigned char *row; /* one row as GRAY8 or RGB8 */
} writer;

/* A row as libjpeg wants it: 1 or 3 bytes a pixel. */
static void convert_row(const mltest_image_view *view, uint32_t y, unsigned char *out)
{
    const unsigned char *in = (const unsigned char *)view->data + (int64_t)y * view->stride_bytes;
    uint32_t f = view->format, step = mlt_format_bytes(f);
    bool wide = f == MLTEST_FORMAT_GRAY16 || f == MLTEST_FORMAT_RGB16;
    bool bgr = f == MLTEST_FORMAT_BGR8 || f == MLTEST_FORMAT_BGRA8;
    unsigned channels = f == MLTEST_FORMAT_GRAY8 || f == MLTEST_FORMAT_GRAY16 ? 1 : 3;
    for (uint32_t x = 0; x < view->width; x++, in += step) {
        for (unsigned c = 0; c < channels; c++) {
            uint16_t v = in[bgr ? 2 - c : c];
            if (wide) {
                memcpy(&v, in + 2 * c, 2);
                v = (uint16_t)((v + 128) / 257);
            }
            *out++ = (unsigned char)v;
        }
    }
}

/* Owns nothing that a longjmp could lose. */
static bool write_all(writer *w, const mltest_image_view *view, int quality)
{
    bool grey = view->format == MLTEST_FORMAT_GRAY8 || view->format == MLTEST_FORMAT_GRAY16;
    struct jpeg_compress_struct *c = &w->cinfo;
    if (setjmp(w->errors.jump) != 0)
        return false;
    jpeg_create_compress(c);
    jpeg_mem_dest(c, &w->bytes, &w->n);
    c->image_width = view->width;
    c->image_height = view->height;
    c->input_components = grey ? 1 : 3;
    c->in_color_space = grey ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(c);
    jpeg_set_quality(c, quality, TRUE);
    jpeg_start_compress(c, TRUE);
    while (c->next_scanline < c->image_height) {
        JSAMPROW row = w->row;
        convert_row(view, c->next_scanline, w->row);
        jpeg_write_scanlines(c, &row, 1);
    }
    jpeg_finish_compress(c);
    return true;
}

mltest_status mlt_jpeg_encode(mltest_context *ctx, const mltest_image_view *view, int quality,
                              mlt_text *out, mltest_error **error)
{
    if (view->width > JPEG_MAX_DIMENSION || view->height > JPEG_MAX_DIMENSION)
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED, "a JPEG file has at most %ld pixels a side",
                        JPEG_MAX_DIMENSION);
    writer *w = mlt_alloc_zero(ctx, 1, sizeof *w);
    unsigned char *row = mlt_alloc(ctx, (size_t)3 * view->width);
    mltest_status status = w == NULL || row == NULL ? mlt_fail_memory(error) : MLTEST_OK;
    if (status == MLTEST_OK) {
        w->row = row;
        w->cinfo.err = mlt_jpeg_errors_init(&w->errors, NULL);
        if (!write_all(w, view, quality))
            status = mlt_fail(error, MLTEST_ERR_INTERNAL, "JPEG encoder: %s", w->errors.message);
        else
            mlt_text_add(out, w->bytes, w->n);
        jpeg_destroy_compress(&w->cinfo);
        free(w->bytes);
    }
    mlt_free(ctx, row);
    mlt_free(ctx, w);
    return status == MLTEST_OK && !mlt_text_ok(out) ? mlt_fail_memory(error) : status;
}
