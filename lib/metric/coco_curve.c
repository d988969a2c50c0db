/* SPDX-License-Identifier: MIT */
/*
 * Precision and recall of one class. Only correct detections make a point: between two of them
 * precision falls, and no recall threshold can be reached there first.
 */
#include "metric/coco_parts.h"

static const double epsilon = 0x1p-52; /* the reference's guard against 0/0; it shows at 1/1 */

/* numpy.linspace(0, 1, 101). */
static double recall_threshold(size_t i)
{
    return i == MLT_COCO_N_RECALLS - 1 ? 1.0 : (double)i * 0.01;
}

/* The detections of a class in images of positive weight. */
static size_t weigh(const mlt_coco_work *work, size_t cls, mlt_coco_step *steps)
{
    const mlt_coco *coco = work->coco;
    size_t n = 0;
    for (size_t i = coco->first_entry[cls]; i < coco->first_entry[cls + 1]; i++) {
        const mlt_coco_entry *entry = &coco->entries[i];
        double weight = work->weights ? work->weights[entry->image] : 1;
        if (weight > 0)
            steps[n++] =
                (mlt_coco_step){entry->score, weight, entry->correct, entry->wrong, entry->rank};
    }
    return n;
}

/* One curve of the class: which bit, and how many detections per image. */
typedef struct {
    const mlt_coco_step *steps;
    size_t n_steps;
    unsigned bit;
    uint32_t limit;
    double asked;
    mlt_coco_point *points; /* room for n_steps */
    size_t n_points;
    double recall; /* in the end */
} curve;

static void trace(curve *c)
{
    double right = 0;
    double wrong = 0;
    size_t n = 0;
    for (size_t i = 0; i < c->n_steps; i++) {
        const mlt_coco_step *step = &c->steps[i];
        if (step->rank >= c->limit)
            continue;
        if (step->wrong >> c->bit & 1)
            wrong += step->weight;
        if (!(step->correct >> c->bit & 1))
            continue;
        right += step->weight;
        c->points[n++] =
            (mlt_coco_point){right / c->asked, right / ((wrong + right) + epsilon), step->score};
    }
    c->n_points = n;
    c->recall = right / c->asked;
}

/* Precision at a recall is the best at that recall or beyond. */
static void envelope(curve *c)
{
    for (size_t i = c->n_points; i > 1; i--)
        if (c->points[i - 2].precision < c->points[i - 1].precision)
            c->points[i - 2].precision = c->points[i - 1].precision;
}

/* Precision, and the score there, at each recall threshold; strides in elements. scores may be
 * NULL. */
static void sample(const curve *c, double *precision, double *scores, size_t stride)
{
    size_t at = 0;
    for (size_t r = 0; r < MLT_COCO_N_RECALLS; r++) {
        while (at < c->n_points && c->points[at].recall < recall_threshold(r))
            at++;
        bool found = at < c->n_points;
        precision[r * stride] = found ? c->points[at].precision : 0;
        if (scores)
            scores[r * stride] = found ? c->points[at].score : 0;
    }
    /* Recall 0 is reached by the very first detection, whatever it is. */
    if (scores && c->n_steps > 0)
        scores[0] = c->steps[0].score;
}

/* Where [iou][recall = 0][class][area][limit] is in the reference's arrays. */
static size_t place(const mlt_coco_work *work, size_t iou, size_t n_recalls, size_t cls,
                    size_t area, size_t limit)
{
    size_t column = (iou * n_recalls * work->coco->n_columns + cls) * MLT_COCO_N_AREAS + area;
    return column * MLT_COCO_N_LIMITS + limit;
}

static void store(const mlt_coco_work *work, size_t cls, size_t iou, size_t area, size_t limit,
                  const curve *c)
{
    size_t stride = work->coco->n_columns * MLT_COCO_N_AREAS * MLT_COCO_N_LIMITS;
    size_t at = place(work, iou, MLT_COCO_N_RECALLS, cls, area, limit);
    sample(c, work->result->precision + at, work->result->scores + at, stride);
    work->result->recall[place(work, iou, 1, cls, area, limit)] = c->recall;
}

/* All limits of one area and threshold. Without arrays only what the figures need. */
static void trace_limits(const mlt_coco_work *work, size_t i, size_t iou, size_t area, curve *c)
{
    const mlt_coco *coco = work->coco;
    const size_t last = MLT_COCO_N_LIMITS - 1;
    bool arrays = work->flags & MLT_COCO_ARRAYS;
    size_t row = (i * MLT_COCO_N_AREAS + area) * coco->n_ious + iou;
    c->bit = (unsigned)(16 * area + iou);
    for (size_t limit = area == 0 || arrays ? 0 : last; limit <= last; limit++) {
        c->limit = coco->max_dets[limit];
        trace(c);
        work->recall[row * MLT_COCO_N_LIMITS + limit] = c->recall;
        if (!arrays && limit < last)
            continue;
        envelope(c);
        if (arrays)
            store(work, work->classes[i], iou, area, limit, c);
        if (limit == last)
            sample(c, work->precision + row * MLT_COCO_N_RECALLS, NULL, 1);
    }
}

void mlt_coco_curves(const mlt_coco_work *work, size_t i)
{
    const mlt_coco *coco = work->coco;
    size_t cls = work->classes[i];
    size_t first = coco->first_entry[cls];
    size_t n_areas = work->flags & MLT_COCO_ALL_AREA ? 1 : MLT_COCO_N_AREAS;
    mlt_coco_step *steps = work->steps + first;
    curve c = {steps, weigh(work, cls, steps), 0, 0, 0, work->points + first, 0, 0};
    for (size_t area = 0; area < n_areas; area++) {
        c.asked = work->asked[cls * MLT_COCO_N_AREAS + area];
        for (size_t iou = 0; c.asked > 0 && iou < coco->n_ious; iou++)
            trace_limits(work, i, iou, area, &c);
    }
}
