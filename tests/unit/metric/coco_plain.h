/* SPDX-License-Identifier: MIT */
/*
 * COCO evaluation as the reference does it, word for word and slowly: one matching per area range
 * and threshold, whole precision-recall curves, binary search. Small inputs only.
 */
#ifndef MLT_TESTS_COCO_PLAIN_H
#define MLT_TESTS_COCO_PLAIN_H

#include "metric/coco.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { PLAIN_IMAGES = 40, PLAIN_ITEMS = 400, PLAIN_DETS = 16000 };

typedef struct {
    uint64_t key;
    mlt_truth truths[PLAIN_ITEMS];
    mlt_pred preds[PLAIN_ITEMS];
    size_t n_truths, n_preds;
} plain_image;

typedef struct {
    double score;
    bool matched, ignored;
    size_t rank;
} plain_det;

static uint64_t plain_state;

static inline double plain_random(double low, double high)
{
    plain_state = plain_state * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * ((double)(plain_state >> 11) / 9007199254740992.0);
}

static inline size_t plain_below(size_t n)
{
    return (size_t)plain_random(0, (double)n);
}

static inline double plain_iou_threshold(size_t t)
{
    return t == 9 ? 0.95 : (double)t * ((0.95 - 0.5) / 9) + 0.5;
}

static const double plain_areas[4][2] = {{0, 1e10}, {0, 1024}, {1024, 9216}, {9216, 1e10}};

static inline double plain_iou(const mlt_box *d, const mlt_truth *g)
{
    double w = fmin(d->x + d->width, g->box.x + g->box.width) - fmax(d->x, g->box.x);
    double h = fmin(d->y + d->height, g->box.y + g->box.height) - fmax(d->y, g->box.y);
    if (w <= 0 || h <= 0)
        return 0;
    double both = d->width * d->height + g->box.width * g->box.height;
    double all = g->flags & MLT_TRUTH_CROWD ? d->width * d->height : both - w * h;
    return w * h / all;
}

/* Stable, by insertion: scores descending. */
static inline void plain_sort(const plain_image *image, size_t *order, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && image->preds[order[j - 1]].score < image->preds[order[j]].score;
             j--) {
            size_t swap = order[j];
            order[j] = order[j - 1];
            order[j - 1] = swap;
        }
}

static inline bool plain_outside(double size, size_t area)
{
    return size < plain_areas[area][0] || size > plain_areas[area][1];
}

/* Matches one image for one class, area and threshold; returns the number of detections. */
static inline size_t plain_match(const plain_image *image, int cls, size_t area, double threshold,
                                 plain_det *out, double *asked)
{
    size_t dets[PLAIN_ITEMS], truths[PLAIN_ITEMS];
    bool taken[PLAIN_ITEMS] = {false};
    size_t n_dets = 0;
    size_t n_truths = 0;
    size_t n_asked = 0;
    for (size_t i = 0; i < image->n_preds; i++)
        if (image->preds[i].cls == cls)
            dets[n_dets++] = i;
    plain_sort(image, dets, n_dets);
    n_dets = n_dets > 100 ? 100 : n_dets;
    for (int ignored = 0; ignored < 2; ignored++) {
        for (size_t i = 0; i < image->n_truths; i++) {
            const mlt_truth *g = &image->truths[i];
            bool ignore = (g->flags & MLT_TRUTH_CROWD) || plain_outside(g->area, area);
            if (g->cls == cls && ignore == (ignored == 1))
                truths[n_truths++] = i;
        }
        if (!ignored)
            n_asked = n_truths;
    }
    for (size_t d = 0; d < n_dets; d++) {
        const mlt_pred *pred = &image->preds[dets[d]];
        double best = fmin(threshold, 1 - 1e-10);
        size_t match = n_truths;
        for (size_t i = 0; i < n_truths; i++) {
            const mlt_truth *g = &image->truths[truths[i]];
            if (taken[i] && !(g->flags & MLT_TRUTH_CROWD))
                continue;
            if (match < n_asked && i >= n_asked)
                break;
            double iou = plain_iou(&pred->box, g);
            if (iou < best)
                continue;
            best = iou;
            match = i;
        }
        out[d] = (plain_det){pred->score, false, false, d};
        if (match < n_truths) {
            taken[match] = true;
            out[d].matched = image->truths[truths[match]].ann_id != 0;
            out[d].ignored = match >= n_asked;
        }
        if (!out[d].matched && plain_outside(pred->box.width * pred->box.height, area))
            out[d].ignored = true;
    }
    *asked += (double)n_asked;
    return n_dets;
}

