/* SPDX-License-Identifier: MIT */
#include "codec/jpeg_strip.h"

#include <stdbool.h>
#include <string.h>

#include "base/error.h"
#include "codec/jpeg_io.h"

#include <jerror.h>

enum { BLOCK = 8, START_OF_SCAN = 0xDA, END_OF_IMAGE = 2 };

/* How many pixels share a sample of a component in one direction. */
static uint32_t sharing(uint32_t component)
{
    return component == 0 ? 1 : 2;
}

static size_t blocks(uint32_t pixels, uint32_t component)
{
    uint32_t block = BLOCK * sharing(component);
    return ((size_t)pixels + block - 1) / block;
}

size_t mlt_jpeg_strip_across(const mlt_jpeg_strip *strip, uint32_t component)
{
    return blocks(strip->width, component);
}

size_t mlt_jpeg_strip_down(const mlt_jpeg_strip *strip, uint32_t component)
{
    return blocks(strip->height, component);
}

/* Blocks of a whole number of coding units. */
static size_t whole_units(size_t n, const mlt_jpeg_strip *strip, uint32_t component)
{
    return strip->n > 1 && component == 0 ? (n + 1) / 2 * 2 : n;
}

/* A block takes 63 codes of at most 16 + 10 bits and one of 11 + 11, and each of its bytes may need
 * another one behind it. */
size_t mlt_jpeg_strip_bytes(const mlt_jpeg_strip *strip)
{
    enum { HEAD = 1024, MOST_OF_A_BLOCK = 2 * ((63 * 26 + 22) / 8 + 1) };
    size_t n = 0;
    for (uint32_t k = 0; k < strip->n; k++)
        n += whole_units(mlt_jpeg_strip_across(strip, k), strip, k) *
             whole_units(mlt_jpeg_strip_down(strip, k), strip, k);
    return HEAD + n * MOST_OF_A_BLOCK;
}

/* Where libjpeg puts its bytes: memory that is long enough. */
static void begin(j_compress_ptr cinfo)
{
    (void)cinfo;
}

static boolean is_full(j_compress_ptr cinfo)
{
    ERREXIT(cinfo, JERR_BUFFER_SIZE);
    return FALSE;
}

typedef struct {
    struct jpeg_compress_struct cinfo;
    struct jpeg_destination_mgr to;
    mlt_jpeg_errors errors;
} writer;

static void set_up(struct jpeg_compress_struct *c, const mlt_jpeg_strip *strip, int quality)
{
    c->image_width = strip->width;
    c->image_height = strip->height;
    c->input_components = (int)strip->n;
    c->in_color_space = strip->n == 1 ? JCS_GRAYSCALE : JCS_YCbCr;
    jpeg_set_defaults(c);
    jpeg_set_quality(c, quality, TRUE);
}

static jvirt_barray_ptr request(struct jpeg_compress_struct *c, const mlt_jpeg_strip *strip,
                                uint32_t component)
{
    size_t across = whole_units(mlt_jpeg_strip_across(strip, component), strip, component);
    size_t down = whole_units(mlt_jpeg_strip_down(strip, component), strip, component);
    return c->mem->request_virt_barray((j_common_ptr)c, JPOOL_IMAGE, TRUE, (JDIMENSION)across,
                                       (JDIMENSION)down, (JDIMENSION)down);
}

/* Between the blocks and libjpeg's own. */
static void copy(j_common_ptr c, jvirt_barray_ptr array, const mlt_jpeg_strip *strip,
                 uint32_t component, bool out)
{
    size_t across = mlt_jpeg_strip_across(strip, component);
    for (size_t y = 0; y < mlt_jpeg_strip_down(strip, component); y++) {
        JBLOCKARRAY rows = c->mem->access_virt_barray(c, array, (JDIMENSION)y, 1, out);
        mlt_jpeg_block *own = strip->blocks[component] + y * across;
        if (out)
            memcpy(rows[0], own, across * sizeof *own);
        else
            memcpy(own, rows[0], across * sizeof *own);
    }
}

