/* SPDX-License-Identifier: MIT */
#include "base/math.h"

#include "math_check.h"

typedef struct {
    double y, x, want;
} atan2_row;

static const atan2_row near_rows[] = {
    {0x1p+0, 0x1p+0, 0x1.921fb54442d18p-1},
    {0x1p+0, -0x1p+0, 0x1.2d97c7f3321d2p+1},
    {-0x1p+0, 0x1p+0, -0x1.921fb54442d18p-1},
    {-0x1p+0, -0x1p+0, -0x1.2d97c7f3321d2p+1},
    {0x1p+0, 0x1p+1, 0x1.dac670561bb4fp-2},
    {0x1p+1, 0x1p+0, 0x1.1b6e192ebbe44p+0},
    {-0x1p+1, -0x1p+0, -0x1.0468a8ace4df6p+1},
    {0x1.79ca10c924223p-67, 0x1p+0, 0x1.79ca10c924223p-67},
    {0x1.79ca10c924223p-67, -0x1p+0, 0x1.921fb54442d18p+1},
    {0x1p+0, 0x1.79ca10c924223p-67, 0x1.921fb54442d18p+0},
    {0x1p+0, -0x1.79ca10c924223p-67, 0x1.921fb54442d18p+0},
    {0x1p+0, 0x1p+6, 0x1.fff555bbb729bp-7},
    {0x1p+0, 0x1p+5, 0x1.ffd55bba97625p-6},
    {0x1p+0, 0x1.ff33333333333p+5, 0x1.006133df4bb98p-6},
    {0x1.8p+1, 0x1p+6, 0x1.7fb818430da2ap-5},
    {0x1p+0, 0x1.04p+6, 0x1.f81553c641d79p-7},
    {0x1.f8p+4, 0x1p+5, 0x1.8e17aa99cc05ep-1},
    {0x1.f666666666666p+4, 0x1p+5, 0x1.8d4750eaa78e1p-1},
    {0x1.56e1fc2f8f359p-997, 0x1.7e43c8800759cp+996, 0x0p+0},
    {0x1.7e43c8800759cp+996, 0x1.56e1fc2f8f359p-997, 0x1.921fb54442d18p+0},
    {-0x1.7e43c8800759cp+996, -0x1.56e1fc2f8f359p-997, -0x1.921fb54442d18p+0},
    {0x0.0000000000001p-1022, 0x0.0000000000001p-1022, 0x1.921fb54442d18p-1},
    {0x0.0000000000001p-1022, -0x0.0000000000002p-1022, 0x1.56c6e7397f5aep+1},
    {0x0.00000000007e8p-1022, 0x0.03739a252b281p-1022, 0x1.2533287d31ae3p-35},
    {0x0.03739a252b281p-1022, 0x0.00000000007e8p-1022, 0x1.921fb5441e2b2p+0},
    {0x1.fffffffffffffp+1023, 0x1.fffffffffffffp+1023, 0x1.921fb54442d18p-1},
    {0x1.fffffffffffffp+1023, 0x0.0000000000001p-1022, 0x1.921fb54442d18p+0},
    {0x0.0000000000001p-1022, 0x1.fffffffffffffp+1023, 0x0p+0},
    {0x1.87e92154ef7acp-665, 0x1.a8e90f9908e0dp-602, 0x1.d83c94fb6d2acp-64},
    {0x1.67e9c127b6e74p-532, -0x1.4bf6142f8eefap-595, 0x1.921fb54442d18p+0},
    {0x1.1ccf385ebc8ap+1023, 0x1.c7b1f3cac7433p+1020, 0x1.5f97315254857p+0},
    {0x0.730d67819e8d2p-1022, 0x1p+0, 0x0.730d67819e8d2p-1022},
    {-0x1.ef07047725f38p-1, -0x1.d8b0da96acbfcp-2, -0x1.0213ead4649c6p+1},
    {-0x1.bcc7c700f55cp-4, -0x1.c217eefa09128p-1, -0x1.8264759ce0b25p+1},
    {-0x1.4b84215be8ac6p-1, -0x1.0cba41781025cp-2, -0x1.f4b381c6474f2p+0},
    {0x1.279b1ff23597p-3, -0x1.79437af4330c8p-1, 0x1.795d1af706e7ap+1},
    {-0x1.1a53a3dc9146p-2, 0x1.9052a2b9a4edep-1, -0x1.5b258a9ec7766p-2},
    {0x1.ec0677aa5d0f2p-1, 0x1.416596bb9fabp-2, 0x1.414f0dd6f0c9bp+0},
    {0x1.879f2f859dcacp-2, 0x1.59de09e4ca168p-3, 0x1.27abb38e773a8p+0},
    {-0x1.7048d3b47ef4ap-1, -0x1.dc13d909c7e3ap-1, -0x1.3dd881f9e94a8p+1},
    {-0x1.edad24c339fcap-1, 0x1.a40ebbadc1a4ep-1, -0x1.bb494f4e91289p-1},
    {0x1.9b962b4fd26ecp-2, 0x1.d9e0a5044b196p-1, 0x1.a3888dfee1bfbp-2},
    {-0x1.ea3b08b36886p-1, 0x1.16e7e913284c4p-2, -0x1.4b2cd79d0e5dap+0},
    {-0x1.230cc7763adap-5, 0x1.d80f534fa1d4p-2, -0x1.3b0d668d19c34p-4},
    {-0x1.72e233dd0767p-2, 0x1.ff579b0945742p-1, -0x1.644163f6cc5c9p-2},
    {-0x1.b2ee4846011f4p-1, 0x1.799cf9789a3ep-4, -0x1.767305fcdfdddp+0},
    {0x1.e563230b620dcp-2, 0x1.99ccf2f7d705ap-1, 0x1.11c1d7c8191cdp-1},
    {0x1.e58e76bcb5d0cp-2, 0x1.a1288c2129d3p-2, 0x1.b8d801d2cfff5p-1},
};

