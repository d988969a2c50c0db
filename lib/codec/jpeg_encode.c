/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/error.h"
#include "codec/jpeg.h"
#include "codec/jpeg_io.h"

#include <jerror.h>
#include <stdbool.h>
#include <string.h>

/* Where libjpeg puts its bytes. Its own way to memory frees twice when memory runs out. */
typedef struct {
    struct jpeg_destination_mgr base; /* first: libjpeg hands this struct around */
    mlt_text *out;
    JOCTET bytes[16384];
} destination;

typedef struct {
    struct jpeg_compress_struct cinfo;
    mlt_jpeg_errors errors;
    destination to;
    unsigned char *row; /* one row as GRAY8 or RGB8 */
} writer;

static void empty(j_compress_ptr cinfo)
{
    destination *to = (destination *)(void *)cinfo->dest;
    to->base.next_output_byte = to->bytes;
    to->base.free_in_buffer = sizeof to->bytes;
}

static void put(j_compress_ptr cinfo, size_t n)
{
    destination *to = (destination *)(void *)cinfo->dest;
    mlt_text_add(to->out, to->bytes, n);
    if (!mlt_text_ok(to->out))
        ERREXIT1(cinfo, JERR_OUT_OF_MEMORY, 0);
}

static boolean put_all(j_compress_ptr cinfo)
{
    put(cinfo, sizeof((destination *)(void *)cinfo->dest)->bytes);
    empty(cinfo);
    return TRUE;
}

static void put_rest(j_compress_ptr cinfo)
{
    destination *to = (destination *)(void *)cinfo->dest;
    put(cinfo, sizeof to->bytes - to->base.free_in_buffer);
}

void mlt_jpeg_row(const mltest_image_view *view, uint32_t y, unsigned char *out)
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
    c->dest = &w->to.base;
    c->image_width = view->width;
    c->image_height = view->height;
    c->input_components = grey ? 1 : 3;
    c->in_color_space = grey ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(c);
    jpeg_set_quality(c, quality, TRUE);
    jpeg_start_compress(c, TRUE);
    while (c->next_scanline < c->image_height) {
        JSAMPROW row = w->row;
        mlt_jpeg_row(view, c->next_scanline, w->row);
        jpeg_write_scanlines(c, &row, 1);
    }
    jpeg_finish_compress(c);
    return true;
}

static mltest_status fail(const writer *w, mltest_error **error)
{
    if (w->errors.out_of_memory)
        return mlt_fail_memory(error);
    return mlt_fail(error, MLTEST_ERR_INTERNAL, "JPEG encoder: %s", w->errors.message);
}

mltest_status mlt_jpeg_check_size(const mltest_image_view *view, mltest_error **error)
{
    if (view->width > JPEG_MAX_DIMENSION || view->height > JPEG_MAX_DIMENSION)
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED, "a JPEG file has at most %ld pixels a side",
                        JPEG_MAX_DIMENSION);
    return MLTEST_OK;
}

mltest_status mlt_jpeg_encode(mltest_context *ctx, const mltest_image_view *view, int quality,
                              mlt_text *out, mltest_error **error)
{
    TRY(mlt_jpeg_check_size(view, error));
    mltest_status status = MLTEST_OK;
    writer *w = mlt_alloc_zero(ctx, 1, sizeof *w);
    unsigned char *row = mlt_alloc(ctx, (size_t)3 * view->width);
    if (w == NULL || row == NULL) {
        status = mlt_fail_memory(error);
    } else {
        w->row = row;
        w->to = (destination){.base = {.init_destination = empty,
                                       .empty_output_buffer = put_all,
                                       .term_destination = put_rest},
                              .out = out};
        w->cinfo.err = mlt_jpeg_errors_init(&w->errors, NULL);
        if (!write_all(w, view, quality))
            status = fail(w, error);
        jpeg_destroy_compress(&w->cinfo);
    }
    mlt_free(ctx, row);
    mlt_free(ctx, w);
    return status;
}
