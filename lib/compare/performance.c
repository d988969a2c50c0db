/* SPDX-License-Identifier: MIT */
#include "compare/performance.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/checked.h"
#include "base/error.h"
#include "score/weighted_mean.h"

static size_t place(const mlt_paired_performance *p, size_t side, size_t model, size_t level)
{
    return (side * p->panel->n_models + model) * p->panel->n_levels + level;
}

static mltest_status make_room(mlt_paired_performance *p, mltest_error **error)
{
    size_t n = MLT_PAIRED_N * p->panel->n_models * p->panel->n_levels, cells;
    if (!mlt_mul_size(n, p->n_draws, &cells))
        return mlt_fail_memory(error);
    p->points = mlt_alloc_zero(p->panel->ctx, n + 1, sizeof *p->points);
    p->draws = mlt_alloc_zero(p->panel->ctx, cells + 1, sizeof *p->draws);
    if (p->points == NULL || p->draws == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        p->points[i] = NAN;
    for (size_t i = 0; i < cells; i++)
        p->draws[i] = NAN;
    return MLTEST_OK;
}

/* Top-1 is a mean of samples, which the panel has. */
static void take_top(mlt_paired_performance *p, const mlt_panel_draws *d)
{
    static const mlt_panel_figure figures[MLT_PAIRED_N] = {MLT_PANEL_CORRECTNESS, MLT_PANEL_CLEAN};
    for (size_t side = 0; side < MLT_PAIRED_N; side++)
        for (size_t m = 0; m < p->panel->n_models; m++)
            for (size_t level = 0; level < p->panel->n_levels; level++) {
                const mlt_drawn from = mlt_panel_drawn(d, figures[side], m, level);
                size_t at = place(p, side, m, level);
                p->points[at] = from.point;
                if (p->n_draws > 0)
                    memcpy(&p->draws[at * p->n_draws], from.draws, p->n_draws * sizeof(double));
            }
}

/* Replicates are averaged draw by draw; what is undefined in one is undefined. */
static void add_values(mlt_paired_performance *p, size_t side, size_t level, const mlt_bootstrap *b,
                       size_t n_values, bool is_first, double share)
{
    for (size_t m = 0; m < p->panel->n_models; m++) {
        size_t at = place(p, side, m, level), value = m * n_values;
        double *draws = &p->draws[at * p->n_draws];
        p->points[at] = (is_first ? 0 : p->points[at]) + share * b->point[value];
        for (size_t i = 0; i < p->n_draws; i++)
            draws[i] = (is_first ? 0 : draws[i]) + share * b->draws[value * b->n_draws + i];
    }
}

/* Pictures under a condition, and clean if these are not all that clean figures are of. */
static mltest_status draw_condition(mlt_paired_performance *p, size_t level, size_t condition,
                                    bool is_first, const bool *all, bool *wanted,
                                    mltest_error **error)
{
    const mlt_panel *panel = p->panel;
    double share = 1 / (double)panel->levels[level].n_conditions;
    mlt_precision_find_pictures(panel, condition, wanted);
    bool is_all =
        p->has_clean && memcmp(all, wanted, panel->cards[0]->journal->n_samples * sizeof *all) == 0;
    for (size_t side = 0; side < MLT_PAIRED_N; side++) {
        mlt_precision precision;
        mlt_bootstrap b;
        if (side == MLT_PAIRED_CLEAN && is_all) {
            add_values(p, side, level, &p->clean, p->n_values, is_first, share);
            continue;
        }
        TRY(mlt_precision_make(&precision, panel, side == MLT_PAIRED_NOW ? condition : 0, wanted,
                               false, error));
        mltest_status status = mlt_precision_draw(&precision, p->n_draws, &b, error);
        mlt_precision_free(&precision);
        TRY(status);
        add_values(p, side, level, &b, 1, is_first, share);
        mlt_bootstrap_free(panel->ctx, &b);
    }
    return MLTEST_OK;
}

static bool is_limited(const mlt_panel *panel, size_t condition)
{
    for (size_t m = 0; m < panel->n_models; m++)
        if (panel->cards[m]->conditions[condition].label_limited)
            return true;
    return false;
}

static mltest_status draw_clean(mlt_paired_performance *p, const bool *all, mltest_error **error)
{
    mlt_precision precision;
    TRY(mlt_precision_make(&precision, p->panel, 0, all, true, error));
    p->n_pictures = precision.n;
    p->n_values = precision.n_values;
    p->n_classes = precision.n_classes;
    mltest_status status = MLTEST_OK;
    if (precision.n > 0) {
        status = mlt_precision_draw(&precision, p->n_clean, &p->clean, error);
        p->has_clean = status == MLTEST_OK;
    }
    mlt_precision_free(&precision);
    return status;
}

static mltest_status draw_levels(mlt_paired_performance *p, bool *all, bool *wanted,
                                 mltest_error **error)
{
    const mlt_panel *panel = p->panel;
    mlt_precision_find_pictures(panel, 0, all);
    TRY(draw_clean(p, all, error));
    for (size_t level = 0; level < panel->n_levels && p->has_clean; level++) {
        const mlt_panel_level *l = &panel->levels[level];
        bool is_first = true;
        if (l->undefined && l->kind != MLT_PANEL_NO_KIND)
            continue;
        for (size_t c = 0; c < panel->cards[0]->journal->n_conditions; c++) {
            if (panel->cards[0]->level_of[c] != level || is_limited(panel, c))
                continue;
            TRY(draw_condition(p, level, c, is_first, all, wanted, error));
            is_first = false;
        }
    }
    return MLTEST_OK;
}

static mltest_status draw_boxes(mlt_paired_performance *p, mltest_error **error)
{
    size_t n = p->panel->cards[0]->journal->n_samples + 1;
    mltest_context *ctx = p->panel->ctx;
    bool *all = mlt_alloc_zero(ctx, n, sizeof *all), *wanted = mlt_alloc_zero(ctx, n, sizeof *all);
    mltest_status status =
        all != NULL && wanted != NULL ? draw_levels(p, all, wanted, error) : mlt_fail_memory(error);
    mlt_free(ctx, all);
    mlt_free(ctx, wanted);
    return status;
}

mltest_status mlt_paired_performance_make(mlt_paired_performance *p, const mlt_panel_draws *draws,
                                          bool with_boxes, size_t n_clean, size_t n_draws,
                                          mltest_error **error)
{
    bool classes = draws->panel->cards[0]->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    *p = (mlt_paired_performance){.panel = draws->panel,
                                  .n_draws = classes             ? draws->bootstrap.n_draws
                                             : n_draws < n_clean ? n_draws
                                                                 : n_clean,
                                  .n_clean = n_clean};
    mltest_status status = make_room(p, error);
    if (status == MLTEST_OK && classes)
        take_top(p, draws);
    else if (status == MLTEST_OK && with_boxes)
        status = draw_boxes(p, error);
    if (status != MLTEST_OK)
        mlt_paired_performance_free(p);
    return status;
}

void mlt_paired_performance_free(mlt_paired_performance *p)
{
    if (p->panel == NULL)
        return;
    mlt_free(p->panel->ctx, p->points);
    mlt_free(p->panel->ctx, p->draws);
    mlt_bootstrap_free(p->panel->ctx, &p->clean);
    memset(p, 0, sizeof *p);
}

static double mean_of(const mlt_paired_performance *p, const double *values, size_t stride,
                      const double *row)
{
    mlt_weighted_mean mean = {0, 0};
    for (size_t level = 0; level < p->panel->n_levels; level++)
        mlt_mean_add(&mean, row[level], values[level * stride]);
    return mlt_mean_value(&mean);
}

mltest_status mlt_paired_performance_mean(const mlt_paired_performance *p, mlt_paired_side side,
                                          size_t model, const double *row, double *point,
                                          double **draws, mltest_error **error)
{
    size_t at = place(p, side, model, 0);
    *draws = mlt_alloc_zero(p->panel->ctx, p->n_draws + 1, sizeof **draws);
    if (*draws == NULL)
        return mlt_fail_memory(error);
    *point = mean_of(p, &p->points[at], 1, row);
    for (size_t i = 0; i < p->n_draws; i++)
        (*draws)[i] = mean_of(p, &p->draws[at * p->n_draws + i], p->n_draws, row);
    return MLTEST_OK;
}

mlt_drawn mlt_paired_performance_clean(const mlt_paired_performance *p, size_t model, size_t value)
{
    const mlt_bootstrap *b = &p->clean;
    size_t at = model * p->n_values + value;
    if (!p->has_clean)
        return (mlt_drawn){.point = NAN};
    return (mlt_drawn){
        .point = b->point[at], .draws = &b->draws[at * b->n_draws], .n_draws = p->n_clean};
}
