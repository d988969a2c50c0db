/* SPDX-License-Identifier: MIT */
#include "perturb/host.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/vtable.h"

#include <string.h>

/* Copies the row's texts and parameters; what was copied before a failure is freed by unref. */
static mltest_status copy_row(mlt_host_kind *host, const mlt_kind *kind)
{
    mltest_context *ctx = host->ctx;
    mlt_param *params = mlt_alloc_zero(ctx, kind->n_params + 1, sizeof *params);
    host->kind = *kind;
    host->kind.params = params;
    host->kind.n_params = 0;
    host->kind.name = mlt_strdup(ctx, kind->name);
    host->kind.summary = mlt_strdup(ctx, kind->summary);
    host->kind.mltest_name = host->kind.family = "";
    host->kind.apply = NULL;
    if (params == NULL || host->kind.name == NULL || host->kind.summary == NULL)
        return MLTEST_ERR_MEMORY;
    for (size_t i = 0; i < kind->n_params; i++) {
        params[i] = kind->params[i];
        params[i].name = mlt_strdup(ctx, kind->params[i].name);
        params[i].unit = mlt_strdup(ctx, kind->params[i].unit);
        host->kind.n_params++;
        if (params[i].name == NULL || params[i].unit == NULL)
            return MLTEST_ERR_MEMORY;
    }
    return MLTEST_OK;
}

mltest_status mlt_host_kind_make(mlt_host_kind **out, mltest_context *ctx, const mlt_kind *kind,
                                 const mltest_perturbation_vtable *vtable, void *user_data,
                                 mltest_error **error)
{
    mltest_perturbation_vtable own;
    TRY(mlt_vtable_read(&own, sizeof own, sizeof own, vtable, MLTEST_FLAG_ANY_THREAD,
                        "mltest_perturbation_vtable", error));
    if (own.apply == NULL)
        return mlt_fail(error, MLTEST_ERR_INVALID, "mltest_perturbation_vtable: apply is not set");
    mlt_host_kind *host = mlt_alloc_zero(ctx, 1, sizeof *host);
    if (host == NULL)
        return mlt_fail_memory(error);
    host->refs = 1;
    host->ctx = mlt_context_ref(ctx);
    if (copy_row(host, kind) != MLTEST_OK) {
        mlt_host_kind_unref(host); /* the vtable is not set yet: destroy is not called */
        return mlt_fail_memory(error);
    }
    host->vtable = own;
    host->user_data = user_data;
    *out = host;
    return MLTEST_OK;
}

mlt_host_kind *mlt_host_kind_ref(mlt_host_kind *host)
{
    host->refs++;
    return host;
}

void mlt_host_kind_unref(mlt_host_kind *host)
{
    if (host == NULL || --host->refs > 0)
        return;
    mltest_context *ctx = host->ctx;
    if (host->vtable.destroy != NULL)
        host->vtable.destroy(host->user_data);
    for (size_t i = 0; i < host->kind.n_params; i++) {
        mlt_free(ctx, (void *)(uintptr_t)host->kind.params[i].name);
        mlt_free(ctx, (void *)(uintptr_t)host->kind.params[i].unit);
    }
    mlt_free(ctx, (void *)(uintptr_t)host->kind.params);
    mlt_free(ctx, (void *)(uintptr_t)host->kind.name);
    mlt_free(ctx, (void *)(uintptr_t)host->kind.summary);
    mlt_free(ctx, host);
    mlt_context_unref(ctx);
}

/* Turns what the host left on the canvas into a status. */
static mltest_status settle(mltest_canvas *canvas, mltest_error **error)
{
    if (canvas->status != MLTEST_OK)
        return mlt_fail(error, canvas->status, "the perturbation's canvas: %s",
                        mltest_status_text(canvas->status));
    if (canvas->reason[0] != '\0') {
        memcpy(canvas->io->reason, canvas->reason, sizeof canvas->reason);
        canvas->io->not_applicable = canvas->io->reason;
        return MLTEST_OK;
    }
    return mlt_canvas_pixels(canvas) != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

mltest_status mlt_host_kind_apply(mlt_host_kind *host, mlt_step_io *io, mltest_error **error)
{
    mltest_canvas canvas = {.io = io};
    mlt_draws_init(&canvas.draws, io->key, io->sample_id, 0);
    int32_t code =
        host->vtable.apply(host->user_data, io->in, io->params, host->kind.n_params, &canvas);
    if (code == MLTEST_CALLBACK_STOP)
        return mlt_fail(error, MLTEST_ERR_CANCELLED, "the perturbation %s asked to stop",
                        host->kind.name);
    if (code != MLTEST_CALLBACK_DONE)
        return mlt_fail_callback(error, host->kind.name, code);
    return settle(&canvas, error);
}

mltest_status mlt_canvas_resize(mltest_canvas *canvas, uint32_t width, uint32_t height)
{
    const mltest_image_view *in = canvas->io->in;
    if (canvas->has_pixels)
        return MLTEST_ERR_INVALID;
    mltest_status status = mlt_image_resize(canvas->io->out, width, height, in->format, NULL);
    if (status != MLTEST_OK)
        return canvas->status = status;
    mlt_image *out = canvas->io->out;
    size_t row = (size_t)width * mlt_format_bytes(in->format);
    bool same = width == in->width && height == in->height;
    for (uint32_t y = 0; y < height; y++) {
        uint8_t *to = (uint8_t *)out->data + (int64_t)y * out->stride_bytes;
        if (same)
            memcpy(to, mlt_view_row(in, y), row);
        else
            memset(to, 0, row);
    }
    canvas->has_pixels = true;
    return MLTEST_OK;
}

void *mlt_canvas_pixels(mltest_canvas *canvas)
{
    const mltest_image_view *in = canvas->io->in;
    if (!canvas->has_pixels && mlt_canvas_resize(canvas, in->width, in->height) != MLTEST_OK)
        return NULL;
    return canvas->io->out->data;
}

mltest_status mlt_canvas_add_cover(mltest_canvas *canvas, const mlt_box *box)
{
    mlt_step_io *io = canvas->io;
    if (!mlt_box_is_proper(box))
        return MLTEST_ERR_INVALID;
    if (!mlt_reserve(io->ctx, io->cover, io->cap_cover, io->n_cover + 1))
        return canvas->status = MLTEST_ERR_MEMORY;
    io->cover[io->n_cover++] = *box;
    return MLTEST_OK;
}
