/* SPDX-License-Identifier: MIT */
#include "score/estimate.h"

#include "score/fixtures.h"

START_TEST(test_none)
{
    mlt_estimate e = mlt_estimate_none();
    ck_assert(isnan(e.value) && isnan(e.lower) && isnan(e.upper));
    ck_assert(isnan(e.interval.low) && isnan(e.interval.high) && isnan(e.interval.se));
}
END_TEST

/* Of 1 to 39 the quantile q is 40·q: 2.5 %, 5 %, 95 % and 97.5 %. */
START_TEST(test_quantiles)
{
    double draws[2 * 39], point[] = {7, 21};
    for (size_t i = 0; i < 39; i++)
        draws[39 + i] = (double)(i * 16 % 39) + 1;
    const mlt_bootstrap b = {.n_values = 2, .n_draws = 39, .point = point, .draws = draws};
    mlt_estimate e;
    ck_assert_int_eq(mlt_estimate_take(&e, NULL, &b, 1, MLT_PERCENTILE, NULL), MLTEST_OK);
    fx_near(e.value, 21);
    fx_near(e.interval.low, 1);
    fx_near(e.interval.high, 39);
    fx_near(e.lower, 2);
    fx_near(e.upper, 38);
    ck_assert_int_eq(mlt_estimate_take(&e, NULL, &b, 1, MLT_BCA, NULL), MLTEST_ERR_INVALID);
}
END_TEST

FX_SUITE(estimate, test_none, test_quantiles)