/* One curve: 101 precisions and scores, and the final recall. All -1 if nothing was asked for. */
static inline void plain_curve(const plain_image *const *images, size_t n_images, int cls,
                               size_t area, double threshold, size_t limit, double *precision,
                               double *scores, double *recall)
{
    static plain_det dets[PLAIN_DETS], cell[PLAIN_ITEMS];
    static double rc[PLAIN_DETS], pr[PLAIN_DETS];
    size_t n = 0;
    double asked = 0;
    for (size_t i = 0; i < n_images; i++) {
        size_t n_cell = plain_match(images[i], cls, area, threshold, cell, &asked);
        for (size_t d = 0; d < n_cell && d < limit; d++)
            dets[n++] = cell[d];
    }
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && dets[j - 1].score < dets[j].score; j--) {
            plain_det swap = dets[j];
            dets[j] = dets[j - 1];
            dets[j - 1] = swap;
        }
    *recall = -1;
    for (size_t r = 0; r < 101; r++)
        precision[r] = scores[r] = -1;
    if (asked == 0)
        return;
    double tp = 0;
    double fp = 0;
    for (size_t i = 0; i < n; i++) {
        tp += dets[i].matched && !dets[i].ignored;
        fp += !dets[i].matched && !dets[i].ignored;
        rc[i] = tp / asked;
        pr[i] = tp / ((fp + tp) + 0x1p-52);
    }
    *recall = n > 0 ? rc[n - 1] : 0;
    for (size_t i = n; i > 1; i--)
        pr[i - 2] = fmax(pr[i - 2], pr[i - 1]);
    for (size_t r = 0; r < 101; r++) {
        double wanted = r == 100 ? 1.0 : (double)r * 0.01;
        size_t j = 0;
        while (j < n && rc[j] < wanted)
            j++;
        precision[r] = j < n ? pr[j] : 0;
        scores[r] = j < n ? dets[j].score : 0;
    }
}

/* A picture full of trouble: ties, duplicates, crowds, id 0, empty boxes, other classes. */
static inline void plain_fill(plain_image *image, uint64_t key, int n_classes, size_t most)
{
    image->key = key;
    image->n_truths = plain_below(most);
    image->n_preds = plain_below(3 * most);
    for (size_t i = 0; i < image->n_truths; i++) {
        mlt_truth *g = &image->truths[i];
        double side = plain_random(0, 1) < 0.5 ? 32 : exp(plain_random(1, 6));
        *g = (mlt_truth){{floor(plain_random(0, 300)), floor(plain_random(0, 300)), floor(side),
                          floor(plain_random(0, 1) < 0.5 ? side : plain_random(1, 100))},
                         0,
                         (int64_t)plain_below(30),
                         (int32_t)plain_below((size_t)n_classes + 1),
                         0};
        if (i > 0 && plain_random(0, 1) < 0.2)
            g->box = image->truths[i - 1].box;
        g->area = g->box.width * g->box.height * (plain_random(0, 1) < 0.5 ? 1 : 0.6);
        if (plain_random(0, 1) < 0.15)
            g->flags = MLT_TRUTH_CROWD;
        if (plain_random(0, 1) < 0.1)
            g->flags |= MLT_TRUTH_IGNORE;
    }
    for (size_t i = 0; i < image->n_preds; i++) {
        mlt_pred *d = &image->preds[i];
        *d = (mlt_pred){{plain_random(0, 300), plain_random(0, 300), plain_random(-1, 100),
                         plain_random(-1, 100)},
                        floor(plain_random(-2, 12)) / 10,
                        (int32_t)plain_below((size_t)n_classes + 2) - 1};
        if (image->n_truths > 0 && plain_random(0, 1) < 0.8) {
            const mlt_truth *near = &image->truths[plain_below(image->n_truths)];
            d->box = near->box;
            d->cls = near->cls;
            d->box.x += plain_random(0, 1) < 0.5 ? 0 : floor(plain_random(-8, 8));
            d->box.height += plain_random(0, 1) < 0.7 ? 0 : floor(plain_random(-8, 8));
        }
    }
}

static inline mltest_status plain_add(mlt_coco *coco, const plain_image *image)
{
    return mlt_coco_add(coco, image->key, image->truths, image->n_truths, image->preds,
                        image->n_preds, NULL);
}

#endif
