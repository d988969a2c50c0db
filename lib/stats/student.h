/* SPDX-License-Identifier: MIT */
/*
 * Student's distribution (W. S. Gosset, Biometrika 6, 1908): a mean in units of a standard error
 * that was itself estimated from few values.
 */
#ifndef MLT_STATS_STUDENT_H
#define MLT_STATS_STUDENT_H

/* P(|T| >= |t|) with df > 0 degrees of freedom, which need not be whole; INFINITY: the normal
 * distribution. Relative error below 1e-12 up to 1000 degrees, 1e-6 beyond. NaN for NaN and for
 * df <= 0. */
double mlt_student_two_sided(double t, double df);

/* t > 0 with P(|T| >= t) = p, p in (0, 1]; NaN otherwise. */
double mlt_student_limit(double p, double df);

#endif
