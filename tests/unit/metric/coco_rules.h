/* SPDX-License-Identifier: MIT */
/*
 * COCO evaluation under any rules, word for word and slowly: corrected, LVIS, own thresholds, areas
 * and limits. Beside coco_plain.h, which has the reference's own rules only, and as independent of
 * the library. Small inputs.
 */
#ifndef MLT_TESTS_COCO_RULES_H
#define MLT_TESTS_COCO_RULES_H

#include "coco_plain.h"

enum { RULES_LISTED = 6 };

typedef struct {
    double ious[MLT_COCO_MAX_IOUS];
    size_t n_ious;
    double areas[4][2];
    size_t limits[3]; /* of LVIS: the last one, an image */
    size_t n_limits;
    bool corrected, lvis, reference, honour;
} rules;

typedef struct {
    plain_image plain;
    int32_t negative[RULES_LISTED], not_exhaustive[RULES_LISTED];
    double weight;
} rules_image;

/* What is left of the detections of an image and class. */
typedef struct {
    const mlt_pred *pred;
    double best; /* IoU with a truth that is asked for */
    size_t rank;
} rules_pred;

static inline bool rules_has(const int32_t *list, int cls)
{
    bool found = false;
    for (size_t i = 0; i < RULES_LISTED; i++)
        found = found || list[i] == cls;
    return found;
}

static inline bool rules_is_crowd(const rules *r, const mlt_truth *g)
{
    return !r->lvis && (g->flags & MLT_TRUTH_CROWD);
}

static inline bool rules_is_ignored(const rules *r, const mlt_truth *g)
{
    return rules_is_crowd(r, g) ||
           (r->honour && (g->flags & (MLT_TRUTH_IGNORE | MLT_TRUTH_DIFFICULT)));
}

static inline double rules_iou(const rules *r, const mlt_pred *d, const mlt_truth *g)
{
    mlt_truth plain = *g;
    plain.flags = rules_is_crowd(r, g) ? MLT_TRUTH_CROWD : 0;
    return plain_iou(&d->box, &plain);
}

static inline int rules_compare(double a, double b)
{
    return a > b ? -1 : a < b ? 1 : 0;
}

static inline int rules_compare_box(const mlt_box *a, const mlt_box *b)
{
    int by = rules_compare(a->x, b->x);
    by = by ? by : rules_compare(a->y, b->y);
    by = by ? by : rules_compare(a->width, b->width);
    return by ? by : rules_compare(a->height, b->height);
}

/* Larger first; 0 keeps the order of the file. */
static inline int rules_compare_preds(const rules *r, const rules_pred *a, const rules_pred *b)
{
    int by = rules_compare(a->pred->score, b->pred->score);
    if (by || !r->corrected)
        return by;
    by = rules_compare(a->best, b->best);
    return by ? by : rules_compare_box(&a->pred->box, &b->pred->box);
}

static inline int rules_compare_truths(const mlt_truth *a, const mlt_truth *b)
{
    if (a->flags != b->flags)
        return a->flags < b->flags ? -1 : 1;
    int by = rules_compare(a->area, b->area);
    return by ? by : rules_compare_box(&a->box, &b->box);
}

static inline void rules_sort_preds(const rules *r, rules_pred *preds, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && rules_compare_preds(r, &preds[j - 1], &preds[j]) > 0; j--) {
            rules_pred swap = preds[j];
            preds[j] = preds[j - 1];
            preds[j - 1] = swap;
        }
}

/* LVIS: the best of an image, all classes together. Equals of a corrected one by class and box. */
static inline bool rules_survives(const rules *r, const plain_image *image, size_t at)
{
    size_t before = 0;
    const mlt_pred *d = &image->preds[at];
    for (size_t i = 0; i < image->n_preds; i++) {
        const mlt_pred *other = &image->preds[i];
        int by = rules_compare(other->score, d->score);
        if (by == 0 && r->corrected)
            by = other->cls != d->cls ? (other->cls < d->cls ? -1 : 1)
                                      : rules_compare_box(&other->box, &d->box);
        before += by < 0 || (by == 0 && i < at);
    }
    return !r->lvis || before < r->limits[r->n_limits - 1];
}

