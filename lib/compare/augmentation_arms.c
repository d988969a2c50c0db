/* SPDX-License-Identifier: MIT */
#include "compare/augmentation_recipes.h"

#include <math.h>

#include "base/alloc.h"
#include "base/checked.h"
#include "base/math.h"
#include "stats/interval.h"
#include "stats/paired_share.h"
#include "stats/sign_flip.h"

typedef struct {
    mltest_context *ctx;
    const mlt_arms *arms;
    mlt_arms_options options;
    double *room; /* three rows of groups a mlt_arm_figure */
    mlt_arm_figure *figures;
} work;

/* Fewer groups that stand apart than these say little about how much others may. */
enum { FEW = 10, N_ROWS = 3 };

static void average(mlt_arm_figure *f)
{
    const mlt_arms *a = f->arms;
    for (int arm = 0; arm < 2; arm++) {
        double *mean = f->means + (size_t)arm * a->n_groups;
        size_t n = mlt_arm_runs(a, arm);
        for (size_t r = mlt_arm_first(a, arm); r < mlt_arm_first(a, arm) + n; r++)
            for (size_t g = 0; g < a->n_groups; g++)
                mean[g] += f->parts[r * a->n_groups + g] / (double)n;
    }
    for (size_t g = 0; g < a->n_groups; g++) {
        f->added[g] = f->means[a->n_groups + g] - f->means[g];
        f->n_differ += f->added[g] != 0;
    }
}

/* --- of models -------------------------------------------------------------------------------- */

static mltest_status evaluate(const void *data, void *room, const double *weights, double *values,
                              mltest_error **error)
{
    const work *w = data;
    (void)room;
    (void)error;
    for (size_t i = 0; i < w->arms->n_figures; i++) {
        const mlt_arm_figure *f = &w->figures[i];
        double added = 0, share = 0;
        for (size_t g = 0; g < w->arms->n_groups; g++) {
            added += weights[g] * f->added[g];
            share += weights[g] * f->shares[g];
        }
        values[i] = share > 0 ? added / share : NAN;
    }
    return MLTEST_OK;
}

static mltest_status take_intervals(mlt_arms_effect *out, mltest_context *ctx,
                                    const mlt_bootstrap *b, size_t i, mltest_error **error)
{
    mlt_interval wide, narrow;
    TRY(mlt_bootstrap_interval(&wide, ctx, b, i, 0.95, MLT_PERCENTILE, error));
    TRY(mlt_bootstrap_interval(&narrow, ctx, b, i, 0.90, MLT_PERCENTILE, error));
    out->low = wide.low;
    out->high = wide.high;
    out->se = wide.se;
    out->lower = narrow.low;
    out->upper = narrow.high;
    return MLTEST_OK;
}

static mltest_status flip_signs(mlt_arms_effect *out, const work *w, mltest_error **error)
{
    const mlt_arms_options *o = &w->options;
    const mlt_sign_flip_options flips = {
        .family = o->family, .seed = o->seed, .n_threads = o->n_threads};
    for (size_t i = 0; i < w->arms->n_figures; i++) {
        mlt_sign_flip_result r;
        TRY(mlt_sign_flip(&r, w->ctx, w->figures[i].added, NULL, w->arms->n_groups, &flips, error));
        out[i].p = isnan(out[i].difference) ? NAN : r.p;
    }
    return MLTEST_OK;
}

static mltest_status compare_models(mlt_arms_effect *out, const work *w, mltest_error **error)
{
    const mlt_arms_options *o = &w->options;
    const mlt_bootstrap_options draws = {
        .n_draws = o->n_draws, .seed = o->seed, .n_threads = o->n_threads};
    const mlt_statistic statistic = {.n_groups = w->arms->n_groups,
                                     .n_values = w->arms->n_figures,
                                     .evaluate = evaluate,
                                     .data = w};
    mlt_bootstrap bootstrap;
    mltest_status status = MLTEST_OK;
    TRY(flip_signs(out, w, error));
    TRY(mlt_bootstrap_run(&bootstrap, w->ctx, &statistic, &draws, error));
    for (size_t i = 0; i < w->arms->n_figures && status == MLTEST_OK; i++)
        status = take_intervals(&out[i], w->ctx, &bootstrap, i, error);
    mlt_bootstrap_free(w->ctx, &bootstrap);
    return status;
}

/* --- either ----------------------------------------------------------------------------------- */

/* Two groups add the same for their shares. */
static bool are_alike(const mlt_arm_figure *f, size_t g, size_t h)
{
    double a = f->added[g] * f->shares[h], b = f->added[h] * f->shares[g];
    return fabs(a - b) <= 1e-12 * f->shares[g] * f->shares[h];
}

/* Groups that are not like most others, if most are alike: the majority is found as by R. S. Boyer
 * and J. S. Moore, "MJRTY", 1991. */
