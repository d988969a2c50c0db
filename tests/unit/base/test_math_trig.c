/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include "math_check.h"

static const math_row sin_rows[] = {
    {0x1p+0, 0x1.aed548f090ceep-1},
    {-0x1p+0, -0x1.aed548f090ceep-1},
    {0x1p-1, 0x1.eaee8744b05fp-2},
    {0x1.4f8b588e368f1p-17, 0x1.4f8b588e1e8a2p-17},
    {0x1.56e1fc2f8f359p-997, 0x1.56e1fc2f8f359p-997},
    {0x0.0000000000001p-1022, 0x0.0000000000001p-1022},
    {0x1p-27, 0x1p-27},
    {0x1.921fb54442d18p-1, 0x1.6a09e667f3bccp-1},
    {0x1.921fb54442d19p-1, 0x1.6a09e667f3bcdp-1},
    {-0x1.921fb54442d19p-1, -0x1.6a09e667f3bcdp-1},
    {0x1.921fb54442d18p+0, 0x1p+0},
    {0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53},
    {-0x1.921fb54442d18p+1, -0x1.1a62633145c07p-53},
    {0x1.921fb54442d18p+2, -0x1.1a62633145c07p-52},
    {0x1.2d97c7f3321d2p+1, 0x1.6a09e667f3bcdp-1},
    {0x1.9p+6, -0x1.03425b78c4db8p-1},
    {-0x1.f44p+9, -0x1.fd948c50a7a0dp-1},
    {0x1.86ap+16, 0x1.24daa9c527e96p-5},
    {0x1.e847fp+19, -0x1.833357b1489f3p-1},
    {-0x1.306b398772bdfp+1, -0x1.61f5458a55339p-1},
    {0x1.0f0cf064dd592p+73, -0x1.b453ab76bf397p-1},
    {0x1.6ac5b262ca1ffp+849, 0x1p+0},
    {0x1.fffffffffffffp+1023, 0x1.452fc98b34e97p-8},
    {0x1p+1023, 0x1.205248cbdb76p-1},
    {-0x1.7e43c8800759cp+996, 0x1.a2c16b010e385p-1},
    {0x1.2a05f2p+33, -0x1.f334c7896a4e3p-2},
    {0x1.63p+8, -0x1.f9bd0307d1de3p-16},
    {0x1.9639p+16, -0x1.40efdf1eb8de7p-16},
    {0x1.6ac5b262ca1ffp+849, 0x1p+0},
    {0x1.ea5755a104a78p+0, 0x1.e1e66aa66bc4ap-1},
    {0x1.c2f98046e737ap+1, -0x1.7d63470e5906cp-2},
    {-0x1.36b12a28113c8p+1, -0x1.4f68e03aaa2ep-1},
    {0x1.ccf069b1b0dcep+1, -0x1.c6237fe82962ap-2},
    {0x1.875cc03dc3174p+1, 0x1.57f6ce596153dp-4},
    {0x1.a8137e2830ddp-1, 0x1.79394b5cb93d2p-1},
    {-0x1.41b611e7bafb8p-1, -0x1.2cf4b307d2804p-1},
    {-0x1.95ab0cf20abd4p+1, 0x1.c59cffa85510ap-6},
    {-0x1.d85ff3be6b1fep+1, 0x1.0b1b7f9f75406p-1},
    {0x1.d9c92ea0a9b1ap+1, -0x1.0fe806ec3e634p-1},
    {-0x1.0bdefc214d4b8p+1, -0x1.bbd3d59669bd1p-1},
    {0x1.a2fa8e64409dcp+0, 0x1.fee40409f6863p-1},
    {-0x1.daa54d03d70b6p+18, -0x1.f8e3421fa716ap-1},
    {0x1.3c21763145c06p+19, -0x1.14f00ef6e8098p-1},
    {0x1.78d24e78befp+17, 0x1.cdf70378d97fbp-1},
    {-0x1.937253a6635ccp+18, 0x1.bbd7763bca2e9p-2},
    {-0x1.3cf5a69b635eap+19, 0x1.ff43982e145dep-1},
    {0x1.ae60a9ec39a38p+18, -0x1.8fc9e5359a64bp-1},
    {-0x1.a51df80da3feap+19, 0x1.cb504609ec391p-1},
    {-0x1.093cea6943e0cp+19, -0x1.7753000aabfp-1},
    {0x1.1270bcf794356p+581, -0x1.fbe884f523489p-1},
    {0x1.0e3e78e8d0428p+875, -0x1.fd69ad3f96804p-1},
    {0x1.28f1797a68c91p+636, -0x1.4514f8df6cf1ap-1},
    {0x1.09bf2597357d6p+301, 0x1.a5642f775c127p-1},
    {0x1.2ff607d3431a1p+940, -0x1.bb6e5bb05bbap-1},
    {0x1.7b70812cbb76ep+224, 0x1.2f8d1c516d7ddp-1},
};

