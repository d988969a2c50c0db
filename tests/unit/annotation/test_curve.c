/* SPDX-License-Identifier: MIT */
#include "annotation/chains.h"
#include "annotation/curve.h"

START_TEST(test_sound)
{
    const struct {
        mlt_curve curve;
        bool sound;
    } cases[] = {
        {{MLT_CURVE_LENS, {320, 240, 400, -0.26}}, true},
        {{MLT_CURVE_LENS, {320, 240, 400, 0.26}}, true},
        {{MLT_CURVE_LENS, {320, 240, 400, 0}}, true},
        {{MLT_CURVE_LENS, {320, 240, 400, -0.3333}}, true},
        {{MLT_CURVE_LENS, {320, 240, 400, -1.0 / 3}}, false}, /* folds at the corner */
        {{MLT_CURVE_LENS, {320, 240, 400, -0.34}}, false},
        {{MLT_CURVE_UNLENS, {320, 240, 400, -0.34}}, false},
        {{MLT_CURVE_LENS, {320, 240, 400, 10.5}}, false},
        {{MLT_CURVE_LENS, {320, 240, 0, 0.1}}, false},
        {{MLT_CURVE_LENS, {320, 240, -400, 0.1}}, false},
        {{MLT_CURVE_LENS, {320, 240, 1e13, 0.1}}, false},
        {{MLT_CURVE_LENS, {320, 240, 400, NAN}}, false},
        {{MLT_CURVE_LENS, {INFINITY, 240, 400, 0.1}}, false},
        {{MLT_CURVE_ROWS, {-5, 100, 0.25}}, true},
        {{MLT_CURVE_ROWS, {5, 0, 0.25}}, false},
        {{MLT_CURVE_ROWS, {5, -1, 0.25}}, false},
        {{MLT_CURVE_ROWS, {NAN, 100, 0}}, false},
        {{MLT_CURVE_ROWS, {5, 100, INFINITY}}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ck_assert_msg(mlt_curve_is_sound(&cases[i].curve) == cases[i].sound, "case %zu", i);
    ck_assert_int_eq(mlt_curve_size(MLT_CURVE_LENS), 4);
    ck_assert_int_eq(mlt_curve_size(MLT_CURVE_ROWS), 3);
}
END_TEST

/* k1 = 3/16 by hand: half way to the corner shows what was at 1/2 (1 + 3/64) = 67/128 of it. */
START_TEST(test_lens_by_hand)
{
    const mlt_curve lens = {MLT_CURVE_LENS, {100, 50, 128, 3.0 / 16}};
    double x = 100 + 67, y = 50;
    mlt_curve_apply(&lens, &x, &y);
    ck_assert_double_eq_tol(x, 100 + 64, 1e-12);
    ck_assert_double_eq(y, 50);
    x = 100;
    mlt_curve_apply(&lens, &x, &y); /* the centre stays */
    ck_assert_double_eq(x, 100);
    ck_assert_double_eq(y, 50);
    x = 100 - 2 * 128 * 19.0 / 16; /* beyond the corner: as much as at it */
    mlt_curve_apply(&lens, &x, &y);
    ck_assert_double_eq_tol(x, 100 - 256, 1e-10);
}
END_TEST

START_TEST(test_rows_by_hand)
{
    const mlt_curve rows = {MLT_CURVE_ROWS, {8, 40, 0.25}};
    static const double y_and_shift[][2] = {{0, 8}, {10, 0}, {20, -8}, {30, 0}, {-40, 8}};
    for (size_t i = 0; i < 5; i++) {
        double x = 3, y = y_and_shift[i][0];
        mlt_curve_apply(&rows, &x, &y);
        ck_assert_double_eq_tol(x, 3 + y_and_shift[i][1], 1e-12);
        ck_assert_double_eq(y, y_and_shift[i][0]);
    }
}
END_TEST

/* To the last digits up to the corner and past it, for every k1 there may be. */
START_TEST(test_lens_against_bisection)
{
    static const double strengths[] = {-0.333, -0.3, -0.26, -0.04, -1e-9, 0, 1e-9, 0.1, 0.9, 10};
    for (size_t i = 0; i < sizeof strengths / sizeof strengths[0]; i++) {
        const mlt_curve lens = {MLT_CURVE_LENS, {0, 0, 400, strengths[i]}};
        for (int k = 0; k <= 3000; k++) {
            double at = 400.0 * k / 1000 * (1 + (strengths[i] > 0 ? strengths[i] : 0));
            double x = at * 0.6, y = -at * 0.8;
            mlt_curve_apply(&lens, &x, &y);
            double rho = 400 * lens_by_bisection(strengths[i], at / 400);
            ck_assert_double_eq_tol(x, rho * 0.6, 1e-9);
            ck_assert_double_eq_tol(y, -rho * 0.8, 1e-9);
        }
    }
}
END_TEST

/* No two points go to the same place, inside and outside of the picture. */
START_TEST(test_lens_does_not_fold)
{
    const mlt_curve lens = {MLT_CURVE_LENS, {0, 0, 400, -0.333}};
    double last = -1;
    for (int k = 0; k < 20000; k++) {
        double x = 0.1 * k, y = 0;
        mlt_curve_apply(&lens, &x, &y);
        ck_assert(x > last);
        last = x;
    }
}
END_TEST

/* Back by the curve's inverse, and by the inverse's inverse again. */
START_TEST(test_inverses)
{
    for (int i = 0; i < 4000; i++) {
        link l = random_link(i % 2 ? LINK_LENS : LINK_ROWS);
        mlt_map map = map_of_link(&l);
        mlt_curve forward = map.parts[0].curve, back = mlt_curve_inverse(&forward);
        mlt_curve again = mlt_curve_inverse(&back);
        double x = chain_random(-900, 1500), y = chain_random(-900, 1500), px = x, py = y;
        mlt_curve_apply(&forward, &px, &py);
        double qx = px, qy = py;
        mlt_curve_apply(&back, &qx, &qy);
        ck_assert_double_eq_tol(qx, x, 1e-9);
        ck_assert_double_eq_tol(qy, y, 1e-9);
        ck_assert_int_eq((int)again.type, (int)forward.type);
        ck_assert_mem_eq(again.v, forward.v, sizeof again.v);
        ck_assert(mlt_curve_is_sound(&back));
    }
}
END_TEST

Suite *mlt_suite_annotation_curve(void);
Suite *mlt_suite_annotation_curve(void)
{
    Suite *suite = suite_create("annotation_curve");
    TCase *tc = tcase_create("curve");
    tcase_add_test(tc, test_sound);
    tcase_add_test(tc, test_lens_by_hand);
    tcase_add_test(tc, test_rows_by_hand);
    tcase_add_test(tc, test_lens_against_bisection);
    tcase_add_test(tc, test_lens_does_not_fold);
    tcase_add_test(tc, test_inverses);
    suite_add_tcase(suite, tc);
    return suite;
}
