/* SPDX-License-Identifier: MIT */
/*
 * Applying a condition: its steps one after another, with the map and the covered rectangles of
 * the whole chain.
 */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "perturb/hidden.h"
#include "perturb/host.h"
#include "perturb/scratch.h"

void mlt_perturbed_init_lent(mlt_perturbed *p, mltest_context *ctx)
{
    memset(p, 0, sizeof *p);
    p->ctx = ctx;
    mlt_image_init(&p->image, ctx);
    mlt_image_init(&p->spare, ctx);
}

mltest_status mlt_perturbed_init(mlt_perturbed *p, mltest_context *ctx, mltest_error **error)
{
    mlt_perturbed_init_lent(p, ctx);
    p->scratch = mlt_scratch_new(ctx);
    return p->scratch != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

void mlt_perturbed_free(mlt_perturbed *p)
{
    mlt_image_free(&p->image);
    mlt_image_free(&p->spare);
    mlt_free(p->ctx, p->cover);
    mlt_free(p->ctx, p->step_cover);
    mlt_truths_free(p->ctx, &p->step_truths);
    mlt_scratch_free(p->scratch);
    memset(p, 0, sizeof *p);
}

/* round((1 - blend) · in + blend · out) on every sample, alpha included. */
static void blend_into(mlt_image *out, const mltest_image_view *in, double blend)
{
    bool wide = mlt_format_is_16bit(in->format);
    size_t n = (size_t)in->width * mlt_format_bytes(in->format) / (wide ? 2 : 1);
    for (uint32_t y = 0; y < in->height; y++) {
        uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
        const uint8_t *from = mlt_view_row(in, y);
        for (size_t i = 0; i < n; i++) {
            uint16_t a = from[i], b = to[i];
            if (wide) {
                memcpy(&a, from + 2 * i, 2);
                memcpy(&b, to + 2 * i, 2);
            }
            uint16_t v = (uint16_t)floor((1 - blend) * a + blend * b + 0.5);
            if (wide)
                memcpy(to + 2 * i, &v, 2);
            else
                to[i] = (uint8_t)v;
        }
    }
}

/* Labels where the steps so far have put them, without those that the map takes out of sight. */
static mltest_status map_truth(mlt_truths *out, mltest_context *ctx, const mlt_truths *truth,
                               const mlt_map *map, mltest_error **error)
{
    size_t kept = 0;
    TRY(mlt_truths_copy(ctx, out, truth, error));
    for (size_t i = 0; i < out->n; i++) {
        mlt_mapped_box mapped;
        if (!mlt_map_box(map, &out->items[i].box, &mapped))
            continue;
        out->items[kept] = out->items[i];
        out->items[kept++].box = mapped.outer;
    }
    out->n = kept;
    return MLTEST_OK;
}

static mltest_status call_step(const mlt_step *step, mlt_step_io *io, mltest_error **error)
{
    if (step->host != NULL)
        return mlt_host_kind_apply(step->host, io, error);
    if ((step->kind->flags & MLT_KIND_NEEDS_COLOUR) != 0 &&
        mlt_format_channels(io->in->format) == 1) {
        io->not_applicable = "a grey picture has no colour to change";
        return MLTEST_OK;
    }
    return step->kind->apply(io, error);
}

/* Takes over what a step says besides its pixels. */
static mltest_status take_results(mlt_perturbed *out, const mlt_step *step, mlt_step_io *io,
                                  mltest_error **error)
{
    bool same_size = io->out->width == io->in->width && io->out->height == io->in->height;
    if (step->blend < 1 && same_size && io->map.type == MLT_MAP_IDENTITY) {
        blend_into(io->out, io->in, step->blend);
        io->n_cover = 0; /* what shines through is not hidden */
    }
    if (io->map.type != MLT_MAP_IDENTITY) {
        mlt_map composed;
        if (!mlt_map_compose(&composed, &out->map, &io->map))
            return mlt_fail(
                error, MLTEST_ERR_INVALID,
                "%s: with the steps before it there is no map that can be inverted, of at "
                "most %d curves",
                step->kind->name, MLT_MAP_MOST_PARTS);
        bool moved_before = out->map.type != MLT_MAP_IDENTITY;
        out->map = composed;
        if (moved_before)
            TRY(mlt_hidden_frame(io, error));
        mlt_hidden_move(out, &io->map, io->out->width, io->out->height);
    }
    return mlt_hidden_add(out, io, error);
}

typedef struct {
    const mlt_condition *condition;
    const mlt_truths *truth;
    uint64_t seed;
    const char *sample_id;
} recipe;

/* Published lengths are for pictures whose shorter side has 480 px, as in COCO; densities of a
 * megapixel for pictures of 640 × 480. */
static void scale_params(double out[MLT_MAX_PARAMS], const mlt_step *step,
                         const mltest_image_view *in)
{
    double width = in->width, height = in->height;
    double length = (width < height ? width : height) / 480, area = 640 * 480 / (width * height);
    for (size_t i = 0; i < step->kind->n_params; i++) {
        const mlt_param *p = &step->kind->params[i];
        double v = step->params[i];
        if (step->is_relative && (p->is_length_px || p->is_density)) {
            v *= p->is_length_px ? length : area;
            v = p->rule == MLT_PARAM_STEP ? floor(v + 0.5) : v;
            v = v < p->low ? p->low : v > p->high ? p->high : v;
        }
        out[i] = v;
    }
}

static mltest_status apply_step(const recipe *r, size_t i, const mltest_image_view *in,
                                mlt_image *to, mlt_perturbed *out, mltest_error **error)
{
    const mlt_step *step = &r->condition->steps[i];
    double params[MLT_MAX_PARAMS];
    mlt_step_io io = {
        .ctx = out->ctx,
        .in = in,
        .params = params,
        .severity = step->severity,
        .key = mlt_random_key(r->seed, step->kind->name, step->kind->revision,
                              r->condition->replicate, (uint32_t)i),
        .sample_id = r->sample_id,
        .truth = r->truth,
        .scratch = out->scratch,
        .out = to,
        .map = mlt_map_identity,
        .reason = out->reason,
        .cover = out->step_cover,
        .cap_cover = out->cap_step_cover,
    };
    scale_params(params, step, in);
    if (r->truth != NULL && out->map.type != MLT_MAP_IDENTITY) {
        TRY(map_truth(&out->step_truths, out->ctx, r->truth, &out->map, error));
        io.truth = &out->step_truths;
    }
    mltest_status status = call_step(step, &io, error);
    out->skip_reason = io.not_applicable;
    if (status == MLTEST_OK && io.not_applicable == NULL)
        status = take_results(out, step, &io, error);
    out->step_cover = io.cover;
    out->cap_step_cover = io.cap_cover;
    return status;
}

static void swap_images(mlt_perturbed *out)
{
    mlt_image kept = out->image;
    out->image = out->spare;
    out->spare = kept;
}

mltest_status mlt_condition_apply(const mlt_condition *condition, const mltest_image_view *in,
                                  const mlt_truths *truth, uint64_t seed, const char *sample_id,
                                  mlt_perturbed *out, mltest_error **error)
{
    recipe r = {condition, truth, seed, sample_id};
    bool is_bgr = in->format == MLTEST_FORMAT_BGR8 || in->format == MLTEST_FORMAT_BGRA8;
    bool started = false;
    out->map = mlt_map_identity;
    out->n_cover = 0;
    out->change = 0;
    out->skip_reason = NULL;
    for (size_t i = 0; i < condition->n_steps; i++) {
        mltest_image_view from = *in;
        if (condition->steps[i].severity <= 0)
            continue; /* severity 0 is the identity, whatever the kind */
        if (!started && is_bgr)
            TRY(mlt_image_copy_view(&out->image, in, error));
        if (started || is_bgr)
            from = mlt_image_view(&out->image);
        TRY(apply_step(&r, i, &from, &out->spare, out, error));
        if (out->skip_reason != NULL)
            return MLTEST_OK;
        swap_images(out);
        started = true;
    }
    if (!started)
        return mlt_image_copy_view(&out->image, in, error);
    mltest_image_view made = mlt_image_view(&out->image);
    out->change = mlt_view_change(in, &made);
    return MLTEST_OK;
}