#define PI 0x1.921fb54442d18p+1

START_TEST(test_atan2)
{
    for (size_t i = 0; i < sizeof near_rows / sizeof *near_rows; i++) {
        const atan2_row *row = &near_rows[i];
        double got = mlt_atan2(row->y, row->x);
        ck_assert_msg(math_steps(got, row->want) <= 1, "atan2(%a, %a) = %a, not %a", row->y, row->x,
                      got, row->want);
        ck_assert(mlt_atan2(-row->y, row->x) == -got);
    }
}
END_TEST

/* C11 F.10.1.4 */
START_TEST(test_special_values)
{
    static const atan2_row rows[] = {
        {0.0, 0.0, 0.0},
        {-0.0, 0.0, -0.0},
        {0.0, -0.0, PI},
        {-0.0, -0.0, -PI},
        {0.0, 2.0, 0.0},
        {-0.0, 2.0, -0.0},
        {0.0, -2.0, PI},
        {-0.0, -2.0, -PI},
        {2.0, 0.0, PI / 2},
        {2.0, -0.0, PI / 2},
        {-2.0, 0.0, -PI / 2},
        {2.0, -INFINITY, PI},
        {-2.0, -INFINITY, -PI},
        {2.0, INFINITY, 0.0},
        {-2.0, INFINITY, -0.0},
        {INFINITY, 2.0, PI / 2},
        {-INFINITY, -2.0, -PI / 2},
        {INFINITY, INFINITY, PI / 4},
        {-INFINITY, INFINITY, -PI / 4},
        {INFINITY, -INFINITY, 0x1.2d97c7f3321d2p+1},
        {-INFINITY, -INFINITY, -0x1.2d97c7f3321d2p+1},
        {INFINITY, 0.0, PI / 2},
        {0.0, -INFINITY, PI},
        {NAN, 1.0, NAN},
        {1.0, NAN, NAN},
        {NAN, NAN, NAN},
        {INFINITY, NAN, NAN},
        {5e-324, 1e10, 0.0},
        {-5e-324, 1e10, -0.0},
        {5e-324, -1e10, PI},
        {1e300, 1e-300, PI / 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double got = mlt_atan2(rows[i].y, rows[i].x);
        ck_assert_msg(math_same(got, rows[i].want), "atan2(%a, %a) = %a, not %a", rows[i].y,
                      rows[i].x, got, rows[i].want);
    }
}
END_TEST

START_TEST(test_undoes_sin_and_cos)
{
    for (int i = -3141; i <= 3141; i++) {
        double angle = i * 0.001;
        double got = mlt_atan2(mlt_sin(angle), mlt_cos(angle));
        ck_assert_double_le(fabs(got - angle), 0x1p-51);
    }
}
END_TEST

/* A power of two in both is no power of two in the angle. */
START_TEST(test_scale_does_not_matter)
{
    mlt_draws d;
    mlt_draws_init(&d, 8, "atan2", 0);
    for (int i = 0; i < 2000; i++) {
        double y = mlt_draw_between(&d, -1, 1), x = mlt_draw_between(&d, -1, 1);
        double want = mlt_atan2(y, x);
        ck_assert(mlt_atan2(y * 0x1p1000, x * 0x1p1000) == want);
        ck_assert(mlt_atan2(y * 0x1p-900, x * 0x1p-900) == want);
    }
}
END_TEST

Suite *mlt_suite_base_math_atan2(void);
Suite *mlt_suite_base_math_atan2(void)
{
    Suite *suite = suite_create("base_math_atan2");
    TCase *tc = tcase_create("math_atan2");
    tcase_add_test(tc, test_atan2);
    tcase_add_test(tc, test_special_values);
    tcase_add_test(tc, test_undoes_sin_and_cos);
    tcase_add_test(tc, test_scale_does_not_matter);
    suite_add_tcase(suite, tc);
    return suite;
}
