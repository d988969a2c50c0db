/* SPDX-License-Identifier: MIT */
#include "gate/part.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "journal/placed.h"
#include "metric/classify.h"
#include "score/performance_parts.h"

/* Places in .50, .55 … .95 */
enum { ALL_IOUS = 0, IOU_50 = 1 << 0, IOU_75 = 1 << 5 };

static bool is_curve(mlt_gate_value what)
{
    return what == MLT_GATE_AP || what == MLT_GATE_AP50 || what == MLT_GATE_AP75 ||
           what == MLT_GATE_AR;
}

static bool is_count(mlt_gate_value what)
{
    return what == MLT_GATE_PRECISION || what == MLT_GATE_RECALL || what == MLT_GATE_F1;
}

/* Pictures are in the order of the list, which is that of the journal the list was made from. */
static mltest_status add_boxes(mlt_gate_part *p, mlt_performance *w, const size_t *samples,
                               mltest_error **error)
{
    const mltest_journal *j = w->card->journal;
    const mlt_coco_options options = {.n_classes = p->n_classes, .honour_ignore = true};
    bool limited = w->card->conditions[p->condition].label_limited;
    p->added = mlt_alloc_zero(p->ctx, p->n + 1, 1);
    if (p->added == NULL)
        return mlt_fail_memory(error);
    TRY(mlt_coco_new(&p->coco, p->ctx, &options, error));
    for (size_t i = 0; i < p->n; i++) {
        mlt_jsample sample = j->samples[samples[i]];
        const mlt_joutcome *now = mlt_journal_outcome(j, samples[i], p->condition);
        sample.n = i;
        p->takes[i] = p->added[i] = mlt_takes_part(w, &sample, now);
        if (p->takes[i])
            TRY(mlt_performance_add(w, p->coco, &sample, now, limited, error));
    }
    return mlt_coco_prepare(p->coco, error);
}

static mltest_status add_counts(mlt_gate_part *p, const mltest_scorecard *card,
                                const size_t *samples, mltest_error **error)
{
    p->counts = mlt_alloc_zero(p->ctx, p->n + 1, sizeof *p->counts);
    if (p->counts == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < p->n; i++) {
        const mlt_sample_score *s = mlt_scorecard_sample(card, samples[i], p->condition);
        p->takes[i] = s->counted && !isnan(s->q);
        p->counts[i] = s->counts;
    }
    return MLTEST_OK;
}

static mltest_status add_tops(mlt_gate_part *p, const mlt_performance *w, const size_t *samples,
                              mltest_error **error)
{
    const mltest_journal *j = w->card->journal;
    p->classes = mlt_alloc_zero(p->ctx, p->n + 1, sizeof *p->classes);
    p->ranks = mlt_alloc_zero(p->ctx, p->n + 1, sizeof *p->ranks);
    if (p->classes == NULL || p->ranks == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < p->n; i++) {
        const mlt_jsample *sample = &j->samples[samples[i]];
        const mlt_joutcome *now = mlt_journal_outcome(j, samples[i], p->condition);
        int32_t cls = -1;
        if (mlt_takes_part(w, sample, now) && sample->n_truth > 0)
            cls = mlt_place_class(sample->truth[0].cls, now);
        p->takes[i] = cls >= 0;
        p->classes[i] = cls;
        if (cls >= 0)
            p->ranks[i] = mlt_classify_rank(now->preds, now->n_preds, cls);
    }
    return MLTEST_OK;
}

mltest_status mlt_gate_part_make(mlt_gate_part *part, const mltest_scorecard *card,
                                 mlt_sides *sides, mlt_gate_value what, size_t condition,
                                 const size_t *samples, size_t n, mltest_error **error)
{
    /* What reads the card here does not change it. */
    mlt_performance w = {.card = (mltest_scorecard *)card, .sides = sides};
    *part = (mlt_gate_part){.ctx = card->ctx,
                            .what = what,
                            .condition = condition,
                            .n_classes = card->journal->run.n_classes,
                            .n = n};
    part->takes = mlt_alloc_zero(card->ctx, n + 1, 1);
    if (part->takes == NULL)
        return mlt_fail_memory(error);
    mltest_status status = is_curve(what)   ? add_boxes(part, &w, samples, error)
                           : is_count(what) ? add_counts(part, card, samples, error)
                                            : add_tops(part, &w, samples, error);
    mlt_performance_close(&w);
    return status;
}

