/* SPDX-License-Identifier: MIT */
#include "image/ice.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "testing.h"

static uint8_t *light;

static void set_up(void)
{
    float *work = malloc(3 * (size_t)MLT_ICE_PIXELS * sizeof *work);
    light = malloc(MLT_ICE_PIXELS);
    mlt_ice_make(light, work);
    free(work);
}

static void tear_down(void)
{
    free(light);
}

/* Every machine and build makes the same one. */
START_TEST(test_the_texture)
{
    char hash[20];
    snprintf(hash, sizeof hash, "%016llx",
             (unsigned long long)mlt_hash64(light, MLT_ICE_PIXELS, 0));
    ck_assert_str_eq(hash, "62eef192f4690231");
}
END_TEST

/* Clear places and bright ones, and no seam where it goes round. */
START_TEST(test_its_look)
{
    uint64_t counts[256] = {0}, across = 0, inside = 0;
    for (int i = 0; i < MLT_ICE_PIXELS; i++)
        counts[light[i]]++;
    uint64_t dark = 0, bright = 0;
    for (int v = 0; v < 64; v++)
        dark += counts[v];
    for (int v = 160; v < 256; v++)
        bright += counts[v];
    ck_assert_uint_gt(dark, MLT_ICE_PIXELS / 20);
    ck_assert_uint_gt(bright, MLT_ICE_PIXELS / 20);
    for (int y = 0; y < MLT_ICE_SIDE; y++) {
        const uint8_t *row = light + (size_t)y * MLT_ICE_SIDE;
        across += (uint64_t)abs(row[MLT_ICE_SIDE - 1] - row[0]);
        inside += (uint64_t)abs(row[500] - row[501]);
    }
    ck_assert_uint_lt(across, 2 * inside);
}
END_TEST

START_TEST(test_colours)
{
    float rgb[3], before[3] = {-1, -1, -1};
    for (int v = 0; v < 256; v++) {
        mlt_ice_colour((uint8_t)v, rgb);
        ck_assert(rgb[0] <= rgb[1] && rgb[1] <= rgb[2] && rgb[2] <= 255);
        for (int c = 0; c < 3; c++) {
            ck_assert(rgb[c] > before[c]);
            before[c] = rgb[c];
        }
    }
    ck_assert_float_eq(rgb[0], 255);
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
