/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "metric/tide_parts.h"

#include <inttypes.h>
#include <string.h>

const char *const mlt_tide_kind_names[MLT_TIDE_N_KINDS] = {"Cls",  "Loc", "Both",
                                                           "Dupe", "Bkg", "Miss"};
const double mlt_tide_ious[MLT_TIDE_N_IOUS] = {0.5,  0.55, 0.6,  0.65, 0.7,
                                               0.75, 0.8,  0.85, 0.9,  0.95};

static mltest_status check_options(const mltest_context *ctx, const mlt_tide_options *options,
                                   mltest_error **error)
{
    uint64_t limit = mlt_context_limits(ctx)->max_classes;
    if (options->n_classes > limit || options->n_classes > INT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "%zu classes, limit %" PRIu64, options->n_classes,
                        limit);
    if (!(options->pos > 0 && options->pos <= 1))
        return mlt_fail(error, MLTEST_ERR_INVALID, "the IoU of a match is not in (0, 1]");
    if (!(options->bg > 0 && options->bg <= options->pos))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "the IoU of background is not in (0, IoU of a match]");
    return MLTEST_OK;
}

mltest_status mlt_tide_new(mlt_tide **out, mltest_context *ctx, const mlt_tide_options *options,
                           mltest_error **error)
{
    mlt_tide_options all = *options;
    *out = NULL;
    if (all.pos == 0)
        all.pos = 0.5;
    if (all.bg == 0)
        all.bg = 0.1;
    if (all.max_dets == 0)
        all.max_dets = 100;
    TRY(check_options(ctx, &all, error));
    mlt_tide *tide = mlt_alloc_zero(ctx, 1, sizeof *tide);
    if (!tide)
        return mlt_fail_memory(error);
    tide->ctx = mlt_context_ref(ctx);
    tide->options = all;
    tide->ious[MLT_TIDE_RUN_POS] = all.pos;
    memcpy(tide->ious + MLT_TIDE_RUN_IOU, mlt_tide_ious, sizeof mlt_tide_ious);
    *out = tide;
    return MLTEST_OK;
}

void mlt_tide_free(mlt_tide *tide)
{
    if (!tide)
        return;
    mltest_context *ctx = tide->ctx;
    void *all[] = {tide->images,  tide->dets,  tide->truths, tide->order,
                   tide->scratch, tide->goals, tide->near,   tide};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        mlt_free(ctx, all[i]);
    mlt_context_unref(ctx);
}

size_t mlt_tide_n_images(const mlt_tide *tide)
{
    return tide->n_images;
}

mltest_status mlt_tide_make_room(mlt_tide *tide, size_t n_images, size_t n_dets, size_t n_truths,
                                 mltest_error **error)
{
    mltest_context *ctx = tide->ctx;
    if (n_images > UINT32_MAX - tide->n_images || n_dets > UINT32_MAX - tide->n_dets ||
        n_truths > UINT32_MAX - tide->n_truths)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "too many detections to evaluate at once");
    /* One more, so that there is a place to point at even for none. */
    if (!mlt_reserve(ctx, tide->images, tide->cap_images, tide->n_images + n_images + 1) ||
        !mlt_reserve(ctx, tide->dets, tide->cap_dets, tide->n_dets + n_dets + 1) ||
        !mlt_reserve(ctx, tide->truths, tide->cap_truths, tide->n_truths + n_truths + 1))
        return mlt_fail_memory(error);
    return MLTEST_OK;
}

static bool same_options(const mlt_tide_options *a, const mlt_tide_options *b)
{
    return a->n_classes == b->n_classes && a->pos == b->pos && a->bg == b->bg &&
           a->max_dets == b->max_dets;
}

mltest_status mlt_tide_merge(mlt_tide *into, const mlt_tide *from, mltest_error **error)
{
    if (into == from || !same_options(&into->options, &from->options))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "only different analyses with the same options can be merged");
    TRY(mlt_tide_make_room(into, from->n_images, from->n_dets, from->n_truths, error));
    for (size_t i = 0; i < from->n_images; i++) {
        mlt_tide_image image = from->images[i];
        image.first_det += into->n_dets;
        image.first_truth += into->n_truths;
        into->images[into->n_images++] = image;
    }
    if (from->n_dets > 0)
        memcpy(into->dets + into->n_dets, from->dets, from->n_dets * sizeof *from->dets);
    if (from->n_truths > 0)
        memcpy(into->truths + into->n_truths, from->truths, from->n_truths * sizeof *from->truths);
    into->n_dets += from->n_dets;
    into->n_truths += from->n_truths;
    return MLTEST_OK;
}
