/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include <math.h>
#include <string.h>

#include "base/math_dd.h"
#include "base/math_tables.h"

/* log(2): 42 bits, so that its multiples by an exponent are exact, and the rest. */
#define LOG2_HIGH 0x1.62e42fefa38p-1
#define LOG2_LOW 0x1.ef35793c7673p-45

/*
 * x = m 2^k; a table gives a short factor f near 1/m. r = m f - 1 is exact, since m is taken in
 * two halves, and below 0.0079, so that r - r^2/2 in two parts carries all the precision. From
 * about sqrt(2) on, x counts as (m/2) 2^(k+1), so that logs near 0 come from k = 0 and f near 1.
 */
mlt_dd mlt_log_dd(double x)
{
    uint64_t bits, fraction_mask = (UINT64_C(1) << 52) - 1;
    int k = -1023;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        k -= 54;
    }
    memcpy(&bits, &x, sizeof bits);
    int cell_index = (int)(bits >> 45 & 127);
    const mlt_log_cell *cell = &mlt_log_cells[cell_index];
    k += (int)(bits >> 52) + (cell_index >= MLT_LOG_TURN);

    double m, upper;
    bits = (bits & fraction_mask) | UINT64_C(1023) << 52;
    memcpy(&m, &bits, sizeof m);
    bits &= ~((UINT64_C(1) << 27) - 1);
    memcpy(&upper, &bits, sizeof upper);
    mlt_dd r = mlt_dd_sum(upper * cell->inverse - 1.0, (m - upper) * cell->inverse);

    mlt_dd square = mlt_dd_product(r.high, r.high);
    double cubic = square.high * r.high * mlt_polynomial(mlt_log_poly, 7, r.high);
    mlt_dd sum = mlt_dd_sum(k * LOG2_HIGH, cell->high);
    mlt_dd with_r = mlt_dd_sum(sum.high, r.high);
    mlt_dd with_square = mlt_dd_sum(with_r.high, -0.5 * square.high);
    double low = sum.low + with_r.low + with_square.low + (k * LOG2_LOW + cell->low) +
                 (r.low - r.high * r.low - 0.5 * square.low + cubic);
    return mlt_dd_sum_ordered(with_square.high, low);
}

double mlt_natural_log(double x)
{
    if (!(x > 0))
        return x == 0 ? -INFINITY : NAN;
    return isinf(x) ? x : mlt_log_dd(x).high;
}

double mlt_log1p(double x)
{
    if (!(x > -1.0))
        return x == -1.0 ? -INFINITY : NAN;
    if (fabs(x) < 0x1p-54 || isinf(x))
        return x;
    mlt_dd sum = mlt_dd_sum(1.0, x);
    mlt_dd log = mlt_log_dd(sum.high);
    double rest = sum.low / sum.high; /* log(high + low) = log(high) + log(1 + low/high) */
    return log.high + (log.low + (rest - 0.5 * rest * rest));
}
