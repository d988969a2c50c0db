/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include "math_check.h"

static const math_row near_rows[] = {
    {0x1p-1, 0x1.250d048e7a1bdp-1},
    {0x1.8p+0, -0x1.eeb95b094c191p-4},
    {0x1.8p+1, 0x1.62e42fefa39efp-1},
    {0x1p+2, 0x1.cab0bfa2a2002p+0},
    {0x1.4p+2, 0x1.96ca77c922cf9p+1},
    {0x1.f99999999999ap+2, 0x1.0a6062d049d21p+3},
    {0x1p+3, 0x1.10ce1f32dcc3p+3},
    {0x1.1p+3, 0x1.319398ed5be28p+3},
    {0x1.4p+3, 0x1.99a8921a7f7cfp+3},
    {0x1.4p+4, 0x1.3ab8153363985p+5},
    {0x1.92p+6, 0x1.696f7f9481308p+8},
    {0x1.f4p+9, 0x1.711386da7cab6p+12},
    {0x1p+16, 0x1.42e39be5801a3p+19},
    {0x1.e848p+19, 0x1.871921236750dp+23},
    {0x1.c6bf52634p+49, 0x1.dc9d5b94e12f3p+54},
    {0x1.bc16d674ec8p+59, 0x1.18a77921997bdp+65},
    {0x1.0a741a46278p+60, 0x1.524d9c0d2bf0bp+65},
    {0x1.249ad2594c37dp+332, 0x1.060a2246099aep+340},
    {0x1.6c8e5ca239029p+1014, 0x1.f3fc83052cbf4p+1023},
    {0x1.73d8e39b3a267p+1014, 0x1.fe001fb1fd3afp+1023},
    {0x1.7b236a943b4a5p+1014, INFINITY},
    {0x1.4f8b588e368f1p-17, 0x1.7069d68f4ec83p+3},
    {0x1.70ef54646d497p-57, 0x1.3926cd770aa67p+5},
    {0x1.d83c94fb6d2acp-64, 0x1.5dfe30ee7550ap+5},
    {0x1.56e1fc2f8f359p-997, 0x1.5963447f87fb5p+9},
    {0x0.0000000000001p-1022, 0x1.74385446d71c3p+9},
    {0x1.762d86356be3fp+0, -0x1.f19b9bcc38a42p-4},
    {0x1.0000000000001p+0, -0x1.2788cfc6fb617p-53},
    {0x1.fffffffffffffp-1, 0x1.2788cfc6fb61ap-54},
    {0x1.0000000000001p+1, 0x1.b0ee6072093d1p-53},
    {0x1.fffffffffffffp+0, -0x1.b0ee6072093cdp-54},
    {0x1.004189374bc6ap+0, -0x1.2e323d3be7b7fp-11},
    {0x1.ffbe76c8b4396p+0, -0x1.bafbb9e26f3e4p-12},
    {0x1.0000268879026p+1, 0x1.04a8f23cf3cd8p-19},
    {0x1.0fd521ad03c8dp+4, 0x1.ea47c532deb8ep+4},
    {0x1.c81a7d0b81662p+3, 0x1.736b30493cabap+4},
    {0x1.30147e0c6b179p+4, 0x1.2347c53bff07dp+5},
    {0x1.66ed68e20a2bep+2, 0x1.0888f2e9ffff4p+2},
    {0x1.bb9aebd3ecc46p+1, 0x1.29cd8a0e2f72ap+0},
    {0x1.222c6f1eb8374p+3, 0x1.58023f64f371fp+3},
    {0x1.64d8ed5360632p+2, 0x1.052564f5b65afp+2},
    {0x1.170d8239e0f03p+2, 0x1.218a39ce4c29bp+1},
    {0x1.0ad3555a0d031p+3, 0x1.26dda1b05739dp+3},
    {0x1.91aac90630a61p+3, 0x1.2dd2ac0ff6fa2p+4},
    {0x1.391f88947e48ep+26, 0x1.510ff596347e6p+30},
    {0x1.fc14c596093bbp+17, 0x1.6c327a2c53578p+21},
    {0x1.4590ae41479eap+42, 0x1.2074dcfc8a91fp+47},
    {0x1.fdb22f55f0fe8p+48, 0x1.067db799149b8p+54},
    {0x1.49c37fc71fdf6p+24, 0x1.47786b1cb3938p+28},
};

START_TEST(test_lgamma)
{
    for (size_t i = 0; i < sizeof near_rows / sizeof *near_rows; i++) {
        const math_row *row = &near_rows[i];
        double got = mlt_lgamma(row->x);
        ck_assert_msg(math_steps(got, row->want) <= 2 || fabs(got - row->want) <= 4e-18,
                      "lgamma(%a) = %a, not %a", row->x, got, row->want);
    }
}
END_TEST

START_TEST(test_special_values)
{
    static const math_row rows[] = {
        {0.0, INFINITY}, {-0.0, INFINITY}, {INFINITY, INFINITY}, {-INFINITY, NAN},
        {-1.0, NAN},     {-2.5, NAN},      {NAN, NAN},           {1e308, INFINITY},
    };
    math_check_exactly(mlt_lgamma, MATH_ROWS(rows));
    ck_assert_double_le(fabs(mlt_lgamma(1.0)), 4e-18);
    ck_assert_double_le(fabs(mlt_lgamma(2.0)), 4e-18);
}
END_TEST

START_TEST(test_factorials)
{
    double factorial = 1.0;
    for (int n = 1; n <= 22; n++) { /* 22! is a double */
        factorial *= n;
        ck_assert_msg(math_steps(mlt_lgamma(n + 1.0), mlt_log(factorial)) <= 1 || n == 1, "%d!", n);
    }
}
END_TEST

START_TEST(test_recurrence)
{
    for (int i = 1; i < 4000; i++) {
        double x = i * 0.0137, step = mlt_lgamma(x + 1.0) - mlt_lgamma(x);
        ck_assert_double_le(fabs(step - mlt_log(x)), 0x1p-51 * (1.0 + fabs(mlt_lgamma(x + 1.0))));
    }
}
END_TEST

Suite *mlt_suite_base_math_gamma(void);
Suite *mlt_suite_base_math_gamma(void)
{
    Suite *suite = suite_create("base_math_gamma");
    TCase *tc = tcase_create("math_gamma");
    tcase_add_test(tc, test_lgamma);
    tcase_add_test(tc, test_special_values);
    tcase_add_test(tc, test_factorials);
    tcase_add_test(tc, test_recurrence);
    suite_add_tcase(suite, tc);
    return suite;
}
