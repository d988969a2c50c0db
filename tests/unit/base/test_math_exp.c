/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include "math_check.h"

static const math_row exp_rows[] = {
    {0x1p+0, 0x1.5bf0a8b145769p+1},
    {-0x1p+0, 0x1.78b56362cef38p-2},
    {0x1p-1, 0x1.a61298e1e069cp+0},
    {-0x1p-1, 0x1.368b2fc6f960ap-1},
    {0x1p+1, 0x1.d8e64b8d4ddaep+2},
    {0x1.4p+3, 0x1.5829dcf95056p+14},
    {-0x1.4p+3, 0x1.7cd79b5647c9bp-15},
    {0x1.4f8b588e368f1p-17, 0x1.0000a7c5e340ep+0},
    {-0x1.4f8b588e368f1p-17, 0x1.fffeb07515653p-1},
    {0x1.56e1fc2f8f359p-997, 0x1p+0},
    {0x1p-54, 0x1p+0},
    {-0x1p-53, 0x1.fffffffffffffp-1},
    {0x1.47ae147ae147bp-8, 0x1.0148802529619p+0},
    {0x1.61e4f765fd8aep-8, 0x1.0162da04e41a9p+0},
    {-0x1.61e4f765fd8aep-8, 0x1.fd3e1e6951bebp-1},
    {0x1.62e42fefa39efp-1, 0x1p+1},
    {0x1.62e42fefa39efp-2, 0x1.6a09e667f3bccp+0},
    {0x1.62e42feba39efp+6, 0x1.fffffdffffff5p+127},
    {0x1.92p+6, 0x1.fcc37a76f9e76p+144},
    {-0x1.92p+6, 0x1.01a0e5643644fp-145},
    {0x1.5e0cccccccccdp+9, 0x1.058614179b2a5p+1010},
    {0x1.62e42fefa39efp+9, 0x1.fffffffffff2ap+1023},
    {0x1.62e42fefa39efp+9, 0x1.fffffffffff2ap+1023},
    {-0x1.6232bdd7abcd2p+9, 0x1.000000000007cp-1022},
    {-0x1.624p+9, 0x0.e6cf6d08897acp-1022},
    {-0x1.682p+9, 0x0.000077564144fp-1022},
    {-0x1.72p+9, 0x0.0000000000055p-1022},
    {-0x1.74385446d71c3p+9, 0x0.0000000000001p-1022},
    {-0x1.74910d52d3051p+9, 0x0.0000000000001p-1022},
    {-0x1.74910d52d3052p+9, 0x0p+0},
    {-0x1.861b50897adbp-4, 0x1.d17c9eb1012f7p-1},
    {0x1.e9a7c76d6d7ep-4, 0x1.208200f87c7dap+0},
    {0x1.b2644263fef4p-1, 0x1.2b0099fdd1e6cp+1},
    {-0x1.1965063152dfp-4, 0x1.de01b79889eabp-1},
    {0x1.00f15dae4454p-6, 0x1.040bdf677f323p+0},
    {0x1.65eda2613ad68p-3, 0x1.30e3880a9b7e3p+0},
    {-0x1.42e8661919cb8p-1, 0x1.108077a0ea1p-1},
    {0x1.8638e79cb9e8p-6, 0x1.062ba02b0fc1bp+0},
    {0x1.09fff39d2c67cp-2, 0x1.4befad0bfdf19p+0},
    {0x1.2c022117d48ap-1, 0x1.cbf4c72bbad4dp+0},
    {-0x1.1c1d139eec504p+9, 0x1.2a7afa9fc05cep-820},
    {-0x1.133cfccb2f94p+8, 0x1.e2c2f93813864p-398},
    {-0x1.1e87d6f55d44p+9, 0x1.2fe279c45df13p-827},
    {0x1.b18099e2d10bcp+8, 0x1.548aaf9b91274p+625},
    {0x1.0ed05a26077cp+8, 0x1.a06710e0f1f2dp+390},
    {-0x1.40af0b316638fp+9, 0x1.a08572d34d962p-926},
    {0x1.51890f9e29fbap+9, 0x1.e4cfb5a46894cp+973},
    {0x1.455498292315ap+9, 0x1.a16343d5c75d6p+938},
    {0x1.aefbac0a9edccp+7, 0x1.d9f2c9338a90ep+310},
    {0x1.439358bd865bcp+7, 0x1.543f243123696p+233},
};

