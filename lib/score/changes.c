/* SPDX-License-Identifier: MIT */
#include "score/changes.h"

#include "base/alloc.h"
#include "base/error.h"

static const double match_iou = 0.5, moved_iou = 0.1;

static mlt_class_change *change_of(mlt_sides *s, const mlt_score_case *c, int32_t cls)
{
    bool is_known = s->changes != NULL && cls >= 0 && (size_t)cls < c->n_classes;
    return is_known ? &s->changes[cls] : NULL;
}

static bool is_asked_for(const mlt_sides *s, const mlt_score_case *c, size_t i)
{
    return s->clean.boxes[i].score >= c->settings->min_confidence &&
           s->clean.needs[i] == MLT_NEED_REQUIRED;
}

void mlt_changes_count_kept(mlt_sides *s, const mlt_score_case *c)
{
    for (size_t i = 0; i < s->clean.n; i++) {
        mlt_class_change *change = change_of(s, c, s->clean.boxes[i].cls);
        int32_t partner = s->clean.partner[i];
        if (change == NULL || !is_asked_for(s, c, i))
            continue;
        change->required++;
        change->lost += partner < 0;
        if (partner < 0)
            continue;
        change->kept++;
        change->sum_iou += s->iou[i];
        change->sum_shift += c->now->preds[partner].score - s->clean.boxes[i].score;
    }
    for (size_t i = 0; i < c->now->n_preds; i++) {
        const mlt_pred *pred = &c->now->preds[i];
        mlt_class_change *change = change_of(s, c, pred->cls);
        if (change != NULL && pred->score >= c->settings->min_confidence)
            change->added += s->partner_now[i] == MLT_MATCH_FREE;
    }
}

/* What nobody asks for has not been lost, and explains nothing new. */
static void leave_lost(mlt_sides *s, const mlt_score_case *c)
{
    for (size_t i = 0; i < s->clean.n; i++)
        if (s->clean.partner[i] == MLT_MATCH_FREE && !is_asked_for(s, c, i))
            s->clean.partner[i] = MLT_MATCH_OUT;
}

/* Pairs by a rule, and how many of them there are. */
static mltest_status pair(mlt_sides *s, const mlt_score_case *c, const mlt_match_rule *rule,
                          bool moves, uint32_t *n, mltest_error **error)
{
    for (size_t i = 0; i < s->clean.n; i++)
        s->iou[i] = -1;
    TRY(mlt_match(s->ctx, rule, s->clean.boxes, s->clean.n, c->now->preds, c->now->n_preds,
                  s->clean.partner, s->partner_now, s->iou, error));
    for (size_t i = 0; i < s->clean.n; i++) {
        mlt_class_change *change = change_of(s, c, s->clean.boxes[i].cls);
        if (s->iou[i] < 0)
            continue;
        *n += 1;
        if (change != NULL)
            *(moves ? &change->moved : &change->reclassified) += 1;
    }
    return MLTEST_OK;
}

mltest_status mlt_changes_match_rest(mlt_sides *s, const mlt_score_case *c, mlt_sample_score *out,
                                     mltest_error **error)
{
    double strong = c->settings->min_confidence;
    const mlt_match_rule moves = {.low = moved_iou,
                                  .high = match_iou,
                                  .classes = MLT_MATCH_SAME_CLASS,
                                  .strong = strong,
                                  .weak = strong};
    const mlt_match_rule changes_class = {
        .low = match_iou, .classes = MLT_MATCH_OTHER_CLASS, .strong = strong, .weak = strong};
    leave_lost(s, c);
    TRY(pair(s, c, &moves, true, &out->moved, error));
    return pair(s, c, &changes_class, false, &out->reclassified, error);
}

mltest_status mlt_changes_lose_all(mlt_sides *s, const mlt_score_case *c, mlt_sample_score *out,
                                   mltest_error **error)
{
    if (c->clean->is_top)
        return MLTEST_OK;
    TRY(mlt_side_set_preds(s->ctx, &s->clean, c->clean, c->sample, c->now,
                           c->settings->min_visibility, error));
    for (size_t i = 0; i < s->clean.n; i++) {
        mlt_class_change *change = change_of(s, c, s->clean.boxes[i].cls);
        if (!is_asked_for(s, c, i))
            continue;
        out->n_clean++;
        out->lost++;
        if (change == NULL)
            continue;
        change->required++;
        change->lost++;
    }
    out->total_loss = out->lost > 0;
    return MLTEST_OK;
}
