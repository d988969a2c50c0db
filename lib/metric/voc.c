/* SPDX-License-Identifier: MIT */
#include "metric/voc.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "metric/voc_parts.h"

#include <inttypes.h>
#include <string.h>

static mltest_status check_options(const mltest_context *ctx, const mlt_voc_options *options,
                                   mltest_error **error)
{
    uint64_t most = mlt_context_limits(ctx)->max_classes;
    if (options->n_classes > most || options->n_classes > INT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "Pascal VOC: %zu classes, limit %" PRIu64,
                        options->n_classes, most);
    if (!(options->iou >= 0 && options->iou <= 1))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "Pascal VOC: an IoU threshold of %g; 0 to 1 are possible", options->iou);
    return MLTEST_OK;
}

mltest_status mlt_voc_new(mlt_voc **out, mltest_context *ctx, const mlt_voc_options *options,
                          mltest_error **error)
{
    *out = NULL;
    TRY(check_options(ctx, options, error));
    mlt_voc *voc = mlt_alloc_zero(ctx, 1, sizeof *voc);
    if (!voc)
        return mlt_fail_memory(error);
    voc->ctx = mlt_context_ref(ctx);
    voc->options = *options;
    voc->n_positives = mlt_alloc_zero(ctx, options->n_classes, sizeof *voc->n_positives);
    if (!voc->n_positives) {
        mlt_voc_free(voc);
        return mlt_fail_memory(error);
    }
    *out = voc;
    return MLTEST_OK;
}

void mlt_voc_free(mlt_voc *voc)
{
    if (!voc)
        return;
    mltest_context *ctx = voc->ctx;
    void *all[] = {voc->n_positives, voc->images, voc->dets, voc->order, voc->scratch, voc->goals};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        mlt_free(ctx, all[i]);
    mlt_free(ctx, voc);
    mlt_context_unref(ctx);
}

size_t mlt_voc_n_images(const mlt_voc *voc)
{
    return voc->n_images;
}

mltest_status mlt_voc_make_room(mlt_voc *voc, size_t n_images, size_t n_dets, mltest_error **error)
{
    if (n_images > UINT32_MAX - voc->n_images || n_dets > UINT32_MAX - voc->n_dets)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "Pascal VOC: too many images or detections");
    if (!mlt_reserve(voc->ctx, voc->images, voc->cap_images, voc->n_images + n_images) ||
        !mlt_reserve(voc->ctx, voc->dets, voc->cap_dets, voc->n_dets + n_dets))
        return mlt_fail_memory(error);
    return MLTEST_OK;
}

static bool same_options(const mlt_voc_options *a, const mlt_voc_options *b)
{
    return a->n_classes == b->n_classes && a->boxes == b->boxes && a->iou == b->iou &&
           a->inclusive == b->inclusive && a->strict == b->strict &&
           a->eleven_points == b->eleven_points && a->honour_difficult == b->honour_difficult &&
           a->details == b->details && a->sums == b->sums;
}

mltest_status mlt_voc_merge(mlt_voc *into, const mlt_voc *from, mltest_error **error)
{
    if (into == from || !same_options(&into->options, &from->options))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "Pascal VOC: only two evaluations with the same options can be merged");
    TRY(mlt_voc_make_room(into, from->n_images, from->n_dets, error));
    for (size_t i = 0; i < from->n_images; i++) {
        mlt_voc_image image = from->images[i];
        image.first_det += into->n_dets;
        into->images[into->n_images++] = image;
    }
    if (from->n_dets > 0)
        memcpy(into->dets + into->n_dets, from->dets, from->n_dets * sizeof *from->dets);
    into->n_dets += from->n_dets;
    for (size_t c = 0; c < into->options.n_classes; c++)
        into->n_positives[c] += from->n_positives[c];
    return MLTEST_OK;
}
