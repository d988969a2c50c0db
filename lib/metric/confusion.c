/* SPDX-License-Identifier: MIT */
#include "metric/confusion.h"

#include "base/alloc.h"
#include "base/checked.h"
#include "base/context.h"
#include "base/error.h"
#include "base/order.h"
#include "metric/assign.h"

#include <inttypes.h>
#include <math.h>

const char *const mlt_confusion_names[MLT_CONFUSION_N_ASSIGNMENTS] = {"score", "iou"};

struct mlt_confusion {
    mltest_context *ctx;
    mlt_confusion_options options;
    uint64_t *counts;
    /* Room for the image being added. */
    mlt_keyed *order, *scratch;
    size_t cap_order, cap_scratch;
    mlt_assigned *dets, *truths;
    size_t cap_dets, cap_truths;
};

static mltest_status check_options(const mltest_context *ctx, const mlt_confusion_options *options,
                                   mltest_error **error)
{
    uint64_t limit = mlt_context_limits(ctx)->max_classes;
    if (options->n_classes > limit || options->n_classes > INT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "%zu classes, limit %" PRIu64, options->n_classes,
                        limit);
    if (options->assignment != MLT_CONFUSION_BY_SCORE &&
        options->assignment != MLT_CONFUSION_BY_IOU)
        return mlt_fail(error, MLTEST_ERR_INVALID, "there is no such assignment of detections");
    bool by_score = options->assignment == MLT_CONFUSION_BY_SCORE;
    if (by_score && !(options->iou > 0 && options->iou <= 1))
        return mlt_fail(error, MLTEST_ERR_INVALID, "the IoU threshold is not in (0, 1]");
    if (!by_score && !(options->iou >= 0 && options->iou < 1))
        return mlt_fail(error, MLTEST_ERR_INVALID, "the IoU threshold is not in [0, 1)");
    if (isnan(options->min_score))
        return mlt_fail(error, MLTEST_ERR_INVALID, "the least score is not a number");
    return MLTEST_OK;
}

mltest_status mlt_confusion_new(mlt_confusion **out, mltest_context *ctx,
                                const mlt_confusion_options *options, mltest_error **error)
{
    *out = NULL;
    TRY(check_options(ctx, options, error));
    mlt_confusion *confusion = mlt_alloc_zero(ctx, 1, sizeof *confusion);
    if (!confusion)
        return mlt_fail_memory(error);
    confusion->ctx = mlt_context_ref(ctx);
    confusion->options = *options;
    size_t side = options->n_classes + 1;
    size_t row_bytes;
    if (mlt_mul_size(side, sizeof *confusion->counts, &row_bytes))
        confusion->counts = mlt_alloc_zero(ctx, side, row_bytes);
    if (!confusion->counts) {
        mlt_confusion_free(confusion);
        return mlt_fail_memory(error);
    }
    *out = confusion;
    return MLTEST_OK;
}

void mlt_confusion_free(mlt_confusion *confusion)
{
    if (!confusion)
        return;
    mltest_context *ctx = confusion->ctx;
    mlt_free(ctx, confusion->counts);
    mlt_free(ctx, confusion->order);
    mlt_free(ctx, confusion->scratch);
    mlt_free(ctx, confusion->dets);
    mlt_free(ctx, confusion->truths);
    mlt_free(ctx, confusion);
    mlt_context_unref(ctx);
}

static bool is_known(const mlt_confusion *confusion, int32_t cls)
{
    return cls >= 0 && (size_t)cls < confusion->options.n_classes;
}

static bool is_wanted(const mlt_confusion *confusion, const mlt_pred *pred)
{
    if (!is_known(confusion, pred->cls) || isnan(pred->score))
        return false;
    if (confusion->options.assignment == MLT_CONFUSION_BY_SCORE)
        return pred->score >= confusion->options.min_score;
    return pred->score > confusion->options.min_score;
}

