/* SPDX-License-Identifier: MIT */
/*
 * TIDE word for word and slowly: one table of IoUs an image, one matching a threshold, one list of
 * points a class and run, whole curves. Small inputs only.
 */
#ifndef MLT_TESTS_TIDE_PLAIN_H
#define MLT_TESTS_TIDE_PLAIN_H

#include "coco_plain.h"
#include "metric/tide.h"

enum { TIDE_CLASSES = 8, TIDE_DETS = PLAIN_IMAGES * 100, TIDE_OTHER = MLT_TIDE_N_KINDS };

/* A detection after matching, with what becomes of it if its kind of error is mended. */
typedef struct {
    int cls, mended_cls; /* mended_cls -1: it vanishes */
    double score;
    bool used, ignored;
    int kind;
} tide_det;

/* Everything at one threshold. */
typedef struct {
    tide_det dets[TIDE_DETS]; /* in the order of images and scores */
    size_t n_dets;
    size_t asked[TIDE_CLASSES], missed[TIDE_CLASSES], unused[TIDE_CLASSES];
    int entered[TIDE_CLASSES]; /* the classes, in the order in which they appeared */
    size_t n_entered;
    size_t counts[MLT_TIDE_N_KINDS];
} tide_run;

/* The points of each class in one run. */
typedef struct {
    struct {
        double score[TIDE_DETS];
        bool right[TIDE_DETS];
        size_t n;
        double asked;
    } of[TIDE_CLASSES];
    int entered[TIDE_CLASSES];
    size_t n_entered;
} tide_points;

static inline void tide_enter(int *entered, size_t *n, int cls)
{
    for (size_t i = 0; i < *n; i++)
        if (entered[i] == cls)
            return;
    entered[(*n)++] = cls;
}

static inline void tide_push(tide_points *p, int cls, double score, bool right)
{
    tide_enter(p->entered, &p->n_entered, cls);
    p->of[cls].score[p->of[cls].n] = score;
    p->of[cls].right[p->of[cls].n++] = right;
}

