/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/dots.h"

/* The largest distance between pixels with light. */
static double extent_of(const double at[DOT_SIDE * DOT_SIDE])
{
    static int x[DOT_SIDE * DOT_SIDE], y[DOT_SIDE * DOT_SIDE];
    int n = 0;
    double most = 0;
    for (int k = 0; k < DOT_SIDE * DOT_SIDE; k++) {
        if (at[k] > 1e-3) {
            x[n] = k % DOT_SIDE;
            y[n++] = k / DOT_SIDE;
        }
    }
    for (int i = 0; i < n; i++)
        for (int k = 0; k < i; k++)
            most = fmax(most, hypot(x[i] - x[k], y[i] - y[k]));
    return most;
}

START_TEST(test_extent)
{
    static const double extents[] = {5, 9, 15, 21, 31};
    static double at[DOT_SIDE * DOT_SIDE];
    for (int i = 0; i < 50; i++) {
        char text[32], id[8];
        int s = i % 5;
        snprintf(text, sizeof text, "camera_shake@%d", s + 1);
        snprintf(id, sizeof id, "%d", i / 5);
        dot_light l = light_of_dot(text, id, at);
        ck_assert_double_eq_tol(l.light, 1, 2e-3);
        ck_assert_double_eq_tol(l.x, 0, .03);
        ck_assert_double_eq_tol(l.y, 0, .03);
        ck_assert_double_eq_tol(extent_of(at), extents[s], 2.6); /* a pixel at either end */
    }
    dot_light none = light_of_dot("camera_shake@3{extent=0}", "a", NULL);
    ck_assert_double_eq_tol(none.xx + none.yy, 0, 1e-9);
}
END_TEST

/* Twice the extent is the same path at twice the size: the spreads are four times as large, but for
 * what the light of a place is spread on its four pixels. */
START_TEST(test_the_shape_stays)
{
    for (int i = 0; i < 10; i++) {
        char id[8];
        snprintf(id, sizeof id, "%d", i);
        dot_light small = light_of_dot("camera_shake@5{extent=20}", id, NULL);
        dot_light large = light_of_dot("camera_shake@1{extent=40}", id, NULL);
        ck_assert_double_eq_tol(large.xx - 1 / 6.0, 4 * (small.xx - 1 / 6.0), .5);
        ck_assert_double_eq_tol(large.yy - 1 / 6.0, 4 * (small.yy - 1 / 6.0), .5);
        ck_assert_double_eq_tol(large.xy, 4 * small.xy, .5);
    }
}
END_TEST

/* Most paths are no lines: both spreads count. */
START_TEST(test_paths_are_curved)
{
    int curved = 0;
    for (int i = 0; i < 40; i++) {
        char id[8];
        snprintf(id, sizeof id, "%d", i);
        dot_light l = light_of_dot("camera_shake@5", id, NULL);
        double mean = (l.xx + l.yy) / 2, apart = hypot((l.xx - l.yy) / 2, l.xy);
        curved += (mean - apart) / (mean + apart) > .02;
    }
    ck_assert_int_ge(curved, 25);
}
END_TEST

Suite *mlt_suite_perturb_camera_shake(void);
Suite *mlt_suite_perturb_camera_shake(void)
{
    Suite *suite = suite_create("perturb_camera_shake");
    TCase *tc = tcase_create("kind");
    tcase_set_timeout(tc, 30);
    tcase_add_test(tc, test_extent);
    tcase_add_test(tc, test_the_shape_stays);
    tcase_add_test(tc, test_paths_are_curved);
    suite_add_tcase(suite, tc);
    return suite;
}
