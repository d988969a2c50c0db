/* SPDX-License-Identifier: MIT */
#include "compare/augmentation_effect.h"

#include <math.h>

#include "base/alloc.h"
#include "base/checked.h"
#include "stats/multiple.h"

static const mlt_panel_figure figures[] = {MLT_PANEL_AFFECTED, MLT_PANEL_WRONG};
enum { N_FIGURES = sizeof figures / sizeof figures[0] };

/* --- which levels ----------------------------------------------------------------------------- */

static bool is_of_any(const char *kind, const mlt_augmentation_use *uses, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (mlt_augmentation_has_kind(uses[i].kinds, kind))
            return true;
    return false;
}

static double *row_at(const mlt_effects *e, const mlt_panel *p, size_t row)
{
    return &e->weights[row * p->n_levels];
}

static void add_kind(mlt_effects *e, const mlt_panel *p, size_t row, size_t kind)
{
    const double *own = mlt_panel_kind_row(p, kind);
    for (size_t level = 0; level < p->n_levels; level++)
        row_at(e, p, row)[level] += own[level];
    e->rows[row].n_kinds++;
}

/* The mean over kinds of the means over their severities. */
static void add_use(mlt_effects *e, const mlt_panel *p, const mlt_augmentation_use *use)
{
    mlt_effect *effect = &e->rows[e->n];
    *effect = (mlt_effect){.name = use->name, .kinds = use->kinds, .kind = MLT_PANEL_NO_KIND};
    for (size_t k = 0; k < p->n_kinds; k++)
        if (p->kinds[k].n_levels > 0 && mlt_augmentation_has_kind(use->kinds, p->kinds[k].name))
            add_kind(e, p, e->n, k);
    for (size_t level = 0; level < p->n_levels && effect->n_kinds > 0; level++)
        row_at(e, p, e->n)[level] /= (double)effect->n_kinds;
    e->n++;
}

static mltest_status arrange(mlt_effects *e, const mlt_panel *p, const mlt_augmentation_use *uses,
                             size_t n_uses, mltest_error **error)
{
    size_t cells, most = n_uses + p->n_kinds;
    if (!mlt_mul_size(most, p->n_levels, &cells))
        return mlt_fail_memory(error);
    e->rows = mlt_alloc_zero(e->ctx, most, sizeof *e->rows);
    e->weights = mlt_alloc_zero(e->ctx, cells, sizeof *e->weights);
    if (e->rows == NULL || e->weights == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n_uses; i++)
        add_use(e, p, &uses[i]);
    e->n_uses = n_uses;
    for (size_t k = 0; k < p->n_kinds; k++) {
        if (p->kinds[k].n_levels == 0 || is_of_any(p->kinds[k].name, uses, n_uses))
            continue;
        e->rows[e->n] = (mlt_effect){.name = p->kinds[k].name, .kind = k};
        add_kind(e, p, e->n, k);
        e->n++;
    }
    return MLTEST_OK;
}

/* --- what groups add -------------------------------------------------------------------------- */

/* Row for row the affected fraction, then the failures. */
typedef struct {
    double *parts, *shares;
    mlt_arms_effect *effects;
    mlt_arms arms;
} material;

/* A group's share in what the figure is a mean over. */
static void find_shares(const mlt_panel *p, mlt_panel_figure figure, const double *row, double *out)
{
    double weight = 0;
    for (size_t level = 0; level < p->n_levels; level++) {
        const double *n = &p->counts[((size_t)figure * p->n_levels + level) * p->n_groups];
        double sum = 0;
        for (size_t g = 0; g < p->n_groups; g++)
            sum += n[g];
        if (!(row[level] > 0) || !(sum > 0))
            continue;
        weight += row[level];
        for (size_t g = 0; g < p->n_groups; g++)
            out[g] += row[level] * n[g] / sum;
    }
    for (size_t g = 0; g < p->n_groups && weight > 0; g++)
        out[g] /= weight;
}

static size_t run_of(const mlt_arm arms[2], size_t run)
{
    return run < arms[0].n ? arms[0].models[run] : arms[1].models[run - arms[0].n];
}

/* Runs as their differences from the first. */
static void gather(material *m, const mlt_effects *e, const mlt_panel *p, const mlt_arm arms[2])
{
    size_t n_runs = arms[0].n + arms[1].n;
    for (size_t i = 0; i < e->n * N_FIGURES; i++) {
        mlt_panel_figure figure = figures[i % N_FIGURES];
        const double *row = row_at(e, p, i / N_FIGURES);
        find_shares(p, figure, row, &m->shares[i * p->n_groups]);
        for (size_t r = 0; r < n_runs; r++)
            mlt_panel_differences(p, figure, run_of(arms, 0), run_of(arms, r), row,
                                  &m->parts[(i * n_runs + r) * p->n_groups]);
    }
}