void mlt_gate_part_free(mlt_gate_part *part)
{
    mlt_coco_free(part->coco);
    mlt_free(part->ctx, part->takes);
    mlt_free(part->ctx, part->added);
    mlt_free(part->ctx, part->counts);
    mlt_free(part->ctx, part->classes);
    mlt_free(part->ctx, part->ranks);
}

mltest_status mlt_gate_part_open(const mlt_gate_part *part, mlt_gate_part_room *room,
                                 mltest_error **error)
{
    *room = (mlt_gate_part_room){NULL, NULL};
    room->weights = mlt_alloc_zero(part->ctx, part->n + 1, sizeof(double));
    if (room->weights == NULL)
        return mlt_fail_memory(error);
    return part->coco != NULL ? mlt_coco_workspace_new(&room->coco, part->coco, error) : MLTEST_OK;
}

void mlt_gate_part_close(const mlt_gate_part *part, mlt_gate_part_room *room)
{
    mlt_coco_workspace_free(room->coco);
    mlt_free(part->ctx, room->weights);
}

static mltest_status value_of_boxes(const mlt_gate_part *p, mlt_gate_part_room *room, double *value,
                                    mltest_error **error)
{
    double ap, ar;
    uint32_t ious = p->what == MLT_GATE_AP50   ? IOU_50
                    : p->what == MLT_GATE_AP75 ? IOU_75
                                               : ALL_IOUS;
    if (mlt_coco_n_images(p->coco) == 0)
        return MLTEST_OK;
    TRY(mlt_coco_replicate(room->coco, room->weights, ious, &ap, &ar, NULL, error));
    *value = mlt_stat_value(p->what == MLT_GATE_AR ? ar : ap);
    return MLTEST_OK;
}

static double value_of_counts(const mlt_gate_part *p, const double *weights)
{
    mlt_f1 sum = {0, 0, 0};
    double any = 0;
    for (size_t i = 0; i < p->n; i++) {
        sum.right += weights[i] * p->counts[i].right;
        sum.wrong += weights[i] * p->counts[i].wrong;
        sum.missed += weights[i] * p->counts[i].missed;
        any += weights[i];
    }
    if (!(any > 0))
        return NAN;
    return mlt_stat_value(p->what == MLT_GATE_PRECISION ? mlt_f1_precision(&sum)
                          : p->what == MLT_GATE_RECALL  ? mlt_f1_recall(&sum)
                                                        : mlt_f1_value(&sum));
}

static mltest_status value_of_tops(const mlt_gate_part *p, const double *weights, double *value,
                                   mltest_error **error)
{
    mlt_classify_result result;
    TRY(mlt_classify(p->ctx, p->classes, p->ranks, weights, p->n, p->n_classes, &result, error));
    *value = mlt_stat_value(p->what == MLT_GATE_BALANCED ? result.balanced : result.top1);
    return MLTEST_OK;
}

mltest_status mlt_gate_part_value(const mlt_gate_part *part, mlt_gate_part_room *room,
                                  const double *weights, const uint8_t *also, double *value,
                                  mltest_error **error)
{
    size_t n = 0; /* the accumulator has only pictures that took part */
    *value = NAN;
    for (size_t i = 0; i < part->n; i++) {
        double weight = weights != NULL ? weights[i] : 1;
        if (part->coco != NULL && !part->added[i])
            continue;
        room->weights[n++] = part->takes[i] && (also == NULL || also[i]) ? weight : 0;
    }
    if (part->coco != NULL)
        return value_of_boxes(part, room, value, error);
    if (part->counts == NULL)
        return value_of_tops(part, room->weights, value, error);
    *value = value_of_counts(part, room->weights);
    return MLTEST_OK;
}