static const math_row expm1_rows[] = {
    {0x1p+0, 0x1.b7e151628aed3p+0},
    {-0x1p+0, -0x1.43a54e4e98864p-1},
    {0x1p-1, 0x1.4c2531c3c0d38p-1},
    {-0x1p-1, -0x1.92e9a0720d3ecp-2},
    {0x1.4f8b588e368f1p-17, 0x1.4f8bc681cdfb6p-17},
    {-0x1.4f8b588e368f1p-17, -0x1.4f8aea9acf2c9p-17},
    {0x1.70ef54646d497p-57, 0x1.70ef54646d497p-57},
    {-0x1.70ef54646d497p-57, -0x1.70ef54646d497p-57},
    {0x1.56e1fc2f8f359p-997, 0x1.56e1fc2f8f359p-997},
    {0x0.0000000000001p-1022, 0x0.0000000000001p-1022},
    {0x1.61e4f765fd8aep-8, 0x1.62da04e41a8adp-8},
    {-0x1.61e4f765fd8aep-8, -0x1.60f0cb5720a93p-8},
    {0x1.6872b020c49bap-8, 0x1.6970e8c4a5ae4p-8},
    {-0x1.c432ca57a786cp-8, -0x1.c2a45365907aep-8},
    {-0x1.8663271c0e7p-8, -0x1.853a150ff943ap-8},
    {0x1.61e4f765fd8aep-7, 0x1.63cff4bbb421dp-7},
    {-0x1.259999999999ap+5, -0x1.fffffffffffffp-1},
    {-0x1.3f33333333333p+5, -0x1p+0},
    {-0x1.40ccccccccccdp+5, -0x1p+0},
    {0x1.2b33333333333p+5, 0x1.f0e4e21b02686p+53},
    {0x1.4p+5, 0x1.a220d397972ebp+57},
    {0x1.5cp+5, 0x1.b0b40aca0085dp+62},
    {0x1.5e0cccccccccdp+9, 0x1.058614179b2a5p+1010},
    {0x1.62e42fefa39efp+9, 0x1.fffffffffff2ap+1023},
    {-0x1.77p+9, -0x1p+0},
    {-0x1.1894b1c0310fdp-4, -0x1.0f2fbec0dff44p-4},
    {-0x1.8d4fb7aad570fp-4, -0x1.7aa669bdac467p-4},
    {0x1.73ffba0116e3p-8, 0x1.750e84b593a0bp-8},
    {-0x1.68d0d3fc59625p-4, -0x1.5961542f9d922p-4},
    {-0x1.fb90127f10aap-5, -0x1.ec289f406beefp-5},
    {-0x1.a6ccf1eb9924dp-5, -0x1.9c1340f8cc94ap-5},
    {-0x1.80f4d2e3858e2p-4, -0x1.6f6b936ca50a2p-4},
    {-0x1.d8b7dde966a6p-8, -0x1.d70476cf0bf27p-8},
    {-0x1.85bc3ae8afap-7, -0x1.836d3dbc28ec1p-7},
    {0x1.18842c7a66a1ep-4, 0x1.225853fb0425p-4},
    {0x1.87a9705622p-2, 0x1.dd19d9779d043p-2},
    {0x1.672592de20e54p+1, 0x1.f14eca1b66e23p+3},
    {-0x1.29557d0f5cp-8, -0x1.28a914193ca43p-8},
    {0x1.9fdeecdb32478p+1, 0x1.8c3aa8ed038cfp+4},
    {-0x1.b4f127b9da9ap-1, -0x1.25e8276fddeafp-1},
    {-0x1.1bf394beea57fp+2, -0x1.f9f0d658c7579p-1},
    {0x1.3e7ffdec19f68p+3, 0x1.48631e60c4b2cp+14},
    {0x1.3d3e1e5a88e9cp+3, 0x1.3bbbeb11daec7p+14},
};

START_TEST(test_exp)
{
    math_check_rows(mlt_exp, MATH_ROWS(exp_rows), 1);
}
END_TEST

START_TEST(test_expm1)
{
    math_check_rows(mlt_expm1, MATH_ROWS(expm1_rows), 2);
}
END_TEST

START_TEST(test_exp_of_special_values)
{
    static const math_row rows[] = {
        {0.0, 1.0},    {-0.0, 1.0},       {INFINITY, INFINITY}, {-INFINITY, 0.0},
        {NAN, NAN},    {710.0, INFINITY}, {1e300, INFINITY},    {-746.0, 0.0},
        {-1e300, 0.0}, {5e-324, 1.0},     {-5e-324, 1.0},       {709.79, INFINITY},
    };
    math_check_exactly(mlt_exp, MATH_ROWS(rows));
}
END_TEST

START_TEST(test_expm1_of_special_values)
{
    static const math_row rows[] = {
        {0.0, 0.0},        {-0.0, -0.0},       {INFINITY, INFINITY}, {-INFINITY, -1.0},
        {NAN, NAN},        {5e-324, 5e-324},   {-5e-324, -5e-324},   {-1e300, -1.0},
        {1e300, INFINITY}, {0x1p-60, 0x1p-60},
    };
    math_check_exactly(mlt_expm1, MATH_ROWS(rows));
}
END_TEST

START_TEST(test_exp_and_expm1_agree)
{
    for (int i = -400; i < 400; i++) {
        double x = i * 0.0973;
        double both = mlt_exp(x) - 1.0;
        ck_assert_double_le(fabs(mlt_expm1(x) - both), 0x1p-52 * (mlt_exp(x) + 1.0));
    }
}
END_TEST

START_TEST(test_exp_rises)
{
    math_check_rising(mlt_exp, -1.0, 1.0, 0);
    math_check_rising(mlt_exp, -740.0, 700.0, 0);
}
END_TEST

Suite *mlt_suite_base_math_exp(void);
Suite *mlt_suite_base_math_exp(void)
{
    Suite *suite = suite_create("base_math_exp");
    TCase *tc = tcase_create("math_exp");
    tcase_add_test(tc, test_exp);
    tcase_add_test(tc, test_expm1);
    tcase_add_test(tc, test_exp_of_special_values);
    tcase_add_test(tc, test_expm1_of_special_values);
    tcase_add_test(tc, test_exp_and_expm1_agree);
    tcase_add_test(tc, test_exp_rises);
    suite_add_tcase(suite, tc);
    return suite;
}