static const math_row cos_rows[] = {
    {0x1p+0, 0x1.14a280fb5068cp-1},
    {-0x1p+0, 0x1.14a280fb5068cp-1},
    {0x1p-1, 0x1.c1528065b7d5p-1},
    {0x1.4f8b588e368f1p-17, 0x1.ffffffff920c8p-1},
    {0x1.56e1fc2f8f359p-997, 0x1p+0},
    {0x0.0000000000001p-1022, 0x1p+0},
    {0x1p-27, 0x1p+0},
    {0x1.921fb54442d18p-1, 0x1.6a09e667f3bcdp-1},
    {0x1.921fb54442d19p-1, 0x1.6a09e667f3bccp-1},
    {-0x1.921fb54442d19p-1, 0x1.6a09e667f3bccp-1},
    {0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54},
    {0x1.921fb54442d18p+1, -0x1p+0},
    {-0x1.921fb54442d18p+1, -0x1p+0},
    {0x1.921fb54442d18p+2, 0x1p+0},
    {0x1.2d97c7f3321d2p+1, -0x1.6a09e667f3bccp-1},
    {0x1.9p+6, 0x1.b981dbf665fdfp-1},
    {-0x1.f44p+9, 0x1.8dbff75eb664fp-4},
    {0x1.86ap+16, -0x1.ffac3841b3da7p-1},
    {0x1.e847fp+19, 0x1.4efdfc640fc4dp-1},
    {-0x1.306b398772bdfp+1, -0x1.71f15ac5d326bp-1},
    {0x1.0f0cf064dd592p+73, 0x1.0be2cef01c8f4p-1},
    {0x1.6ac5b262ca1ffp+849, -0x1.14ae72e6ba22fp-61},
    {0x1.fffffffffffffp+1023, -0x1.fffe62ecfab75p-1},
    {0x1p+1023, -0x1.a719f26c232bfp-1},
    {-0x1.7e43c8800759cp+996, -0x1.2699022adc4c1p-1},
    {0x1.2a05f2p+33, 0x1.bf098901c931ap-1},
    {0x1.63p+8, -0x1.fffffffc18e4cp-1},
    {0x1.9639p+16, 0x1.fffffffe6da77p-1},
    {0x1.6ac5b262ca1ffp+849, -0x1.14ae72e6ba22fp-61},
    {0x1.ea5755a104a78p+0, -0x1.59ed3ee239d95p-2},
    {0x1.c2f98046e737ap+1, -0x1.db29b790d7b87p-1},
    {-0x1.36b12a28113c8p+1, -0x1.82d6c3a711cdfp-1},
    {0x1.ccf069b1b0dcep+1, -0x1.cae4cfe2b0bap-1},
    {0x1.875cc03dc3174p+1, -0x1.fe31076389b88p-1},
    {0x1.a8137e2830ddp-1, 0x1.5a3027455d8f1p-1},
    {-0x1.41b611e7bafb8p-1, 0x1.9e35a6b9f3ecbp-1},
    {-0x1.95ab0cf20abd4p+1, -0x1.ffcdc138c98d5p-1},
    {-0x1.d85ff3be6b1fep+1, -0x1.b4cdcafadc9bfp-1},
    {0x1.d9c92ea0a9b1ap+1, -0x1.b1d5350e2c9f9p-1},
    {-0x1.0bdefc214d4b8p+1, -0x1.fe88a1e671883p-2},
    {0x1.a2fa8e64409dcp+0, -0x1.0d7bb41ad8f8bp-4},
    {-0x1.daa54d03d70b6p+18, 0x1.542c74edfc89dp-3},
    {0x1.3c21763145c06p+19, -0x1.aea372fb36dc4p-1},
    {0x1.78d24e78befp+17, 0x1.b9822ba8e0db3p-2},
    {-0x1.937253a6635ccp+18, -0x1.cd67d6d600163p-1},
    {-0x1.3cf5a69b635eap+19, 0x1.b713b6f716e23p-5},
    {0x1.ae60a9ec39a38p+18, -0x1.3fdd349f68d75p-1},
    {-0x1.a51df80da3feap+19, 0x1.c470238f9d581p-2},
    {-0x1.093cea6943e0cp+19, 0x1.5c3f248ef7d2cp-1},
    {0x1.1270bcf794356p+581, -0x1.02668fb356914p-3},
    {0x1.0e3e78e8d0428p+875, -0x1.9b3fefefd2abbp-4},
    {0x1.28f1797a68c91p+636, 0x1.8b8eb8f898a89p-1},
    {0x1.09bf2597357d6p+301, -0x1.22d0a01190fcep-1},
    {0x1.2ff607d3431a1p+940, -0x1.ffe8de92f4a74p-2},
    {0x1.7b70812cbb76ep+224, -0x1.9c4fb58ce380ep-1},
};

