/* SPDX-License-Identifier: MIT */
#include "score/performance.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "journal/placed.h"
#include "score/performance_parts.h"
#include "score/tide_delta.h"

/* Truths where the condition put them; crowds and ignored labels stay what they are. */
static size_t place_truths(mlt_performance *w, const mlt_jsample *sample, const mlt_joutcome *now)
{
    const mlt_side *side = &w->sides->truth;
    size_t n = 0;
    for (size_t i = 0; i < side->n; i++) {
        const mlt_box *box = &side->boxes[i].outer;
        bool same = memcmp(box, &sample->truth[i].box, sizeof *box) == 0;
        mlt_truth *t = &w->truths[n];
        *t = sample->truth[i];
        t->box = *box;
        t->cls = side->boxes[i].cls;
        if (!same)
            t->area = box->width * box->height;
        if (mlt_place_class(sample->truth[i].cls, now) < 0)
            t->flags |= MLT_TRUTH_IGNORE;
        w->moved[n] = (mlt_coco_moved){side->boxes[i].inner, side->boxes[i].exact,
                                       side->needs[i] == MLT_NEED_OPTIONAL};
        n += mlt_box_is_proper(box) || same;
    }
    return n;
}

/* What is said of a class that the condition leaves out is not judged. */
static size_t take_preds(mlt_performance *w, const mlt_joutcome *now)
{
    size_t n = 0;
    for (size_t i = 0; i < now->n_preds; i++)
        if (!mlt_class_is_void(now->preds[i].cls, now))
            w->preds[n++] = now->preds[i];
    return n;
}

/*
 * For TIDE, which compares plain boxes. Under a map that is not exact a label is known only up to
 * an interval: a prediction that lies in it (IoU ≥ 0.5 as doc/scores.md compares them) is given the
 * label's own box, so that the prediction is judged and not the label.
 */
static void snap(mlt_performance *w, size_t n)
{
    const mlt_side *side = &w->sides->truth;
    for (size_t i = 0; i < n; i++) {
        const mlt_box box = w->preds[i].box;
        double best = 0.5;
        for (size_t k = 0; k < side->n; k++) {
            double iou =
                side->boxes[k].cls == w->preds[i].cls ? mlt_match_iou(&side->boxes[k], &box) : 0;
            if (iou >= best) {
                best = iou;
                w->preds[i].box = side->boxes[k].exact ? box : side->boxes[k].outer;
            }
        }
    }
}

mltest_status mlt_performance_add(mlt_performance *w, mlt_coco *coco, const mlt_jsample *sample,
                                  const mlt_joutcome *now, bool label_limited, mltest_error **error)
{
    mltest_context *ctx = w->card->ctx;
    TRY(mlt_side_set_truth(ctx, &w->sides->truth, sample, now, w->card->settings.min_visibility,
                           error));
    if (!mlt_reserve(ctx, w->truths, w->cap_truths, sample->n_truth + 1) ||
        !mlt_reserve(ctx, w->moved, w->cap_moved, sample->n_truth + 1) ||
        !mlt_reserve(ctx, w->preds, w->cap_preds, now->n_preds + 1))
        return mlt_fail_memory(error);
    size_t n_truths = place_truths(w, sample, now), n_preds = take_preds(w, now);
    if (coco != NULL)
        TRY(mlt_coco_add_moved(coco, sample->n, w->truths, w->moved, n_truths, w->preds, n_preds,
                               error));
    if (w->tide == NULL)
        return MLTEST_OK;
    if (label_limited)
        snap(w, n_preds);
    return mlt_tide_add_placed(w, sample->n, n_truths, n_preds, error);
}

static bool is_label_limited(const mltest_journal *j, size_t condition)
{
    for (size_t i = 0; i < j->n_samples; i++) {
        const mlt_joutcome *now = mlt_journal_outcome(j, i, condition);
        if (now->type == MLT_OUTCOME && now->map != NULL && !mlt_map_is_exact(now->map))
            return true;
    }
    return false;
}

mltest_status mlt_performance_accumulate(mlt_performance *w, size_t condition, mlt_coco **out,
                                         mltest_error **error)
{
    const mltest_journal *j = w->card->journal;
    const mlt_coco_options options = {.n_classes = j->run.n_classes, .honour_ignore = true};
    bool limited = w->card->conditions[condition].label_limited;
    TRY(mlt_coco_new(out, w->card->ctx, &options, error));
    TRY(mlt_tide_begin(w, error));
    for (size_t i = 0; i < j->n_samples; i++) {
        const mlt_joutcome *now = mlt_journal_outcome(j, i, condition);
        if (mlt_takes_part(w, &j->samples[i], now))
            TRY(mlt_performance_add(w, *out, &j->samples[i], now, limited, error));
    }
    return mlt_tide_end(w, condition, error);
}

/* The headline figure of clean pictures on exactly the samples a condition was judged on. */
static mltest_status clean_on_same(mlt_performance *w, mlt_coco *clean, size_t condition,
                                   double *map, double *ap50, mltest_error **error)
{
    const mltest_journal *j = w->card->journal;
    mlt_coco_result result;
    size_t n = 0;
    for (size_t i = 0; i < j->n_samples; i++) {
        if (mlt_takes_part(w, &j->samples[i], mlt_journal_outcome(j, i, 0)))
            w->weights[n++] =
                mlt_takes_part(w, &j->samples[i], mlt_journal_outcome(j, i, condition)) ? 1 : 0;
    }
    TRY(mlt_coco_finish(clean, w->weights, MLT_COCO_ALL_AREA, &result, error));
    *map = mlt_stat_value(result.stats[MLT_COCO_AP]);
    *ap50 = mlt_stat_value(result.stats[MLT_COCO_AP50]);
    mlt_coco_result_free(w->card->ctx, &result);
    return MLTEST_OK;
}

