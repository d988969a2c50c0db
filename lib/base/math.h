/* SPDX-License-Identifier: MIT */
/*
 * Elementary functions in plain IEEE 754 double arithmetic (add, multiply, divide, sqrt; never
 * fused), so every machine, compiler and optimisation level gives the same bits; libm's versions
 * do not. Rounding to nearest is assumed (base/fpenv.h). Errno and exception flags mean nothing.
 *
 * Special values are those of C11 annex F: NaN in, NaN out; a domain error is NaN; overflow is an
 * infinity; the sign of zero is kept where the function passes through zero.
 *
 * Error bounds are against the exact value, in units of the last place of the result, over the
 * range where the result is a normal number; the unit tests hold a table of exact values to them.
 */
#ifndef MLT_BASE_MATH_H
#define MLT_BASE_MATH_H

double mlt_exp(double x);   /* 1 ulp */
double mlt_expm1(double x); /* 2 ulp */
double mlt_log(double x);   /* 1 ulp */
double mlt_log1p(double x); /* 2 ulp */
/* 2 ulp, except where the result is subnormal: there 1 unit of 2^-1074 more. */
double mlt_pow(double x, double y);

/* 1 ulp for |x| <= 1e6; beyond, and at any finite argument, still 2 ulp. */
double mlt_sin(double x);
double mlt_cos(double x);
double mlt_atan2(double y, double x); /* 2 ulp */

double mlt_erf(double x);        /* 2 ulp */
double mlt_erfc(double x);       /* 4 ulp */
double mlt_normal_cdf(double z); /* 4 ulp */
/* The z with mlt_normal_cdf(z) = p; -inf at 0, +inf at 1, NaN outside. 4 ulp. */
double mlt_normal_quantile(double p);

/* log of the gamma function for x > 0 (NaN below 0, +inf at 0); 4 ulp or 4e-16, the larger. */
double mlt_lgamma(double x);

#endif
