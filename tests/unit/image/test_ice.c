/* SPDX-License-Identifier: MIT */
#include "image/ice.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "testing.h"

static uint8_t *rgb;

static void set_up(void)
{
    float *work = malloc(3 * (size_t)MLT_ICE_PIXELS * sizeof *work);
    rgb = malloc(3 * (size_t)MLT_ICE_PIXELS);
    mlt_ice_make(rgb, work);
    free(work);
}

static void tear_down(void)
{
    free(rgb);
}

/* Every machine and build makes the same one. */
START_TEST(test_the_texture)
{
    char hash[20];
    snprintf(hash, sizeof hash, "%016llx",
             (unsigned long long)mlt_hash64(rgb, 3 * (size_t)MLT_ICE_PIXELS, 0));
    ck_assert_str_eq(hash, "733900eb53996c11");
}
END_TEST

/* Clear places and bright ones, and no seam where it goes round. */
START_TEST(test_its_look)
{
    uint64_t counts[256] = {0}, across = 0, inside = 0;
    for (int i = 0; i < MLT_ICE_PIXELS; i++)
        counts[rgb[3 * i + 1]]++;
    uint64_t dark = 0, bright = 0;
    for (int v = 0; v < 64; v++)
        dark += counts[v];
    for (int v = 160; v < 256; v++)
        bright += counts[v];
    ck_assert_uint_gt(dark, MLT_ICE_PIXELS / 20);
    ck_assert_uint_gt(bright, MLT_ICE_PIXELS / 20);
    for (int y = 0; y < MLT_ICE_SIDE; y++) {
        const uint8_t *row = rgb + 3 * (size_t)y * MLT_ICE_SIDE;
        across += (uint64_t)abs(row[3 * (MLT_ICE_SIDE - 1)] - row[0]);
        inside += (uint64_t)abs(row[1500] - row[1503]);
    }
    ck_assert_uint_lt(across, 2 * inside);
}
END_TEST

START_TEST(test_colours)
{
    uint8_t before[3] = {0}, colour[3];
    for (int v = 0; v < 256; v++) {
        mlt_ice_colour((uint8_t)v, colour);
        ck_assert(colour[0] <= colour[1] && colour[1] <= colour[2]);
        for (int c = 0; c < 3; c++) {
            ck_assert_uint_ge(colour[c], before[c]);
            before[c] = colour[c];
        }
    }
    ck_assert_uint_eq(colour[0], 255);
    mlt_ice_colour(100, colour);
    ck_assert_uint_eq(colour[0], 79); /* 100 · (1 - .35 · 155 / 255) = 78.7 */
    ck_assert_uint_eq(colour[1], 93);
    ck_assert_uint_eq(colour[2], 105);
}
END_TEST

Suite *mlt_suite_image_ice(void);
Suite *mlt_suite_image_ice(void)
{
    Suite *suite = suite_create("image_ice");
    TCase *tc = tcase_create("ice");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_the_texture);
    tcase_add_test(tc, test_its_look);
    tcase_add_test(tc, test_colours);
    suite_add_tcase(suite, tc);
    return suite;
}
