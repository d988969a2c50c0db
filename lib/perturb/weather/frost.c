/* SPDX-License-Identifier: MIT */
#include "perturb/weather/frost.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "image/bicubic.h"
#include "image/ice.h"
#include "image/rows.h"
#include "kernel/kernels.h"
#include "perturb/perturb.h"
#include "perturb/photographs.h"
#include "perturb/scratch.h"

enum { OWN, ICE };

/* --- a row ----------------------------------------------------------------------------------- */

/* Samples of the picture as numbers, and the frost's grey. */
size_t mlt_frost_row_bytes(const mltest_image_view *in)
{
    return (size_t)in->width * (3 * sizeof(float) + 1);
}

void mlt_frost_row(mlt_image *out, const mltest_image_view *in, uint32_t y, const uint8_t *rgb,
                   const mlt_frost *frost)
{
    const mlt_blend_loops *loops = mlt_kernels_get()->blend;
    size_t n = (size_t)in->width * mlt_format_channels(in->format);
    float *row = frost->row, added = frost->ice * mlt_format_max(in->format) / 255;
    if (n == in->width) {
        uint8_t *grey = (uint8_t *)(row + n);
        loops->grey8(grey, rgb, n);
        rgb = grey;
    }
    if (mlt_format_is_16bit(in->format) || mlt_format_has_alpha(in->format)) {
        mlt_row_load(row, in, y);
        loops->mix(row, rgb, frost->own, added, n);
        mlt_row_store(out, y, row, in);
    } else {
        uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
        loops->mix8(to, mlt_view_row(in, y), rgb, frost->own, added, n);
    }
}

/* --- a photograph ---------------------------------------------------------------------------- */

static double scale_of(const mltest_image_view *photograph, const mltest_image_view *in)
{
    double across = (double)in->width / photograph->width;
    double down = (double)in->height / photograph->height, most = across > down ? across : down;
    return (most > 1 ? most : 1) * 1.1;
}

bool mlt_frost_layer_size(mlt_frost_layer *layer, const mltest_image_view *in)
{
    double scale = scale_of(&layer->photograph, in);
    double width = ceil(layer->photograph.width * scale);
    double height = ceil(layer->photograph.height * scale);
    if (width > INT32_MAX || height > INT32_MAX)
        return false;
    layer->width = (uint32_t)width;
    layer->height = (uint32_t)height;
    return true;
}

static mlt_bicubic enlarging(const mlt_frost_layer *layer, const mltest_image_view *in)
{
    return (mlt_bicubic){.in = layer->photograph,
                         .width = layer->width,
                         .height = layer->height,
                         .left = layer->left,
                         .columns = in->width};
}

size_t mlt_frost_layer_bytes(const mlt_frost_layer *layer, const mltest_image_view *in)
{
    mlt_bicubic bicubic = enlarging(layer, in);
    return mlt_bicubic_bytes(&bicubic) + 3 * (size_t)in->width;
}

void mlt_frost_layer_apply(mlt_image *out, const mltest_image_view *in,
                           const mlt_frost_layer *layer, const mlt_frost *frost, void *work)
{
    mlt_bicubic bicubic = enlarging(layer, in);
    uint8_t *rgb = (uint8_t *)work + mlt_bicubic_bytes(&bicubic);
    mlt_bicubic_begin(&bicubic, work);
    for (uint32_t y = 0; y < in->height; y++) {
        mlt_bicubic_row(&bicubic, rgb, layer->top + y);
        mlt_frost_row(out, in, y, rgb, frost);
    }
}

static mltest_status apply_layer(mlt_step_io *io, const mltest_image_view *photograph,
                                 const mlt_frost *frost, mlt_draws *draws, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    mlt_frost_layer layer = {.photograph = *photograph};
    if (!mlt_frost_layer_size(&layer, in))
        return mlt_fail(error, MLTEST_ERR_LIMIT,
                        "a photograph of frost of %u x %u pixels is too narrow to cover a picture "
                        "of %u x %u",
                        photograph->width, photograph->height, in->width, in->height);
    layer.top = mlt_draw_below(draws, layer.height - in->height);
    layer.left = mlt_draw_below(draws, layer.width - in->width);
    void *work = mlt_scratch_get(io->scratch, 1, mlt_frost_layer_bytes(&layer, in));
    if (work == NULL)
        return mlt_fail_memory(error);
    mlt_frost_layer_apply(io->out, in, &layer, frost, work);
    return MLTEST_OK;
}

