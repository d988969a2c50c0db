/* SPDX-License-Identifier: MIT */
#include "compare/augmentation_arms.h"

#include <math.h>

#include "base/alloc.h"
#include "base/math.h"
#include "stats/interval.h"
#include "stats/paired_share.h"
#include "stats/sign_flip.h"
#include "stats/student.h"

/* What is needed of the runs, and what a group adds to the difference. */
typedef struct {
    mltest_context *ctx;
    const mlt_arms *arms;
    double *added;   /* [n_groups] */
    double *means;   /* [2][n_groups] of an arm's parts */
    size_t n_differ; /* groups that add something */
} work;

/* Fewer groups that differ than these say little about how much others may. */
enum { FEW = 10 };

/* The runs of arm 0 or 1. */
static size_t first_run(const mlt_arms *a, int arm)
{
    return arm == 0 ? 0 : a->n_a;
}

static size_t count_runs(const mlt_arms *a, int arm)
{
    return arm == 0 ? a->n_a : a->n_b;
}

static double sum(const double *values, size_t n)
{
    double out = 0;
    for (size_t i = 0; i < n; i++)
        out += values[i];
    return out;
}

static void average(work *w)
{
    const mlt_arms *a = w->arms;
    for (int arm = 0; arm < 2; arm++) {
        double *mean = w->means + (size_t)arm * a->n_groups;
        size_t n = count_runs(a, arm);
        for (size_t r = first_run(a, arm); r < first_run(a, arm) + n; r++)
            for (size_t g = 0; g < a->n_groups; g++)
                mean[g] += a->parts[r * a->n_groups + g] / (double)n;
    }
    for (size_t g = 0; g < a->n_groups; g++) {
        w->added[g] = w->means[a->n_groups + g] - w->means[g];
        w->n_differ += w->added[g] != 0;
    }
}

/* --- of models -------------------------------------------------------------------------------- */

static mltest_status evaluate(const void *data, void *room, const double *weights, double *values,
                              mltest_error **error)
{
    const work *w = data;
    double added = 0, share = 0;
    (void)room;
    (void)error;
    for (size_t g = 0; g < w->arms->n_groups; g++) {
        added += weights[g] * w->added[g];
        share += weights[g] * w->arms->shares[g];
    }
    values[0] = share > 0 ? added / share : NAN;
    return MLTEST_OK;
}

static mltest_status take_intervals(mlt_arms_effect *out, mltest_context *ctx,
                                    const mlt_bootstrap *b, mltest_error **error)
{
    mlt_interval wide, narrow;
    TRY(mlt_bootstrap_interval(&wide, ctx, b, 0, 0.95, MLT_PERCENTILE, error));
    TRY(mlt_bootstrap_interval(&narrow, ctx, b, 0, 0.90, MLT_PERCENTILE, error));
    out->low = wide.low;
    out->high = wide.high;
    out->se = wide.se;
    out->lower = narrow.low;
    out->upper = narrow.high;
    return MLTEST_OK;
}

static mltest_status compare_models(mlt_arms_effect *out, const work *w, const mlt_arms_options *o,
                                    mltest_error **error)
{
    const mlt_sign_flip_options flips = {
        .family = o->family, .seed = o->seed, .n_threads = o->n_threads};
    const mlt_bootstrap_options draws = {
        .n_draws = o->n_draws, .seed = o->seed, .n_threads = o->n_threads};
    const mlt_statistic statistic = {
        .n_groups = w->arms->n_groups, .n_values = 1, .evaluate = evaluate, .data = w};
    mlt_sign_flip_result flipped;
    mlt_bootstrap bootstrap;
    TRY(mlt_sign_flip(&flipped, w->ctx, w->added, NULL, w->arms->n_groups, &flips, error));
    out->p = flipped.p;
    TRY(mlt_bootstrap_run(&bootstrap, w->ctx, &statistic, &draws, error));
    mltest_status status = take_intervals(out, w->ctx, &bootstrap, error);
    mlt_bootstrap_free(w->ctx, &bootstrap);
    return status;
}

/* --- of recipes ------------------------------------------------------------------------------- */

/* Variances of the difference of the arms' means: S of each arm and its degrees of freedom, D, V.
 */
typedef struct {
    double runs[2], df[2];
    double groups, single;
} variances;

/* What groups add to a mean, less what they would if all were alike, squared and summed. */
static double spread(const double *added, const double *other, double excess, const mlt_arms *arms)
{
    double out = 0;
    for (size_t g = 0; g < arms->n_groups; g++) {
        double own = added[g] - (other != NULL ? other[g] : 0) - excess * arms->shares[g];
        out += own * own;
    }
    return out;
}