static size_t count_apart(const mlt_arm_figure *f)
{
    size_t major = 0, votes = 0, n = 0;
    for (size_t g = 0; g < f->arms->n_groups; g++) {
        if (!(f->shares[g] > 0))
            continue;
        if (votes == 0)
            major = g;
        votes = are_alike(f, g, major) ? votes + 1 : votes - 1;
    }
    for (size_t g = 0; g < f->arms->n_groups; g++)
        n += f->shares[g] > 0 && !are_alike(f, g, major);
    return n;
}

/* Where groups hardly differ from each other, intervals are at least those of single pairs that
 * change sides, which stay apart also when none or all do. */
static void widen(mlt_arms_effect *out, const mlt_arm_figure *f)
{
    const double z90 = mlt_normal_quantile(0.95), z95 = mlt_normal_quantile(0.975);
    double n = 0, more = 0, less = 0, low, high;
    if (count_apart(f) >= FEW)
        return;
    for (size_t g = 0; g < f->arms->n_groups; g++) {
        n += f->shares[g] > 0;
        *(f->added[g] > 0 ? &more : &less) += fabs(f->added[g]);
    }
    more *= n * (1 - 1e-12); /* rounding must not make of all more than all */
    less *= n * (1 - 1e-12);
    mlt_paired_share_bounds(more, less, n, z95, &low, &high);
    out->low = low < out->low ? low : out->low;
    out->high = high > out->high ? high : out->high;
    mlt_paired_share_bounds(more, less, n, z90, &low, &high);
    out->lower = low < out->lower ? low : out->lower;
    out->upper = high > out->upper ? high : out->upper;
}

static void lay_out(work *w)
{
    const mlt_arms *a = w->arms;
    for (size_t i = 0; i < a->n_figures; i++) {
        double *room = w->room + i * N_ROWS * a->n_groups;
        w->figures[i] = (mlt_arm_figure){.arms = a,
                                         .parts = a->parts + i * (a->n_a + a->n_b) * a->n_groups,
                                         .shares = a->shares + i * a->n_groups,
                                         .added = room,
                                         .means = room + a->n_groups};
        average(&w->figures[i]);
    }
}

static mltest_status compare(mlt_arms_effect *out, work *w, mltest_error **error)
{
    const mlt_arms *a = w->arms;
    bool of_recipes = a->n_a >= MLT_ARMS_RUNS && a->n_b >= MLT_ARMS_RUNS;
    lay_out(w);
    for (size_t i = 0; i < a->n_figures; i++)
        if (mlt_arm_sum(w->figures[i].shares, a->n_groups) > 0)
            out[i].difference = mlt_arm_sum(w->figures[i].added, a->n_groups);
    if (!of_recipes)
        TRY(compare_models(out, w, error));
    for (size_t i = 0; i < a->n_figures; i++) {
        if (isnan(out[i].difference))
            continue;
        if (of_recipes)
            mlt_recipes_compare(&out[i], &w->figures[i]);
        widen(&out[i], &w->figures[i]);
    }
    return MLTEST_OK;
}

static mltest_status make_room(work *w, mltest_error **error)
{
    size_t n;
    if (!mlt_mul_size(w->arms->n_figures, N_ROWS * w->arms->n_groups, &n))
        return mlt_fail_memory(error);
    w->room = mlt_alloc_zero(w->ctx, n, sizeof *w->room);
    w->figures = mlt_alloc_zero(w->ctx, w->arms->n_figures, sizeof *w->figures);
    return w->room != NULL && w->figures != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

mltest_status mlt_arms_compare(mlt_arms_effect *out, mltest_context *ctx, const mlt_arms *arms,
                               const mlt_arms_options *options, mltest_error **error)
{
    work w = {.ctx = ctx, .arms = arms};
    if (options != NULL)
        w.options = *options;
    for (size_t i = 0; i < arms->n_figures; i++)
        out[i] = (mlt_arms_effect){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, false};
    if (arms->n_groups == 0 || arms->n_a == 0 || arms->n_b == 0)
        return MLTEST_OK;
    mltest_status status = make_room(&w, error);
    if (status == MLTEST_OK)
        status = compare(out, &w, error);
    mlt_free(ctx, w.room);
    mlt_free(ctx, w.figures);
    return status;
}

mlt_effect_state mlt_arms_state(const mlt_arms_effect *effect, double p_corrected,
                                double equivalence)
{
    if (isnan(effect->difference))
        return MLT_EFFECT_NOT_TESTED;
    if (p_corrected <= 0.05)
        return effect->difference < 0 ? MLT_EFFECT_HELPED : MLT_EFFECT_HARMED;
    return effect->lower > -equivalence && effect->upper < equivalence ? MLT_EFFECT_NONE
                                                                       : MLT_EFFECT_NOT_DECIDED;
}

const char *mlt_effect_state_name(mlt_effect_state state)
{
    static const char *const names[] = {"not tested", "not decided", "no effect", "helped",
                                        "harmed"};
    return names[state];
}
