/* SPDX-License-Identifier: MIT */
#include "score/performance.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "journal/placed.h"
#include "metric/classify.h"

/* What one accumulation works with; reused from condition to condition. */
typedef struct {
    mltest_scorecard *card;
    mlt_sides *sides;
    mlt_truth *truths;
    size_t cap_truths;
    mlt_pred *preds;
    size_t cap_preds;
    double *weights;  /* clean on the samples of a condition */
    int32_t *classes; /* classification: truth and rank per sample */
    int64_t *ranks;
} work;

static double defined(double v)
{
    return v < 0 ? NAN : v; /* -1 is COCO's "nothing to average" */
}

/* Truths where the condition put them: what need not be found is ignored. */
static size_t place_truths(work *w, const mlt_jsample *sample, const mlt_joutcome *now)
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
        if (side->needs[i] == MLT_NEED_OPTIONAL || mlt_place_class(sample->truth[i].cls, now) < 0)
            t->flags |= MLT_TRUTH_IGNORE;
        n += mlt_box_is_proper(box) || same;
    }
    return n;
}

/*
 * Under a map that is not exact a label is known only up to an interval. A prediction that lies in
 * it (IoU ≥ 0.5 as SCORES.md §1 compares them) is given the label's own box, so that AP50 judges
 * the prediction and not the label.
 */
static void snap(work *w, const mlt_joutcome *now)
{
    const mlt_side *side = &w->sides->truth;
    for (size_t i = 0; i < now->n_preds; i++) {
        double best = 0.5;
        w->preds[i] = now->preds[i];
        for (size_t k = 0; k < side->n; k++) {
            double iou = side->boxes[k].cls == now->preds[i].cls
                             ? mlt_match_iou(&side->boxes[k], &now->preds[i].box)
                             : 0;
            if (iou >= best) {
                best = iou;
                w->preds[i].box = side->boxes[k].outer;
            }
        }
    }
}

static mltest_status add_sample(work *w, mlt_coco *coco, const mlt_jsample *sample,
                                const mlt_joutcome *now, bool label_limited, mltest_error **error)
{
    mltest_context *ctx = w->card->ctx;
    TRY(mlt_side_set_truth(ctx, &w->sides->truth, sample, now, w->card->settings.min_visibility,
                           error));
    if (!mlt_reserve(ctx, w->truths, w->cap_truths, sample->n_truth + 1) ||
        !mlt_reserve(ctx, w->preds, w->cap_preds, now->n_preds + 1))
        return mlt_fail_memory(error);
    const mlt_pred *preds = now->preds;
    if (label_limited) {
        snap(w, now);
        preds = w->preds;
    }
    size_t n_truths = place_truths(w, sample, now);
    return mlt_coco_add(coco, sample->n, w->truths, n_truths, preds, now->n_preds, error);
}

