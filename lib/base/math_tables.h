/* SPDX-License-Identifier: MIT */
/*
 * Tables and coefficients of base/math, made by tools/math_tables.py; math_tables.c says what they
 * fit.
 */
#ifndef MLT_BASE_MATH_TABLES_H
#define MLT_BASE_MATH_TABLES_H

#include <stdint.h>

#include "base/math_dd.h"

/* For significands from 1 + i/128 on: about the inverse, in at most 9 bits, and minus its log, or
 * from MLT_LOG_TURN on minus the log of its double. */
typedef struct {
    double inverse, high, low;
} mlt_log_cell;

/* The cell next to sqrt(2): significands from there on are halved, the exponent is one more. */
enum { MLT_LOG_TURN = 53 };

extern const mlt_dd mlt_exp_powers[64];
extern const mlt_log_cell mlt_log_cells[128];
extern const mlt_dd mlt_atan_steps[33];
extern const uint64_t mlt_two_over_pi[21];
extern const double mlt_exp_poly[5];
extern const double mlt_log_poly[7];
extern const double mlt_sin_poly[7];
extern const double mlt_cos_poly[7];
extern const double mlt_atan_poly[4];
extern const double mlt_erf_poly[14];
extern const double mlt_erfc_poly[24];
extern const double mlt_lgamma_poly[9];
/* Nine coefficients of the numerator, then eight of the denominator. */
extern const double mlt_quantile_centre[17];
extern const double mlt_quantile_near[17];
extern const double mlt_quantile_far[17];

/* c[0] + c[1] x + … + c[n-1] x^(n-1), from the highest power down. */
static inline double mlt_polynomial(const double *c, int n, double x)
{
    double sum = c[n - 1];
    for (int i = n - 2; i >= 0; i--)
        sum = sum * x + c[i];
    return sum;
}

#endif
