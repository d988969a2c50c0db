/* SPDX-License-Identifier: MIT */
/*
 * With a = k + 1/2 and b = n - k + 1/2 the integral is an incomplete beta function, of which the
 * continued fraction gives B(t; a, b) = t^a (1-t)^b / a · h. Of E then only sqrt(t(1-t))/a · h
 * remains, beside the prior's mass. Where the fraction would be slow, beyond the mean, that of the
 * other end is subtracted from the whole.
 */
#include "stats/eprocess.h"

#include "base/math.h"
#include "stats/beta.h"

#include <math.h>
#include <stdbool.h>

/* n draws, of which k and m others; target t and rest u = 1 - t, each exact. */
typedef struct {
    double k, m, t, u;
} draws;

static double log_beta(double a, double b)
{
    return mlt_lgamma(a) + mlt_lgamma(b) - mlt_lgamma(a + b);
}

/* The logarithm of ∫ over (0, t), without the prior's mass there. */
static double log_integral(const draws *d)
{
    double a = d->k + 0.5;
    double b = d->m + 0.5;
    double edge = sqrt(d->t * d->u);
    if (d->t <= (a + 1) / (a + b + 2))
        return mlt_log(edge / a * mlt_beta_fraction(a, b, d->t));
    double whole = log_beta(a, b) - d->k * mlt_log(d->t) - d->m * mlt_log(d->u);
    double beyond = edge / b * mlt_beta_fraction(b, a, d->u);
    return whole + mlt_log1p(-beyond * mlt_exp(-whole));
}

/* E of the share being below t. */
static double log_e_below(const draws *d)
{
    if (!(d->k >= 0) || !(d->m >= 0) || !(d->t > 0))
        return -INFINITY;
    if (!(d->u > 0)) /* nothing but k may be seen there: the whole prior against certainty */
        return d->m > 0 ? INFINITY : log_beta(d->k + 0.5, 0.5) - mlt_log(mlt_atan2(0, -1));
    double mass = 2 * mlt_atan2(sqrt(d->t), sqrt(d->u));
    return log_integral(d) - mlt_log(mass);
}

double mlt_log_e_pass(double k, double n, double t)
{
    return log_e_below(&(draws){k, n - k, t, 1 - t});
}

double mlt_log_e_fail(double k, double n, double t)
{
    return log_e_below(&(draws){n - k, k, 1 - t, t});
}

mlt_verdict mlt_e_verdict(double k, double n, double t)
{
    double enough = -mlt_log(MLT_VERDICT_ALPHA);
    if (mlt_log_e_pass(k, n, t) >= enough)
        return MLT_VERDICT_PASS;
    return mlt_log_e_fail(k, n, t) >= enough ? MLT_VERDICT_FAIL : MLT_VERDICT_INCONCLUSIVE;
}

/* Halves [inside, outside] down to neighbouring doubles; returns the end that is spoken against. */
static double bisect(double k, double n, double inside, double outside,
                     double (*log_e)(double, double, double))
{
    double enough = -mlt_log(MLT_VERDICT_ALPHA);
    bool rising = outside > inside;
    for (;;) {
        double middle = inside + (outside - inside) / 2;
        if (rising ? middle <= inside || middle >= outside : middle >= inside || middle <= outside)
            return outside;
        if (log_e(k, n, middle) >= enough)
            outside = middle;
        else
            inside = middle;
    }
}

void mlt_e_bounds(double k, double n, double *low, double *high)
{
    *low = 0;
    *high = 1;
    if (!(k >= 0) || !(n > 0) || !(k <= n))
        return;
    *low = bisect(k, n, k / n, 0, mlt_log_e_fail);
    *high = bisect(k, n, k / n, 1, mlt_log_e_pass);
}