static mltest_status make_material(material *m, const mlt_effects *e, const mlt_panel *p,
                                   const mlt_arm arms[2], mltest_error **error)
{
    size_t cells, n_figures = e->n * N_FIGURES, n_runs = arms[0].n + arms[1].n;
    if (!mlt_mul_size(n_figures, p->n_groups, &cells))
        return mlt_fail_memory(error);
    m->shares = mlt_alloc_zero(e->ctx, cells, sizeof *m->shares);
    if (!mlt_mul_size(cells, n_runs, &cells))
        return mlt_fail_memory(error);
    m->parts = mlt_alloc_zero(e->ctx, cells, sizeof *m->parts);
    m->effects = mlt_alloc_zero(e->ctx, n_figures, sizeof *m->effects);
    if (m->parts == NULL || m->shares == NULL || m->effects == NULL)
        return mlt_fail_memory(error);
    m->arms = (mlt_arms){n_figures, arms[0].n, arms[1].n, p->n_groups, m->parts, m->shares};
    gather(m, e, p, arms);
    return MLTEST_OK;
}

/* --- judgement -------------------------------------------------------------------------------- */

static double mean_of(const mlt_panel *p, const mlt_arm *arm, const double *row)
{
    double sum = 0;
    for (size_t i = 0; i < arm->n; i++)
        sum += mlt_panel_mean(p, MLT_PANEL_AFFECTED, arm->models[i], row, NULL);
    return arm->n > 0 ? sum / (double)arm->n : NAN;
}

static mltest_status correct(mlt_effects *e, mltest_error **error)
{
    double *p = mlt_alloc_zero(e->ctx, e->n, sizeof *p);
    if (p == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < e->n; i++)
        p[i] = e->rows[i].affected.p;
    size_t n = e->n_uses;
    mltest_status status = mlt_holm(e->ctx, p, n, 0, p, error);
    if (status == MLTEST_OK)
        status = mlt_benjamini_hochberg(e->ctx, p + n, e->n - n, p + n, error);
    for (size_t i = 0; i < e->n; i++)
        e->rows[i].p_corrected = p[i];
    mlt_free(e->ctx, p);
    return status;
}

static mltest_status judge(mlt_effects *e, material *m, const mlt_panel *p, const mlt_arm arms[2],
                           const mlt_effect_settings *settings, mltest_error **error)
{
    const mlt_arms_options options = {
        .n_draws = settings->n_draws, .family = e->n_uses, .seed = p->cards[0]->journal->run.seed};
    TRY(make_material(m, e, p, arms, error));
    TRY(mlt_arms_compare(m->effects, e->ctx, &m->arms, &options, error));
    for (size_t i = 0; i < e->n; i++) {
        mlt_effect *effect = &e->rows[i];
        effect->affected = m->effects[i * N_FIGURES];
        effect->failure = m->effects[i * N_FIGURES + 1];
        effect->first = mean_of(p, &arms[0], row_at(e, p, i));
        effect->second = mean_of(p, &arms[1], row_at(e, p, i));
    }
    TRY(correct(e, error));
    for (size_t i = 0; i < e->n; i++) {
        mlt_effect *effect = &e->rows[i];
        double equivalence = i < e->n_uses ? settings->equivalence : 0;
        effect->state = mlt_arms_state(&effect->affected, effect->p_corrected, equivalence);
    }
    return MLTEST_OK;
}

mltest_status mlt_effects_make(mlt_effects *out, const mlt_panel *panel, const mlt_arm arms[2],
                               const mlt_augmentation_use *uses, size_t n_uses,
                               const mlt_effect_settings *settings, mltest_error **error)
{
    material m = {0};
    *out = (mlt_effects){.ctx = panel->ctx,
                         .equivalence = settings->equivalence,
                         .of_recipes = arms[0].n >= MLT_ARMS_RUNS && arms[1].n >= MLT_ARMS_RUNS};
    mltest_status status = arrange(out, panel, uses, n_uses, error);
    if (status == MLTEST_OK)
        status = judge(out, &m, panel, arms, settings, error);
    mlt_free(out->ctx, m.parts);
    mlt_free(out->ctx, m.shares);
    mlt_free(out->ctx, m.effects);
    return status;
}

void mlt_effects_free(mlt_effects *effects)
{
    mlt_free(effects->ctx, effects->rows);
    mlt_free(effects->ctx, effects->weights);
    *effects = (mlt_effects){0};
}
