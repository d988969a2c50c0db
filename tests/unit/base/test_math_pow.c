/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include "math_check.h"

typedef struct {
    double x, y, want;
} pow_row;

static const pow_row near_rows[] = {
    {0x1p+1, 0x1p-1, 0x1.6a09e667f3bcdp+0},
    {0x1p-1, 0x1.199999999999ap+1, 0x1.bdb8cdadbe11fp-3},
    {0x1.999999999999ap-3, 0x1.d1745d1745d17p-2, 0x1.ecb44a75d433dp-2},
    {0x1.4p+3, -0x1.4p+2, 0x1.4f8b588e368f1p-17},
    {0x1.4p+3, 0x1.6p+4, 0x1.0f0cf064dd592p+73},
    {0x1.8p+1, 0x1.08p+5, 0x1.3bfefa65abb83p+52},
    {0x1.8p+0, 0x1.cp+2, 0x1.116p+4},
    {0x1.199999999999ap+0, 0x1.9p+6, 0x1.aea4e6126bb95p+13},
    {0x1.0000000000001p+0, 0x1.bc16d674ec8p+59, 0x1.44a12826f5073p+320},
    {0x1.fffffffffffffp-1, 0x1.bc16d674ec8p+59, 0x1.c6ab6c6b3f2f9p-161},
    {0x1.0000000000001p+0, 0x1.582b4c9a9dbp+61, 0x1.0b48107ce08f7p+993},
    {0x1p+1, 0x1.ff8p+9, 0x1p+1023},
    {0x1p+1, -0x1.0c8p+10, 0x0.0000000000001p-1022},
    {0x1p+1, -0x1.0cap+10, 0x0.0000000000001p-1022},
    {0x1p+1, -0x1.0913333333333p+10, 0x0.00000000033fcp-1022},
    {0x0.0000000000001p-1022, 0x1p-1, 0x1p-537},
    {0x0.0000000000001p-1022, -0x1.47ae147ae147bp-7, 0x1.ab90a4ce7584fp+10},
    {0x1.fffffffffffffp+1023, 0x1.ff7ced916872bp-1, 0x1.f78d9576fb57dp+1022},
    {0x1.7e43c8800759cp+996, 0x1.028f5c28f5c29p+0, 0x1.754e31cd07303p+1006},
    {0x1.56e1fc2f8f359p-997, 0x1.147ae147ae148p+0, 0x0p+0},
    {0x1.cp+2, -0x1.688p+8, 0x1.ee10131958ac8p-1013},
    {0x1.3333333333333p-2, 0x1.56e1fc2f8f359p-997, 0x1p+0},
    {0x1.edd2f1a9fbe77p+6, 0x1.70ef54646d497p-57, 0x1p+0},
    {0x1.1d331ba75d454p+2, -0x1.ad9478caab48p-4, 0x1.b5bb2bd5b556fp-1},
    {0x1.86858cfc3b66cp-3, 0x1.db469b3b196b1p+1, 0x1.16c668cb27d1p-9},
    {0x1.0c38786b52b08p-3, 0x1.a5193c03df446p+1, 0x1.46b39994d8ed8p-10},
    {0x1.dd377aca2a388p-4, 0x1.1c1cbc7f3c6b5p+1, 0x1.1566a1c8fe8f1p-7},
    {0x1.b3f2eb001edc8p-3, 0x1.7eb95c84c2fe3p+0, 0x1.956271c6f42bcp-4},
    {0x1.f11d9cfe640edp-1, 0x1.039ba6c9f613dp+2, 0x1.c640b9be7e96bp-1},
    {0x1.3771d37fbb4fp-2, 0x1.1ca16c8d8dc71p+2, 0x1.49465668973dfp-8},
    {0x1.af88d72ff36p-3, 0x1.0bd7a3661486dp+1, 0x1.3ae9911a0f462p-5},
    {0x1.b570e3a687789p-1, 0x1.a3f19eac4f7dfp+1, 0x1.318275b4335ap-1},
    {0x1.9af684158f278p-4, 0x1.3cb6a6b8d1f6bp+2, 0x1.7feba4cbf147fp-17},
    {0x1.b4b8f07108ep-3, 0x1.70924b67dee9dp+0, 0x1.bab60967d1a7ep-4},
    {0x1.0a9aa97073b6dp+9, -0x1.11abdb91f12dep+4, 0x1.0a8fbb718da3dp-155},
    {0x1.2d1742179d283p-7, -0x1.5547f9ec92682p+5, 0x1.8de148d30f563p+288},
    {0x1.4e10c4f90a243p-14, 0x1.08c058bea28ccp+3, 0x1.45e10cafcbd1dp-113},
    {0x1.60e3cb1b868f5p-9, 0x1.441bb98378574p+3, 0x1.72dc3f0d06641p-87},
    {0x1.ab00a3506a583p-5, -0x1.2b77d75a391f8p+2, 0x1.ebe79261dd4e8p+19},
    {0x1.30e2af6f08266p+15, -0x1.a0a6e6187352p+0, 0x1.214e8fe934921p-25},
    {0x1.645ce3fe399bbp+2, 0x1.253874ee9c158p+5, 0x1.bc715c0d73afdp+90},
    {0x1.610f0f5cb0eeep-11, -0x1.14b11630eb3b3p+5, 0x1.546affc2b7182p+364},
    {0x1.7b642a24ea8acp+13, 0x1.fc7badb216c64p+4, 0x1.21d8fd63629f7p+431},
    {0x1.99ba5aeb00516p-9, -0x1.f051a5b04e0b6p+4, 0x1.1877161f100a3p+258},
};

