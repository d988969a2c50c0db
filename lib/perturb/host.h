/* SPDX-License-Identifier: MIT */
/*
 * Kinds that a host adds through the public vtable.
 */
#ifndef MLT_PERTURB_HOST_H
#define MLT_PERTURB_HOST_H

#include "mltest/perturbation.h"
#include "perturb/condition.h"

struct mltest_perturbation {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    mlt_kind kind; /* names and rows are owned; apply is NULL */
    mltest_perturbation_vtable vtable;
    void *user_data;
};

mltest_status mlt_host_kind_make(mlt_host_kind **out, mltest_context *ctx, const mlt_kind *kind,
                                 const mltest_perturbation_vtable *vtable, void *user_data,
                                 mltest_error **error);
mlt_host_kind *mlt_host_kind_ref(mlt_host_kind *host);
void mlt_host_kind_unref(mlt_host_kind *host);
/* The row that conditions resolve against. */
static inline const mlt_kind *mlt_host_kind_describe(const mlt_host_kind *host)
{
    return &host->kind;
}
/* Whether apply may be called on any thread. */
static inline bool mlt_host_kind_any_thread(const mlt_host_kind *host)
{
    return (host->vtable.flags & MLTEST_FLAG_ANY_THREAD) != 0;
}
/* Calls the host: MLTEST_ERR_CALLBACK with its code, MLTEST_ERR_CANCELLED when it says stop. */
mltest_status mlt_host_kind_apply(mlt_host_kind *host, mlt_step_io *io, mltest_error **error);

/* Exists during an apply call; the public canvas functions work on it. */
struct mltest_canvas {
    mlt_step_io *io;
    mlt_draws draws;
    bool has_pixels;
    mltest_status status;         /* the first failure inside a canvas function */
    char reason[MLT_REASON_SIZE]; /* not applicable, "" if it is */
};
mltest_status mlt_canvas_resize(mltest_canvas *canvas, uint32_t width, uint32_t height);
void *mlt_canvas_pixels(mltest_canvas *canvas);
mltest_status mlt_canvas_add_cover(mltest_canvas *canvas, const mlt_box *box);

#endif
