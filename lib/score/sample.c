/* SPDX-License-Identifier: MIT */
#include "score/sample.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "journal/placed.h"
#include "score/changes.h"
#include "score/top.h"

static const double match_iou = 0.5;

static bool has_preds(const mlt_joutcome *outcome, double min_confidence)
{
    for (size_t i = 0; i < outcome->n_preds; i++) {
        if (outcome->preds[i].score >= min_confidence)
            return true;
    }
    return false;
}

static bool has_truth(const mlt_jsample *sample)
{
    for (size_t i = 0; i < sample->n_truth; i++) {
        if (mlt_truth_counts(&sample->truth[i]))
            return true;
    }
    return false;
}

/* Whether anything is seen on the clean picture. */
static bool sees_clean(const mlt_score_case *c)
{
    return has_preds(c->clean, c->settings->min_confidence) ||
           (c->clean->is_top && c->clean->n_preds > 0);
}

/* Eligibility depends on the clean picture only. */
static void judge_clean(const mlt_score_case *c, mlt_sample_score *out)
{
    if (c->clean->type != MLT_OUTCOME)
        return;
    out->eligible = sees_clean(c) || (c->sample->labelled && !has_truth(c->sample));
    out->blind = !out->eligible;
}

/* All partners free, but those out whose score is below a bound. */
static mltest_status free_partners(mltest_context *ctx, int32_t **partners, size_t *cap,
                                   const mlt_pred *preds, size_t n, double least,
                                   mltest_error **error)
{
    if (!mlt_reserve(ctx, *partners, *cap, n + 1))
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        (*partners)[i] = preds[i].score >= least ? MLT_MATCH_FREE : MLT_MATCH_OUT;
    return MLTEST_OK;
}

/* What is said of a class that the condition leaves out is neither right nor wrong. */
static void leave_out(const mlt_joutcome *now, int32_t *partners, int32_t mark)
{
    for (size_t i = 0; i < now->n_preds; i++)
        if (mlt_class_is_void(now->preds[i].cls, now))
            partners[i] = mark;
}

double mlt_score_weak(const mlt_score_settings *settings, double floor)
{
    return floor <= settings->match_confidence ? settings->match_confidence
                                               : settings->min_confidence;
}

mltest_status mlt_score_match(mlt_sides *s, const mlt_score_case *c, mltest_error **error)
{
    mlt_side *a = &s->clean;
    const mlt_match_rule rule = {.low = match_iou,
                                 .classes = MLT_MATCH_SAME_CLASS,
                                 .strong = c->settings->min_confidence,
                                 .weak = c->weak};
    TRY(mlt_side_set_preds(s->ctx, a, c->clean, c->sample, c->now, c->settings->min_visibility,
                           error));
    for (size_t i = 0; i < a->n; i++)
        a->partner[i] = a->boxes[i].score >= c->weak ? MLT_MATCH_FREE : MLT_MATCH_OUT;
    TRY(free_partners(s->ctx, &s->partner_now, &s->cap_now, c->now->preds, c->now->n_preds, c->weak,
                      error));
    leave_out(c->now, s->partner_now, MLT_MATCH_IGNORED);
    if (!mlt_reserve(s->ctx, s->iou, s->cap_iou, a->n + 1))
        return mlt_fail_memory(error);
    TRY(mlt_match(s->ctx, &rule, a->boxes, a->n, c->now->preds, c->now->n_preds, a->partner,
                  s->partner_now, s->iou, error));
    mlt_match_absorb(a->boxes, a->needs, a->partner, a->n, c->now->preds, c->now->n_preds,
                     s->partner_now);
    return MLTEST_OK;
}

/* Counts of one class, or of all (cls -1). */
typedef struct {
    uint32_t n_clean, m_clean, n_now, m_now;
} tally;