START_TEST(test_sin)
{
    math_check_rows(mlt_sin, MATH_ROWS(sin_rows), 1);
}
END_TEST

START_TEST(test_cos)
{
    math_check_rows(mlt_cos, MATH_ROWS(cos_rows), 1);
}
END_TEST

START_TEST(test_special_values)
{
    static const math_row sines[] = {
        {0.0, 0.0}, {-0.0, -0.0},     {INFINITY, NAN},    {-INFINITY, NAN},
        {NAN, NAN}, {5e-324, 5e-324}, {-5e-324, -5e-324}, {0x1p-1022, 0x1p-1022},
    };
    static const math_row cosines[] = {
        {0.0, 1.0}, {-0.0, 1.0}, {INFINITY, NAN}, {-INFINITY, NAN}, {NAN, NAN}, {5e-324, 1.0},
    };
    math_check_exactly(mlt_sin, MATH_ROWS(sines));
    math_check_exactly(mlt_cos, MATH_ROWS(cosines));
}
END_TEST

START_TEST(test_symmetry)
{
    mlt_draws d;
    mlt_draws_init(&d, 6, "trig", 0);
    for (int i = 0; i < 10000; i++) {
        double x = mlt_draw_between(&d, 0, i < 5000 ? 10.0 : 1e12);
        ck_assert(mlt_sin(-x) == -mlt_sin(x));
        ck_assert(mlt_cos(-x) == mlt_cos(x));
    }
}
END_TEST

START_TEST(test_on_the_unit_circle)
{
    for (int e = -10; e < 1020; e++) {
        double x = 1.2345 * mlt_pow(2.0, e), s = mlt_sin(x), c = mlt_cos(x);
        ck_assert_double_le(fabs(s * s + c * c - 1.0), 0x1p-51);
    }
}
END_TEST

/* sin(2x) = 2 sin(x) cos(x) in every quadrant. */
START_TEST(test_double_angle)
{
    for (int i = -20000; i < 20000; i++) {
        double x = i * 0.01234567;
        double twice = 2.0 * mlt_sin(x) * mlt_cos(x);
        ck_assert_double_le(fabs(mlt_sin(2.0 * x) - twice), 0x1p-51);
    }
}
END_TEST

Suite *mlt_suite_base_math_trig(void);
Suite *mlt_suite_base_math_trig(void)
{
    Suite *suite = suite_create("base_math_trig");
    TCase *tc = tcase_create("math_trig");
    tcase_add_test(tc, test_sin);
    tcase_add_test(tc, test_cos);
    tcase_add_test(tc, test_special_values);
    tcase_add_test(tc, test_symmetry);
    tcase_add_test(tc, test_on_the_unit_circle);
    tcase_add_test(tc, test_double_angle);
    suite_add_tcase(suite, tc);
    return suite;
}