/* Failures take part with no predictions; skips and what was not run do not. */
static bool takes_part(const mlt_jsample *sample, const mlt_joutcome *now)
{
    return sample->labelled && (now->type == MLT_OUTCOME || now->type == MLT_FAILURE);
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

static mltest_status accumulate(work *w, size_t condition, mlt_coco **out, mltest_error **error)
{
    const mltest_journal *j = w->card->journal;
    const mlt_coco_options options = {.n_classes = j->run.n_classes, .honour_ignore = true};
    bool limited = w->card->conditions[condition].label_limited;
    TRY(mlt_coco_new(out, w->card->ctx, &options, error));
    for (size_t i = 0; i < j->n_samples; i++) {
        const mlt_joutcome *now = mlt_journal_outcome(j, i, condition);
        if (takes_part(&j->samples[i], now))
            TRY(add_sample(w, *out, &j->samples[i], now, limited, error));
    }
    return MLTEST_OK;
}

/* The headline figure of clean pictures on exactly the samples a condition was judged on. */
static mltest_status clean_on_same(work *w, mlt_coco *clean, size_t condition, double *map,
                                   double *ap50, mltest_error **error)
{
    const mltest_journal *j = w->card->journal;
    mlt_coco_result result;
    size_t n = 0;
    for (size_t i = 0; i < j->n_samples; i++) {
        if (takes_part(&j->samples[i], mlt_journal_outcome(j, i, 0)))
            w->weights[n++] =
                takes_part(&j->samples[i], mlt_journal_outcome(j, i, condition)) ? 1 : 0;
    }
    TRY(mlt_coco_finish(clean, w->weights, MLT_COCO_ALL_AREA, &result, error));
    *map = defined(result.stats[MLT_COCO_AP]);
    *ap50 = defined(result.stats[MLT_COCO_AP50]);
    mlt_coco_result_free(w->card->ctx, &result);
    return MLTEST_OK;
}

/* Of a label that is known only up to an interval no more than AP50 can be said. */
static void take_figures(mlt_condition_score *out, const mlt_coco_result *result)
{
    out->ap50 = defined(result->stats[MLT_COCO_AP50]);
    if (out->label_limited)
        return;
    out->map = defined(result->stats[MLT_COCO_AP]);
    out->ap75 = defined(result->stats[MLT_COCO_AP75]);
    out->ar = defined(result->stats[MLT_COCO_AR100]);
}

static void take_drop(mlt_condition_score *out, double clean)
{
    out->drop = clean - out->map;
    out->drop_relative = clean > 0 ? out->drop / clean : NAN;
}

static mltest_status judge(work *w, mlt_coco *clean, size_t condition, mltest_error **error)
{
    mlt_condition_score *out = &w->card->conditions[condition];
    mlt_coco *coco = NULL;
    mlt_coco_result result;
    double map0, ap0;
    mltest_status status = accumulate(w, condition, &coco, error);
    if (status == MLTEST_OK && mlt_coco_n_images(coco) > 0)
        status = mlt_coco_finish(coco, NULL, MLT_COCO_ALL_AREA, &result, error);
    if (status == MLTEST_OK && mlt_coco_n_images(coco) > 0) {
        take_figures(out, &result);
        mlt_coco_result_free(w->card->ctx, &result);
        status = clean_on_same(w, clean, condition, &map0, &ap0, error);
        if (status == MLTEST_OK) {
            out->drop50 = ap0 - out->ap50;
            take_drop(out, map0);
        }
    }
    mlt_coco_free(coco);
    return status;
}

static mltest_status copy_classes(work *w, const mlt_coco_result *result, mlt_class_scores *classes,
                                  mltest_error **error)
{
    mltest_context *ctx = w->card->ctx;
    size_t n = result->n_classes + 1;
    classes->ap = mlt_alloc_zero(ctx, n, sizeof(double));
    classes->ap50 = mlt_alloc_zero(ctx, n, sizeof(double));
    classes->n_truths = mlt_alloc_zero(ctx, n, sizeof(double));
    if (classes->ap == NULL || classes->ap50 == NULL || classes->n_truths == NULL)
        return mlt_fail_memory(error);
    for (size_t k = 0; k < result->n_classes; k++) {
        classes->ap[k] = defined(result->ap[k]);
        classes->ap50[k] = defined(result->ap50[k]);
        classes->n_truths[k] = result->n_truths[k];
    }
    return MLTEST_OK;
}

static mltest_status score_boxes(work *w, mlt_class_scores *classes, mltest_error **error)
{
    const mltest_journal *j = w->card->journal;
    mlt_coco *clean = NULL;
    mlt_coco_result result;
    mltest_status status = accumulate(w, 0, &clean, error);
    if (status == MLTEST_OK && mlt_coco_n_images(clean) > 0) {
        status = mlt_coco_finish(clean, NULL, MLT_COCO_ALL_AREA, &result, error);
        if (status == MLTEST_OK) {
            status = copy_classes(w, &result, classes, error);
            mlt_coco_result_free(w->card->ctx, &result);
        }
        for (size_t c = 0; status == MLTEST_OK && c < j->n_conditions; c++)
            status = judge(w, clean, c, error);
    }
    mlt_coco_free(clean);
    return status;
}

/* The answers under one condition, on the samples that another was judged on as well. */
static mltest_status classify(work *w, size_t condition, size_t judged, mlt_classify_result *result,
                              mltest_error **error)
{
    const mltest_journal *j = w->card->journal;
    size_t n = 0;
    for (size_t i = 0; i < j->n_samples; i++) {
        const mlt_jsample *sample = &j->samples[i];
        const mlt_joutcome *answer = mlt_journal_outcome(j, i, condition);
        const mlt_joutcome *other = mlt_journal_outcome(j, i, judged);
        if (!takes_part(sample, answer) || !takes_part(sample, other) || sample->n_truth == 0 ||
            mlt_place_class(sample->truth[0].cls, other) < 0)
            continue;
        int32_t cls = mlt_place_class(sample->truth[0].cls, answer);
        w->classes[n] = cls;
        w->ranks[n++] = mlt_classify_rank(answer->preds, answer->n_preds, cls);
    }
    return mlt_classify(w->card->ctx, w->classes, w->ranks, NULL, n, j->run.n_classes, result,
                        error);
}

static mltest_status score_classes(work *w, size_t condition, mltest_error **error)
{
    mlt_condition_score *out = &w->card->conditions[condition];
    mlt_classify_result now, clean;
    TRY(classify(w, condition, condition, &now, error));
    TRY(classify(w, 0, condition, &clean, error));
    out->map = defined(now.top1);
    out->ap50 = defined(now.top5);
    out->ap75 = defined(now.balanced);
    take_drop(out, defined(clean.top1));
    return MLTEST_OK;
}

static void clear_performance(mltest_scorecard *card)
{
    for (size_t c = 0; c < card->journal->n_conditions; c++) {
        mlt_condition_score *s = &card->conditions[c];
        s->map = s->ap50 = s->ap75 = s->ar = NAN;
        s->drop = s->drop_relative = s->drop50 = NAN;
        s->label_limited = is_label_limited(card->journal, c);
    }
}

mltest_status mlt_score_performance(mltest_scorecard *card, mlt_sides *sides,
                                    mlt_class_scores *classes, mltest_error **error)
{
    const mltest_journal *j = card->journal;
    work w = {.card = card, .sides = sides};
    mltest_status status = MLTEST_OK;
    memset(classes, 0, sizeof *classes);
    clear_performance(card);
    w.weights = mlt_alloc_zero(card->ctx, j->n_samples + 1, sizeof *w.weights);
    w.classes = mlt_alloc_zero(card->ctx, j->n_samples + 1, sizeof *w.classes);
    w.ranks = mlt_alloc_zero(card->ctx, j->n_samples + 1, sizeof *w.ranks);
    if (w.weights == NULL || w.classes == NULL || w.ranks == NULL)
        status = mlt_fail_memory(error);
    else if (j->run.task != MLTEST_TASK_CLASSIFICATION)
        status = score_boxes(&w, classes, error);
    else
        for (size_t c = 0; status == MLTEST_OK && c < j->n_conditions; c++)
            status = score_classes(&w, c, error);
    mlt_free(card->ctx, w.weights);
    mlt_free(card->ctx, w.classes);
    mlt_free(card->ctx, w.ranks);
    mlt_free(card->ctx, w.truths);
    mlt_free(card->ctx, w.preds);
    return status;
}
