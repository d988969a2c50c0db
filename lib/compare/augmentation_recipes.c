/* SPDX-License-Identifier: MIT */
#include "compare/augmentation_recipes.h"

#include <math.h>

#include "base/math.h"
#include "stats/student.h"

/* Variances of the difference: S of each arm and its degrees of freedom, D, V. */
typedef struct {
    double runs[2], df[2];
    double groups, single;
} variances;

/* What groups add to a mean, less what they would if all were alike, squared and summed. */
static double spread(const double *added, const double *other, double excess,
                     const mlt_arm_figure *f)
{
    double out = 0;
    for (size_t g = 0; g < f->arms->n_groups; g++) {
        double own = added[g] - (other != NULL ? other[g] : 0) - excess * f->shares[g];
        out += own * own;
    }
    return out;
}

static void measure_arm(variances *v, const mlt_arm_figure *f, int arm, double bessel)
{
    const mlt_arms *a = f->arms;
    const double *mean = f->means + (size_t)arm * a->n_groups;
    double n = (double)mlt_arm_runs(a, arm), of_arm = mlt_arm_sum(mean, a->n_groups);
    double squares = 0, single = 0;
    for (size_t r = mlt_arm_first(a, arm); r < mlt_arm_first(a, arm) + mlt_arm_runs(a, arm); r++) {
        const double *parts = f->parts + r * a->n_groups;
        double excess = mlt_arm_sum(parts, a->n_groups) - of_arm;
        squares += excess * excess;
        single += spread(parts, mean, excess, f);
    }
    v->runs[arm] = squares / (n * (n - 1));
    v->df[arm] = n - 1;
    v->single += bessel * single / (n * (n - 1));
}

static void measure(variances *v, const mlt_arm_figure *f, double difference)
{
    double n = (double)f->arms->n_groups;
    double bessel = n > 1 ? n / (n - 1) : 1;
    v->single = 0;
    for (int arm = 0; arm < 2; arm++)
        measure_arm(v, f, arm, bessel);
    v->groups = bessel * spread(f->added, NULL, difference, f);
}

/* Degrees of freedom of a sum of variances: as those of the parts, each by its square. */
static double join(double x, double df_x, double y, double df_y)
{
    double squares = x * x / df_x + y * y / df_y;
    return squares > 0 ? (x + y) * (x + y) / squares : df_x + df_y;
}

/* No surer than sign flips of so few groups could be. */
static double test(const mlt_arms_effect *e, size_t n_differ)
{
    if (n_differ == 0)
        return 1;
    double least = n_differ < 1000 ? mlt_pow(2, 1 - (double)n_differ) : 0;
    double p = e->se > 0 ? mlt_student_two_sided(e->difference / e->se, e->df) : 0;
    return p > least ? p : least;
}

void mlt_recipes_compare(mlt_arms_effect *out, const mlt_arm_figure *f)
{
    variances v;
    measure(&v, f, out->difference);
    double runs = v.runs[0] + v.runs[1];
    double df = join(v.runs[0], v.df[0], v.runs[1], v.df[1]);
    double groups = v.groups > v.single ? v.groups - v.single : 0;
    double df_groups = f->arms->n_groups > 1 ? (double)f->arms->n_groups - 1 : 1;
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
    out->p = test(out, f->n_differ);
}