static inline size_t rules_truths(const rules *r, const plain_image *image, int cls,
                                  const mlt_truth **out)
{
    size_t n = 0;
    for (size_t i = 0; i < image->n_truths; i++)
        if (image->truths[i].cls == cls)
            out[n++] = &image->truths[i];
    for (size_t i = 1; r->corrected && i < n; i++)
        for (size_t j = i; j > 0 && rules_compare_truths(out[j - 1], out[j]) > 0; j--) {
            const mlt_truth *swap = out[j];
            out[j] = out[j - 1];
            out[j - 1] = swap;
        }
    return n;
}

static inline size_t rules_preds(const rules *r, const rules_image *image, int cls,
                                 const mlt_truth *const *truths, size_t n_truths, rules_pred *out)
{
    const plain_image *plain = &image->plain;
    size_t n = 0;
    if (r->lvis && n_truths == 0 && !rules_has(image->negative, cls))
        return 0;
    for (size_t i = 0; i < plain->n_preds; i++) {
        rules_pred d = {&plain->preds[i], 0, 0};
        if (d.pred->cls != cls || !rules_survives(r, plain, i))
            continue;
        for (size_t g = 0; g < n_truths; g++)
            if (!rules_is_ignored(r, truths[g]))
                d.best = fmax(d.best, rules_iou(r, d.pred, truths[g]));
        out[n++] = d;
    }
    rules_sort_preds(r, out, n);
    for (size_t i = 0; i < n; i++)
        out[i].rank = i;
    return r->lvis || n < r->limits[r->n_limits - 1] ? n : r->limits[r->n_limits - 1];
}

static inline bool rules_outside(const rules *r, double size, size_t area)
{
    return size < r->areas[area][0] || size > r->areas[area][1];
}

/* Matches one image for one class, area and threshold; returns the number of detections. */
static inline size_t rules_match(const rules *r, const rules_image *image, int cls, size_t area,
                                 double threshold, plain_det *out, double *asked)
{
    const mlt_truth *truths[PLAIN_ITEMS];
    static rules_pred preds[PLAIN_ITEMS];
    bool taken[PLAIN_ITEMS] = {false}, ignored[PLAIN_ITEMS];
    size_t n_truths = rules_truths(r, &image->plain, cls, truths);
    size_t n = rules_preds(r, image, cls, truths, n_truths, preds);
    for (size_t g = 0; g < n_truths; g++) {
        ignored[g] = rules_is_ignored(r, truths[g]) || rules_outside(r, truths[g]->area, area);
        *asked += ignored[g] ? 0 : image->weight;
    }
    for (size_t d = 0; d < n; d++) {
        const mlt_pred *pred = preds[d].pred;
        size_t match = n_truths;
        for (int pass = 0; pass < 2 && match == n_truths; pass++) { /* ignored ones last */
            double best = fmin(threshold, 1 - 1e-10);
            for (size_t g = 0; g < n_truths; g++) {
                double iou = rules_iou(r, pred, truths[g]);
                if (ignored[g] != (pass == 1) || iou < best ||
                    (taken[g] && !rules_is_crowd(r, truths[g])))
                    continue;
                best = iou;
                match = g;
            }
        }
        bool matched = match < n_truths;
        out[d] = (plain_det){pred->score, matched, matched && ignored[match], preds[d].rank};
        if (matched) {
            taken[match] = true;
            out[d].matched = !r->reference || truths[match]->ann_id != 0;
        }
        out[d].ignored |=
            !out[d].matched && (rules_outside(r, pred->box.width * pred->box.height, area) ||
                                (r->lvis && rules_has(image->not_exhaustive, cls)));
    }
    return n;
}

/* All detections of a class within a limit, best first, with the weights of their images. */
static inline size_t rules_collect(const rules *r, const rules_image *given, size_t n_images,
                                   int cls, size_t area, double threshold, size_t limit,
                                   plain_det *out, double *weights, double *asked)
{
    static plain_det cell[PLAIN_ITEMS];
    size_t n = 0;
    for (size_t i = 0; i < n_images; i++) {
        size_t n_cell = rules_match(r, &given[i], cls, area, threshold, cell, asked);
        for (size_t d = 0; d < n_cell && d < limit && given[i].weight > 0; d++) {
            size_t at = n++;
            for (; at > 0 && out[at - 1].score < cell[d].score; at--) {
                out[at] = out[at - 1];
                weights[at] = weights[at - 1];
            }
            out[at] = cell[d];
            weights[at] = given[i].weight;
        }
    }
    return n;
}

