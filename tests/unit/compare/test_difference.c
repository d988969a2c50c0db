/* SPDX-License-Identifier: MIT */
#include "compare/difference.h"

#include <math.h>

#include "compare/fixtures.h"

enum { N = 99 };

static double first_draws[N], second_draws[N], first_blocks[4], second_blocks[4];

/* Draws 1, 2 … 99 apart from each other, in an order of their own. */
static mlt_drawn drawn(bool second, bool jackknife)
{
    for (int i = 0; i < N; i++) {
        first_draws[i] = 1000 - i;
        second_draws[i] = first_draws[i] + (i * 10) % N + 1;
    }
    for (int i = 0; i < 4; i++) {
        first_blocks[i] = i;
        second_blocks[i] = i + 50 + (i == 3);
    }
    return (mlt_drawn){second ? 50 : 0, second ? second_draws : first_draws,
                       second ? second_blocks : first_blocks, N, jackknife ? 4 : 0};
}

START_TEST(quantiles_of_differences)
{
    const mlt_drawn a = drawn(false, false), b = drawn(true, false);
    mlt_difference d;
    ck_assert_int_eq(mlt_difference_of(&d, NULL, &a, &b, MLT_PERCENTILE, NULL), MLTEST_OK);
    cm_near(d.first, 0);
    cm_near(d.second, 50);
    cm_near(d.value, 50);
    cm_near(d.low, 2.5);
    cm_near(d.high, 97.5);
    cm_near(d.lower, 5);
    cm_near(d.upper, 95);
    ck_assert(fabs(d.se - 28.722813232690143) < 1e-9);
}
END_TEST

/* The middle of these draws is the value: no bias, but the blocks are skewed. */
START_TEST(corrected)
{
    const mlt_drawn a = drawn(false, true), b = drawn(true, true);
    mlt_difference plain, d;
    ck_assert_int_eq(mlt_difference_of(&plain, NULL, &a, &b, MLT_PERCENTILE, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_difference_of(&d, NULL, &a, &b, MLT_BCA, NULL), MLTEST_OK);
    ck_assert(d.low < plain.low && d.high < plain.high);
    /* without a jackknife there is nothing to correct by */
    const mlt_drawn c = drawn(false, false), e = drawn(true, false);
    ck_assert_int_eq(mlt_difference_of(&d, NULL, &c, &e, MLT_BCA, NULL), MLTEST_OK);
    cm_near(d.low, plain.low);
}
END_TEST

START_TEST(undefined)
{
    const mlt_drawn a = {NAN, NULL, NULL, 0, 0}, b = {1, NULL, NULL, 0, 0};
    mlt_difference d;
    ck_assert_int_eq(mlt_difference_of(&d, NULL, &a, &b, MLT_PERCENTILE, NULL), MLTEST_OK);
    ck_assert(isnan(d.value) && isnan(d.low) && d.second > 0);
    mlt_drawn c = drawn(false, false);
    c.point = NAN;
    const mlt_drawn e = drawn(true, false);
    ck_assert_int_eq(mlt_difference_of(&d, NULL, &c, &e, MLT_PERCENTILE, NULL), MLTEST_OK);
    ck_assert(isnan(d.value) && isnan(d.low) && isnan(d.se));
}
END_TEST

static mltest_status subtract(mltest_context *ctx, void *data)
{
    const mlt_drawn a = drawn(false, true), b = drawn(true, true);
    mlt_difference d;
    (void)data;
    return mlt_difference_of(&d, ctx, &a, &b, MLT_BCA, NULL);
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(subtract, NULL);
}
END_TEST

MLT_TEST_SUITE(compare_difference, quantiles_of_differences, corrected, undefined, out_of_memory)