static inline double tide_class_ap(const tide_points *p, int cls)
{
    static size_t order[TIDE_DETS];
    static double rc[TIDE_DETS], pr[TIDE_DETS];
    size_t n = p->of[cls].n;
    double tp = 0;
    double sum = 0;
    if (p->of[cls].asked == 0)
        return 0;
    for (size_t i = 0; i < n; i++) {
        size_t at = i;
        for (; at > 0 && p->of[cls].score[order[at - 1]] < p->of[cls].score[i]; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    for (size_t i = 0; i < n; i++) {
        tp += p->of[cls].right[order[i]];
        rc[i] = tp / p->of[cls].asked;
        pr[i] = tp / (double)(i + 1);
    }
    for (size_t i = n; i > 1; i--)
        pr[i - 2] = fmax(pr[i - 2], pr[i - 1]);
    for (int r = 0; r <= 100; r++) {
        size_t j = 0;
        while (j < n && rc[j] < r / 100.0)
            j++;
        sum += j < n ? pr[j] : 0;
    }
    return sum / 101 * 100;
}

static inline double tide_mean(const tide_points *p)
{
    double sum = 0;
    size_t n = 0;
    for (size_t i = 0; i < p->n_entered; i++) {
        int cls = p->entered[i];
        if (p->of[cls].n == 0 && p->of[cls].asked == 0)
            continue;
        sum += tide_class_ap(p, cls);
        n++;
    }
    return n > 0 ? sum / (double)n : 0;
}

static inline double tide_base_ap(const tide_run *run)
{
    static tide_points p;
    memset(&p, 0, sizeof p);
    for (size_t i = 0; i < run->n_entered; i++)
        tide_enter(p.entered, &p.n_entered, run->entered[i]);
    for (size_t i = 0; i < run->n_dets; i++)
        if (!run->dets[i].ignored)
            tide_push(&p, run->dets[i].cls, run->dets[i].score, run->dets[i].used);
    for (int c = 0; c < TIDE_CLASSES; c++)
        p.of[c].asked = (double)run->asked[c];
    return tide_mean(&p);
}

/* All errors of a kind are mended. `right_first`, `all_found`: the two special runs. */
static inline double tide_mended_ap(const tide_run *run, int kind, bool right_first, bool all_found)
{
    static tide_points p;
    memset(&p, 0, sizeof p);
    for (size_t i = 0; i < run->n_dets; i++) {
        const tide_det *d = &run->dets[i];
        if (d->used)
            continue;
        if (d->kind == kind && d->mended_cls >= 0)
            tide_push(&p, d->mended_cls, d->score, true);
        else if (d->kind != kind && !d->ignored)
            tide_push(&p, d->cls, right_first ? 0 : d->score, false);
    }
    for (size_t c = 0; c < run->n_entered; c++)
        for (size_t i = 0; i < run->n_dets; i++)
            if (run->dets[i].used && run->dets[i].cls == run->entered[c])
                tide_push(&p, run->dets[i].cls, right_first ? 1 : run->dets[i].score, true);
    for (size_t i = 0; i < run->n_entered; i++)
        tide_enter(p.entered, &p.n_entered, run->entered[i]);
    for (int c = 0; c < TIDE_CLASSES; c++)
        p.of[c].asked = (double)(run->asked[c] - (kind == MLT_TIDE_MISS ? run->missed[c] : 0) -
                                 (all_found ? run->unused[c] : 0));
    return tide_mean(&p);
}

/* The first of the largest values; n > 0. */
static inline size_t tide_argmax(const double *v, size_t n)
{
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (v[i] > v[best])
            best = i;
    return best;
}

static double tide_iou[100][PLAIN_ITEMS];

/* One image at one threshold; truths that count are goals, crowds regions. */
typedef struct {
    const mlt_truth *goals[PLAIN_ITEMS], *regions[PLAIN_ITEMS];
    size_t n_goals, n_regions;
    bool used[PLAIN_ITEMS], usable[PLAIN_ITEMS];
    double best_score[PLAIN_ITEMS];
    size_t best_det[PLAIN_ITEMS];
} tide_image;

static inline void tide_match(tide_image *im, tide_det *dets, const mlt_box *boxes, size_t n,
                              double pos)
{
    for (size_t d = 0; d < n; d++) {
        double free_iou[PLAIN_ITEMS];
        for (size_t g = 0; g < im->n_goals; g++) {
            tide_iou[d][g] = plain_iou(&boxes[d], im->goals[g]);
            free_iou[g] = im->goals[g]->cls == dets[d].cls && !im->used[g] ? tide_iou[d][g] : 0;
        }
        size_t g = tide_argmax(free_iou, im->n_goals);
        if (im->n_goals > 0 && free_iou[g] >= pos)
            dets[d].used = im->used[g] = true;
        for (size_t r = 0; r < im->n_regions && !dets[d].used; r++)
            if (im->regions[r]->cls == dets[d].cls && plain_iou(&boxes[d], im->regions[r]) > pos)
                dets[d].ignored = true;
    }
}

/* The kind of detection d's error; *at is the truth of Loc and Cls. */
static inline int tide_kind(const tide_image *im, size_t d, int cls, double pos, double bg,
                            size_t *at)
{
    double same[PLAIN_ITEMS], other[PLAIN_ITEMS], taken[PLAIN_ITEMS];
    size_t n = im->n_goals;
    if (n == 0)
        return MLT_TIDE_BKG;
    for (size_t g = 0; g < n; g++) {
        bool mine = im->goals[g]->cls == cls;
        same[g] = mine ? tide_iou[d][g] : 0;
        other[g] = mine ? 0 : tide_iou[d][g];
        taken[g] = im->used[g] ? same[g] : 0;
    }
    *at = tide_argmax(same, n);
    if (bg <= same[*at] && same[*at] <= pos)
        return MLT_TIDE_LOC;
    *at = tide_argmax(other, n);
    if (other[*at] >= pos)
        return MLT_TIDE_CLS;
    if (taken[tide_argmax(taken, n)] >= pos)
        return MLT_TIDE_DUPE;
    return tide_iou[d][tide_argmax(tide_iou[d], n)] <= bg ? MLT_TIDE_BKG : MLT_TIDE_BOTH;
}

static inline void tide_name_errors(tide_image *im, tide_run *run, tide_det *dets, size_t n,
                                    double pos, double bg)
{
    size_t at[100] = {0};
    for (size_t g = 0; g < im->n_goals; g++)
        im->best_score[g] = -1;
    for (size_t d = 0; d < n; d++) {
        dets[d].mended_cls = -1;
        dets[d].kind = dets[d].used ? TIDE_OTHER : tide_kind(im, d, dets[d].cls, pos, bg, &at[d]);
        if (dets[d].kind < MLT_TIDE_N_KINDS)
            run->counts[dets[d].kind]++;
        bool near = dets[d].kind == MLT_TIDE_LOC || dets[d].kind == MLT_TIDE_CLS;
        if (!near || im->used[at[d]])
            continue;
        im->usable[at[d]] = true;
        if (im->best_score[at[d]] < dets[d].score) {
            im->best_score[at[d]] = dets[d].score;
            im->best_det[at[d]] = d;
        }
    }
    for (size_t g = 0; g < im->n_goals; g++)
        if (im->usable[g]) {
            tide_det *best = &dets[im->best_det[g]];
            best->mended_cls = best->kind == MLT_TIDE_LOC ? best->cls : im->goals[g]->cls;
        }
}

static inline void tide_add_image(tide_run *run, const plain_image *image, int n_classes,
                                  double pos, double bg)
{
    static tide_image im;
    static mlt_box boxes[PLAIN_ITEMS];
    size_t order[PLAIN_ITEMS];
    size_t n = 0;
    tide_det *dets = run->dets + run->n_dets;
    memset(&im, 0, sizeof im);
    for (size_t i = 0; i < image->n_truths; i++) {
        const mlt_truth *t = &image->truths[i];
        if (t->cls < 0 || t->cls >= n_classes)
            continue;
        if (t->flags & MLT_TRUTH_CROWD)
            im.regions[im.n_regions++] = t;
        else
            im.goals[im.n_goals++] = t;
    }
    for (size_t i = 0; i < image->n_preds; i++)
        if (image->preds[i].cls >= 0 && image->preds[i].cls < n_classes)
            order[n++] = i;
    plain_sort(image, order, n);
    n = n > 100 ? 100 : n;
    for (size_t d = 0; d < n; d++) {
        const mlt_pred *pred = &image->preds[order[d]];
        dets[d] = (tide_det){pred->cls, -1, pred->score, false, false, TIDE_OTHER};
        boxes[d] = pred->box;
    }
    tide_match(&im, dets, boxes, n, pos);
    tide_name_errors(&im, run, dets, n, pos, bg);
    run->n_dets += n;
    for (size_t g = 0; g < im.n_goals; g++) {
        int cls = im.goals[g]->cls;
        bool missed = !im.used[g] && !im.usable[g];
        run->asked[cls]++;
        run->unused[cls] += !im.used[g];
        run->missed[cls] += missed;
        run->counts[MLT_TIDE_MISS] += missed;
        tide_enter(run->entered, &run->n_entered, cls);
    }
    for (size_t d = 0; d < n; d++)
        if (!dets[d].ignored)
            tide_enter(run->entered, &run->n_entered, dets[d].cls);
}

/* Images in the order in which they count. */
static inline const tide_run *tide_plain_run(const plain_image *const *images, size_t n,
                                             int n_classes, double pos, double bg)
{
    static tide_run run;
    memset(&run, 0, sizeof run);
    for (size_t i = 0; i < n; i++)
        tide_add_image(&run, images[i], n_classes, pos, bg);
    return &run;
}

static inline mlt_tide_result tide_plain(const plain_image *const *images, size_t n, int n_classes,
                                         double pos, double bg)
{
    mlt_tide_result out = {0};
    double sum = 0;
    for (int i = 0; i < MLT_TIDE_N_IOUS; i++) {
        out.ap_at[i] = tide_base_ap(tide_plain_run(images, n, n_classes, (50 + 5 * i) / 100.0, bg));
        sum += out.ap_at[i];
    }
    out.ap_mean = sum / 10;
    const tide_run *run = tide_plain_run(images, n, n_classes, pos, bg);
    out.ap = tide_base_ap(run);
    for (int kind = 0; kind < MLT_TIDE_N_KINDS; kind++) {
        out.counts[kind] = run->counts[kind];
        out.d_ap[kind] = fmax(tide_mended_ap(run, kind, false, false) - out.ap, 0);
    }
    out.d_false_pos = tide_mended_ap(run, TIDE_OTHER, true, false) - out.ap;
    out.d_false_neg = tide_mended_ap(run, TIDE_OTHER, false, true) - out.ap;
    return out;
}

#endif
