/* SPDX-License-Identifier: MIT */
/*
 * Synthetic pictures with truths and detections, in the shape of COCO's: few classes a picture,
 * some of them everywhere; sizes log-normal; most truths found by one to four detections, the rest
 * of a hundred low scores. Seeded: always the same.
 */
#ifndef MLT_TESTS_SCENES_H
#define MLT_TESTS_SCENES_H

#include "annotation/prediction.h"
#include "annotation/truth.h"
#include "base/math.h"
#include "base/random.h"

enum { SCENE_WIDTH = 640, SCENE_HEIGHT = 480, SCENE_DETS = 100, SCENE_TRUTHS = 90 };

typedef struct {
    mlt_truth truths[SCENE_TRUTHS];
    mlt_pred preds[SCENE_DETS];
    size_t n_truths, n_preds;
} scene;

/* Classes by a law of Zipf's kind, the first one four times as frequent. */
static inline int32_t scene_class(mlt_draws *d, uint32_t n_classes)
{
    double total = 0, sum = 0;
    for (uint32_t c = 0; c < n_classes; c++)
        total += (c == 0 ? 4 : 1) / (c + 3.0);
    double wanted = mlt_draw_uniform(d) * total;
    uint32_t c = 0;
    while (c + 1 < n_classes && (sum += (c == 0 ? 4 : 1) / (c + 3.0)) < wanted)
        c++;
    return (int32_t)c;
}

static inline double scene_cut(double value, double low, double high)
{
    return value < low ? low : value > high ? high : value;
}

static inline mlt_box scene_box(mlt_draws *d)
{
    double area = scene_cut(mlt_exp(7.4 + 1.9 * mlt_draw_normal(d)), 12, 276480);
    double aspect = mlt_exp(0.25 * mlt_draw_normal(d)); /* of the sides' square roots */
    double side = mlt_exp(0.5 * mlt_natural_log(area));
    double width = scene_cut(side * aspect, 1, SCENE_WIDTH - 2);
    double height = scene_cut(side / aspect, 1, SCENE_HEIGHT - 2);
    return (mlt_box){mlt_draw_between(d, 0, SCENE_WIDTH - width),
                     mlt_draw_between(d, 0, SCENE_HEIGHT - height), width, height};
}

/* Five decimals, as detectors write them: some are equal. */
static inline double scene_score(double score)
{
    return (double)(int32_t)(scene_cut(score, 0.001, 0.999) * 1e5 + 0.5) / 1e5;
}

static inline void scene_find(scene *s, mlt_draws *d, const mlt_truth *truth, uint32_t n_classes)
{
    uint32_t n = 1 + mlt_draw_below(d, 4);
    for (uint32_t i = 0; i < n && s->n_preds < SCENE_DETS; i++) {
        double off = (0.05 + 0.06 * i) * mlt_draw_normal(d);
        off = off < 0 ? -off : off;
        const mlt_box *b = &truth->box;
        mlt_box box = {b->x + off * b->width * mlt_draw_normal(d),
                       b->y + off * b->height * mlt_draw_normal(d),
                       b->width * mlt_exp(off * mlt_draw_normal(d)),
                       b->height * mlt_exp(off * mlt_draw_normal(d))};
        double score = (0.65 + 0.15 * mlt_draw_normal(d)) * mlt_exp(-4 * off) - 0.12 * i;
        int32_t cls = mlt_draw_uniform(d) < 0.94 ? truth->cls : scene_class(d, n_classes);
        s->preds[s->n_preds++] = (mlt_pred){box, scene_score(score), cls};
    }
}

static inline void scene_sort(mlt_pred *preds, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && preds[j - 1].score < preds[j].score; j--) {
            mlt_pred swap = preds[j];
            preds[j] = preds[j - 1];
            preds[j - 1] = swap;
        }
}

static inline void scene_fill(scene *s, uint32_t number, uint32_t n_classes)
{
    mlt_draws d;
    int32_t classes[5];
    mlt_draws_init(&d, 7, "scene", number);
    *s = (scene){0};
    for (int i = 0; i < 5; i++)
        classes[i] = scene_class(&d, n_classes);
    uint32_t n_known = 1 + mlt_draw_below(&d, 5);
    double wanted = scene_cut(-7.1 * mlt_natural_log(mlt_draw_uniform(&d) + 1e-9), 0, SCENE_TRUTHS);
    while (s->n_truths < (size_t)wanted) {
        mlt_box box = scene_box(&d);
        s->truths[s->n_truths] =
            (mlt_truth){box, box.width * box.height * mlt_draw_between(&d, 0.45, 0.85),
                        1000 + (int64_t)s->n_truths, classes[mlt_draw_below(&d, n_known)],
                        mlt_draw_uniform(&d) < 0.01 ? MLT_TRUTH_CROWD : 0};
        s->n_truths++;
    }
    for (size_t i = 0; i < s->n_truths; i++)
        if (mlt_draw_uniform(&d) < 0.88)
            scene_find(s, &d, &s->truths[i], n_classes);
    while (s->n_preds < SCENE_DETS) {
        double u = mlt_draw_uniform(&d);
        int32_t cls = mlt_draw_uniform(&d) < 0.6 ? classes[mlt_draw_below(&d, n_known)]
                                                 : scene_class(&d, n_classes);
        s->preds[s->n_preds++] = (mlt_pred){scene_box(&d), scene_score(0.4 * u * u * u * u), cls};
    }
    scene_sort(s->preds, s->n_preds);
}

#endif