static tally count_boxes(const mlt_sides *s, const mlt_score_case *c, int32_t cls)
{
    tally t = {0, 0, 0, 0};
    double strong = c->settings->min_confidence;
    for (size_t i = 0; i < s->clean.n; i++) {
        const mlt_match_box *box = &s->clean.boxes[i];
        if (box->score < strong || s->clean.needs[i] != MLT_NEED_REQUIRED ||
            (cls >= 0 && box->cls != cls))
            continue;
        t.n_clean++;
        t.m_clean += s->clean.partner[i] >= 0;
    }
    for (size_t i = 0; i < c->now->n_preds; i++) {
        const mlt_pred *pred = &c->now->preds[i];
        int32_t partner = s->partner_now[i];
        bool in_optional = partner >= 0 && s->clean.needs[partner] != MLT_NEED_REQUIRED;
        if (pred->score < strong || partner == MLT_MATCH_IGNORED || in_optional ||
            (cls >= 0 && pred->cls != cls))
            continue;
        t.n_now++;
        t.m_now += partner >= 0;
    }
    return t;
}

static double consistency_of(const tally *t)
{
    uint32_t n = t->n_clean + t->n_now;
    return n == 0 ? 1 : (double)(t->m_clean + t->m_now) / n;
}

static double consistency(const mlt_sides *s, const mlt_score_case *c, const tally *all)
{
    double sum = 0;
    uint32_t n = 0;
    if (!c->settings->macro)
        return consistency_of(all);
    for (size_t k = 0; k < c->n_classes; k++) {
        tally t = count_boxes(s, c, (int32_t)k);
        if (t.n_clean + t.n_now > 0) {
            sum += consistency_of(&t);
            n++;
        }
    }
    return n == 0 ? 1 : sum / n;
}

static mltest_status score_boxes(mlt_sides *s, const mlt_score_case *c, mlt_sample_score *out,
                                 mltest_error **error)
{
    TRY(mlt_score_match(s, c, error));
    tally all = count_boxes(s, c, -1);
    out->n_clean = all.n_clean;
    out->n_now = all.n_now;
    out->kept = all.m_clean;
    out->lost = all.n_clean - all.m_clean;
    out->added = all.n_now - all.m_now;
    out->total_loss = all.n_clean > 0 && all.m_clean == 0;
    out->r = consistency(s, c, &all);
    mlt_changes_count_kept(s, c);
    return mlt_changes_match_rest(s, c, out, error);
}

/* The same counts by class. */
static void count_classes(mlt_sides *s, const mlt_score_case *c)
{
    for (size_t i = 0; s->figures != NULL && i < s->truth.n; i++) {
        int32_t cls = s->truth.boxes[i].cls;
        if (s->truth.needs[i] != MLT_NEED_REQUIRED || cls < 0 || (size_t)cls >= c->n_classes)
            continue;
        mlt_f1 *counts = &s->figures[cls].counts;
        *(s->truth.partner[i] >= 0 ? &counts->right : &counts->missed) += 1;
    }
    for (size_t i = 0; s->figures != NULL && i < c->now->n_preds; i++) {
        int32_t cls = c->now->preds[i].cls;
        if (s->partner_now[i] == MLT_MATCH_FREE && cls >= 0 && (size_t)cls < c->n_classes)
            s->figures[cls].counts.wrong++;
    }
}

static mltest_status correctness_now(mlt_sides *s, const mlt_score_case *c, mlt_f1 *counts,
                                     mltest_error **error)
{
    TRY(mlt_side_set_truth(s->ctx, &s->truth, c->sample, c->now, c->settings->min_visibility,
                           error));
    TRY(free_partners(s->ctx, &s->partner_now, &s->cap_now, c->now->preds, c->now->n_preds,
                      c->settings->min_confidence, error));
    leave_out(c->now, s->partner_now, MLT_MATCH_OUT);
    TRY(mlt_f1_count(s->ctx, s->truth.boxes, s->truth.needs, s->truth.n, c->now->preds,
                     c->now->n_preds, c->settings->min_confidence, match_iou, s->truth.partner,
                     s->partner_now, counts, error));
    count_classes(s, c);
    return MLTEST_OK;
}

