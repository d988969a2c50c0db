/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

/* The angle that a map turns by, counter-clockwise as seen (y runs down). */
static double angle_of(const mlt_map *map)
{
    double x0, y0, x1, y1;
    ck_assert(mlt_map_point(map, 0, 0, &x0, &y0));
    ck_assert(mlt_map_point(map, 1, 0, &x1, &y1));
    return -atan2(y1 - y0, x1 - x0) * 180 / 3.14159265358979323846;
}

START_TEST(test_quarter_turns_are_exact)
{
    picture p = plain_picture(texture, 32, 32, MLTEST_FORMAT_RGBA8);
    mlt_perturbed made = perturb(&p.view, "rotation@1{angle=90}", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    for (uint32_t k = 0; k < 32 * 32 * 4; k++) { /* to the left: the right column is on top */
        uint32_t x = k / 4 % 32, y = k / 128, c = k % 4;
        ck_assert_uint_eq(sample_at(&out, x, y, c), sample_at(&p.view, 31 - y, x, c));
    }
    ck_assert_double_eq_tol(angle_of(&made.map), 90, 1e-9);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* A mark is where the map says. */
START_TEST(test_pixels_follow_the_map)
{
    picture p = plain_picture(scene, 80, 60, MLTEST_FORMAT_GRAY8);
    memset(p.block, 0, p.n);
    for (uint32_t y = 18; y < 23; y++)
        memset(p.block + y * 80 + 55, 255, 5);
    mlt_perturbed made = perturb(&p.view, "rotation@1{angle=25,border=0}", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    double sum = 0, sx = 0, sy = 0, x, y;
    for (uint32_t k = 0; k < 80 * 60; k++) {
        double v = sample_at(&out, k % 80, k / 80, 0);
        sum += v;
        sx += v * (k % 80 + 0.5);
        sy += v * ((double)(k / 80) + 0.5);
    }
    ck_assert(mlt_map_point(&made.map, 57.5, 20.5, &x, &y));
    ck_assert_double_eq_tol(sx / sum, x, 0.05);
    ck_assert_double_eq_tol(sy / sum, y, 0.05);
    ck_assert(mlt_map_point(&made.map, 40, 30, &x, &y)); /* about the centre */
    ck_assert_double_eq_tol(x, 40, 1e-9);
    ck_assert_double_eq_tol(y, 30, 1e-9);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

START_TEST(test_borders)
{
    picture p = plain_picture(scene, 40, 40, MLTEST_FORMAT_RGBA8);
    memset(p.block, 90, p.n);
    mlt_perturbed black = perturb(&p.view, "rotation@1{angle=45,border=0}", "a");
    mlt_perturbed edge = perturb(&p.view, "rotation@1{angle=45}", "a");
    const uint8_t *a = black.image.data, *b = edge.image.data;
    ck_assert_uint_eq(a[0], 0);
    ck_assert_uint_eq(a[3], 0); /* there is nothing, not even opaque black */
    ck_assert_uint_eq(a[(20 * 40 + 20) * 4], 90);
    for (size_t i = 0; i < 40 * 40 * 4; i++)
        ck_assert_uint_eq(b[i], 90);
    mlt_perturbed_free(&black);
    mlt_perturbed_free(&edge);
    free(p.block);
}
END_TEST

/* Between half and the whole limit, on both sides, and the same share of every severity's limit. */
START_TEST(test_drawn_angles)
{
    picture p = plain_picture(scene, 16, 16, MLTEST_FORMAT_GRAY8);
    unsigned left = 0;
    double least = 99, most = 0;
    for (int i = 0; i < 60; i++) {
        char id[8];
        snprintf(id, sizeof id, "%d", i);
        mlt_perturbed a = perturb(&p.view, "rotation@5", id);
        mlt_perturbed b = perturb(&p.view, "rotation@0.5", id);
        double angle = angle_of(&a.map);
        least = fmin(least, fabs(angle));
        most = fmax(most, fabs(angle));
        left += angle > 0;
        ck_assert_double_eq_tol(angle_of(&b.map), angle / 20, 1e-9); /* limits 30 and 1.5 */
        mlt_perturbed_free(&a);
        mlt_perturbed_free(&b);
    }
    ck_assert(least >= 15 && least < 18 && most <= 30 && most > 27);
    ck_assert(left > 15 && left < 45);
    free(p.block);
}
END_TEST

START_TEST(test_no_turn_at_all)
{
    picture p = plain_picture(texture, 21, 13, MLTEST_FORMAT_RGB16);
    mlt_perturbed made = perturb(&p.view, "rotation@3{angle=0}", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    ck_assert_uint_eq(mlt_view_hash(&out), mlt_view_hash(&p.view));
    ck_assert_int_eq(made.map.type, MLT_MAP_IDENTITY);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_rotation(void);
Suite *mlt_suite_perturb_rotation(void)
{
    Suite *suite = suite_create("perturb_rotation");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_quarter_turns_are_exact);
    tcase_add_test(tc, test_pixels_follow_the_map);
    tcase_add_test(tc, test_borders);
    tcase_add_test(tc, test_drawn_angles);
    tcase_add_test(tc, test_no_turn_at_all);
    suite_add_tcase(suite, tc);
    return suite;
}
