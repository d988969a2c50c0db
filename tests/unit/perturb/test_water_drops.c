/* SPDX-License-Identifier: MIT */
#include "perturb/changes.h"

#include <math.h>

enum { WIDTH = 400, HEIGHT = 250 }; /* a tenth of a megapixel */

static uint8_t even(uint32_t x, uint32_t y, uint32_t channel)
{
    return (uint8_t)(130 + 0 * (x + y + channel));
}

/* Four drops of ten pixels each: what shows of them, but for what overlaps or is beyond the edges.
 * On an even picture only their rims and glints show. */
START_TEST(test_density)
{
    static uint8_t changed[WIDTH * HEIGHT];
    double most = 0, one = M_PI * 100;
    picture p = plain_picture(even, WIDTH, HEIGHT, MLTEST_FORMAT_GRAY8);
    for (int i = 0; i < 20; i++) {
        char id[8];
        snprintf(id, sizeof id, "%d", i);
        double share = find_changes(changed, &p.view,
                                    "water_drops@3{density=40,largest=10,smallest=10}", id, 0);
        most = fmax(most, share * WIDTH * HEIGHT);
    }
    ck_assert(most > 4 * one * .75 && most < 4 * one * 1.2);
    free(p.block);
}
END_TEST

/* Half a drop more is a drop of half the area, and nothing else; then that drop grows. */
START_TEST(test_growth)
{
    static const char *const texts[] = {"water_drops@3{density=40,largest=10,smallest=10}",
                                        "water_drops@3{density=45,largest=10,smallest=10}",
                                        "water_drops@3{density=50,largest=10,smallest=10}"};
    static uint8_t before[WIDTH * HEIGHT];
    int most[3] = {0};
    picture p = plain_picture(even, WIDTH, HEIGHT, MLTEST_FORMAT_GRAY8);
    for (int i = 0; i < 60; i++) {
        char id[8];
        int different = 0;
        snprintf(id, sizeof id, "%d", i / 3);
        mlt_perturbed made = perturb(&p.view, texts[i % 3], id);
        for (size_t k = 0; k < sizeof before && i % 3 > 0; k++)
            different += ((const uint8_t *)made.image.data)[k] != before[k];
        most[i % 3] = different > most[i % 3] ? different : most[i % 3];
        memcpy(before, made.image.data, sizeof before);
        mlt_perturbed_free(&made);
    }
    /* radii of 7.1 and 10 pixels, and the soft outline */
    ck_assert(most[1] > 100 && most[1] < M_PI * 8.8 * 8.8);
    ck_assert(most[2] > 200 && most[2] < M_PI * 11.7 * 11.7);
    free(p.block);
}
END_TEST

static uint8_t ramp(uint32_t x, uint32_t y, uint32_t channel)
{
    return (uint8_t)(y + 0 * (x + channel));
}

/* Upside down: where it gets brighter downwards, in a drop it gets darker, two and a half times as
 * fast as the ramp or more. */
START_TEST(test_upside_down)
{
    static uint8_t changed[WIDTH * HEIGHT];
    static const char text[] = "water_drops@3{density=10,largest=30,smallest=30}";
    int seen = 0;
    picture p = plain_picture(ramp, WIDTH, HEIGHT, MLTEST_FORMAT_GRAY8);
    for (int i = 0; i < 30; i++) {
        char id[8];
        double n = 0, sum_x = 0, sum_y = 0;
        snprintf(id, sizeof id, "%d", i);
        find_changes(changed, &p.view, text, id, 0);
        for (uint32_t k = 0; k < WIDTH * HEIGHT; k++) {
            n += changed[k];
            sum_x += changed[k] * (k % WIDTH);
            sum_y += changed[k] * (k / WIDTH);
        }
        uint32_t x = (uint32_t)(sum_x / n), y = (uint32_t)(sum_y / n);
        if (x < 40 || x > WIDTH - 40 || y < 90 || y > HEIGHT - 90)
            continue; /* cut, or it shows what is beyond the picture */
        mlt_perturbed made = perturb(&p.view, text, id);
        mltest_image_view out = mlt_image_view(&made.image);
        double upper = sample_at(&out, x + 8, y - 8, 0), lower = sample_at(&out, x + 8, y + 8, 0);
        ck_assert_msg(upper - lower > 2.4 * 16 && upper - lower < 3.6 * 16, "%g", upper - lower);
        mlt_perturbed_free(&made);
        seen++;
    }
    ck_assert_int_gt(seen, 3);
    free(p.block);
}
END_TEST

/* Light in the upper left, dark all around. */
START_TEST(test_glint_and_rim)
{
    static const char text[] = "water_drops@3{density=10,largest=30,smallest=30}";
    int bright = 0, dark = 0;
    picture p = plain_picture(even, WIDTH, HEIGHT, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&p.view, text, "a");
    for (uint32_t k = 0; k < WIDTH * HEIGHT; k++) {
        uint8_t v = ((const uint8_t *)made.image.data)[k];
        bright += v > 240;
        dark += v < 80;
    }
    ck_assert(bright > 20 && bright < 200);
    ck_assert(dark > 200 && dark < 1500);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_water_drops(void);
Suite *mlt_suite_perturb_water_drops(void)
{
    Suite *suite = suite_create("perturb_water_drops");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_density);
    tcase_add_test(tc, test_growth);
    tcase_add_test(tc, test_upside_down);
    tcase_add_test(tc, test_glint_and_rim);
    suite_add_tcase(suite, tc);
    return suite;
}