/* One curve: 101 precisions and scores, and the final recall. All -1 if nothing was asked for. */
static inline void rules_curve(const rules *r, const rules_image *given, size_t n_images, int cls,
                               size_t area, double threshold, size_t limit, double *precision,
                               double *scores, double *recall)
{
    static plain_det dets[PLAIN_DETS];
    static double weights[PLAIN_DETS], rc[PLAIN_DETS], pr[PLAIN_DETS], score[PLAIN_DETS];
    double asked = 0, tp = 0, fp = 0;
    size_t n_points = 0;
    size_t n =
        rules_collect(r, given, n_images, cls, area, threshold, limit, dets, weights, &asked);
    *recall = -1;
    for (size_t i = 0; i < MLT_COCO_N_RECALLS; i++)
        precision[i] = scores[i] = -1;
    if (asked == 0)
        return;
    for (size_t i = 0; i < n; i++) {
        tp += dets[i].matched && !dets[i].ignored ? weights[i] : 0;
        fp += !dets[i].matched && !dets[i].ignored ? weights[i] : 0;
        if (r->corrected && i + 1 < n && dets[i + 1].score == dets[i].score)
            continue; /* the step is not over */
        score[n_points] = dets[i].score;
        rc[n_points] = tp / asked;
        pr[n_points++] = tp / ((fp + tp) + 0x1p-52);
    }
    *recall = n_points > 0 ? rc[n_points - 1] : 0;
    for (size_t i = n_points; i > 1; i--)
        pr[i - 2] = fmax(pr[i - 2], pr[i - 1]);
    for (size_t i = 0; i < MLT_COCO_N_RECALLS; i++) {
        double wanted = i == 100 ? 1.0 : (double)i * 0.01;
        size_t j = 0;
        while (j < n_points && rc[j] < wanted)
            j++;
        precision[i] = j < n_points ? pr[j] : 0;
        scores[i] = j < n_points ? score[j] : 0;
    }
}

static inline rules rules_default(void)
{
    rules r = {.n_ious = 10, .limits = {1, 10, 100}, .n_limits = 3};
    for (size_t t = 0; t < 10; t++)
        r.ious[t] = plain_iou_threshold(t);
    memcpy(r.areas, plain_areas, sizeof r.areas);
    return r;
}

/* A picture full of trouble, with lists of classes. */
static inline void rules_fill(rules_image *image, uint64_t key, int n_classes, size_t most)
{
    plain_fill(&image->plain, key, n_classes, most);
    image->weight = 1;
    for (size_t i = 0; i < RULES_LISTED; i++) {
        image->negative[i] = (int32_t)plain_below((size_t)n_classes + 2) - 1;
        image->not_exhaustive[i] =
            plain_random(0, 1) < 0.7 ? -1 : (int32_t)plain_below((size_t)n_classes + 2) - 1;
    }
}

static inline mltest_status rules_add(mlt_coco *coco, const rules *r, const rules_image *image)
{
    const plain_image *p = &image->plain;
    const mlt_coco_federated federated = {image->negative, RULES_LISTED, image->not_exhaustive,
                                          RULES_LISTED};
    if (!r->lvis)
        return plain_add(coco, p);
    return mlt_coco_add_lvis(coco, p->key, p->truths, p->n_truths, p->preds, p->n_preds, &federated,
                             NULL);
}

/* All three arrays, bit for bit. */
static inline void rules_check(const rules *r, const rules_image *given, size_t n_images,
                               const mlt_coco_result *got)
{
    double precision[MLT_COCO_N_RECALLS], scores[MLT_COCO_N_RECALLS], recall;
    size_t stride = got->n_classes * 4 * r->n_limits;
    ck_assert_uint_eq(got->n_limits, r->n_limits);
    ck_assert_uint_eq(got->n_ious, r->n_ious);
    for (size_t column = 0; column < r->n_ious * stride; column++) {
        size_t t = column / stride;
        int cls = (int)(column / (4 * r->n_limits) % got->n_classes);
        size_t area = column / r->n_limits % 4;
        size_t limit = r->lvis ? PLAIN_ITEMS : r->limits[column % r->n_limits];
        rules_curve(r, given, n_images, cls, area, r->ious[t], limit, precision, scores, &recall);
        ck_assert_double_eq(got->recall[column], recall);
        for (size_t i = 0; i < MLT_COCO_N_RECALLS; i++) {
            size_t at = t * MLT_COCO_N_RECALLS * stride + i * stride + column % stride;
            ck_assert_double_eq(got->precision[at], precision[i]);
            ck_assert_double_eq(got->scores[at], scores[i]);
        }
    }
}

#endif
