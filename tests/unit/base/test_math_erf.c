/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include "math_check.h"

static const math_row erf_rows[] = {
    {0x1p-1, 0x1.0a7ef5c18edd2p-1},
    {-0x1p-1, -0x1.0a7ef5c18edd2p-1},
    {0x1.4f8b588e368f1p-17, 0x1.7a9f084b5e44cp-17},
    {0x1.56e1fc2f8f359p-997, 0x1.82e6d98711d3ap-997},
    {0x0.0000000000001p-1022, 0x0.0000000000001p-1022},
    {0x1.ff7ced916872bp-1, 0x1.af4003d2e0fcap-1},
    {0x1p+0, 0x1.af767a741088bp-1},
    {0x1.0000000000001p+0, 0x1.af767a741088cp-1},
    {0x1.8p+0, 0x1.eea5557137aep-1},
    {0x1p+1, 0x1.fd9ae142795e3p-1},
    {0x1.8p+1, 0x1.fffd1ac4135f9p-1},
    {-0x1p+2, -0x1.ffffff7b91176p-1},
    {0x1.6p+2, 0x1.fffffffffffbep-1},
    {0x1.799999999999ap+2, 0x1.fffffffffffffp-1},
    {0x1.8666666666666p+2, 0x1p+0},
    {0x1.bp+4, 0x1p+0},
    {0x1.fc78cd242271ep-1, 0x1.adfcf6de4703fp-1},
    {0x1.2c4e197b5003ap-1, 0x1.2fb3dbc20faep-1},
    {0x1.a8f66fabba028p-1, 0x1.84e0ae564eceep-1},
    {-0x1.2f719aea423c8p-2, -0x1.4ca2ca58d156fp-2},
    {0x1.7b2dcd7928c68p-2, 0x1.9914be96dc173p-2},
    {0x1.9a74bc89f1114p-1, 0x1.7c76ddcb4bb33p-1},
    {0x1.7c01f7edbbdc8p-1, 0x1.6987a6a9e2c64p-1},
    {-0x1.53573a1c8ca98p-3, -0x1.7b6df6660387bp-3},
    {0x1.29813883dfe04p-1, 0x1.2d74928af12a5p-1},
    {0x1.cb92d157ff162p+1, 0x1.fffff32cf52f2p-1},
    {0x1.5bf544b0b2936p+1, 0x1.fff0298487ecdp-1},
    {0x1.6ffc1f1fc9ea5p+1, 0x1.fff9b91ae137dp-1},
    {0x1.12d0ea423351ep+1, 0x1.fec61971577fap-1},
    {0x1.5fbfaa7098f36p+1, 0x1.fff2a8db3dab3p-1},
};

