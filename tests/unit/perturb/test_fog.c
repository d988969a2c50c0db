/* SPDX-License-Identifier: MIT */
#include "perturb/weather/fog.h"

#include "perturb/conditions.h"

START_TEST(test_side)
{
    ck_assert_uint_eq(mlt_fog_side(1, 1), 2);
    ck_assert_uint_eq(mlt_fog_side(2, 3), 4);
    ck_assert_uint_eq(mlt_fog_side(256, 1), 256);
    ck_assert_uint_eq(mlt_fog_side(1, 257), 512);
    ck_assert_uint_eq(mlt_fog_side(16384, 3), 16384);
}
END_TEST

/* The published one starts at 100 and has as many rows as the picture. */
START_TEST(test_plasma)
{
    const mlt_plasma_numbers numbers = {NULL, NULL};
    mlt_plasma p;
    mlt_fog_plasma(&p, 100, 30, 1.5, &numbers);
    ck_assert_uint_eq(p.side, 128);
    ck_assert_uint_eq(p.height, 30);
    ck_assert_double_eq(p.amplitude, 100);
    ck_assert_double_eq(p.decay, 1.5);
    ck_assert_ptr_eq(p.numbers, &numbers);
}
END_TEST

/* (x + c f) M / (M + c) with f = 0, 1/2 and 1. */
START_TEST(test_blend)
{
    const uint8_t in[] = {0, 100, 200, 200};
    const float grid[] = {-3, -1, 1, -3}; /* 0, half and all of it */
    const mlt_plasma_map map = {grid, 4, -3, 1};
    float row[24];
    double top = 200 / 255.0;
    mlt_image out;
    mltest_image_view view = grey_row(in, 4);
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 4, 1, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    mlt_fog_blend(&out, &view, &map, 2, row);
    for (int i = 0; i < 4; i++) {
        double f = (double)(grid[i] + 3) / 4;
        double want = 255 * (in[i] / 255.0 + 2 * f) * top / (top + 2);
        ck_assert_uint_eq(((const uint8_t *)out.data)[i], (unsigned)want);
    }
    mlt_image_free(&out);
}
END_TEST

START_TEST(test_black_stays_black)
{
    picture p = plain_picture(scene, 20, 20, MLTEST_FORMAT_RGB8);
    memset(p.block, 0, p.n);
    static const char *const names[] = {"fog@3", "fog@3{amount=0}", "fog@0.001"};
    for (int i = 0; i < 3; i++) {
        mlt_perturbed made = perturb(&p.view, names[i], "a");
        ck_assert_double_eq(made.change, 0);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* Grey gets the fog that a colour picture gets. */
START_TEST(test_grey_is_a_grey_colour)
{
    picture grey = plain_picture(scene, 50, 30, MLTEST_FORMAT_GRAY8);
    picture colour = plain_picture(scene, 50, 30, MLTEST_FORMAT_RGB8);
    for (size_t i = 0; i < grey.n; i++)
        memset(colour.block + 3 * i, grey.block[i], 3);
    mlt_perturbed a = perturb(&grey.view, "fog@3", "a"), b = perturb(&colour.view, "fog@3", "a");
    for (size_t i = 0; i < grey.n; i++)
        ck_assert_uint_eq(((const uint8_t *)a.image.data)[i],
                          ((const uint8_t *)b.image.data)[3 * i + i % 3]);
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
    free(grey.block);
    free(colour.block);
}
END_TEST

Suite *mlt_suite_perturb_fog(void);
Suite *mlt_suite_perturb_fog(void)
{
    Suite *suite = suite_create("perturb_fog");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_side);
    tcase_add_test(tc, test_plasma);
    tcase_add_test(tc, test_blend);
    tcase_add_test(tc, test_black_stays_black);
    tcase_add_test(tc, test_grey_is_a_grey_colour);
    suite_add_tcase(suite, tc);
    return suite;
}
