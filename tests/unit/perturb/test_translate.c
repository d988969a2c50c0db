/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "annotation/visible.h"
#include "perturb/conditions.h"

/* Whole pixels are copies; what comes in is black or the edge. */
START_TEST(test_pixels)
{
    picture p = plain_picture(texture, 40, 20, MLTEST_FORMAT_RGBA8);
    for (int edge = 0; edge < 2; edge++) {
        mlt_perturbed made = perturb(&p.view,
                                     edge ? "translate@3{direction=90,shift=0.25}"
                                          : "translate@3{border=0,direction=90,shift=0.25}",
                                     "a");
        mltest_image_view out = mlt_image_view(&made.image);
        for (uint32_t k = 0; k < 40 * 20 * 4; k++) { /* 5 rows up */
            uint32_t c = k % 4, x = k / 4 % 40, y = k / 160;
            uint32_t want = y < 15 ? sample_at(&p.view, x, y + 5, c)
                            : edge ? sample_at(&p.view, x, 19, c)
                                   : 0;
            ck_assert_uint_eq(sample_at(&out, x, y, c), want);
        }
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* A box moves whole and is cut at the edge of the picture, not held at its old corner. */
START_TEST(test_boxes_are_cut_where_the_picture_ends)
{
    picture p = plain_picture(scene, 100, 80, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&p.view, "translate@5{direction=180}", "a"); /* 25 to the left */
    const mlt_box box = {10, 20, 40, 30}, gone = {2, 20, 20, 30}, far = {70, 0, 20, 20};
    mlt_mapped_box to;
    double visible;
    ck_assert(mlt_map_is_exact(&made.map));
    ck_assert(mlt_map_box(&made.map, &box, &to));
    ck_assert_double_eq_tol(to.outer.x, -15, 1e-9);
    ck_assert_double_eq(to.outer.width, 40); /* as wide as it was */
    mlt_box cut = mlt_box_clip(&to.outer, 100, 80);
    ck_assert_double_eq(cut.x, 0);
    ck_assert_double_eq_tol(cut.width, 25, 1e-9);
    ck_assert(mlt_visible_fraction(&made.map, &box, 100, 80, NULL, 0, &visible));
    ck_assert_double_eq_tol(visible, 25.0 / 40, 1e-9);
    ck_assert(mlt_visible_fraction(&made.map, &gone, 100, 80, NULL, 0, &visible));
    ck_assert_double_eq(visible, 0);
    ck_assert(mlt_map_box(&made.map, &far, &to));
    ck_assert_double_eq_tol(to.outer.x, 45, 1e-9);
    ck_assert_double_eq_tol(to.outer.y, 0, 1e-9);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* As far as the table says, to all sides; a sample keeps its direction as severity grows. */
START_TEST(test_drawn_directions)
{
    static const double shifts[] = {.02, .05, .1, .16, .25};
    picture p = plain_picture(scene, 100, 80, MLTEST_FORMAT_GRAY8);
    unsigned quadrants[4] = {0};
    for (int i = 0; i < 60; i++) {
        double angle = 0;
        for (int s = 1; s <= 5; s++) {
            char text[32], id[8];
            snprintf(text, sizeof text, "translate@%d", s);
            snprintf(id, sizeof id, "%d", i);
            mlt_perturbed made = perturb(&p.view, text, id);
            double x = made.map.h[2] / 100, y = -made.map.h[5] / 80, now = atan2(y, x);
            ck_assert_double_eq_tol(hypot(x, y), shifts[s - 1], 1e-12);
            ck_assert(s == 1 || fabs(now - angle) < 1e-9);
            angle = now;
            mlt_perturbed_free(&made);
        }
        quadrants[(angle > 0) + 2 * (fabs(angle) > 1.57)]++;
    }
    for (int q = 0; q < 4; q++)
        ck_assert_uint_gt(quadrants[q], 5);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_translate(void);
Suite *mlt_suite_perturb_translate(void)
{
    Suite *suite = suite_create("perturb_translate");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_pixels);
    tcase_add_test(tc, test_boxes_are_cut_where_the_picture_ends);
    tcase_add_test(tc, test_drawn_directions);
    suite_add_tcase(suite, tc);
    return suite;
}
