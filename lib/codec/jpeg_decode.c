/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/error.h"
#include "codec/exif.h"
#include "codec/jpeg.h"
#include "codec/jpeg_io.h"

#include <stdbool.h>
#include <string.h>

enum { MOST_SCANS = 500 }; /* a progressive file of a few KB can ask for hours of work */

typedef struct {
    struct jpeg_decompress_struct cinfo;
    mlt_jpeg_errors errors;
    struct jpeg_progress_mgr progress;
    mltest_context *ctx;
    unsigned char *row; /* CMYK only */
} reader;

static void watch_scans(j_common_ptr cinfo)
{
    reader *r = (reader *)(void *)cinfo; /* cinfo is the reader's first member */
    if (cinfo->is_decompressor && r->cinfo.input_scan_number > MOST_SCANS) {
        snprintf(r->errors.message, sizeof r->errors.message, "more than %d scans", MOST_SCANS);
        longjmp(r->errors.jump, 1);
    }
}

static uint32_t orientation(const struct jpeg_decompress_struct *cinfo)
{
    for (jpeg_saved_marker_ptr m = cinfo->marker_list; m != NULL; m = m->next) {
        uint32_t found =
            m->marker == JPEG_APP0 + 1 ? mlt_exif_orientation(m->data, m->data_length) : 1;
        if (found != 1)
            return found;
    }
    return 1;
}

/* Each of these owns nothing that a longjmp could lose: false = libjpeg gave up. */
static bool read_head(reader *r, const void *bytes, size_t n)
{
    if (setjmp(r->errors.jump) != 0)
        return false;
    jpeg_create_decompress(&r->cinfo);
    r->progress.progress_monitor = watch_scans;
    r->cinfo.progress = &r->progress;
    jpeg_mem_src(&r->cinfo, bytes, (unsigned long)n);
    jpeg_save_markers(&r->cinfo, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(&r->cinfo, TRUE);
    return true;
}

static void cmyk_to_rgb(const unsigned char *in, unsigned char *out, uint32_t width, bool inverted)
{
    for (uint32_t x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
            unsigned v = in[4 * x + (unsigned)c], k = in[4 * x + 3];
            if (!inverted) {
                v = 255 - v;
                k = 255 - k;
            }
            out[3 * x + (unsigned)c] = (unsigned char)((v * k + 127) / 255);
        }
    }
}

static bool read_rows(reader *r, const mlt_pixels *out)
{
    if (setjmp(r->errors.jump) != 0)
        return false;
    jpeg_start_decompress(&r->cinfo);
    while (r->cinfo.output_scanline < r->cinfo.output_height) {
        unsigned char *to =
            (unsigned char *)out->data + (int64_t)r->cinfo.output_scanline * out->stride_bytes;
        JSAMPROW row = r->row != NULL ? r->row : to;
        jpeg_read_scanlines(&r->cinfo, &row, 1);
        if (r->row != NULL)
            cmyk_to_rgb(r->row, to, out->width, r->cinfo.saw_Adobe_marker != FALSE);
    }
    jpeg_finish_decompress(&r->cinfo);
    return true;
}

static mltest_status fail(const reader *r, const char *name, mltest_error **error)
{
    if (r->errors.out_of_memory)
        return mlt_fail_memory(error);
    return mlt_fail(error, MLTEST_ERR_FORMAT, "%s: not a JPEG file that can be decoded: %s", name,
                    r->errors.message);
}

static mltest_status decode(reader *r, const char *name, mlt_pixels *out, mltest_error **error)
{
    struct jpeg_decompress_struct *c = &r->cinfo;
    bool cmyk = c->jpeg_color_space == JCS_CMYK || c->jpeg_color_space == JCS_YCCK;
    bool grey = c->jpeg_color_space == JCS_GRAYSCALE;
    c->out_color_space = cmyk ? JCS_CMYK : grey ? JCS_GRAYSCALE : JCS_RGB;
    TRY(mlt_pixels_make(r->ctx, out, name, c->image_width, c->image_height,
                        grey ? MLTEST_FORMAT_GRAY8 : MLTEST_FORMAT_RGB8, error));
    out->orientation = orientation(c);
    if (cmyk && (r->row = mlt_alloc(r->ctx, (size_t)4 * c->image_width)) == NULL)
        return mlt_fail_memory(error);
    return read_rows(r, out) ? MLTEST_OK : fail(r, name, error);
}

mltest_status mlt_jpeg_decode(mltest_context *ctx, const char *name, const void *bytes, size_t n,
                              mlt_pixels *out, mltest_error **error)
{
    memset(out, 0, sizeof *out);
    reader *r = mlt_alloc_zero(ctx, 1, sizeof *r); /* large: not on a worker's stack */
    if (r == NULL)
        return mlt_fail_memory(error);
    r->ctx = ctx;
    r->cinfo.err = mlt_jpeg_errors_init(&r->errors, out);
    mltest_status status =
        read_head(r, bytes, n) ? decode(r, name, out, error) : fail(r, name, error);
    jpeg_destroy_decompress(&r->cinfo);
    mlt_free(ctx, r->row);
    mlt_free(ctx, r);
    if (status != MLTEST_OK)
        mlt_pixels_free(ctx, out);
    return status;
}

mltest_status mlt_jpeg_header(const char *name, const void *bytes, size_t n, uint32_t *width,
                              uint32_t *height, uint32_t *turned, mltest_error **error)
{
    reader r;
    memset(&r, 0, sizeof r);
    r.cinfo.err = mlt_jpeg_errors_init(&r.errors, NULL);
    bool read = read_head(&r, bytes, n);
    mltest_status status = read ? MLTEST_OK : fail(&r, name, error);
    if (read) {
        *width = r.cinfo.image_width;
        *height = r.cinfo.image_height;
        *turned = orientation(&r.cinfo);
    }
    jpeg_destroy_decompress(&r.cinfo);
    return status;
}
