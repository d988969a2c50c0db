/* SPDX-License-Identifier: MIT */
#include "compare/panel.h"

#include <math.h>

#include "base/alloc.h"
#include "base/checked.h"
#include "base/error.h"
#include "score/weighted_mean.h"

static bool counts(const mlt_sample_score *s, mlt_panel_figure figure)
{
    bool of_labels =
        figure == MLT_PANEL_WRONG || figure == MLT_PANEL_CORRECTNESS || figure == MLT_PANEL_CLEAN;
    return s->counted && (of_labels ? !isnan(s->q) : s->eligible);
}

static double value_of(const mlt_sample_score *s, mlt_panel_figure figure, double strictness)
{
    switch (figure) {
    case MLT_PANEL_AFFECTED:
        return s->r < strictness;
    case MLT_PANEL_WRONG:
        return !(s->q >= strictness);
    case MLT_PANEL_CONSISTENCY:
        return s->r;
    case MLT_PANEL_CORRECTNESS:
        return s->q;
    case MLT_PANEL_CLEAN:
        return isnan(s->q0) ? 0 : s->q0; /* the clean prediction failed */
    case MLT_PANEL_LOST:
        return s->lost;
    default:
        return s->added;
    }
}

static bool counts_for_all(const mlt_panel *p, mlt_panel_figure figure, size_t sample,
                           size_t condition)
{
    for (size_t m = 0; m < p->n_models; m++)
        if (!counts(mlt_scorecard_sample(p->cards[m], sample, condition), figure))
            return false;
    return true;
}

double mlt_panel_sample(const mlt_panel *p, mlt_panel_figure figure, size_t model, size_t level,
                        size_t sample)
{
    const mltest_scorecard *card = p->cards[model];
    mlt_weighted_mean mean = {0, 0};
    size_t left = p->levels[level].n_conditions;
    for (size_t c = p->levels[level].first; left > 0; c++) {
        if (p->cards[0]->level_of[c] != level)
            continue;
        left--;
        if (counts_for_all(p, figure, sample, c))
            mlt_mean_add(&mean, 1,
                         value_of(mlt_scorecard_sample(card, sample, c), figure,
                                  card->settings.score_strictness));
    }
    return mlt_mean_value(&mean);
}

static double *sums_of(const mlt_panel *p, size_t figure, size_t model, size_t level)
{
    return &p->sums[((figure * p->n_models + model) * p->n_levels + level) * p->n_groups];
}

static double *counts_of(const mlt_panel *p, size_t figure, size_t level)
{
    return &p->counts[(figure * p->n_levels + level) * p->n_groups];
}

static void sum_level(mlt_panel *p, mlt_panel_figure figure, size_t level)
{
    double *n = counts_of(p, figure, level);
    for (size_t i = 0; i < p->cards[0]->journal->n_samples; i++) {
        size_t group = p->units.of[i];
        bool any = false;
        for (size_t m = 0; m < p->n_models; m++) {
            double v = mlt_panel_sample(p, figure, m, level, i);
            any = !isnan(v);
            if (any)
                sums_of(p, figure, m, level)[group] += v;
        }
        n[group] += any;
        p->levels[level].n += any && figure == MLT_PANEL_AFFECTED;
    }
}

