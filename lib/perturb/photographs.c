/* SPDX-License-Identifier: MIT */
#include "perturb/photographs.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "codec/picture.h"

static bool is_picture(const char *name)
{
    return mlt_path_has_extension(name, ".png") || mlt_path_has_extension(name, ".jpg") ||
           mlt_path_has_extension(name, ".jpeg");
}

/* One row as RGB8: grey three times, the upper half of 16 bits, without alpha. */
static void fill_row(uint8_t *out, const uint8_t *in, uint32_t width, uint32_t format)
{
    size_t channels = mlt_format_channels(format), step = mlt_format_bytes(format);
    size_t bytes = mlt_format_is_16bit(format) ? 2 : 1;
    for (uint32_t x = 0; x < width; x++, in += step) {
        for (size_t c = 0; c < 3; c++) {
            const uint8_t *at = in + (channels == 3 ? c : 0) * bytes;
            uint16_t wide = *at;
            if (bytes == 2) {
                memcpy(&wide, at, 2);
                wide >>= 8;
            }
            *out++ = (uint8_t)wide;
        }
    }
}

static mltest_status take_pixels(mlt_image *out, const char *path, const mlt_pixels *pixels,
                                 mltest_error **error)
{
    if (pixels->n_warnings > 0)
        return mlt_fail(error, MLTEST_ERR_FORMAT, "%s: damaged (%s); a whole picture is expected",
                        path, pixels->warning);
    if (pixels->width < MLT_PHOTOGRAPH_SIDE || pixels->height < MLT_PHOTOGRAPH_SIDE)
        return mlt_fail(error, MLTEST_ERR_FORMAT,
                        "%s: %u x %u pixels; a photograph of frost has at least %d x %d", path,
                        pixels->width, pixels->height, MLT_PHOTOGRAPH_SIDE, MLT_PHOTOGRAPH_SIDE);
    TRY(mlt_image_resize(out, pixels->width, pixels->height, MLTEST_FORMAT_RGB8, error));
    for (uint32_t y = 0; y < pixels->height; y++)
        fill_row((uint8_t *)out->data + (int64_t)y * out->stride_bytes,
                 (const uint8_t *)pixels->data + (int64_t)y * pixels->stride_bytes, pixels->width,
                 pixels->format);
    return MLTEST_OK;
}

static mltest_status read_picture(mlt_image *out, const char *path, mltest_error **error)
{
    char *bytes;
    size_t n;
    mlt_pixels pixels;
    TRY(mlt_file_read(out->ctx, path, &bytes, &n, error));
    mltest_status status = mlt_picture_decode(out->ctx, path, bytes, n, &pixels, error);
    mlt_free(out->ctx, bytes);
    if (status == MLTEST_OK) {
        status = take_pixels(out, path, &pixels, error);
        mlt_pixels_free(out->ctx, &pixels);
    }
    return status;
}

static mltest_status read_all(mlt_photographs *p, mltest_context *ctx, const char *folder,
                              const mlt_names *names, mltest_error **error)
{
    for (size_t i = 0; i < names->n && p->n < MLT_PHOTOGRAPHS; i++) {
        if (!is_picture(names->items[i]))
            continue;
        char *path = mlt_path_join(ctx, folder, names->items[i]);
        if (path == NULL)
            return mlt_fail_memory(error);
        mltest_status status = read_picture(&p->items[p->n++], path, error);
        mlt_free(ctx, path);
        TRY(status);
    }
    if (p->n == 0)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                        "%s: no picture (.png, .jpg, .jpeg) in it; photographs of frost are "
                        "expected",
                        folder);
    return MLTEST_OK;
}

/* Pictures have hashes that are the same on every machine; so has their list. */
static uint64_t hash_of(const mlt_photographs *p)
{
    mlt_hash64_state state;
    mlt_hash64_init(&state, 0);
    for (uint32_t i = 0; i < p->n; i++) {
        mltest_image_view view = mlt_image_view(&p->items[i]);
        uint64_t hash = mlt_view_hash(&view);
        unsigned char bytes[8];
        for (int k = 0; k < 8; k++)
            bytes[k] = (unsigned char)(hash >> 8 * k);
        mlt_hash64_update(&state, bytes, sizeof bytes);
    }
    uint64_t hash = mlt_hash64_final(&state);
    return hash != 0 ? hash : 1;
}

mltest_status mlt_photographs_open(mlt_photographs **out, mltest_context *ctx, const char *folder,
                                   mltest_error **error)
{
    mlt_names names;
    if (mlt_path_type_of(folder) != MLT_PATH_DIR)
        return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                        "%s: no such folder; one with photographs of frost is expected", folder);
    TRY(mlt_dir_list(ctx, folder, &names, error));
    mlt_photographs *p = mlt_alloc_zero(ctx, 1, sizeof *p);
    for (int i = 0; p != NULL && i < MLT_PHOTOGRAPHS; i++)
        mlt_image_init(&p->items[i], ctx);
    mltest_status status =
        p != NULL ? read_all(p, ctx, folder, &names, error) : mlt_fail_memory(error);
    mlt_names_free(ctx, &names);
    if (status != MLTEST_OK) {
        mlt_photographs_free(ctx, p);
        return status;
    }
    p->hash = hash_of(p);
    *out = p;
    return MLTEST_OK;
}

void mlt_photographs_free(mltest_context *ctx, mlt_photographs *photographs)
{
    for (int i = 0; photographs != NULL && i < MLT_PHOTOGRAPHS; i++)
        mlt_image_free(&photographs->items[i]);
    mlt_free(ctx, photographs);
}

bool mlt_condition_takes_photographs(const mlt_condition *condition)
{
    for (size_t i = 0; i < condition->n_steps; i++) {
        const mlt_step *step = &condition->steps[i];
        if (step->severity > 0 && (step->kind->flags & MLT_KIND_PHOTOGRAPHS) != 0)
            return true;
    }
    return false;
}

uint64_t mlt_photographs_of(const mltest_context *ctx, const mlt_condition *condition)
{
    const mlt_photographs *p = mlt_context_photographs(ctx);
    return p != NULL && mlt_condition_takes_photographs(condition) ? p->hash : 0;
}
