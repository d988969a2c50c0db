/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include "math_check.h"

static const math_row log_rows[] = {
    {0x1p+1, 0x1.62e42fefa39efp-1},
    {0x1p-1, -0x1.62e42fefa39efp-1},
    {0x1.4p+3, 0x1.26bb1bbb55516p+1},
    {0x1.999999999999ap-4, -0x1.26bb1bbb55515p+1},
    {0x1.0000000000001p+0, 0x1.fffffffffffffp-53},
    {0x1.fffffffffffffp-1, -0x1p-53},
    {0x1.ffffffffffffep-1, -0x1.0000000000001p-52},
    {0x1.028f5c28f5c29p+0, 0x1.460d6ccca367cp-7},
    {0x1.fae147ae147aep-1, -0x1.495453e6fd4bcp-7},
    {0x1.02p+0, 0x1.fe02a6b106789p-8},
    {0x1.01fffe5280d65p+0, 0x1.fe00fc86310dep-8},
    {0x1.fcp-1, -0x1.010157588de71p-7},
    {0x1.fbe76c8b43958p-1, -0x1.0732bd60b7b99p-7},
    {0x1.fffffffffffffp+0, 0x1.62e42fefa39eep-1},
    {0x1.6ap+0, 0x1.62c82f2b9c795p-2},
    {0x1.69fffe5280d65p+0, 0x1.62c82a6cae639p-2},
    {0x1.6a09e667f3bcdp+0, 0x1.62e42fefa39fp-2},
    {0x1.6a09e667f3bccp+0, 0x1.62e42fefa39eep-2},
    {0x1.5bf0a8b145769p+1, 0x1p+0},
    {0x1.4f8b588e368f1p-17, -0x1.7069e2aa2aa5bp+3},
    {0x1.7e43c8800759cp+996, 0x1.5963447f87fb5p+9},
    {0x1.56e1fc2f8f359p-997, -0x1.5963447f87fb5p+9},
    {0x1.fffffffffffffp+1023, 0x1.62e42fefa39efp+9},
    {0x1p-1022, -0x1.6232bdd7abcd2p+9},
    {0x0.fffffffffffffp-1022, -0x1.6232bdd7abcd2p+9},
    {0x0.0000000000001p-1022, -0x1.74385446d71c3p+9},
    {0x0.012688b70e62bp-1022, -0x1.64e69394d9508p+9},
    {0x1.8p+1, 0x1.193ea7aad030bp+0},
    {0x1.4p+9, 0x1.9d88b1d1655fep+2},
    {0x1.fffep+15, 0x1.62e40fef939efp+3},
    {0x1.c2a48ca3fe678p+0, 0x1.2188e3617c171p-1},
    {0x1.8fcc845c31166p+0, 0x1.c87ba81cdbefbp-2},
    {0x1.f22205e8c45dp-1, -0x1.c1ddfc77f217ap-6},
    {0x1.b06227513ca72p-1, -0x1.5a22e971253e6p-3},
    {0x1.ddfb90e2db2eep-1, -0x1.1999bc16d3c0fp-4},
    {0x1.35ee80760fc8cp-1, -0x1.010295a2c72a1p-1},
    {0x1.a6412a152e34bp+0, 0x1.00387a082327bp-1},
    {0x1.19c0e7052caf3p+0, 0x1.889f7ba0e3c6bp-4},
    {0x1.c5168e6df69d6p+0, 0x1.244e34d3fbbc6p-1},
    {0x1.146bd383352ap+0, 0x1.3a5c753f74cf4p-4},
    {0x1.efe36600cf8cdp+0, 0x1.52854b5b127d5p-1},
    {0x1.c55df0a0e0052p+0, 0x1.249ed8bded3fcp-1},
    {0x1.006b23947f046p-1, -0x1.620e1590e9ec5p-1},
    {0x1.a1101f18fefcep-1, -0x1.a404dc6ab2968p-3},
    {0x1.aa78cb2d66876p+817, 0x1.1b67e303bd34ap+9},
    {0x1.220140238d79dp-60, -0x1.4bb67f9247a1cp+5},
    {0x1.591036eee8a9dp+957, 0x1.4bd1f8b43292cp+9},
    {0x1.76fdef4271475p-205, -0x1.1b6d48a7fe9a4p+7},
    {0x1.ff7303fd51168p-852, -0x1.26ef461a4314p+9},
    {0x1.0448d99f2bfb4p+258, 0x1.65b277db02827p+7},
    {0x1.15669553e7951p+555, 0x1.80c6e78fde4d8p+8},
    {0x1.177c6ba31ae8bp-459, -0x1.3e1118903916ap+8},
};

