/* SPDX-License-Identifier: MIT */
#include "base/math_dd.h"

#include "math_check.h"

/* Of 53-bit integers a and b everything below fits 128-bit integers. */
__extension__ typedef __int128 int128;

static int128 whole(mlt_dd x)
{
    return (int128)x.high + (int128)x.low;
}

static double draw_integer(mlt_draws *d, int bits)
{
    double v = rint(mlt_draw_signed(d, 0.0, 1.0) * 0x1p53);
    return trunc(v * mlt_scale2(1.0, bits - 53));
}

START_TEST(test_sums_are_exact)
{
    mlt_draws d;
    mlt_draws_init(&d, 1, "dd", 0);
    for (int i = 0; i < 10000; i++) {
        double a = draw_integer(&d, 53), b = draw_integer(&d, 3 + i % 50) * (i % 2 ? 0x1p40 : 1);
        mlt_dd sum = mlt_dd_sum(a, b);
        ck_assert(whole(sum) == (int128)a + (int128)b);
        ck_assert(sum.high == a + b);
        sum = fabs(a) >= fabs(b) ? mlt_dd_sum_ordered(a, b) : mlt_dd_sum_ordered(b, a);
        ck_assert(whole(sum) == (int128)a + (int128)b);
    }
}
END_TEST

START_TEST(test_products_are_exact)
{
    mlt_draws d;
    mlt_draws_init(&d, 2, "dd", 0);
    for (int i = 0; i < 10000; i++) {
        double a = draw_integer(&d, 53), b = draw_integer(&d, 3 + i % 51);
        mlt_dd product = mlt_dd_product(a, b);
        ck_assert(whole(product) == (int128)a * (int128)b);
        ck_assert(product.high == a * b);
    }
}
END_TEST

START_TEST(test_halves_are_short)
{
    mlt_draws d;
    mlt_draws_init(&d, 3, "dd", 0);
    for (int i = 0; i < 10000; i++) {
        double a = rint(mlt_draw_signed(&d, 0x1p52, 0x1p53));
        mlt_dd halves = mlt_dd_split(a);
        ck_assert(halves.high + halves.low == a);
        ck_assert_int_eq((int64_t)halves.high % (1 << 26), 0);
        ck_assert(fabs(halves.low) <= 0x1p26);
    }
}
END_TEST

/* 1/3 in 106 bits, times 3, is 1 to about as many. */
START_TEST(test_quotient_and_product)
{
    mlt_draws d;
    mlt_draws_init(&d, 4, "dd", 0);
    for (int i = 0; i < 10000; i++) {
        mlt_dd a = mlt_dd_sum(mlt_draw_between(&d, 1, 2), mlt_draw_between(&d, 0, 0x1p-54));
        mlt_dd b = mlt_dd_sum(mlt_draw_between(&d, 1, 2), mlt_draw_between(&d, 0, 0x1p-54));
        mlt_dd rest = mlt_dd_add(mlt_dd_times(mlt_dd_over(a, b), b), mlt_dd_negate(a));
        ck_assert(fabs(rest.high) <= 0x1p-100);
    }
}
END_TEST

START_TEST(test_scale2)
{
    ck_assert(mlt_scale2(1.5, 10) == 1536.0);
    ck_assert(mlt_scale2(1.5, -1) == 0.75);
    ck_assert(mlt_scale2(1.0, 1023) == 0x1p1023);
    ck_assert(mlt_scale2(0.75, 1024) == 0x1.8p1023);
    ck_assert(mlt_scale2(1.0, 1024) == INFINITY);
    ck_assert(mlt_scale2(1.0, -1074) == 0x1p-1074);
    ck_assert(mlt_scale2(1.5, -1074) == 0x1p-1073);
    ck_assert(mlt_scale2(1.0, -1075) == 0.0);
    ck_assert(math_same(mlt_scale2(-0.0, 5), -0.0));
}
END_TEST

START_TEST(test_log_in_two_parts)
{
    /* log(2) and log(10) to 106 bits. */
    mlt_dd two = mlt_log_dd(2.0), ten = mlt_log_dd(10.0);
    ck_assert(two.high == 0x1.62e42fefa39efp-1);
    ck_assert_double_le(fabs(two.low - 0x1.abc9e3b39803fp-56), 0x1p-100);
    ck_assert(ten.high == 0x1.26bb1bbb55516p+1);
    ck_assert_double_le(fabs(ten.low - -0x1.f48ad494ea3e9p-53), 0x1p-72);
}
END_TEST

START_TEST(test_exp_of_two_parts)
{
    /* Half a unit more in the argument is half a unit more in the result. */
    ck_assert(mlt_exp_dd((mlt_dd){0.0, 0.0}) == 1.0);
    ck_assert(mlt_exp_dd((mlt_dd){0.0, 0x1.8p-53}) == 1.0 + 0x1p-52);
    ck_assert(mlt_exp_dd((mlt_dd){0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56}) == 2.0);
    ck_assert(mlt_exp_dd((mlt_dd){-INFINITY, 0.0}) == 0.0);
    ck_assert(isnan(mlt_exp_dd((mlt_dd){NAN, 0.0})));
}
END_TEST

Suite *mlt_suite_base_math_dd(void);
Suite *mlt_suite_base_math_dd(void)
{
    Suite *suite = suite_create("base_math_dd");
    TCase *tc = tcase_create("math_dd");
    tcase_add_test(tc, test_sums_are_exact);
    tcase_add_test(tc, test_products_are_exact);
    tcase_add_test(tc, test_halves_are_short);
    tcase_add_test(tc, test_quotient_and_product);
    tcase_add_test(tc, test_scale2);
    tcase_add_test(tc, test_log_in_two_parts);
    tcase_add_test(tc, test_exp_of_two_parts);
    suite_add_tcase(suite, tc);
    return suite;
}
