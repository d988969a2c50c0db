/* SPDX-License-Identifier: MIT */
/*
 * Precision and recall of one class. Only correct detections make a point: between two of them
 * precision falls, and no recall threshold can be reached there first. What is wrong everywhere is
 * added up once for all thresholds of an area; the hits between add what differs.
 */
#include "metric/coco_parts.h"

static const double epsilon = 0x1p-52; /* the reference's guard against 0/0; it shows at 1/1 */

/* numpy.linspace(0, 1, 101). */
static double recall_threshold(size_t i)
{
    return i == MLT_COCO_N_RECALLS - 1 ? 1.0 : (double)i * 0.01;
}

/* Whether misses count in an area and within a limit, by what is said of them. */
static void set_counting(double counting[MLT_COCO_N_MISSES], size_t area, size_t limit)
{
    for (size_t what = 0; what < MLT_COCO_N_MISSES; what++)
        counting[what] = (what >> area & 1) && what >> MLT_COCO_LEVEL_SHIFT <= limit;
}

static bool same_score(double a, double b)
{
    return mlt_key_descending(a) == mlt_key_descending(b);
}

/* The hits of a class that count in an area and within a limit. */
static size_t gather(const mlt_coco_work *work, size_t cls, size_t area, size_t limit,
                     mlt_coco_step *steps)
{
    const mlt_coco *coco = work->coco;
    const mlt_coco_order *o = coco->order;
    const uint32_t *image = o->miss_image + o->first_miss[cls];
    const uint8_t *what = o->miss_what + o->first_miss[cls];
    double counting[MLT_COCO_N_MISSES];
    double missed = 0;
    size_t n = 0;
    size_t m = 0;
    set_counting(counting, area, limit);
    for (size_t h = o->first_hit[cls]; h < o->first_hit[cls + 1]; h++) {
        const mlt_coco_ordered *hit = &o->hits[h];
        for (; m < hit->misses; m++)
            missed += work->weights[image[m]] * counting[what[m]];
        uint32_t correct = MLT_COCO_OF_AREA(hit->correct, area) & work->ious;
        uint32_t wrong = MLT_COCO_OF_AREA(hit->wrong, area) & work->ious;
        double weight = work->weights[hit->image];
        if (!(correct | wrong) || hit->level > limit || !(weight > 0))
            continue;
        bool joins = coco->corrected && n > 0 && same_score(steps[n - 1].score, hit->score);
        steps[n++] = (mlt_coco_step){
            hit->score,           weight, missed, (uint16_t)correct, (uint16_t)wrong,
            (uint16_t)hit->level, joins};
    }
    return n;
}

/* One curve of the class, at one threshold. */
typedef struct {
    const mlt_coco_step *steps;
    size_t n_steps;
    double asked;
    mlt_coco_point *points; /* room for n_steps */
    size_t n_points;
    double reached[MLT_COCO_N_LIMITS]; /* recall within each limit */
} curve;

static void trace(curve *c, unsigned iou)
{
    double right[MLT_COCO_N_LIMITS] = {0};
    double wrong = 0;
    size_t n = 0;
    size_t gained = 0; /* 1: the step that is open has something correct */
    for (size_t i = 0; i < c->n_steps; i++) {
        const mlt_coco_step *step = &c->steps[i];
        double weights[2] = {0, step->weight};
        size_t correct = step->correct >> iou & 1;
        n += gained & ~(size_t)step->joins;
        gained = (gained & step->joins) | correct;
        for (unsigned limit = 0; limit < MLT_COCO_N_LIMITS; limit++)
            right[limit] += weights[correct & (step->level <= limit)];
        wrong += weights[step->wrong >> iou & 1];
        c->points[n] =
            (mlt_coco_point){right[MLT_COCO_N_LIMITS - 1], step->missed + wrong, step->score};
    }
    c->n_points = n + gained;
    for (size_t limit = 0; limit < MLT_COCO_N_LIMITS; limit++)
        c->reached[limit] = right[limit] / c->asked;
}

/*
 * Precision, and the score there, at each recall threshold: the best precision at that recall or
 * beyond. Strides in elements. scores may be NULL.
 */