/* Of a label that is known only up to an interval no more than AP50 can be said. */
static void take_figures(mlt_condition_score *out, const mlt_coco_result *result)
{
    out->ap50 = mlt_stat_value(result->stats[MLT_COCO_AP50]);
    if (out->label_limited)
        return;
    out->map = mlt_stat_value(result->stats[MLT_COCO_AP]);
    out->ap75 = mlt_stat_value(result->stats[MLT_COCO_AP75]);
    out->ar = mlt_stat_value(result->stats[MLT_COCO_AR100]);
}

void mlt_take_drop(mlt_condition_score *out, double clean)
{
    out->drop = clean - out->map;
    out->drop_relative = clean > 0 ? out->drop / clean : NAN;
}

static void take_classes(mltest_scorecard *card, size_t condition, const mlt_coco_result *result)
{
    bool limited = card->conditions[condition].label_limited;
    for (size_t k = 0; k < card->journal->run.n_classes && k < result->n_classes; k++) {
        mlt_class_figures *f = &card->figures[condition * card->journal->run.n_classes + k];
        f->ap = limited ? NAN : mlt_stat_value(result->ap[k]);
        f->ap50 = mlt_stat_value(result->ap50[k]);
        f->ar = limited ? NAN : mlt_stat_value(result->ar[k]);
        f->n_truths = result->n_truths[k];
    }
}

mltest_status mlt_performance_judge(mlt_performance *w, mlt_coco *coco, mlt_coco *clean,
                                    size_t condition, mltest_error **error)
{
    mlt_condition_score *out = &w->card->conditions[condition];
    mlt_coco_result result;
    double map0, ap0;
    if (mlt_coco_n_images(coco) == 0)
        return MLTEST_OK;
    TRY(mlt_coco_finish(coco, NULL, MLT_COCO_ALL_AREA, &result, error));
    take_figures(out, &result);
    take_classes(w->card, condition, &result);
    mlt_coco_result_free(w->card->ctx, &result);
    TRY(clean_on_same(w, clean, condition, &map0, &ap0, error));
    out->drop50 = ap0 - out->ap50;
    mlt_take_drop(out, map0);
    return MLTEST_OK;
}

static void clear_performance(mltest_scorecard *card)
{
    for (size_t i = 0; i < card->journal->n_conditions * card->journal->run.n_classes; i++) {
        mlt_class_figures *f = &card->figures[i];
        f->ap = f->ap50 = f->ar = f->n_truths = NAN;
    }
    for (size_t c = 0; c < card->journal->n_conditions; c++) {
        mlt_condition_score *s = &card->conditions[c];
        s->map = s->ap50 = s->ap75 = s->ar = NAN;
        s->drop = s->drop_relative = s->drop50 = NAN;
        s->ece = NAN;
        s->drawn.map = s->drawn.ap50 = s->drawn.balanced = mlt_estimate_none();
        s->drawn.drop = s->drawn.drop50 = mlt_estimate_none();
        for (size_t k = 0; k < MLT_TIDE_N_KINDS; k++) {
            s->tide[k] = s->tide_delta[k] = NAN;
            s->drawn_tide[k] = mlt_estimate_none();
        }
        s->label_limited = is_label_limited(card->journal, c);
    }
}

mltest_status mlt_performance_open(mlt_performance *w, mltest_scorecard *card, mlt_sides *sides,
                                   mltest_error **error)
{
    *w = (mlt_performance){.card = card, .sides = sides};
    w->weights = mlt_alloc_zero(card->ctx, card->journal->n_samples + 1, sizeof *w->weights);
    return w->weights != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

void mlt_performance_close(mlt_performance *w)
{
    mltest_context *ctx = w->card->ctx;
    mlt_free(ctx, w->weights);
    mlt_bootstrap_free(ctx, &w->clean_draws);
    mlt_free(ctx, w->truths);
    mlt_free(ctx, w->moved);
    mlt_free(ctx, w->preds);
    mlt_tide_free(w->tide);
    mlt_tide_steps_free(w->steps);
    mlt_bootstrap_free(ctx, &w->clean_tide_draws);
}

mltest_status mlt_score_performance(mltest_scorecard *card, mlt_sides *sides,
                                    mlt_class_scores *classes, mlt_headline_draws *headline,
                                    mltest_error **error)
{
    const mltest_journal *j = card->journal;
    mlt_performance w;
    memset(classes, 0, sizeof *classes);
    *headline = (mlt_headline_draws){0};
    clear_performance(card);
    TRY(mlt_performance_open(&w, card, sides, error));
    w.headline = headline;
    mltest_status status = MLTEST_OK;
    if (j->run.task != MLTEST_TASK_CLASSIFICATION)
        status = mlt_performance_of_boxes(&w, classes, error);
    else
        for (size_t c = 0; status == MLTEST_OK && c < j->n_conditions; c++)
            status = mlt_performance_of_top(&w, c, error);
    mlt_performance_close(&w);
    return status;
}