static const math_row erfc_rows[] = {
    {0x1p-1, 0x1.eb02147ce245cp-2},
    {0x1.ffffffffffffep-2, 0x1.eb02147ce245dp-2},
    {-0x1p-1, 0x1.853f7ae0c76e9p+0},
    {0x1.4f8b588e368f1p-17, 0x1.fffe8560f7b4ap-1},
    {0x1.79ca10c924223p-67, 0x1p+0},
    {0x1p+0, 0x1.4226162fbddd5p-3},
    {-0x1p+0, 0x1.d7bb3d3a08445p+0},
    {0x1.000001ad7f29bp+0, 0x1.4226109d717c1p-3},
    {-0x1.8p+0, 0x1.f752aab89bd7p+0},
    {-0x1.7333333333333p+2, 0x1.fffffffffffffp+0},
    {-0x1.8666666666666p+2, 0x1p+1},
    {0x1p+1, 0x1.328f5ec350e67p-8},
    {0x1.eb4a922c3fdfdp+1, 0x1.e962e27c844c9p-25},
    {0x1.4p+2, 0x1.b0c1a759f7739p-40},
    {0x1.e9091d1727c05p+2, 0x1.fd71cde771bccp-89},
    {0x1.4p+3, 0x1.7d8a7f2a8a2dp-149},
    {0x1.4p+4, 0x1.b54f244df93dfp-583},
    {0x1.ap+4, 0x1.284bfe1cdea24p-981},
    {0x1.a8p+4, 0x1.3df6725a60cf5p-1019},
    {0x1.a99999999999ap+4, 0x0.0c860a467b1a5p-1022},
    {0x1.bp+4, 0x0.0000000019e0fp-1022},
    {0x1.b333333333333p+4, 0x0.0000000000002p-1022},
    {0x1.b39db22d0e56p+4, 0x0.0000000000001p-1022},
    {0x1.b4ccccccccccdp+4, 0x0p+0},
    {0x1.006aee17af48cp+4, 0x1.8cfeb2960e4dfp-376},
    {0x1.45c78834fc0cp+1, 0x1.4e7602eddca63p-12},
    {0x1.0ce0806be5045p+4, 0x1.9a9065e370b36p-413},
    {0x1.9d4684121e0bcp+4, 0x1.efaf1d76672a8p-969},
    {0x1.6ef47f393a82fp+4, 0x1.bc667ed1d4203p-765},
    {0x1.311bc5d1d66fdp+4, 0x1.3b6c18fc17a36p-530},
    {0x1.4cf6cbc54b2cbp+3, 0x1.820ecdfa240a3p-161},
    {0x1.33e543cd66e82p+4, 0x1.9472d33959a51p-540},
    {0x1.ea0ebb88b0eb5p+3, 0x1.d7ea496c5c512p-344},
    {0x1.7777631f2ffddp+3, 0x1.ffcb2ace17454p-204},
    {0x1.5e0e12a39a957p+4, 0x1.1c81ac142af49p-696},
    {0x1.5177159ba0e0bp+1, 0x1.93f63282543f7p-13},
};

static const math_row cdf_rows[] = {
    {0x1p-1, 0x1.62075e232ac77p-1},
    {-0x1p-1, 0x1.3bf143b9aa712p-2},
    {0x1p+0, 0x1.aec4bd120d37dp-1},
    {-0x1p+0, 0x1.44ed0bb7cb20bp-3},
    {0x1.6666666666666p-1, 0x1.841d5715c32a8p-1},
    {-0x1.6666666666666p-1, 0x1.ef8aa3a8f356p-3},
    {-0x1.66594af4f0d84p-1, 0x1.ef9b02ced8b2bp-3},
    {0x1.b7cdfd9d7bdbbp-34, 0x1.0000000057ba7p-1},
    {-0x1.f5c0331eeff84p+0, 0x1.999999999999dp-6},
    {0x1.f5c0331eeff84p+0, 0x1.f333333333333p-1},
    {-0x1.8p+1, 0x1.61de1f985b5d7p-10},
    {-0x1p+3, 0x1.669d2c90d55cep-51},
    {0x1p+3, 0x1.ffffffffffffap-1},
    {-0x1.1p+3, 0x1.5dbbaccf1a4ep-57},
    {0x1.2p+3, 0x1p+0},
    {-0x1.4p+4, 0x1.c0bd0f1880783p-295},
    {-0x1.28p+5, 0x1.eaccc6bfeb0afp-995},
    {-0x1.2cp+5, 0x1.08eda98086fd1p-1021},
    {-0x1.3p+5, 0x0.00000037b23b8p-1022},
    {-0x1.3333333333333p+5, 0x0.000000000000dp-1022},
    {-0x1.33eb851eb851fp+5, 0x0p+0},
    {-0x1.3cp+5, 0x0p+0},
    {0x1.3cp+5, 0x1p+0},
    {0x1.8052a522ca3ep+1, 0x1.ff5086955ad14p-1},
    {-0x1.691f14c237aa4p+2, 0x1.1fe52d8c19175p-27},
    {0x1.3725f921b06ep+0, 0x1.c69a84c1687edp-1},
    {-0x1.d4015bbb85e8p-3, 0x1.a373ded75b523p-2},
    {-0x1.9e612a882e156p+1, 0x1.3c467ae5497e9p-11},
    {0x1.30a45e95ac85p+1, 0x1.fb9172de323adp-1},
    {-0x1.0e477a9005ap-5, 0x1.f28633398ce41p-2},
    {0x1.5fc1077d7d93p+0, 0x1.d4a0442a089f9p-1},
    {-0x1.0ee641bfb2fa8p+3, 0x1.d60fc4fd3f029p-57},
    {-0x1.d11bb3b46c0bep+4, 0x1.31d2f6d0781ebp-616},
    {-0x1.253220cf97f02p+5, 0x1.7d55833043fd8p-976},
    {-0x1.bab014511ece7p+4, 0x1.9996789dfd21fp-559},
    {-0x1.ff49c204245ap+3, 0x1.6ecd28acde0ccp-190},
    {-0x1.eb85e949dc0a6p+4, 0x1.f6e5e68f07741p-688},
};

