/* SPDX-License-Identifier: MIT */
#include "metric/coco.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "metric/coco_parts.h"

#include <inttypes.h>
#include <string.h>

static const double coco_areas[MLT_COCO_N_AREAS][2] = {
    {0, 1e10}, {0, 1024}, {1024, 9216}, {9216, 1e10}};
static const uint32_t coco_max_dets[MLT_COCO_N_LIMITS] = {1, 10, 100};

/* numpy.linspace(0.5, 0.95, 10): not 0.5 + 0.05·i, and the last one exact. */
static void default_ious(mlt_coco *coco)
{
    const double step = (0.95 - 0.5) / 9;
    coco->n_ious = 10;
    for (size_t i = 0; i < 10; i++)
        coco->ious[i] = (double)i * step + 0.5;
    coco->ious[9] = 0.95;
}

static mltest_status set_ious(mlt_coco *coco, const mlt_coco_options *options, mltest_error **error)
{
    if (!options->ious) {
        default_ious(coco);
        return MLTEST_OK;
    }
    if (options->n_ious < 1 || options->n_ious > MLT_COCO_MAX_IOUS)
        return mlt_fail(error, MLTEST_ERR_INVALID, "%zu IoU thresholds; 1 to %d are possible",
                        options->n_ious, MLT_COCO_MAX_IOUS);
    coco->n_ious = options->n_ious;
    for (size_t i = 0; i < options->n_ious; i++) {
        coco->ious[i] = options->ious[i];
        if (!(coco->ious[i] > 0 && coco->ious[i] <= 1))
            return mlt_fail(error, MLTEST_ERR_INVALID, "an IoU threshold is not in (0, 1]");
    }
    return MLTEST_OK;
}

static void set_max_dets(mlt_coco *coco, const uint32_t *max_dets)
{
    memcpy(coco->max_dets, max_dets, sizeof coco->max_dets);
    for (int i = 1; i < MLT_COCO_N_LIMITS; i++) /* ascending */
        for (int j = i; j > 0 && coco->max_dets[j - 1] > coco->max_dets[j]; j--) {
            uint32_t swap = coco->max_dets[j];
            coco->max_dets[j] = coco->max_dets[j - 1];
            coco->max_dets[j - 1] = swap;
        }
}

static mltest_status check_options(const mltest_context *ctx, const mlt_coco_options *options,
                                   mltest_error **error)
{
    uint64_t limit = mlt_context_limits(ctx)->max_classes;
    if (options->n_classes > limit || options->n_classes > INT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "%zu classes, limit %" PRIu64, options->n_classes,
                        limit);
    for (int i = 0; options->max_dets && i < MLT_COCO_N_LIMITS; i++)
        if (options->max_dets[i] == 0)
            return mlt_fail(error, MLTEST_ERR_INVALID, "a limit of 0 detections per image");
    return MLTEST_OK;
}

mltest_status mlt_coco_new(mlt_coco **out, mltest_context *ctx, const mlt_coco_options *options,
                           mltest_error **error)
{
    *out = NULL;
    TRY(check_options(ctx, options, error));
    mlt_coco *coco = mlt_alloc_zero(ctx, 1, sizeof *coco);
    if (!coco)
        return mlt_fail_memory(error);
    coco->ctx = mlt_context_ref(ctx);
    mltest_status status = set_ious(coco, options, error);
    if (status != MLTEST_OK) {
        mlt_coco_free(coco);
        return status;
    }
    memcpy(coco->areas, options->areas ? options->areas : coco_areas, sizeof coco->areas);
    set_max_dets(coco, options->max_dets ? options->max_dets : coco_max_dets);
    coco->n_classes = options->n_classes;
    coco->class_agnostic = options->class_agnostic;
    coco->n_columns = options->class_agnostic ? 1 : options->n_classes;
    coco->honour_ignore = options->honour_ignore;
    coco->reference = options->reference;
    *out = coco;
    return MLTEST_OK;
}

void mlt_coco_free(mlt_coco *coco)
{
    if (!coco)
        return;
    mltest_context *ctx = coco->ctx;
    mlt_free(ctx, coco->images);
    mlt_free(ctx, coco->dets);
    mlt_free(ctx, coco->cells);
    mlt_coco_forget_order(coco);
    mlt_free(ctx, coco->pred_order);
    mlt_free(ctx, coco->truth_order);
    mlt_free(ctx, coco->scratch);
    mlt_free(ctx, coco->goals);
    mlt_free(ctx, coco);
    mlt_context_unref(ctx);
}

size_t mlt_coco_n_images(const mlt_coco *coco)
{
    return coco->n_images;
}

void mlt_coco_limits(const mlt_coco *coco, uint32_t out[MLT_COCO_N_LIMITS])
{
    memcpy(out, coco->max_dets, sizeof coco->max_dets);
}

mltest_status mlt_coco_make_room(mlt_coco *coco, size_t n_images, size_t n_dets, size_t n_cells,
                                 mltest_error **error)
{
    mltest_context *ctx = coco->ctx;
    if (n_images > UINT32_MAX - coco->n_images || n_dets > UINT32_MAX - coco->n_dets)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "too many detections to evaluate at once");
    if (!mlt_reserve(ctx, coco->images, coco->cap_images, coco->n_images + n_images) ||
        !mlt_reserve(ctx, coco->dets, coco->cap_dets, coco->n_dets + n_dets) ||
        !mlt_reserve(ctx, coco->cells, coco->cap_cells, coco->n_cells + n_cells))
        return mlt_fail_memory(error);
    return MLTEST_OK;
}

static bool same_options(const mlt_coco *a, const mlt_coco *b)
{
    return a->n_classes == b->n_classes && a->n_ious == b->n_ious &&
           a->class_agnostic == b->class_agnostic && a->honour_ignore == b->honour_ignore &&
           a->reference == b->reference &&
           memcmp(a->ious, b->ious, a->n_ious * sizeof *a->ious) == 0 &&
           memcmp(a->areas, b->areas, sizeof a->areas) == 0 &&
           memcmp(a->max_dets, b->max_dets, sizeof a->max_dets) == 0;
}

mltest_status mlt_coco_merge(mlt_coco *into, const mlt_coco *from, mltest_error **error)
{
    if (into == from || !same_options(into, from))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "only different evaluations with the same options can be merged");
    TRY(mlt_coco_make_room(into, from->n_images, from->n_dets, from->n_cells, error));
    mlt_coco_forget_order(into);
    for (size_t i = 0; i < from->n_images; i++) {
        mlt_coco_image image = from->images[i];
        image.first_det += into->n_dets;
        image.first_cell += into->n_cells;
        into->images[into->n_images++] = image;
    }
    if (from->n_dets > 0)
        memcpy(into->dets + into->n_dets, from->dets, from->n_dets * sizeof *from->dets);
    if (from->n_cells > 0)
        memcpy(into->cells + into->n_cells, from->cells, from->n_cells * sizeof *from->cells);
    into->n_dets += from->n_dets;
    into->n_cells += from->n_cells;
    return MLTEST_OK;
}
