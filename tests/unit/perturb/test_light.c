/* SPDX-License-Identifier: MIT */
#include "perturb/light.h"

#include "testing.h"

static const mlt_row_place grey = {.width = 3, .channels = 1, .top = 200};
static const mlt_row_place rgb = {.width = 2, .channels = 3, .top = 200};
static const float amounts[3] = {0, .5f, 1};

START_TEST(test_screen)
{
    static const float orange[3] = {1, .5f, 0};
    float v[3] = {100, 100, 100}, p[6] = {100, 100, 100, 40, 40, 40};
    mlt_light_screen(v, &grey, amounts, orange); /* whose luma is .5925 */
    ck_assert_float_eq(v[0], 100);
    ck_assert_float_eq_tol(v[1], 129.625f, 1e-3f);
    ck_assert_float_eq_tol(v[2], 159.25f, 1e-3f);
    mlt_light_screen(p, &rgb, amounts, orange);
    ck_assert_float_eq(p[0], 100);
    ck_assert_float_eq(p[3], 120); /* half of the way from 40 to 200 */
    ck_assert_float_eq(p[4], 80);
    ck_assert_float_eq(p[5], 40);
}
END_TEST

START_TEST(test_dim)
{
    float v[3] = {100, 100, 100}, p[6] = {100, 60, 20, 100, 60, 20};
    mlt_light_dim(v, &grey, amounts, .25);
    ck_assert_float_eq(v[0], 100);
    ck_assert_float_eq(v[1], 87.5f);
    ck_assert_float_eq(v[2], 75);
    mlt_light_dim(p, &rgb, amounts, .5);
    ck_assert_float_eq(p[2], 20);
    ck_assert_float_eq(p[3], 75);
    ck_assert_float_eq(p[4], 45);
    ck_assert_float_eq(p[5], 15);
}
END_TEST

Suite *mlt_suite_perturb_light(void);
Suite *mlt_suite_perturb_light(void)
{
    Suite *suite = suite_create("perturb_light");
    TCase *tc = tcase_create("light");
    tcase_add_test(tc, test_screen);
    tcase_add_test(tc, test_dim);
    suite_add_tcase(suite, tc);
    return suite;
}
