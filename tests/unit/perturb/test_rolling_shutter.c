/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

/* How far the row at y was moved. */
static double shift_at(const mlt_map *map, double y)
{
    double px, py;
    ck_assert(mlt_map_point(map, 0, y, &px, &py));
    ck_assert_double_eq(py, y);
    return px;
}

/* Whole rows move, up and down nothing does: each is the picture's row, shifted. */
START_TEST(test_rows)
{
    picture p = plain_picture(scene, 120, 60, MLTEST_FORMAT_GRAY16);
    for (uint32_t k = 0; k < 120 * 60; k++) {
        uint16_t v = (uint16_t)(k % 120 * 300 + (k / 120 % 2) * 20000);
        memcpy(p.block + (size_t)2 * k, &v, 2);
    }
    mlt_perturbed made = perturb(&p.view, "rolling_shutter@5", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    for (uint32_t k = 0; k < 120 * 60; k++) {
        double from = k % 120 + 0.5 - shift_at(&made.map, k / 120 + 0.5);
        if (from > 0.5 && from < 119.5)
            ck_assert_double_eq_tol(sample_at(&out, k % 120, k / 120, 0),
                                    (from - 0.5) * 300 + (k / 120 % 2) * 20000, 2);
    }
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* Skew and wobble by half to whole of what the table says; a sample keeps its motion. */
START_TEST(test_drawn_motion)
{
    static const double limits[] = {2, 4, 8, 14, 22};
    picture p = plain_picture(scene, 50, 100, MLTEST_FORMAT_GRAY8);
    unsigned right = 0;
    for (int i = 0; i < 40; i++) {
        double skew_share = 0, wobble_share = 0;
        for (int s = 1; s <= 5; s++) {
            char text[32], id[8];
            snprintf(text, sizeof text, "rolling_shutter@%d", s);
            snprintf(id, sizeof id, "%d", i);
            mlt_perturbed made = perturb(&p.view, text, id);
            /* Two waves over the height: half of it apart, waves cancel. */
            double skew = 2 * (shift_at(&made.map, 75) - shift_at(&made.map, 25)), low = 1e9,
                   high = -1e9;
            for (double y = 0; y < 100; y += 0.25) {
                double wave = shift_at(&made.map, y) - skew * (y / 100 - 0.5);
                low = fmin(low, wave);
                high = fmax(high, wave);
            }
            double a = skew / limits[s - 1], b = (high - low) / limits[s - 1];
            ck_assert(fabs(a) >= 0.499 && fabs(a) <= 1.001 && b >= 0.499 && b <= 1.001);
            ck_assert(s == 1 || (fabs(a - skew_share) < 1e-6 && fabs(b - wobble_share) < 1e-3));
            skew_share = a;
            wobble_share = b;
            mlt_perturbed_free(&made);
        }
        right += skew_share > 0;
    }
    ck_assert(right > 8 && right < 32);
    free(p.block);
}
END_TEST

/* A label is as wide as its rows go, and no higher; a low one moves like its rows. */
START_TEST(test_labels)
{
    picture p = plain_picture(scene, 100, 100, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&p.view, "rolling_shutter@5", "a");
    const mlt_box tall = {40, 0, 20, 100}, low = {40, 70, 20, 0.01};
    mlt_mapped_box to;
    double left = 1e9, right = -1e9;
    for (double y = 0; y <= 100; y += 0.05) {
        left = fmin(left, shift_at(&made.map, y));
        right = fmax(right, shift_at(&made.map, y));
    }
    ck_assert(!mlt_map_is_exact(&made.map));
    ck_assert(mlt_map_box(&made.map, &tall, &to));
    ck_assert_double_eq_tol(to.outer.x, 40 + left, 0.1);
    ck_assert_double_eq_tol(to.outer.x + to.outer.width, 60 + right, 0.1);
    ck_assert_double_eq_tol(to.outer.y, 0, 1e-12);
    ck_assert_double_eq_tol(to.outer.height, 100, 1e-12);
    ck_assert_double_eq_tol(to.area, 2000, 1e-6);
    ck_assert(mlt_map_box(&made.map, &low, &to));
    ck_assert_double_eq_tol(to.outer.x, 40 + shift_at(&made.map, 70), 0.02);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* Without a wave it is a shear, without either nothing. */
START_TEST(test_parts)
{
    picture p = plain_picture(texture, 30, 20, MLTEST_FORMAT_RGB8);
    mlt_perturbed skew = perturb(&p.view, "rolling_shutter@3{wobble=0}", "a");
    mlt_perturbed wave = perturb(&p.view, "rolling_shutter@3{skew=0,waves=1}", "a");
    mlt_perturbed none = perturb(&p.view, "rolling_shutter@3{skew=0,wobble=0}", "a");
    ck_assert_int_eq(skew.map.type, MLT_MAP_HOMOGRAPHY);
    ck_assert_int_eq(wave.map.type, MLT_MAP_CURVED);
    ck_assert_double_eq_tol(shift_at(&wave.map, 3) + shift_at(&wave.map, 13), 0, 1e-9);
    ck_assert_int_eq(none.map.type, MLT_MAP_IDENTITY);
    ck_assert_double_eq(none.change, 0);
    mlt_perturbed_free(&skew);
    mlt_perturbed_free(&wave);
    mlt_perturbed_free(&none);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_rolling_shutter(void);
Suite *mlt_suite_perturb_rolling_shutter(void)
{
    Suite *suite = suite_create("perturb_rolling_shutter");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_rows);
    tcase_add_test(tc, test_drawn_motion);
    tcase_add_test(tc, test_labels);
    tcase_add_test(tc, test_parts);
    suite_add_tcase(suite, tc);
    return suite;
}
