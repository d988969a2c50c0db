/* SPDX-License-Identifier: MIT */
#include "metric/classification.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "metric/classification_parts.h"
#include "metric/classify.h"
#include "metric/scoring_rule.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

mltest_status mlt_classification_new(mlt_classification **out, mltest_context *ctx,
                                     size_t n_classes, mltest_error **error)
{
    *out = NULL;
    uint64_t limit = mlt_context_limits(ctx)->max_classes;
    if (n_classes > limit || n_classes > INT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "%zu classes, limit %" PRIu64, n_classes, limit);
    mlt_classification *c = mlt_alloc_zero(ctx, 1, sizeof *c);
    if (!c)
        return mlt_fail_memory(error);
    c->ctx = mlt_context_ref(ctx);
    c->n_classes = n_classes;
    c->classes = mlt_alloc_zero(ctx, n_classes + 1, sizeof *c->classes);
    if (!c->classes) {
        mlt_classification_free(c);
        return mlt_fail_memory(error);
    }
    *out = c;
    return MLTEST_OK;
}

void mlt_classification_free(mlt_classification *classification)
{
    if (!classification)
        return;
    mltest_context *ctx = classification->ctx;
    mlt_free(ctx, classification->classes);
    mlt_free(ctx, classification->briers);
    mlt_free(ctx, classification->losses);
    mlt_free(ctx, classification->named);
    mlt_free(ctx, classification);
    mlt_context_unref(ctx);
}

static bool is_known(const mlt_classification *c, int32_t cls)
{
    return cls >= 0 && (size_t)cls < c->n_classes;
}

/* What the answer says of known classes, each once; *probable: all of it within [0, 1]. */
static size_t choose(mlt_classification *c, const mlt_pred *answer, size_t n, bool *probable)
{
    size_t n_named = 0;
    c->n_answers++;
    *probable = true;
    for (size_t i = 0; i < n; i++) {
        if (!is_known(c, answer[i].cls))
            continue;
        mlt_classification_tally *cls = &c->classes[answer[i].cls];
        if (cls->named_by == c->n_answers)
            continue;
        cls->named_by = c->n_answers;
        *probable = *probable && answer[i].score >= 0 && answer[i].score <= 1;
        if (!isnan(answer[i].score))
            c->named[n_named++] = answer[i];
    }
    return n_named;
}

static void count(mlt_classification *c, int32_t truth, int32_t predicted, int64_t rank)
{
    c->classes[truth].n_truths++;
    if (rank >= 0)
        c->classes[rank].n_at_rank++;
    if (predicted < 0) {
        c->n_unanswered++;
        return;
    }
    c->classes[predicted].n_predicted++;
    c->classes[predicted].n_correct += predicted == truth;
}

mltest_status mlt_classification_add(mlt_classification *classification, int32_t truth,
                                     const mlt_pred *answer, size_t n, mltest_error **error)
{
    mlt_classification *c = classification;
    bool probable;
    if (!mlt_reserve(c->ctx, c->briers, c->cap_briers, c->n + 1) ||
        !mlt_reserve(c->ctx, c->losses, c->cap_losses, c->n + 1) ||
        !mlt_reserve(c->ctx, c->named, c->cap_named, n))
        return mlt_fail_memory(error);
    if (!is_known(c, truth)) {
        c->n_left_out++;
        return MLTEST_OK;
    }
    n = choose(c, answer, n, &probable);
    count(c, truth, mlt_classify_top(c->named, n), mlt_classify_rank(c->named, n, truth));
    c->n_not_probable += !probable;
    c->briers[c->n] = probable ? mlt_brier(c->named, n, truth) : 0;
    c->losses[c->n] = probable ? mlt_log_loss(c->named, n, truth) : 0;
    c->n++;
    return MLTEST_OK;
}

mltest_status mlt_classification_merge(mlt_classification *into, const mlt_classification *from,
                                       mltest_error **error)
{
    if (into == from || into->n_classes != from->n_classes)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "only different classifications of as many classes can be merged");
    if (from->n > SIZE_MAX - into->n ||
        !mlt_reserve(into->ctx, into->briers, into->cap_briers, into->n + from->n) ||
        !mlt_reserve(into->ctx, into->losses, into->cap_losses, into->n + from->n))
        return mlt_fail_memory(error);
    for (size_t i = 0; i < into->n_classes; i++) {
        into->classes[i].n_truths += from->classes[i].n_truths;
        into->classes[i].n_predicted += from->classes[i].n_predicted;
        into->classes[i].n_correct += from->classes[i].n_correct;
        into->classes[i].n_at_rank += from->classes[i].n_at_rank;
    }
    if (from->n > 0) {
        memcpy(into->briers + into->n, from->briers, from->n * sizeof *from->briers);
        memcpy(into->losses + into->n, from->losses, from->n * sizeof *from->losses);
    }
    into->n += from->n;
    into->n_left_out += from->n_left_out;
    into->n_unanswered += from->n_unanswered;
    into->n_not_probable += from->n_not_probable;
    return MLTEST_OK;
}