START_TEST(test_erf)
{
    math_check_rows(mlt_erf, MATH_ROWS(erf_rows), 2);
}
END_TEST

START_TEST(test_erfc)
{
    math_check_rows(mlt_erfc, MATH_ROWS(erfc_rows), 4);
}
END_TEST

START_TEST(test_normal_cdf)
{
    math_check_rows(mlt_normal_cdf, MATH_ROWS(cdf_rows), 4);
}
END_TEST

START_TEST(test_special_values)
{
    static const math_row erfs[] = {
        {0.0, 0.0}, {-0.0, -0.0},     {INFINITY, 1.0}, {-INFINITY, -1.0},
        {NAN, NAN}, {5e-324, 5e-324}, {7.0, 1.0},      {-7.0, -1.0},
    };
    static const math_row erfcs[] = {
        {0.0, 1.0}, {-0.0, 1.0}, {INFINITY, 0.0}, {-INFINITY, 2.0},
        {NAN, NAN}, {28.5, 0.0}, {-7.0, 2.0},     {1e300, 0.0},
    };
    static const math_row cdfs[] = {
        {0.0, 0.5}, {-0.0, 0.5}, {INFINITY, 1.0}, {-INFINITY, 0.0},
        {NAN, NAN}, {-40., 0.0}, {40.0, 1.0},     {-1e300, 0.0},
    };
    math_check_exactly(mlt_erf, MATH_ROWS(erfs));
    math_check_exactly(mlt_erfc, MATH_ROWS(erfcs));
    math_check_exactly(mlt_normal_cdf, MATH_ROWS(cdfs));
}
END_TEST

START_TEST(test_the_pieces_fit)
{
    for (int i = -700; i <= 700; i++) {
        double x = i * 0.01;
        ck_assert_double_le(fabs(mlt_erf(x) + mlt_erfc(x) - 1.0), 0x1p-51);
        ck_assert_double_le(fabs(mlt_normal_cdf(x) + mlt_normal_cdf(-x) - 1.0), 0x1p-52);
        ck_assert(mlt_erf(-x) == -mlt_erf(x));
    }
}
END_TEST

START_TEST(test_they_rise)
{
    math_check_rising(mlt_erf, -3.0, 3.0, 4);
    math_check_rising(mlt_normal_cdf, -8.0, 8.0, 8);
}
END_TEST

Suite *mlt_suite_base_math_erf(void);
Suite *mlt_suite_base_math_erf(void)
{
    Suite *suite = suite_create("base_math_erf");
    TCase *tc = tcase_create("math_erf");
    tcase_add_test(tc, test_erf);
    tcase_add_test(tc, test_erfc);
    tcase_add_test(tc, test_normal_cdf);
    tcase_add_test(tc, test_special_values);
    tcase_add_test(tc, test_the_pieces_fit);
    tcase_add_test(tc, test_they_rise);
    suite_add_tcase(suite, tc);
    return suite;
}
