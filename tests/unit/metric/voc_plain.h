/* SPDX-License-Identifier: MIT */
/*
 * Pascal VOC evaluation as its programs do it, word for word and slowly: all detections of a class
 * in one list, whole curves, every point searched for. Small inputs only.
 */
#ifndef MLT_TESTS_VOC_PLAIN_H
#define MLT_TESTS_VOC_PLAIN_H

#include "coco_plain.h"
#include "metric/mean.h"
#include "metric/voc.h"

#include <float.h>
#include <stdio.h>

typedef struct {
    double ap, tp, fp, asked;
    size_t n;
    double precision[PLAIN_DETS], recall[PLAIN_DETS], scores[PLAIN_DETS];
} voc_plain_class;

typedef struct {
    const plain_image *image;
    const mlt_pred *pred;
    bool *taken;
} voc_plain_det;

static inline bool voc_plain_difficult(const mlt_voc_options *o, const mlt_truth *g)
{
    bool crowd = (g->flags & MLT_TRUTH_CROWD) && !(o->details & MLT_VOC_REPEATED_CROWDS);
    return o->honour_difficult &&
           (crowd || (g->flags & (MLT_TRUTH_DIFFICULT | MLT_TRUTH_IGNORE)) != 0);
}

/* left, top, right, bottom */
static inline void voc_plain_corners(const mlt_voc_options *o, const mlt_box *b, bool pred,
                                     double out[4])
{
    double shift = o->boxes == MLT_VOC_PIXELS;
    bool ready = o->boxes == MLT_VOC_CORNERS;
    out[0] = b->x + shift;
    out[1] = b->y + shift;
    out[2] = ready ? b->width : b->x + b->width;
    out[3] = ready ? b->height : b->y + b->height;
    for (int i = 0; i < 4 && pred && (o->details & MLT_VOC_PRINTED); i++) {
        char text[64];
        snprintf(text, sizeof text, "%.1f", out[i]);
        out[i] = strtod(text, NULL);
    }
}

static inline double voc_plain_score(const mlt_voc_options *o, double score)
{
    char text[64];
    if (!(o->details & MLT_VOC_PRINTED))
        return score;
    snprintf(text, sizeof text, "%.3f", score);
    return strtod(text, NULL);
}

static inline double voc_plain_iou(const mlt_voc_options *o, const mlt_box *det, const mlt_box *gt)
{
    double a[4], b[4];
    voc_plain_corners(o, det, true, a);
    voc_plain_corners(o, gt, false, b);
    double one = o->inclusive ? 1 : 0;
    double w = fmin(a[2], b[2]) - fmax(a[0], b[0]) + one;
    double h = fmin(a[3], b[3]) - fmax(a[1], b[1]) + one;
    bool apart = a[0] > b[2] || b[0] > a[2] || a[1] > b[3] || b[1] > a[3];
    if (w <= 0 || h <= 0 || (apart && (o->details & MLT_VOC_MEET)))
        return 0;
    double both =
        (a[2] - a[0] + one) * (a[3] - a[1] + one) + (b[2] - b[0] + one) * (b[3] - b[1] + one);
    return w * h / (both - w * h);
}

/* +1: right, -1: wrong, 0: neither. */
static inline int voc_plain_match(const mlt_voc_options *o, const voc_plain_det *d)
{
    double most = o->details & MLT_VOC_MEET ? DBL_MIN : 0;
    const mlt_truth *best = NULL;
    for (size_t i = 0; i < d->image->n_truths; i++) {
        const mlt_truth *g = &d->image->truths[i];
        if (g->cls != d->pred->cls)
            continue;
        double iou = voc_plain_iou(o, &d->pred->box, &g->box);
        if (iou > most || (best && iou == most && (o->details & MLT_VOC_LAST_OF_EQUALS))) {
            most = iou;
            best = g;
        }
    }
    if (!best || (o->strict ? most <= o->iou : most < o->iou))
        return -1;
    if (voc_plain_difficult(o, best))
        return 0;
    bool *taken = &d->taken[best - d->image->truths];
    if (*taken)
        return (best->flags & MLT_TRUTH_CROWD) && (o->details & MLT_VOC_REPEATED_CROWDS) ? 0 : -1;
    *taken = true;
    return 1;
}

