/* SPDX-License-Identifier: MIT */
#include <fenv.h>
#include <math.h>

#include "testing.h"

Suite *mlt_suite_api_annotation(void);

static const mltest_box unit = {0, 0, 10, 10};

START_TEST(test_iou)
{
    mltest_box half = {5, 0, 10, 10};
    mltest_box far = {50, 0, 10, 10};
    mltest_box empty = {1, 1, 0, 5};
    ck_assert_double_eq(mltest_box_iou(&unit, &unit), 1.0);
    ck_assert_double_eq(mltest_box_iou(&unit, &half), 50.0 / 150.0);
    ck_assert_double_eq(mltest_box_iou(&half, &unit), 50.0 / 150.0);
    ck_assert_double_eq(mltest_box_iou(&unit, &far), 0.0);
    ck_assert_double_eq(mltest_box_iou(&unit, &empty), 0.0);
    ck_assert_double_eq(mltest_box_iou(NULL, &unit), 0.0);
    ck_assert_double_eq(mltest_box_iou(&unit, NULL), 0.0);
}
END_TEST

static void expect(const mltest_box *box, double x, double y, double width, double height)
{
    ck_assert_double_eq_tol(box->x, x, 1e-12);
    ck_assert_double_eq_tol(box->y, y, 1e-12);
    ck_assert_double_eq_tol(box->width, width, 1e-12);
    ck_assert_double_eq_tol(box->height, height, 1e-12);
}

START_TEST(test_an_exact_map)
{
    static const double flip[9] = {-1, 0, 100, 0, 1, 0, 0, 0, 1};
    mltest_box box = {10, 20, 30, 40}, outer, inner;
    ck_assert_int_eq(mltest_box_map(flip, &box, &outer, &inner), MLTEST_OK);
    expect(&outer, 60, 20, 30, 40);
    expect(&inner, 60, 20, 30, 40);
    ck_assert_int_eq(mltest_box_map(flip, &box, NULL, NULL), MLTEST_OK);
}
END_TEST

START_TEST(test_a_turn_by_45_degrees)
{
    double c = sqrt(0.5);
    double turn[9] = {c, -c, 0, c, c, 0, 0, 0, 1};
    mltest_box box = {-1, -1, 2, 2}, outer, inner;
    ck_assert_int_eq(mltest_box_map(turn, &box, &outer, &inner), MLTEST_OK);
    expect(&outer, -sqrt(2.0), -sqrt(2.0), 2 * sqrt(2.0), 2 * sqrt(2.0));
    expect(&inner, -1, -1, 2, 2); /* the inscribed circle does not care */
}
END_TEST

START_TEST(test_what_is_refused)
{
    static const double identity[9] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    static const double flat[9] = {1, 0, 0, 0, 0, 0, 0, 0, 1};
    static const double horizon[9] = {1, 0, 0, 0, 1, 0, 1, 0, -5};
    double broken[9] = {1, 0, 0, 0, 1, 0, 0, 0, NAN};
    mltest_box negative = {0, 0, -1, 5}, infinite = {0, 0, INFINITY, 5}, outer;
    ck_assert_int_eq(mltest_box_map(NULL, &unit, &outer, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_box_map(identity, NULL, &outer, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_box_map(flat, &unit, &outer, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_box_map(horizon, &unit, &outer, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_box_map(broken, &unit, &outer, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_box_map(identity, &negative, &outer, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_box_map(identity, &infinite, &outer, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_box_map(identity, &unit, &outer, NULL), MLTEST_OK);
    expect(&outer, 0, 0, 10, 10);
}
END_TEST

START_TEST(test_the_hosts_rounding_does_not_matter_and_stays)
{
    mltest_box third = {0, 0, 10, 3};
    double expected = mltest_box_iou(&unit, &third);
    ck_assert_int_eq(fesetround(FE_UPWARD), 0);
    double upward = mltest_box_iou(&unit, &third);
    int mode = fegetround();
    fesetround(FE_TONEAREST);
    ck_assert_double_eq(upward, expected);
    ck_assert_int_eq(mode, FE_UPWARD);
}
END_TEST

Suite *mlt_suite_api_annotation(void)
{
    TCase *tc = tcase_create("annotation");
    tcase_add_test(tc, test_iou);
    tcase_add_test(tc, test_an_exact_map);
    tcase_add_test(tc, test_a_turn_by_45_degrees);
    tcase_add_test(tc, test_what_is_refused);
    tcase_add_test(tc, test_the_hosts_rounding_does_not_matter_and_stays);
    Suite *suite = suite_create("api_annotation");
    suite_add_tcase(suite, tc);
    return suite;
}
