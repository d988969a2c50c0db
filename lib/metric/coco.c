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
static const uint32_t lvis_max_dets[MLT_COCO_N_LIMITS] = {300, 300, 300};

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
    if (!max_dets)
        max_dets = coco->lvis ? lvis_max_dets : coco_max_dets;
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
    if (options->reference && options->corrected)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "either the reference's rules or corrected ones");
    if (options->lvis && options->class_agnostic)
        return mlt_fail(error, MLTEST_ERR_INVALID, "LVIS is not evaluated without its classes");
    for (size_t c = 0; options->frequencies && c < options->n_classes; c++)
        if (options->frequencies[c] >= MLT_LVIS_N_FREQUENCIES)
            return mlt_fail(error, MLTEST_ERR_INVALID, "class %zu: an unknown frequency", c);
    return MLTEST_OK;
}

static void set_modes(mlt_coco *coco, const mlt_coco_options *options)
{
    coco->n_classes = options->n_classes;
    coco->class_agnostic = options->class_agnostic;
    coco->n_columns = options->class_agnostic ? 1 : options->n_classes;
    coco->honour_ignore = options->honour_ignore || options->corrected || options->lvis;
    coco->reference = options->reference;
    coco->corrected = options->corrected;
    coco->lvis = options->lvis;
    coco->n_limits = options->lvis ? 1 : MLT_COCO_N_LIMITS;
}

static mltest_status make_columns(mlt_coco *coco, const uint8_t *frequencies, mltest_error **error)
{
    mltest_context *ctx = coco->ctx;
    coco->buckets = mlt_alloc_zero(ctx, coco->n_columns + 1, sizeof *coco->buckets);
    coco->seen = mlt_realloc_array(ctx, NULL, coco->n_columns + 1, sizeof *coco->seen);
    if (!coco->buckets || !coco->seen)
        return mlt_fail_memory(error);
    if (!frequencies)
        return MLTEST_OK;
    coco->frequencies = mlt_alloc(ctx, coco->n_classes);
    if (!coco->frequencies)
        return mlt_fail_memory(error);
    memcpy(coco->frequencies, frequencies, coco->n_classes);
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
    set_modes(coco, options);
    memcpy(coco->areas, options->areas ? options->areas : coco_areas, sizeof coco->areas);
    set_max_dets(coco, options->max_dets);
    mltest_status status = set_ious(coco, options, error);
    if (status == MLTEST_OK)
        status = make_columns(coco, options->frequencies, error);
    if (status != MLTEST_OK) {
        mlt_coco_free(coco);
        return status;
    }
    *out = coco;
    return MLTEST_OK;
}

void mlt_coco_free(mlt_coco *coco)
{
    if (!coco)
        return;
    mltest_context *ctx = coco->ctx;
    void *all[] = {coco->frequencies, coco->images,    coco->dets,       coco->hits,
                   coco->cells,       coco->pred_list, coco->truth_list, coco->pred_order,
                   coco->truth_order, coco->scratch,   coco->goals,      coco->buckets,
                   coco->seen};
    mlt_coco_forget_order(coco);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        mlt_free(ctx, all[i]);
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