/* Owns nothing that a longjmp could lose. */
static bool write_all(writer *w, const mlt_jpeg_strip *strip, int quality)
{
    struct jpeg_compress_struct *c = &w->cinfo;
    jvirt_barray_ptr arrays[3];
    if (setjmp(w->errors.jump) != 0)
        return false;
    jpeg_create_compress(c);
    c->dest = &w->to;
    set_up(c, strip, quality);
    for (uint32_t k = 0; k < strip->n; k++)
        arrays[k] = request(c, strip, k);
    jpeg_write_coefficients(c, arrays);
    for (uint32_t k = 0; k < strip->n; k++)
        copy((j_common_ptr)c, arrays[k], strip, k, true);
    jpeg_finish_compress(c);
    return true;
}

/* Behind the segments, of which that of the scan is the last. */
static size_t find_data(const uint8_t *file)
{
    size_t at = 2;
    bool found = false;
    while (!found) {
        found = file[at + 1] == START_OF_SCAN;
        at += 2 + (size_t)(file[at + 2] << 8 | file[at + 3]);
    }
    return at;
}

static mltest_status fail(const mlt_jpeg_errors *errors, mltest_error **error)
{
    if (errors->out_of_memory)
        return mlt_fail_memory(error);
    return mlt_fail(error, MLTEST_ERR_INTERNAL, "JPEG encoder: %s", errors->message);
}

mltest_status mlt_jpeg_strip_write(const mlt_jpeg_strip *strip, int quality,
                                   mlt_jpeg_strip_file *file, mltest_error **error)
{
    mltest_status status = MLTEST_OK;
    size_t room = mlt_jpeg_strip_bytes(strip);
    writer w = {.to = {.next_output_byte = file->bytes,
                       .free_in_buffer = room,
                       .init_destination = begin,
                       .empty_output_buffer = is_full,
                       .term_destination = begin}};
    w.cinfo.err = mlt_jpeg_errors_init(&w.errors, NULL);
    if (write_all(&w, strip, quality)) {
        file->n = room - w.to.free_in_buffer;
        file->data = find_data(file->bytes);
        file->data_end = file->n - END_OF_IMAGE;
    } else {
        status = fail(&w.errors, error);
    }
    jpeg_destroy_compress(&w.cinfo);
    return status;
}

typedef struct {
    struct jpeg_decompress_struct cinfo;
    mlt_jpeg_errors errors;
} reader;

/* A file of another size would go over the blocks' end. */
static bool fits(const struct jpeg_decompress_struct *c, const mlt_jpeg_strip *strip)
{
    bool same = c->image_width == strip->width && c->image_height == strip->height &&
                c->num_components == (int)strip->n;
    for (uint32_t k = 0; same && k < strip->n; k++) {
        int factor = strip->n > 1 && k == 0 ? 2 : 1;
        same = c->comp_info[k].h_samp_factor == factor && c->comp_info[k].v_samp_factor == factor;
    }
    return same;
}

static bool read_all(reader *r, const mlt_jpeg_strip *strip, const mlt_jpeg_strip_file *file)
{
    struct jpeg_decompress_struct *c = &r->cinfo;
    if (setjmp(r->errors.jump) != 0)
        return false;
    jpeg_create_decompress(c);
    jpeg_mem_src(c, file->bytes, (unsigned long)file->n);
    jpeg_read_header(c, TRUE);
    if (!fits(c, strip))
        return false;
    jvirt_barray_ptr *arrays = jpeg_read_coefficients(c);
    for (uint32_t k = 0; k < strip->n; k++)
        copy((j_common_ptr)c, arrays[k], strip, k, false);
    return true;
}

static void make_grey(const mlt_jpeg_strip *strip)
{
    for (uint32_t k = 0; k < strip->n; k++) {
        size_t n = mlt_jpeg_strip_across(strip, k) * mlt_jpeg_strip_down(strip, k);
        memset(strip->blocks[k], 0, n * sizeof *strip->blocks[k]);
    }
}

mltest_status mlt_jpeg_strip_read(const mlt_jpeg_strip *strip, const mlt_jpeg_strip_file *file,
                                  mltest_error **error)
{
    reader r = {.errors = {.out_of_memory = false}};
    r.cinfo.err = mlt_jpeg_errors_init(&r.errors, NULL);
    if (!read_all(&r, strip, file) && !r.errors.out_of_memory)
        make_grey(strip);
    jpeg_destroy_decompress(&r.cinfo);
    return r.errors.out_of_memory ? mlt_fail_memory(error) : MLTEST_OK;
}
