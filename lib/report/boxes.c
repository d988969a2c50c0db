/* SPDX-License-Identifier: MIT */
#include "report/boxes.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "journal/placed.h"
#include "metric/classify.h"
#include "score/changes.h"
#include "score/sample.h"

void mlt_pair_boxes_init(mlt_pair_boxes *b, mltest_context *ctx)
{
    memset(b, 0, sizeof *b);
    mlt_sides_init(&b->sides, ctx);
}

void mlt_pair_boxes_free(mlt_pair_boxes *b)
{
    mltest_context *ctx = b->sides.ctx;
    mlt_free(ctx, b->kept);
    mlt_free(ctx, b->clean);
    mlt_free(ctx, b->now);
    mlt_sides_free(&b->sides);
}

static void add_clean(mlt_pair_boxes *b, mlt_box box, int32_t cls, double score,
                      mlt_page_state state)
{
    b->clean[b->n_clean++] = (mlt_page_box){box, cls, score, state};
}

static void add_now(mlt_pair_boxes *b, mlt_box box, int32_t cls, double score, mlt_page_state state)
{
    b->now[b->n_now++] = (mlt_page_box){box, cls, score, state};
}

/* Labels that the condition leaves in the picture. */
static mltest_status add_truth(mlt_pair_boxes *b, const mlt_score_case *c, mltest_error **error)
{
    mlt_side *truth = &b->sides.truth;
    TRY(mlt_side_set_truth(b->sides.ctx, truth, c->sample, c->now, c->settings->min_visibility,
                           error));
    for (size_t i = 0; i < c->sample->n_truth; i++) {
        const mlt_truth *t = &c->sample->truth[i];
        int32_t cls = mlt_place_class(t->cls, c->now);
        add_clean(b, t->box, t->cls, NAN, MLT_PAGE_TRUTH);
        if (cls >= 0 && (c->clean->is_top || mlt_box_is_proper(&truth->boxes[i].outer)))
            add_now(b, truth->boxes[i].outer, cls, NAN, MLT_PAGE_TRUTH);
    }
    return MLTEST_OK;
}

/* Of a box of the clean picture; after all that is left was paired. */
static mlt_page_state state_of(const mlt_pair_boxes *b, const mlt_score_case *c, size_t i)
{
    const mlt_side *side = &b->sides.clean;
    int32_t partner = side->partner[i];
    if (side->needs[i] != MLT_NEED_REQUIRED)
        return MLT_PAGE_UNCOUNTED;
    if (b->kept[i])
        return MLT_PAGE_KEPT;
    if (partner < 0)
        return MLT_PAGE_LOST;
    return side->boxes[i].cls == c->now->preds[partner].cls ? MLT_PAGE_MOVED
                                                            : MLT_PAGE_RECLASSIFIED;
}

static void add_before(mlt_pair_boxes *b, const mlt_score_case *c)
{
    const mlt_side *side = &b->sides.clean;
    for (size_t i = 0; i < side->n; i++) {
        const mlt_pred *pred = &c->clean->preds[i];
        mlt_page_state state = state_of(b, c, i);
        if (pred->score < c->settings->min_confidence && !b->kept[i])
            continue;
        add_clean(b, pred->box, pred->cls, pred->score, state);
        if (state == MLT_PAGE_LOST)
            add_now(b, side->boxes[i].outer, side->boxes[i].cls, pred->score, state);
    }
}

static void add_after(mlt_pair_boxes *b, const mlt_score_case *c)
{
    for (size_t i = 0; i < c->now->n_preds; i++) {
        const mlt_pred *pred = &c->now->preds[i];
        int32_t partner = b->sides.partner_now[i];
        mlt_page_state state = MLT_PAGE_NEW;
        if (pred->score < c->settings->min_confidence && partner < 0)
            continue;
        if (partner == MLT_MATCH_IGNORED)
            state = MLT_PAGE_UNCOUNTED;
        else if (partner >= 0)
            state = state_of(b, c, (size_t)partner);
        add_now(b, pred->box, pred->cls, pred->score, state);
    }
}

static mltest_status add_boxes(mlt_pair_boxes *b, const mlt_score_case *c, mltest_error **error)
{
    mlt_sample_score ignored = {.r = NAN};
    mlt_side *side = &b->sides.clean;
    TRY(mlt_score_match(&b->sides, c, error));
    if (!mlt_reserve(b->sides.ctx, b->kept, b->cap_kept, side->n + 1))
        return mlt_fail_memory(error);
    for (size_t i = 0; i < side->n; i++)
        b->kept[i] = side->partner[i] >= 0;
    TRY(mlt_changes_match_rest(&b->sides, c, &ignored, error));
    add_before(b, c);
    add_after(b, c);
    return MLTEST_OK;
}

/* The class of the largest score; false where nothing was answered. */
static bool find_top(const mlt_joutcome *answer, int32_t *cls, double *score)
{
    *cls = mlt_classify_top(answer->preds, answer->n_preds);
    for (size_t i = 0; i < answer->n_preds; i++) {
        if (answer->preds[i].cls == *cls) {
            *score = answer->preds[i].score;
            return true;
        }
    }
    return false;
}

static void add_top(mlt_pair_boxes *b, const mlt_score_case *c)
{
    const mlt_box nowhere = {0, 0, 0, 0};
    int32_t before = -1, after = -1;
    double score = NAN;
    bool was = find_top(c->clean, &before, &score);
    double score_now = NAN;
    bool is = find_top(c->now, &after, &score_now);
    bool same = was && is && mlt_place_class(before, c->now) == after;
    mlt_page_state changed = was && is ? MLT_PAGE_RECLASSIFIED : was ? MLT_PAGE_LOST : MLT_PAGE_NEW;
    if (was)
        add_clean(b, nowhere, before, score, same ? MLT_PAGE_KEPT : changed);
    if (is)
        add_now(b, nowhere, after, score_now, same ? MLT_PAGE_KEPT : changed);
}

mltest_status mlt_pair_boxes_find(mlt_pair_boxes *b, const mltest_scorecard *card, double weak,
                                  size_t sample, size_t condition, mltest_error **error)
{
    const mltest_journal *j = card->journal;
    const mlt_score_case c = {&card->settings,
                              weak,
                              j->run.n_classes,
                              &j->samples[sample],
                              mlt_journal_outcome(j, sample, 0),
                              mlt_journal_outcome(j, sample, condition)};
    size_t most = c.sample->n_truth + c.clean->n_preds + c.now->n_preds + 1;
    b->n_clean = b->n_now = 0;
    if (!mlt_reserve(b->sides.ctx, b->clean, b->cap_clean, most) ||
        !mlt_reserve(b->sides.ctx, b->now, b->cap_now, most))
        return mlt_fail_memory(error);
    TRY(add_truth(b, &c, error));
    if (!c.clean->is_top && !c.now->is_top)
        return add_boxes(b, &c, error);
    add_top(b, &c);
    return MLTEST_OK;
}