START_TEST(test_pow)
{
    for (size_t i = 0; i < sizeof near_rows / sizeof *near_rows; i++) {
        const pow_row *row = &near_rows[i];
        double got = mlt_pow(row->x, row->y);
        ck_assert_msg(math_steps(got, row->want) <= 1, "pow(%a, %a) = %a, not %a", row->x, row->y,
                      got, row->want);
    }
}
END_TEST

/* C11 F.10.4.4 */
START_TEST(test_pow_of_special_values)
{
    static const pow_row rows[] = {
        {0.0, -3.0, INFINITY},
        {-0.0, -3.0, -INFINITY},
        {0.0, -2.0, INFINITY},
        {-0.0, -2.0, INFINITY},
        {-0.0, -2.5, INFINITY},
        {0.0, -INFINITY, INFINITY},
        {-0.0, -INFINITY, INFINITY},
        {-0.0, 3.0, -0.0},
        {0.0, 3.0, 0.0},
        {-0.0, 2.0, 0.0},
        {-0.0, 2.5, 0.0},
        {-1.0, INFINITY, 1.0},
        {-1.0, -INFINITY, 1.0},
        {1.0, NAN, 1.0},
        {1.0, -INFINITY, 1.0},
        {NAN, 0.0, 1.0},
        {NAN, -0.0, 1.0},
        {-INFINITY, 0.0, 1.0},
        {-2.0, 0.5, NAN},
        {-2.0, 1e-300, NAN},
        {0.5, -INFINITY, INFINITY},
        {-0.5, -INFINITY, INFINITY},
        {1.5, -INFINITY, 0.0},
        {-1.5, -INFINITY, 0.0},
        {0.5, INFINITY, 0.0},
        {1.5, INFINITY, INFINITY},
        {-INFINITY, -3.0, -0.0},
        {-INFINITY, -2.0, 0.0},
        {-INFINITY, -0.5, 0.0},
        {-INFINITY, 3.0, -INFINITY},
        {-INFINITY, 2.0, INFINITY},
        {-INFINITY, 0.5, INFINITY},
        {INFINITY, -0.5, 0.0},
        {INFINITY, 0.5, INFINITY},
        {NAN, 1.0, NAN},
        {2.0, NAN, NAN},
        {-1.0, NAN, NAN},
        {-1.0, 3.0, -1.0},
        {-1.0, 4.0, 1.0},
        {-1.0, 0x1p53, 1.0},
        {-1.0, 0x1.fffffffffffffp+52, -1.0},
        {-1.0, 0x1p+60, 1.0},
        {-2.0, 3.0, -8.0},
        {-2.0, -2.0, 0.25},
        {2.0, 1024.0, INFINITY},
        {-2.0, 1025.0, -INFINITY},
        {2.0, -1076.0, 0.0},
        {-2.0, -1077.0, -0.0},
        {2.0, 1e300, INFINITY},
        {2.0, -1e300, 0.0},
        {0.5, 1e300, 0.0},
        {0.5, -1e300, INFINITY},
        {0x1.0000000000001p+0, 1e20, INFINITY},
        {0x1.fffffffffffffp-1, 1e20, 0.0},
        {1e-300, 5e-324, 1.0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double got = mlt_pow(rows[i].x, rows[i].y);
        ck_assert_msg(math_same(got, rows[i].want), "pow(%a, %a) = %a, not %a", rows[i].x,
                      rows[i].y, got, rows[i].want);
    }
}
END_TEST

START_TEST(test_exact_powers_are_exact)
{
    for (int base = 2; base < 200; base++) {
        double product = 1.0;
        for (int n = 0; product * base < 0x1p53; n++) {
            ck_assert_msg(mlt_pow(base, n) == product, "%d^%d", base, n);
            ck_assert_msg(mlt_pow(-base, n) == (n % 2 == 0 ? product : -product), "-%d^%d", base,
                          n);
            product *= base;
        }
    }
    for (int n = -1074; n < 1024; n++)
        ck_assert_msg(mlt_pow(2.0, n) == mlt_pow(0.5, -n), "2^%d", n);
    for (int n = 1; n < 3000; n++)
        ck_assert_msg(mlt_pow((double)n * n, 0.5) == n, "sqrt(%d^2)", n);
}
END_TEST

START_TEST(test_pow_is_near_sqrt)
{
    mlt_draws d;
    mlt_draws_init(&d, 4, "pow", 0);
    for (int i = 0; i < 10000; i++) {
        double x = mlt_draw_between(&d, 0, 10);
        ck_assert(math_steps(mlt_pow(x, 0.5), sqrt(x)) <= 1);
        ck_assert(math_same(mlt_pow(x, 1.0), x));
    }
}
END_TEST

Suite *mlt_suite_base_math_pow(void);
Suite *mlt_suite_base_math_pow(void)
{
    Suite *suite = suite_create("base_math_pow");
    TCase *tc = tcase_create("math_pow");
    tcase_add_test(tc, test_pow);
    tcase_add_test(tc, test_pow_of_special_values);
    tcase_add_test(tc, test_exact_powers_are_exact);
    tcase_add_test(tc, test_pow_is_near_sqrt);
    suite_add_tcase(suite, tc);
    return suite;
}
