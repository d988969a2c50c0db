/* SPDX-License-Identifier: MIT */
/*
 * Performance of all models on the same pictures and in the same draws: of every level beside that
 * of the clean pictures that it was judged on, and of the clean pictures. mAP of boxes, top-1 of
 * classes.
 */
#ifndef MLT_COMPARE_PERFORMANCE_H
#define MLT_COMPARE_PERFORMANCE_H

#include "compare/draws.h"
#include "compare/precision.h"

typedef enum {
    MLT_PAIRED_NOW,
    MLT_PAIRED_CLEAN, /* the clean pictures of the same samples */
    MLT_PAIRED_N
} mlt_paired_side;

typedef struct {
    const mlt_panel *panel;  /* borrowed */
    size_t n_draws, n_clean; /* n_draws <= n_clean */
    double *points;          /* [side][model][level]; NAN: no labels, or limited by them */
    double *draws;           /* [side][model][level][draw] */
    mlt_bootstrap
        clean; /* of boxes: value v of model m is value m * n_values + v, as precision.h */
    size_t n_values, n_classes;
    size_t n_pictures; /* clean ones */
    bool has_clean;
} mlt_paired_performance;

/* Of boxes only if with_boxes: clean pictures are drawn n_clean times, levels n_draws times, which
 * may be less, as they take the time: these are the first of the same draws. Of classes as draws of
 * the panel. */
mltest_status mlt_paired_performance_make(mlt_paired_performance *p, const mlt_panel_draws *draws,
                                          bool with_boxes, size_t n_clean, size_t n_draws,
                                          mltest_error **error);
void mlt_paired_performance_free(mlt_paired_performance *p);
/* The weighted mean over levels, as mlt_panel_mean(): point and draws, which the caller frees. */
mltest_status mlt_paired_performance_mean(const mlt_paired_performance *p, mlt_paired_side side,
                                          size_t model, const double *row, double *point,
                                          double **draws, mltest_error **error);
/* A figure of clean pictures of boxes, by its place in precision.h. */
mlt_drawn mlt_paired_performance_clean(const mlt_paired_performance *p, size_t model, size_t value);

#endif
