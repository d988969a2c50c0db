/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

static double angle_of(const mlt_map *map)
{
    return atan(-map->h[1]) * 180 / 3.14159265358979323846;
}

/* 45 degrees: every row one pixel farther to the left than the one above. */
START_TEST(test_pixels)
{
    picture p = plain_picture(texture, 41, 21, MLTEST_FORMAT_RGB8);
    mlt_perturbed made = perturb(&p.view, "shear@1{angle=45}", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    for (uint32_t k = 0; k < 41 * 21; k++) {
        int64_t x = k % 41, y = k / 41, from = x + y - 10;
        from = from < 0 ? 0 : from > 40 ? 40 : from;
        ck_assert_uint_eq(sample_at(&out, (uint32_t)x, (uint32_t)y, 1),
                          sample_at(&p.view, (uint32_t)from, (uint32_t)y, 1));
    }
    ck_assert(!mlt_map_is_exact(&made.map));
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* The hull of a leaning box is as much wider as it leans; its ellipse leans less. */
START_TEST(test_boxes)
{
    picture p = plain_picture(scene, 100, 80, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&p.view, "shear@1{angle=-45}", "a");
    const mlt_box box = {30, 30, 20, 20};
    mlt_mapped_box to;
    ck_assert(mlt_map_box(&made.map, &box, &to));
    ck_assert_double_eq_tol(to.outer.x, 20, 1e-9);
    ck_assert_double_eq_tol(to.outer.width, 40, 1e-9);
    ck_assert_double_eq_tol(to.outer.height, 20, 1e-9);
    ck_assert_double_eq_tol(to.inner.width, 20 * sqrt(2), 1e-9);
    ck_assert_double_eq_tol(to.area, 400, 1e-9);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

START_TEST(test_drawn_angles)
{
    static const double limits[] = {3, 6, 10, 15, 20};
    picture p = plain_picture(scene, 16, 16, MLTEST_FORMAT_GRAY8);
    unsigned right = 0;
    for (int i = 0; i < 40; i++) {
        double first = 0;
        for (int s = 1; s <= 5; s++) {
            char text[32], id[8];
            snprintf(text, sizeof text, "shear@%d", s);
            snprintf(id, sizeof id, "%d", i);
            mlt_perturbed made = perturb(&p.view, text, id);
            double share = angle_of(&made.map) / limits[s - 1];
            ck_assert(fabs(share) >= 0.5 - 1e-9 && fabs(share) <= 1 + 1e-9);
            ck_assert(s == 1 || fabs(share - first) < 1e-9);
            first = share;
            mlt_perturbed_free(&made);
        }
        right += first > 0;
    }
    ck_assert(right > 8 && right < 32);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_shear(void);
Suite *mlt_suite_perturb_shear(void)
{
    Suite *suite = suite_create("perturb_shear");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_pixels);
    tcase_add_test(tc, test_boxes);
    tcase_add_test(tc, test_drawn_angles);
    suite_add_tcase(suite, tc);
    return suite;
}
