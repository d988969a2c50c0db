/* SPDX-License-Identifier: MIT */
/*
 * Elementary functions in plain IEEE 754 double arithmetic (add, multiply, divide, sqrt; never
 * fused), so every machine, compiler and optimisation level gives the same bits; libm's versions
 * do not. Rounding to nearest is assumed (base/fpenv.h). Exception flags mean nothing.
 *
 * Special values are those of C11 annex F: NaN in, NaN out; a domain error is NaN; overflow is an
 * infinity; the sign of zero is kept where the function passes through zero.
 *
 * The bounds beside each are on the error against the exact value, in units of the last place of
 * the result, subnormal results included. The unit tests hold them to tables of exact values;
 * 1 ulp means that at most a neighbour of the nearest double comes out.
 */
#ifndef MLT_BASE_MATH_H
#define MLT_BASE_MATH_H

double mlt_exp(double x);             /* 1 ulp (0.52 where normal) */
double mlt_expm1(double x);           /* 2 ulp */
double mlt_natural_log(double x);     /* 1 ulp (0.51); mlt_log below */
double mlt_log1p(double x);           /* 1 ulp */
double mlt_pow(double x, double y);   /* 1 ulp (0.52 where normal): exact powers are exact */
double mlt_sin(double x);             /* 1 ulp for every finite x, however large */
double mlt_cos(double x);             /* 1 ulp for every finite x, however large */
double mlt_atan2(double y, double x); /* 1 ulp (0.51) */
double mlt_erf(double x);             /* 2 ulp */
double mlt_erfc(double x);            /* 4 ulp */
double mlt_normal_cdf(double z);      /* 4 ulp, in both tails */
double mlt_normal_quantile(double p); /* 6 ulp; -inf at 0, inf at 1, NaN outside */
double mlt_lgamma(double x);          /* x > 0: 2 ulp or 4e-18, the larger; inf at 0, NaN below */

/* Inline, because the context's log line (base/context.h) holds this name for the linker. */
static inline double mlt_log(double x)
{
    return mlt_natural_log(x);
}

#endif
