/* SPDX-License-Identifier: MIT */
/*
 * What the same samples have under the same conditions with several models, in sums over groups:
 * the raw material of every difference between models.
 *
 * The scorecards are of journals with the same samples and conditions in the same order, judged by
 * the same settings. A sample counts under a condition only if it counts there for all models:
 * skipped by none and, where no labels are asked for, eligible for all. So what a group has can
 * change hands between models, which is what sign flips rest on, and all models are judged on the
 * same pictures.
 *
 *     mlt_panel p;
 *     TRY(mlt_panel_make(&p, ctx, cards, n_models, error));
 *     const double *row = mlt_panel_kind_row(&p, kind);             weights of levels, sum 1
 *     double f = mlt_panel_mean(&p, MLT_PANEL_AFFECTED, model, row, NULL);
 *     mlt_panel_differences(&p, MLT_PANEL_AFFECTED, 0, 1, row, d);  d[n_groups], sum f_1 - f_0
 *     … mlt_sign_flip(&r, ctx, d, NULL, p.n_groups, …) …
 *     mlt_panel_free(&p);                                           also after a failure
 *
 * Any mean over conditions is a row: mean of rows for several kinds, or one that a caller makes.
 * In a bootstrap over the n_groups groups pass the draw's weights in place of NULL; draws with the
 * same seed and n_groups are the same draws, so figures of separate bootstraps are paired, too.
 */
#ifndef MLT_COMPARE_PANEL_H
#define MLT_COMPARE_PANEL_H

#include "score/score.h"
#include "score/units.h"

/* What a sample has under a condition. */
typedef enum {
    MLT_PANEL_AFFECTED,    /* 0 or 1 */
    MLT_PANEL_WRONG,       /* correctness below the strictness, 0 or 1; needs labels */
    MLT_PANEL_CONSISTENCY, /* r, 0 to 1 */
    MLT_PANEL_CORRECTNESS, /* q, 0 to 1; needs labels. Its mean is top-1 of classifications */
    MLT_PANEL_CLEAN,       /* q0: of the clean picture, of the same samples and required boxes */
    MLT_PANEL_LOST,        /* boxes, a number */
    MLT_PANEL_ADDED,
    MLT_PANEL_N_FIGURES
} mlt_panel_figure;

#define MLT_PANEL_NO_KIND SIZE_MAX

/* A condition with its replicates, as card->levels; a sample's value is its mean over them. */
typedef struct {
    const char *name; /* of the first replicate; borrowed from the first journal, as all names */
    size_t first;     /* that condition */
    size_t kind;      /* MLT_PANEL_NO_KIND: clean, a chain, or informational */
    double severity;  /* 0: clean */
    size_t n_conditions;
    size_t n;       /* samples that are eligible for all and count */
    bool undefined; /* more skipped than counted with some model, or n is 0: not in the risk */
} mlt_panel_level;

typedef struct {
    const char *name, *family;
    size_t category;
    double weight;   /* in its category, as set and shared with relatives; 0: left out */
    size_t n_levels; /* that are defined */
} mlt_panel_kind;

typedef struct {
    const char *name;
    double weight; /* as set */
} mlt_panel_category;

typedef struct {
    mltest_context *ctx;
    mltest_scorecard *const *cards; /* borrowed */
    size_t n_models;
    mlt_units units; /* of[sample] is its group */
    size_t n_groups; /* units.n */
    mlt_panel_level *levels;
    mlt_panel_kind *kinds; /* in the order of their first conditions, as are the categories */
    mlt_panel_category *categories;
    size_t n_levels, n_kinds, n_categories;
    double *sums;   /* [figure][model][level][group] */
    double *counts; /* [figure][level][group], the same for all models */
    double *rows;   /* weights of levels: a row a level, kind, category, then risk and flat */
} mlt_panel;

mltest_status mlt_panel_make(mlt_panel *panel, mltest_context *ctx, mltest_scorecard *const *cards,
                             size_t n_models, mltest_error **error);
void mlt_panel_free(mlt_panel *panel);

/* Rows of n_levels weights that add up to 1, or all 0 if nothing of it is defined. */
const double *mlt_panel_level_row(const mlt_panel *panel, size_t level);
const double *mlt_panel_kind_row(const mlt_panel *panel, size_t kind); /* mean over severities */
const double *mlt_panel_category_row(const mlt_panel *panel, size_t category);
const double *mlt_panel_risk_row(const mlt_panel *panel); /* categories, their kinds, severities */
const double *mlt_panel_flat_row(const mlt_panel *panel); /* kinds, severities */
/* Whether a kind takes part in the risk: it is defined, and no weight leaves it out. */
bool mlt_panel_is_in_risk(const mlt_panel *panel, size_t kind);

/* The mean under one level, of groups that count weights[g] times (NULL: once); NAN of nothing. */
double mlt_panel_level_mean(const mlt_panel *panel, mlt_panel_figure figure, size_t model,
                            size_t level, const double *weights);
/* The weighted mean over levels of these, of those that are defined. */
double mlt_panel_mean(const mlt_panel *panel, mlt_panel_figure figure, size_t model,
                      const double *row, const double *weights);
/* What each group adds to mean(second) - mean(first); 0 for groups of which nothing counts. */
void mlt_panel_differences(const mlt_panel *panel, mlt_panel_figure figure, size_t first,
                           size_t second, const double *row, double *out);
/* Samples that count for the figure under any level of the row. */
size_t mlt_panel_count(const mlt_panel *panel, mlt_panel_figure figure, const double *row);

/* For callers that look at samples: the mean over the replicates of a level in which the sample
 * counts for all models; NAN if there are none. */
double mlt_panel_sample(const mlt_panel *panel, mlt_panel_figure figure, size_t model, size_t level,
                        size_t sample);

/* panel_groups.c: finds levels, kinds and categories, and makes the rows. */
mltest_status mlt_panel_arrange(mlt_panel *panel, mltest_error **error);

#endif