static inline double voc_plain_points(const mlt_voc_options *o, const voc_plain_class *c)
{
    double ap = 0;
    for (int i = 0; i < 11; i++) {
        double best = 0;
        int k = o->sums == MLT_VOC_NUMPY ? i : 10 - i;
        for (size_t j = 0; j < c->n; j++)
            if (c->recall[j] >= k * 0.1)
                best = fmax(best, c->precision[j]);
        ap += o->sums == MLT_VOC_NUMPY ? best / 11 : best;
    }
    return o->sums == MLT_VOC_NUMPY ? ap : ap / 11;
}

static inline double voc_plain_area(const mlt_voc_options *o, const voc_plain_class *c)
{
    static double rec[PLAIN_DETS + 2], pre[PLAIN_DETS + 2], steps[PLAIN_DETS + 2];
    size_t n = 0;
    double in_order = 0;
    memcpy(rec + 1, c->recall, c->n * sizeof *rec);
    memcpy(pre + 1, c->precision, c->n * sizeof *pre);
    rec[0] = pre[0] = pre[c->n + 1] = 0;
    rec[c->n + 1] = 1;
    for (size_t i = c->n + 1; i > 0; i--)
        pre[i - 1] = fmax(pre[i - 1], pre[i]);
    for (size_t i = 1; i < c->n + 2; i++)
        if (rec[i] != rec[i - 1]) {
            steps[n] = (rec[i] - rec[i - 1]) * pre[i];
            in_order += steps[n++];
        }
    return o->sums == MLT_VOC_NUMPY ? mlt_sum(steps, n) : in_order;
}

/* Images in ascending order of keys. */
static inline void voc_plain(const mlt_voc_options *o, const plain_image *const *images,
                             size_t n_images, int cls, voc_plain_class *out)
{
    static voc_plain_det dets[PLAIN_DETS];
    static bool taken[PLAIN_IMAGES][PLAIN_ITEMS];
    size_t n = 0;
    memset(taken, 0, sizeof taken);
    out->ap = -1;
    out->tp = out->fp = out->asked = 0;
    for (size_t i = 0; i < n_images; i++) {
        for (size_t j = 0; j < images[i]->n_truths; j++)
            out->asked +=
                images[i]->truths[j].cls == cls && ((o->details & MLT_VOC_ASK_DIFFICULT) ||
                                                    !voc_plain_difficult(o, &images[i]->truths[j]));
        for (size_t j = 0; j < images[i]->n_preds; j++)
            if (images[i]->preds[j].cls == cls)
                dets[n++] = (voc_plain_det){images[i], &images[i]->preds[j], taken[i]};
    }
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && voc_plain_score(o, dets[j - 1].pred->score) <
                                        voc_plain_score(o, dets[j].pred->score);
             j--) {
            voc_plain_det swap = dets[j];
            dets[j] = dets[j - 1];
            dets[j - 1] = swap;
        }
    out->n = n;
    for (size_t i = 0; i < n; i++) {
        int end = voc_plain_match(o, &dets[i]);
        out->tp += end > 0;
        out->fp += end < 0;
        out->scores[i] = voc_plain_score(o, dets[i].pred->score);
        out->recall[i] = out->asked > 0 ? out->tp / out->asked : 0;
        out->precision[i] = out->tp / fmax(out->tp + out->fp, DBL_EPSILON);
    }
    if (out->asked > 0)
        out->ap = o->eleven_points ? voc_plain_points(o, out) : voc_plain_area(o, out);
}

static inline mltest_status voc_plain_add(mlt_voc *voc, const plain_image *image)
{
    return mlt_voc_add(voc, image->key, image->truths, image->n_truths, image->preds,
                       image->n_preds, NULL);
}

static inline mlt_voc *voc_plain_new(mlt_voc_options options)
{
    mlt_voc *voc = NULL;
    ck_assert_int_eq(mlt_voc_new(&voc, NULL, &options, NULL), MLTEST_OK);
    return voc;
}

/* Difficult truths as well, which other evaluations do not look at. */
static inline void voc_plain_fill(plain_image *images, size_t n, int n_classes, size_t most)
{
    for (size_t i = 0; i < n; i++) {
        plain_fill(&images[i], 5 + 3 * i, n_classes, most);
        for (size_t j = 0; j < images[i].n_truths; j++)
            if (plain_random(0, 1) < 0.1)
                images[i].truths[j].flags |= MLT_TRUTH_DIFFICULT;
    }
}

#endif