/* Of the clean picture, both sides restricted to what is required under the condition. */
static mltest_status correctness_clean(mlt_sides *s, const mlt_score_case *c, mlt_f1 *counts,
                                       mltest_error **error)
{
    TRY(mlt_side_set_clean_truth(s->ctx, &s->truth_clean, c->sample, &s->truth, error));
    TRY(mlt_side_set_preds(s->ctx, &s->clean, c->clean, c->sample, c->now,
                           c->settings->min_visibility, error));
    TRY(free_partners(s->ctx, &s->partner_clean_pred, &s->cap_clean_pred, c->clean->preds,
                      c->clean->n_preds, c->settings->min_confidence, error));
    for (size_t i = 0; i < s->clean.n; i++) {
        if (s->clean.needs[i] != MLT_NEED_REQUIRED)
            s->partner_clean_pred[i] = MLT_MATCH_OUT;
    }
    return mlt_f1_count(s->ctx, s->truth_clean.boxes, s->truth_clean.needs, s->truth_clean.n,
                        c->clean->preds, c->clean->n_preds, c->settings->min_confidence, match_iou,
                        s->truth_clean.partner, s->partner_clean_pred, counts, error);
}

static mltest_status score_answer(mlt_sides *s, const mlt_score_case *c, mlt_sample_score *out,
                                  mlt_f1 *counts, mltest_error **error)
{
    mlt_f1 before;
    out->appeared = out->blind && has_preds(c->now, c->settings->min_confidence);
    if (c->now->is_top)
        return mlt_score_top(s, c, out, error);
    if (out->eligible)
        TRY(score_boxes(s, c, out, error));
    if (!out->labelled)
        return MLTEST_OK;
    TRY(correctness_now(s, c, counts, error));
    out->q = mlt_f1_value(counts);
    if (c->clean->type != MLT_OUTCOME)
        return MLTEST_OK;
    TRY(correctness_clean(s, c, &before, error));
    out->q0 = mlt_f1_value(&before);
    return MLTEST_OK;
}

/* A failure has lost everything: r = 0, q = 0. */
static mltest_status score_failure(mlt_sides *s, const mlt_score_case *c, mlt_sample_score *out,
                                   mltest_error **error)
{
    mlt_f1 before;
    out->failed = true;
    if (out->eligible) {
        out->r = 0;
        TRY(mlt_changes_lose_all(s, c, out, error));
    }
    if (!out->labelled)
        return MLTEST_OK;
    out->q = 0;
    if (c->clean->type != MLT_OUTCOME || c->clean->is_top) {
        out->q0 = mlt_top_is_right(c->sample, c->clean);
        return MLTEST_OK;
    }
    TRY(mlt_side_set_truth(s->ctx, &s->truth, c->sample, c->now, c->settings->min_visibility,
                           error));
    TRY(correctness_clean(s, c, &before, error));
    out->q0 = mlt_f1_value(&before);
    return MLTEST_OK;
}

mltest_status mlt_score_sample(mlt_sides *sides, const mlt_score_case *c, mlt_sample_score *out,
                               mlt_f1 *counts, mltest_error **error)
{
    memset(out, 0, sizeof *out);
    memset(counts, 0, sizeof *counts);
    out->r = out->q = out->q0 = out->overlap = NAN;
    out->labelled = c->sample->labelled;
    judge_clean(c, out);
    out->skipped = c->now->type == MLT_SKIP || mlt_top_is_left_out(c);
    if (out->skipped)
        return MLTEST_OK;
    out->counted = c->now->type == MLT_OUTCOME || c->now->type == MLT_FAILURE;
    if (c->now->type == MLT_OUTCOME)
        return score_answer(sides, c, out, counts, error);
    return c->now->type == MLT_FAILURE ? score_failure(sides, c, out, error) : MLTEST_OK;
}
