/* SPDX-License-Identifier: MIT */
#include "compare/difference.h"

#include <math.h>

#include "compare/fixtures.h"

enum { N = 99 };

static double first_draws[N], second_draws[N];

/* Draws 1, 2 … 99 apart from each other, in an order of their own. */
static mlt_drawn drawn(bool second)
{
    for (int i = 0; i < N; i++) {
        first_draws[i] = 1000 - i;
        second_draws[i] = first_draws[i] + (i * 10) % N + 1;
    }
    return (mlt_drawn){second ? 50 : 0, second ? second_draws : first_draws, N};
}

START_TEST(quantiles_of_differences)
{
    const mlt_drawn a = drawn(false), b = drawn(true);
    mlt_difference d;
    ck_assert_int_eq(mlt_difference_of(&d, NULL, &a, &b, NULL), MLTEST_OK);
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

START_TEST(undefined)
{
    const mlt_drawn a = {NAN, NULL, 0}, b = {1, NULL, 0};
    mlt_difference d;
    ck_assert_int_eq(mlt_difference_of(&d, NULL, &a, &b, NULL), MLTEST_OK);
    ck_assert(isnan(d.value) && isnan(d.low) && d.second > 0);
    mlt_drawn c = drawn(false);
    c.point = NAN;
    const mlt_drawn e = drawn(true);
    ck_assert_int_eq(mlt_difference_of(&d, NULL, &c, &e, NULL), MLTEST_OK);
    ck_assert(isnan(d.value) && isnan(d.low) && isnan(d.se));
}
END_TEST

static mltest_status subtract(mltest_context *ctx, void *data)
{
    const mlt_drawn a = drawn(false), b = drawn(true);
    mlt_difference d;
    (void)data;
    return mlt_difference_of(&d, ctx, &a, &b, NULL);
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(subtract, NULL);
}
END_TEST

MLT_TEST_SUITE(compare_difference, quantiles_of_differences, undefined, out_of_memory)