static void measure_arm(variances *v, const work *w, int arm, double bessel)
{
    const mlt_arms *a = w->arms;
    const double *mean = w->means + (size_t)arm * a->n_groups;
    double n = (double)count_runs(a, arm), of_arm = sum(mean, a->n_groups);
    double squares = 0, single = 0;
    for (size_t r = first_run(a, arm); r < first_run(a, arm) + count_runs(a, arm); r++) {
        const double *parts = a->parts + r * a->n_groups;
        double excess = sum(parts, a->n_groups) - of_arm;
        squares += excess * excess;
        single += spread(parts, mean, excess, a);
    }
    v->runs[arm] = squares / (n * (n - 1));
    v->df[arm] = n - 1;
    v->single += bessel * single / (n * (n - 1));
}

static void measure(variances *v, const work *w, double difference)
{
    double n = (double)w->arms->n_groups;
    double bessel = n > 1 ? n / (n - 1) : 1;
    v->single = 0;
    for (int arm = 0; arm < 2; arm++)
        measure_arm(v, w, arm, bessel);
    v->groups = bessel * spread(w->added, NULL, difference, w->arms);
}

/* Degrees of freedom of a sum of variances: as those of the parts, each by its square. */
static double join(double x, double df_x, double y, double df_y)
{
    double squares = x * x / df_x + y * y / df_y;
    return squares > 0 ? (x + y) * (x + y) / squares : df_x + df_y;
}

static void compare_recipes(mlt_arms_effect *out, const work *w)
{
    variances v;
    measure(&v, w, out->difference);
    double runs = v.runs[0] + v.runs[1];
    double df = join(v.runs[0], v.df[0], v.runs[1], v.df[1]);
    double groups = v.groups > v.single ? v.groups - v.single : 0;
    double df_groups = w->arms->n_groups > 1 ? (double)w->arms->n_groups - 1 : 1;
    if (runs < v.single) {
        runs = v.single;
        df = v.df[0] + v.df[1];
    }
    out->of_recipes = true;
    out->df = join(runs, df, groups, df_groups);
    out->se = sqrt(runs + groups);
    double wide = mlt_student_limit(0.05, out->df) * out->se;
    double narrow = mlt_student_limit(0.10, out->df) * out->se;
    out->low = out->difference - wide;
    out->high = out->difference + wide;
    out->lower = out->difference - narrow;
    out->upper = out->difference + narrow;
    out->p = out->difference == 0 ? 1
             : out->se > 0        ? mlt_student_two_sided(out->difference / out->se, out->df)
                                  : 0;
    /* No surer than sign flips of so few groups could be. */
    double least = w->n_differ < 1000 ? mlt_pow(2, 1 - (double)w->n_differ) : 0;
    out->p = fmin(fmax(out->p, least), 1);
}

/* --- either ----------------------------------------------------------------------------------- */

/* Where next to nothing was seen, intervals are at least those of single pairs that change sides,
 * which stay apart also when none does. A group cannot add more than its share. */
static void widen(mlt_arms_effect *out, const work *w)
{
    const double z90 = mlt_normal_quantile(0.95), z95 = mlt_normal_quantile(0.975);
    double n = (double)w->arms->n_groups, more = 0, less = 0, low, high;
    if (w->n_differ >= FEW)
        return;
    for (size_t g = 0; g < w->arms->n_groups; g++) {
        more += n * fmax(w->added[g], 0);
        less += n * fmax(-w->added[g], 0);
    }
    mlt_paired_share_bounds(more, less, n, z95, &low, &high);
    out->low = fmin(out->low, low);
    out->high = fmax(out->high, high);
    mlt_paired_share_bounds(more, less, n, z90, &low, &high);
    out->lower = fmin(out->lower, low);
    out->upper = fmax(out->upper, high);
}

static mltest_status compare(mlt_arms_effect *out, work *w, const mlt_arms_options *options,
                             mltest_error **error)
{
    const mlt_arms_options defaults = {0};
    const mlt_arms *a = w->arms;
    average(w);
    out->difference = sum(w->added, a->n_groups);
    if (a->n_a < MLT_ARMS_RUNS || a->n_b < MLT_ARMS_RUNS)
        TRY(compare_models(out, w, options != NULL ? options : &defaults, error));
    else
        compare_recipes(out, w);
    widen(out, w);
    return MLTEST_OK;
}

mltest_status mlt_arms_compare(mlt_arms_effect *out, mltest_context *ctx, const mlt_arms *arms,
                               const mlt_arms_options *options, mltest_error **error)
{
    work w = {.ctx = ctx, .arms = arms};
    *out = (mlt_arms_effect){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, false};
    if (arms->n_groups == 0 || arms->n_a == 0 || arms->n_b == 0)
        return MLTEST_OK;
    w.added = mlt_alloc_zero(ctx, arms->n_groups, sizeof *w.added);
    w.means = mlt_alloc_zero(ctx, arms->n_groups, 2 * sizeof *w.means);
    mltest_status status = w.added != NULL && w.means != NULL ? compare(out, &w, options, error)
                                                              : mlt_fail_memory(error);
    mlt_free(ctx, w.added);
    mlt_free(ctx, w.means);
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