static mltest_status make_room(mlt_panel *p, mltest_error **error)
{
    size_t n;
    if (!mlt_mul_size(p->n_levels, p->n_groups, &n) || !mlt_mul_size(n, MLT_PANEL_N_FIGURES, &n))
        return mlt_fail_memory(error);
    p->counts = mlt_alloc_zero(p->ctx, n + 1, sizeof *p->counts);
    if (!mlt_mul_size(n, p->n_models, &n))
        return mlt_fail_memory(error);
    p->sums = mlt_alloc_zero(p->ctx, n + 1, sizeof *p->sums);
    return p->counts != NULL && p->sums != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status find_levels(mlt_panel *p, mltest_error **error)
{
    const mltest_scorecard *card = p->cards[0];
    p->levels = mlt_alloc_zero(p->ctx, card->n_levels + 1, sizeof *p->levels);
    if (p->levels == NULL)
        return mlt_fail_memory(error);
    p->n_levels = card->n_levels;
    for (size_t i = 0; i < p->n_levels; i++) {
        const mlt_level_score *level = &card->levels[i];
        p->levels[i] =
            (mlt_panel_level){.name = level->name,
                              .first = level->first,
                              .kind = MLT_PANEL_NO_KIND,
                              .severity = card->journal->conditions[level->first].severity,
                              .n_conditions = (size_t)level->n_replicates};
        for (size_t m = 0; m < p->n_models; m++)
            p->levels[i].undefined = p->levels[i].undefined || p->cards[m]->levels[i].undefined;
    }
    return MLTEST_OK;
}

mltest_status mlt_panel_make(mlt_panel *panel, mltest_context *ctx, mltest_scorecard *const *cards,
                             size_t n_models, mltest_error **error)
{
    *panel = (mlt_panel){.ctx = ctx, .cards = cards, .n_models = n_models};
    TRY(mlt_units_make(&panel->units, ctx, cards[0]->journal, error));
    panel->n_groups = panel->units.n;
    TRY(find_levels(panel, error));
    TRY(make_room(panel, error));
    for (size_t level = 0; level < panel->n_levels; level++) {
        for (int figure = 0; figure < MLT_PANEL_N_FIGURES; figure++)
            sum_level(panel, (mlt_panel_figure)figure, level);
        panel->levels[level].undefined =
            panel->levels[level].undefined || panel->levels[level].n == 0;
    }
    return mlt_panel_arrange(panel, error);
}

void mlt_panel_free(mlt_panel *panel)
{
    mlt_units_free(panel->ctx, &panel->units);
    mlt_free(panel->ctx, panel->levels);
    mlt_free(panel->ctx, panel->kinds);
    mlt_free(panel->ctx, panel->categories);
    mlt_free(panel->ctx, panel->sums);
    mlt_free(panel->ctx, panel->counts);
    mlt_free(panel->ctx, panel->rows);
    *panel = (mlt_panel){0};
}

double mlt_panel_level_mean(const mlt_panel *p, mlt_panel_figure figure, size_t model, size_t level,
                            const double *weights)
{
    const double *sums = sums_of(p, figure, model, level), *n = counts_of(p, figure, level);
    double sum = 0, count = 0;
    for (size_t g = 0; g < p->n_groups; g++) {
        double weight = weights != NULL ? weights[g] : 1;
        sum += weight * sums[g];
        count += weight * n[g];
    }
    return count > 0 ? sum / count : NAN;
}

double mlt_panel_mean(const mlt_panel *p, mlt_panel_figure figure, size_t model, const double *row,
                      const double *weights)
{
    mlt_weighted_mean mean = {0, 0};
    for (size_t level = 0; level < p->n_levels; level++)
        if (row[level] > 0)
            mlt_mean_add(&mean, row[level], mlt_panel_level_mean(p, figure, model, level, weights));
    return mlt_mean_value(&mean);
}

static double total(const double *values, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    return sum;
}

void mlt_panel_differences(const mlt_panel *p, mlt_panel_figure figure, size_t first, size_t second,
                           const double *row, double *out)
{
    double weight = 0; /* of levels that are defined */
    for (size_t g = 0; g < p->n_groups; g++)
        out[g] = 0;
    for (size_t level = 0; level < p->n_levels; level++) {
        double n = row[level] > 0 ? total(counts_of(p, figure, level), p->n_groups) : 0;
        const double *a = sums_of(p, figure, first, level), *b = sums_of(p, figure, second, level);
        if (!(n > 0))
            continue;
        weight += row[level];
        for (size_t g = 0; g < p->n_groups; g++)
            out[g] += row[level] * (b[g] - a[g]) / n;
    }
    for (size_t g = 0; g < p->n_groups && weight > 0; g++)
        out[g] /= weight;
}

size_t mlt_panel_count(const mlt_panel *p, mlt_panel_figure figure, const double *row)
{
    size_t n = 0;
    for (size_t i = 0; i < p->cards[0]->journal->n_samples; i++) {
        bool any = false;
        for (size_t level = 0; level < p->n_levels && !any; level++)
            any = row[level] > 0 && !isnan(mlt_panel_sample(p, figure, 0, level, i));
        n += any;
    }
    return n;
}