static const math_row log1p_rows[] = {
    {0x1p+0, 0x1.62e42fefa39efp-1},
    {-0x1p-1, -0x1.62e42fefa39efp-1},
    {0x1.70ef54646d497p-57, 0x1.70ef54646d497p-57},
    {-0x1.70ef54646d497p-57, -0x1.70ef54646d497p-57},
    {0x1p-53, 0x1p-53},
    {-0x1p-53, -0x1p-53},
    {0x1.59e05f1e2674dp-52, 0x1.59e05f1e2674cp-52},
    {-0x1.9b858aa0b157ep-53, -0x1.9b858aa0b157fp-53},
    {0x1.b7cdfd9d7bdbbp-34, 0x1.b7cdfd9d1d693p-34},
    {-0x1.b7cdfd9d7bdbbp-34, -0x1.b7cdfd9dda4e3p-34},
    {0x1.4f8b588e368f1p-17, 0x1.4f8aea9ae7317p-17},
    {-0x1.4f8b588e368f1p-17, -0x1.4f8bc681e6006p-17},
    {0x1.47ae147ae147bp-7, 0x1.460d6ccca3677p-7},
    {-0x1.47ae147ae147bp-7, -0x1.495453e6fd4b7p-7},
    {-0x1.fffffffffffffp-1, -0x1.25e4f7b2737fap+5},
    {-0x1.ff7ced916872bp-1, -0x1.ba18a998fff9fp+2},
    {0x1.a827997709f7ap-2, 0x1.62e42fd2cf8f5p-2},
    {0x1.9p+6, 0x1.275e2271bba31p+2},
    {0x1.1c37937e08p+53, 0x1.26bb1bbb55516p+5},
    {0x1.6345785d8ap+56, 0x1.3926cd770aa67p+5},
    {0x1.7e43c8800759cp+996, 0x1.5963447f87fb5p+9},
    {0x0.0000000000001p-1022, 0x0.0000000000001p-1022},
    {0x1.fffffffffffffp+1023, 0x1.62e42fefa39efp+9},
    {-0x1.1eca5be585a7p-1, -0x1.a48091269b081p-1},
    {0x1.969d2c145cd56p-2, 0x1.566996b421a74p-2},
    {0x1.6e111ce7fcb7ap+1, 0x1.59c39474f14c1p+0},
    {0x1.0736bd4e62bdp+1, 0x1.1e0264a498209p+0},
    {-0x1.c263701668d15p-2, -0x1.28b6c26c26629p-1},
    {0x1.f2ffd23abd3bp-5, 0x1.e4644d3841781p-5},
    {-0x1.0307ddf07733ap-1, -0x1.68fd2dfbbe938p-1},
    {-0x1.5534713f26a92p-1, -0x1.190d5649f8c2dp+0},
    {0x1.1aac52d193e8fp+1, 0x1.2a6fbaa84ace2p+0},
    {-0x1.a80c9bf09d27cp-3, -0x1.db23c1d0ef52dp-3},
    {0x1.480011a782b08p+0, 0x1.a642395d351eap-1},
    {0x1.b09e34f2367adp-1, 0x1.3993d4a2e0ae1p-1},
};

START_TEST(test_log)
{
    math_check_rows(mlt_log, MATH_ROWS(log_rows), 1);
}
END_TEST

START_TEST(test_log1p)
{
    math_check_rows(mlt_log1p, MATH_ROWS(log1p_rows), 1);
}
END_TEST

START_TEST(test_log_of_special_values)
{
    static const math_row rows[] = {
        {0.0, -INFINITY}, {-0.0, -INFINITY}, {1.0, 0.0},     {INFINITY, INFINITY},
        {-1.0, NAN},      {-INFINITY, NAN},  {-5e-324, NAN}, {NAN, NAN},
    };
    math_check_exactly(mlt_log, MATH_ROWS(rows));
}
END_TEST

START_TEST(test_log1p_of_special_values)
{
    static const math_row rows[] = {
        {-1.0, -INFINITY}, {0.0, 0.0},       {-0.0, -0.0}, {INFINITY, INFINITY}, {-1.5, NAN},
        {-INFINITY, NAN},  {5e-324, 5e-324}, {NAN, NAN},   {-1e-20, -1e-20},
    };
    math_check_exactly(mlt_log1p, MATH_ROWS(rows));
}
END_TEST

/* Every cell of the table from its first to its last double, against exp. */
START_TEST(test_log_undoes_exp)
{
    for (int cell = 0; cell < 128; cell++)
        for (int end = 0; end < 2; end++) {
            double x = 1.0 + (cell + end) / 128.0 - end * 0x1p-52;
            ck_assert_double_le(fabs(mlt_exp(mlt_log(x)) - x), 0x1p-51);
        }
}
END_TEST

START_TEST(test_log_rises)
{
    math_check_rising(mlt_log, 0.9, 1.1, 0);
    math_check_rising(mlt_log, 0.0, 1000.0, 0);
    math_check_rising(mlt_log1p, -0.9, 1.0, 0);
}
END_TEST

Suite *mlt_suite_base_math_log(void);
Suite *mlt_suite_base_math_log(void)
{
    Suite *suite = suite_create("base_math_log");
    TCase *tc = tcase_create("math_log");
    tcase_add_test(tc, test_log);
    tcase_add_test(tc, test_log1p);
    tcase_add_test(tc, test_log_of_special_values);
    tcase_add_test(tc, test_log1p_of_special_values);
    tcase_add_test(tc, test_log_undoes_exp);
    tcase_add_test(tc, test_log_rises);
    suite_add_tcase(suite, tc);
    return suite;
}