/* --- the texture ----------------------------------------------------------------------------- */

/* Made at a worker's first call. */
static mltest_status get_texture(const uint8_t **rgb, mlt_step_io *io, mltest_error **error)
{
    bool is_new = false;
    float *work = NULL;
    if (!mlt_scratch_has(io->scratch, MLT_KEPT_ICE)) {
        work = mlt_alloc(io->ctx, 3 * (size_t)MLT_ICE_PIXELS * sizeof *work);
        if (work == NULL)
            return mlt_fail_memory(error);
    }
    uint8_t *kept =
        mlt_scratch_keep(io->scratch, MLT_KEPT_ICE, 3 * (size_t)MLT_ICE_PIXELS, &is_new);
    if (kept != NULL && is_new)
        mlt_ice_make(kept, work);
    mlt_free(io->ctx, work);
    *rgb = kept;
    return kept != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

/* A place of the texture, which goes round. */
static mltest_status apply_texture(mlt_step_io *io, const uint8_t *texture, const mlt_frost *frost,
                                   mlt_draws *draws, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    uint32_t top = mlt_draw_below(draws, MLT_ICE_SIDE), left = mlt_draw_below(draws, MLT_ICE_SIDE);
    size_t n = 3 * (size_t)in->width, right = 3 * (size_t)(MLT_ICE_SIDE - left);
    uint8_t *rgb = mlt_scratch_get(io->scratch, 1, n);
    if (rgb == NULL)
        return mlt_fail_memory(error);
    for (uint32_t y = 0; y < in->height; y++) {
        const uint8_t *line = texture + 3 * ((top + y) % MLT_ICE_SIDE * (size_t)MLT_ICE_SIDE);
        memcpy(rgb, line + 3 * (size_t)left, n < right ? n : right);
        if (n > right)
            memcpy(rgb + right, line, n - right);
        mlt_frost_row(io->out, in, y, rgb, frost);
    }
    return MLTEST_OK;
}

/* Where a picture would see it twice, the texture is enlarged like a photograph. */
static mltest_status apply_ice(mlt_step_io *io, const mlt_frost *frost, mlt_draws *draws,
                               mltest_error **error)
{
    const uint8_t *texture;
    TRY(get_texture(&texture, io, error));
    const mltest_image_view whole = {.data = texture,
                                     .stride_bytes = 3 * MLT_ICE_SIDE,
                                     .width = MLT_ICE_SIDE,
                                     .height = MLT_ICE_SIDE,
                                     .format = MLTEST_FORMAT_RGB8};
    if (io->in->width > MLT_ICE_SIDE || io->in->height > MLT_ICE_SIDE)
        return apply_layer(io, &whole, frost, draws, error);
    return apply_texture(io, texture, frost, draws, error);
}

/* Draws which photograph, if there are some, then the row, then the column. */
static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    const mltest_image_view *in = io->in;
    mlt_draws draws;
    mlt_frost frost = {.own = (float)io->params[OWN], .ice = (float)io->params[ICE]};
    TRY(mlt_image_resize(io->out, in->width, in->height, in->format, error));
    frost.row = mlt_scratch_get(io->scratch, 0, mlt_frost_row_bytes(in));
    if (frost.row == NULL)
        return mlt_fail_memory(error);
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    const mlt_photographs *given = mlt_context_photographs(io->ctx);
    if (given == NULL)
        return apply_ice(io, &frost, &draws, error);
    mltest_image_view photograph = mlt_image_view(&given->items[mlt_draw_below(&draws, given->n)]);
    return apply_layer(io, &photograph, &frost, &draws, error);
}

static const mlt_param params[] = {
    {.name = "own",
     .unit = "of the picture's light",
     .low = 0,
     .high = 1,
     .values = {1, .8, .7, .65, .6},
     .has_identity = true,
     .identity = 1},
    {.name = "ice",
     .unit = "of the frost's light",
     .low = 0,
     .high = 1,
     .values = {.4, .6, .7, .7, .75},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_frost = {
    .name = "frost",
    .mltest_name = "",
    .family = "",
    .category = MLT_CATEGORY_WEATHER,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_PHOTOGRAPHS,
    .summary = "ice crystals on the window or lens",
    .when = "windscreens and housings of outdoor cameras in the cold",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
