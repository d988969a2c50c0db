/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include "math_check.h"

static const math_row near_rows[] = {
    {0x1p-2, -0x1.5956b87528a49p-1},
    {0x1.8p-1, 0x1.5956b87528a49p-1},
    {0x1.999999999999ap-6, -0x1.f5c0331eeff85p+0},
    {0x1.f333333333333p-1, 0x1.f5c0331eeff83p+0},
    {0x1.3333333333333p-4, -0x1.7085226d3e524p+0},
    {0x1.3328b6d86ec18p-4, -0x1.7089c3b117169p+0},
    {0x1.d99999999999ap-1, 0x1.7085226d3e525p+0},
    {0x1.d99ae924f227dp-1, 0x1.7089c3b117169p+0},
    {0x1.0624dd2f1a9fcp-10, -0x1.8b8cbb7204471p+1},
    {0x1.ff7ced916872bp-1, 0x1.8b8cbb720447p+1},
    {0x1.4f8b588e368f1p-17, -0x1.10f3f8843a3d9p+2},
    {0x1.fffeb074a771dp-1, 0x1.10f3f8843a851p+2},
    {0x1.b7cdfd9d7bdbbp-34, -0x1.97203597a2155p+2},
    {0x1.e8a37a45fc32ep-37, -0x1.aa1b1c13ee526p+2},
    {0x1.e58b5986f33c4p-37, -0x1.aa2a68f7c5bcbp+2},
    {0x1.5fd7fe1796495p-37, -0x1.ad2f7bbec4805p+2},
    {0x1.cd2b297d889bcp-54, -0x1.071b4c29e9b5ap+3},
    {0x1.dee7a4ad4b81fp-167, -0x1.dddde6ad81776p+3},
    {0x1.bff2ee48e053p-333, -0x1.546010d755221p+4},
    {0x1.56e1fc2f8f359p-997, -0x1.286074064c26ep+5},
    {0x0.012688b70e62bp-1022, -0x1.2d4df29347fc2p+5},
    {0x0.0000000000001p-1022, -0x1.33bd3f27fcd03p+5},
    {0x1p-54, -0x1.095b059d67c4cp+3},
    {0x1.fffffffffffffp-1, 0x1.06b48528cea52p+3},
    {0x1.0000000000001p-1, 0x1.40d931ff62706p-52},
    {0x1.fffffffffffffp-2, -0x1.40d931ff62706p-53},
    {0x1.051eb851eb852p-1, 0x1.9aba9f4786911p-6},
    {0x1.f5c28f5c28f5cp-2, -0x1.9aba9f4786911p-6},
    {0x1.68e36a4c7754dp-3, -0x1.dc1a0a865a753p-1},
    {0x1.cb932aadcd996p-1, 0x1.449de71e4ad79p+0},
    {0x1.5046ce42074c2p-1, 0x1.9d686ef7453e4p-2},
    {0x1.c5ba63a777d7bp-2, -0x1.25213de9a9953p-3},
    {0x1.c48d8ad2fc613p-1, 0x1.31d604e918702p+0},
    {0x1.5259fd3a73e6ap-2, -0x1.c147a30112b11p-2},
    {0x1.533dd3d61e1a4p-1, 0x1.ad960ad579d04p-2},
    {0x1.a2e398058058cp-3, -0x1.a6abbca051f36p-1},
    {0x1.baa6ebaf0ecf4p-2, -0x1.5d588fbb78ff4p-3},
    {0x1.998861999204p-1, 0x1.aeab7c8f78f2fp-1},
    {0x1.5b783856b2ee1p-92, -0x1.5ef50313cc64ap+3},
    {0x1.c7270f6a7202cp-126, -0x1.9cfb81ad26aep+3},
    {0x1.f5c81ba55b09dp-617, -0x1.d1379059a4c66p+4},
    {0x1.945eff852c3b9p-420, -0x1.7f0b5f7ea528ep+4},
    {0x1.a6827a173b189p-684, -0x1.ea2b591785d6ep+4},
    {0x1.2bab34b81be89p-862, -0x1.137a661b391f6p+5},
    {0x1.dae4b85d5624cp-506, -0x1.a4d92e2db3eb5p+4},
    {0x1.10c15d2f789b5p-168, -0x1.e08a0082b93ebp+3},
};

START_TEST(test_quantile)
{
    math_check_rows(mlt_normal_quantile, MATH_ROWS(near_rows), 6);
}
END_TEST

START_TEST(test_special_values)
{
    static const math_row rows[] = {
        {0.0, -INFINITY}, {-0.0, -INFINITY}, {1.0, INFINITY}, {0.5, 0.0},       {-5e-324, NAN},
        {-1.0, NAN},      {1.0000001, NAN},  {INFINITY, NAN}, {-INFINITY, NAN}, {NAN, NAN},
    };
    math_check_exactly(mlt_normal_quantile, MATH_ROWS(rows));
}
END_TEST

/* z moves by dp / density(z): compare in p, within a few units of both. */
START_TEST(test_undoes_the_distribution_function)
{
    for (int i = -800; i <= 800; i++) {
        double z = i * 0.01, p = mlt_normal_cdf(z);
        double density = 0.3989422804014327 * mlt_exp(-0.5 * z * z);
        double slack = 0x1p-50 * fabs(z) + 0x1p-50 * p / density;
        ck_assert_msg(fabs(mlt_normal_quantile(p) - z) <= slack, "z = %g", z);
    }
}
END_TEST

START_TEST(test_symmetry)
{
    mlt_draws d;
    mlt_draws_init(&d, 9, "quantile", 0);
    for (int i = 0; i < 10000; i++) {
        double p = mlt_draw_uniform(&d); /* 1 - p is exact */
        ck_assert(mlt_normal_quantile(1.0 - p) == -mlt_normal_quantile(p));
    }
}
END_TEST

START_TEST(test_the_pieces_fit)
{
    static const double edges[] = {0.075, 0.925, 0x1.e8a37a45fc32ep-37 /* e^-25 */};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        double below = mlt_normal_quantile(edges[i] * (1 - 0x1p-40));
        double above = mlt_normal_quantile(edges[i] * (1 + 0x1p-40));
        ck_assert_double_lt(below, above);
        ck_assert_double_lt(above - below, 2e-11);
    }
    math_check_rising(mlt_normal_quantile, 0.0, 1.0, 12);
}
END_TEST

Suite *mlt_suite_base_math_quantile(void);
Suite *mlt_suite_base_math_quantile(void)
{
    Suite *suite = suite_create("base_math_quantile");
    TCase *tc = tcase_create("math_quantile");
    tcase_add_test(tc, test_quantile);
    tcase_add_test(tc, test_special_values);
    tcase_add_test(tc, test_undoes_the_distribution_function);
    tcase_add_test(tc, test_symmetry);
    tcase_add_test(tc, test_the_pieces_fit);
    suite_add_tcase(suite, tc);
    return suite;
}