static void sample(const curve *c, double *precision, double *scores, size_t stride)
{
    size_t at = c->n_points;
    double best = 0;
    for (size_t r = MLT_COCO_N_RECALLS; r-- > 0;) {
        while (at > 0 && c->points[at - 1].right / c->asked >= recall_threshold(r)) {
            const mlt_coco_point *point = &c->points[--at];
            double here = point->right / ((point->wrong + point->right) + epsilon);
            best = here > best ? here : best;
        }
        precision[r * stride] = best;
        if (scores)
            scores[r * stride] = at < c->n_points ? c->points[at].score : 0;
    }
}

/* The score of the very first detection, whatever it is: recall 0 is reached by it. */
static void sample_first(const mlt_coco_work *work, size_t cls, double *scores)
{
    const mlt_coco *coco = work->coco;
    const mlt_coco_order *o = coco->order;
    size_t h = o->first_hit[cls];
    size_t m = o->first_miss[cls];
    while (h < o->first_hit[cls + 1] && !(work->weights[o->hits[h].image] > 0))
        h++;
    while (m < o->first_miss[cls + 1] && !(work->weights[o->miss_image[m]] > 0))
        m++;
    bool any_hit = h < o->first_hit[cls + 1];
    if (m < o->first_miss[cls + 1] && !(any_hit && o->hits[h].misses <= m - o->first_miss[cls]))
        *scores = coco->dets[o->miss_det[m]].score;
    else if (any_hit)
        *scores = o->hits[h].score;
}

/* Where [iou][recall = 0][class][area][limit] is in the reference's arrays. */
static size_t place(const mlt_coco_work *work, size_t iou, size_t n_recalls, size_t cls,
                    size_t area, size_t limit)
{
    size_t column = (iou * n_recalls * work->coco->n_columns + cls) * MLT_COCO_N_AREAS + area;
    return column * work->coco->n_limits + limit;
}

static void store(const mlt_coco_work *work, size_t cls, size_t iou, size_t area, size_t limit,
                  const curve *c)
{
    const mlt_coco *coco = work->coco;
    size_t stride = coco->n_columns * MLT_COCO_N_AREAS * coco->n_limits;
    size_t at = place(work, iou, MLT_COCO_N_RECALLS, cls, area, limit);
    sample(c, work->result->precision + at, work->result->scores + at, stride);
    sample_first(work, cls, work->result->scores + at);
    work->result->recall[place(work, iou, 1, cls, area, limit)] = c->reached[limit];
}

/* One area at all thresholds, within the last limit or, for the arrays only, a smaller one. */
static void trace_area(const mlt_coco_work *work, size_t i, size_t area, size_t limit, curve *c)
{
    const mlt_coco *coco = work->coco;
    bool last = limit + 1 == coco->n_limits;
    c->n_steps =
        gather(work, work->classes[i], area, limit, work->steps + (c->points - work->points));
    for (size_t iou = 0; iou < coco->n_ious; iou++) {
        if (!(work->ious >> iou & 1))
            continue;
        size_t row = (i * work->n_areas + area) * coco->n_ious + iou;
        trace(c, (unsigned)iou);
        if (last) {
            sample(c, work->precision + row * MLT_COCO_N_RECALLS, NULL, 1);
            for (size_t l = 0; l < coco->n_limits; l++)
                work->recall[row * MLT_COCO_N_LIMITS + l] = c->reached[l];
        }
        if (work->flags & MLT_COCO_ARRAYS)
            store(work, work->classes[i], iou, area, limit, c);
    }
}

void mlt_coco_curves(const mlt_coco_work *work, size_t i)
{
    const mlt_coco *coco = work->coco;
    size_t cls = work->classes[i];
    size_t first = coco->order->first_hit[cls];
    curve c = {.steps = work->steps + first, .points = work->points + first};
    for (size_t area = 0; area < work->n_areas; area++) {
        c.asked = work->asked[cls * MLT_COCO_N_AREAS + area];
        size_t limit = work->flags & MLT_COCO_ARRAYS ? 0 : coco->n_limits - 1;
        for (; c.asked > 0 && limit < coco->n_limits; limit++)
            trace_area(work, i, area, limit, &c);
    }
}
