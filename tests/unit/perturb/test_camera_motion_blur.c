/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/dots.h"

static double tent(double v)
{
    return fabs(v) < 1 ? 1 - fabs(v) : 0;
}

/* A line of four pixels at 30 degrees, its light on every pixel by many small steps. */
START_TEST(test_a_line)
{
    enum { STEPS = 20000 };
    static double at[DOT_SIDE * DOT_SIDE];
    dot_light all = light_of_dot("camera_motion_blur@1{angle=30}", "a", at);
    ck_assert_double_eq_tol(all.light, 1, 1e-3);
    for (int k = 0; k < 81; k++) {
        int x = k % 9 - 4, y = k / 9 - 4;
        double want = 0;
        for (int i = 0; i < STEPS; i++) {
            double t = (i + .5) / STEPS * 4 - 2;
            want += tent(x - t * cos(M_PI / 6)) * tent(y - t * sin(M_PI / 6)) / STEPS;
        }
        ck_assert_double_eq_tol(at[(DOT + y) * DOT_SIDE + DOT + x], want, 1e-3);
    }
}
END_TEST

/* The middle stays, whatever the length; the spread is that of a line. */
START_TEST(test_lengths)
{
    static const double lengths[] = {5, 9, 15, 21, 31};
    for (int s = 1; s <= 5; s++) {
        char text[48];
        double d = lengths[s - 1] - 1;
        snprintf(text, sizeof text, "camera_motion_blur@%d{angle=90}", s);
        dot_light l = light_of_dot(text, "a", NULL);
        ck_assert_double_eq_tol(l.light, 1, 1e-3);
        ck_assert_double_eq_tol(l.x, 0, .01);
        ck_assert_double_eq_tol(l.y, 0, .01);
        ck_assert_double_eq_tol(l.xx, 0, .01);
        ck_assert_double_eq_tol(l.yy, d * d / 12 + 1 / 6.0, .03);
    }
    dot_light none = light_of_dot("camera_motion_blur@3{length=1}", "a", NULL);
    ck_assert_double_eq_tol(none.xx + none.yy, 0, 1e-9);
}
END_TEST

/* Angles go all the way round, and a sample keeps its own. */
START_TEST(test_drawn_angles)
{
    int steep = 0, falling = 0;
    for (int i = 0; i < 40; i++) {
        char id[8];
        snprintf(id, sizeof id, "%d", i);
        dot_light l = light_of_dot("camera_motion_blur@5", id, NULL);
        dot_light less = light_of_dot("camera_motion_blur@3", id, NULL);
        ck_assert_double_eq_tol(atan2(2 * l.xy, l.xx - l.yy), atan2(2 * less.xy, less.xx - less.yy),
                                .03);
        steep += l.yy > l.xx;
        falling += l.xy > 0;
    }
    ck_assert(steep > 10 && steep < 30 && falling > 10 && falling < 30);
}
END_TEST

START_TEST(test_edges_repeat)
{
    picture p = plain_picture(scene, 20, 20, MLTEST_FORMAT_RGB8);
    memset(p.block, 201, p.n);
    mlt_perturbed made = perturb(&p.view, "camera_motion_blur@5{length=200}", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    check_near(&out, &p.view, 0);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_camera_motion_blur(void);
Suite *mlt_suite_perturb_camera_motion_blur(void)
{
    Suite *suite = suite_create("perturb_camera_motion_blur");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_a_line);
    tcase_add_test(tc, test_lengths);
    tcase_add_test(tc, test_drawn_angles);
    tcase_add_test(tc, test_edges_repeat);
    suite_add_tcase(suite, tc);
    return suite;
}
