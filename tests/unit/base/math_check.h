/* SPDX-License-Identifier: MIT */
/*
 * Comparing doubles for the tests of base/math. Reference values were computed with 1600 bits and
 * rounded once to the nearest double.
 */
#ifndef MLT_TESTS_BASE_MATH_CHECK_H
#define MLT_TESTS_BASE_MATH_CHECK_H

#include <check.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/random.h"

/* x and the double nearest to f(x). */
typedef struct {
    double x, want;
} math_row;

static inline int64_t math_ordinal(double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    int64_t magnitude = (int64_t)(bits & INT64_MAX);
    return bits >> 63 != 0 ? -magnitude : magnitude;
}

/* How many doubles apart, infinity counting as the one after the largest; NaN is far from all. */
static inline double math_steps(double a, double b)
{
    if (isnan(a) || isnan(b))
        return INFINITY;
    return fabs((double)math_ordinal(a) - (double)math_ordinal(b)) > 1e15
               ? INFINITY
               : fabs((double)(math_ordinal(a) - math_ordinal(b)));
}

/* The same double: the sign of zero counts, all NaNs are one. */
static inline bool math_same(double a, double b)
{
    return isnan(a) ? isnan(b) : math_steps(a, b) == 0 && !signbit(a) == !signbit(b);
}

static inline void math_check_rows(double (*f)(double), const math_row *rows, size_t n,
                                   double steps)
{
    for (size_t i = 0; i < n; i++) {
        double got = f(rows[i].x);
        ck_assert_msg(math_steps(got, rows[i].want) <= steps, "f(%a) = %a, not %a", rows[i].x, got,
                      rows[i].want);
    }
}

static inline void math_check_exactly(double (*f)(double), const math_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double got = f(rows[i].x);
        ck_assert_msg(math_same(got, rows[i].want), "f(%a) = %a, not %a", rows[i].x, got,
                      rows[i].want);
    }
}

#define MATH_ROWS(rows) rows, sizeof rows / sizeof *rows

/* f must not fall from one double to the next, at 10000 places in [lo, hi). */
static inline void math_check_rising(double (*f)(double), double lo, double hi, double slack)
{
    mlt_draws d;
    mlt_draws_init(&d, 1, "rising", 0);
    for (int i = 0; i < 10000; i++) {
        double x = mlt_draw_between(&d, lo, hi);
        double next = x + fabs(x) * 0x1p-52;
        if (f(next) < f(x) && math_steps(f(next), f(x)) > slack)
            ck_abort_msg("f falls at %a", x);
    }
}

#endif