/* The detections that take part, by descending score, equal ones as given. */
static size_t choose_dets(mlt_confusion *confusion, const mlt_pred *preds, size_t n_preds)
{
    size_t n = 0;
    size_t limit = confusion->options.max_dets;
    for (size_t i = 0; i < n_preds; i++)
        if (is_wanted(confusion, &preds[i]))
            confusion->order[n++] = (mlt_keyed){mlt_key_descending(preds[i].score), (uint32_t)i, 0};
    mlt_sort_keyed(confusion->order, confusion->scratch, n);
    if (limit > 0 && n > limit)
        n = limit;
    for (size_t d = 0; d < n; d++) {
        const mlt_pred *pred = &preds[confusion->order[d].index];
        confusion->dets[d] = (mlt_assigned){.box = pred->box, .cls = pred->cls};
    }
    return n;
}

static size_t choose_truths(mlt_confusion *confusion, const mlt_truth *truths, size_t n_truths)
{
    size_t n = 0;
    uint32_t removed = MLT_TRUTH_CROWD;
    if (confusion->options.honour_ignore)
        removed |= MLT_TRUTH_IGNORE | MLT_TRUTH_DIFFICULT;
    for (size_t i = 0; i < n_truths; i++)
        if (is_known(confusion, truths[i].cls) && !(truths[i].flags & removed))
            confusion->truths[n++] = (mlt_assigned){.box = truths[i].box, .cls = truths[i].cls};
    return n;
}

static void count(mlt_confusion *confusion, size_t n_dets, size_t n_truths)
{
    size_t background = confusion->options.n_classes;
    size_t side = background + 1;
    for (size_t t = 0; t < n_truths; t++) {
        const mlt_assigned *truth = &confusion->truths[t];
        size_t column = truth->partner == MLT_ASSIGN_NOBODY
                            ? background
                            : (size_t)confusion->dets[truth->partner].cls;
        confusion->counts[(size_t)truth->cls * side + column]++;
    }
    for (size_t d = 0; d < n_dets; d++)
        if (confusion->dets[d].partner == MLT_ASSIGN_NOBODY)
            confusion->counts[background * side + (size_t)confusion->dets[d].cls]++;
}

mltest_status mlt_confusion_add(mlt_confusion *confusion, const mlt_truth *truths, size_t n_truths,
                                const mlt_pred *preds, size_t n_preds, mltest_error **error)
{
    mltest_context *ctx = confusion->ctx;
    if (n_truths >= MLT_ASSIGN_NOBODY || n_preds >= MLT_ASSIGN_NOBODY)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "too many truths or detections in one image");
    if (!mlt_reserve(ctx, confusion->order, confusion->cap_order, n_preds) ||
        !mlt_reserve(ctx, confusion->scratch, confusion->cap_scratch, n_preds) ||
        !mlt_reserve(ctx, confusion->dets, confusion->cap_dets, n_preds) ||
        !mlt_reserve(ctx, confusion->truths, confusion->cap_truths, n_truths))
        return mlt_fail_memory(error);
    size_t n_dets = choose_dets(confusion, preds, n_preds);
    n_truths = choose_truths(confusion, truths, n_truths);
    double iou = confusion->options.iou;
    if (confusion->options.assignment == MLT_CONFUSION_BY_SCORE)
        mlt_assign_by_score(confusion->dets, n_dets, confusion->truths, n_truths, iou);
    else
        mlt_assign_by_iou(confusion->dets, n_dets, confusion->truths, n_truths, iou);
    count(confusion, n_dets, n_truths);
    return MLTEST_OK;
}

static bool same_options(const mlt_confusion_options *a, const mlt_confusion_options *b)
{
    return a->n_classes == b->n_classes && a->assignment == b->assignment && a->iou == b->iou &&
           a->min_score == b->min_score && a->max_dets == b->max_dets &&
           a->honour_ignore == b->honour_ignore;
}

mltest_status mlt_confusion_merge(mlt_confusion *into, const mlt_confusion *from,
                                  mltest_error **error)
{
    if (into == from || !same_options(&into->options, &from->options))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "only different confusion matrices with the same options can be merged");
    size_t side = into->options.n_classes + 1;
    for (size_t i = 0; i < side * side; i++)
        into->counts[i] += from->counts[i];
    return MLTEST_OK;
}

const uint64_t *mlt_confusion_counts(const mlt_confusion *confusion)
{
    return confusion->counts;
}

size_t mlt_confusion_n_classes(const mlt_confusion *confusion)
{
    return confusion->options.n_classes;
}
