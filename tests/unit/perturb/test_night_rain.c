/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/conditions.h"
#include "perturb/weather/rain.h"

enum { W = 120, H = 100 };

static void check_grey(const uint8_t *pixel, int want)
{
    ck_assert(pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    ck_assert_int_le(abs(pixel[0] - want), 1);
}

static mlt_perturbed of_plain(const char *text, uint8_t level, bool has_lamp)
{
    static uint8_t pixels[3 * W * H];
    const mltest_image_view view = rgb_rows(pixels, W, H);
    memset(pixels, level, sizeof pixels);
    for (int y = 48; y < 56 && has_lamp; y++)
        memset(pixels + 3 * (y * W + 56), 255, 3 * 8);
    return perturb(&view, text, "a");
}

/* On black there is nothing but the streaks: those of rain, with this kind's own draws. */
START_TEST(test_streaks)
{
    static const double densities[] = {200, 400, 800, 1400, 2200};
    static const double brightness[] = {.45, .52, .58, .64, .7};
    static float layer[W * H];
    for (int s = 1; s <= 5; s++) {
        const mlt_rain rain = {densities[s - 1], 12, 40, NAN, brightness[s - 1]};
        char text[32];
        mlt_draws draws;
        mlt_draws_init(&draws, mlt_random_key(1, "night_rain", 1, 0, 0), "a", 0);
        memset(layer, 0, sizeof layer);
        mlt_rain_fall(layer, W, H, &rain, &draws);
        snprintf(text, sizeof text, "night_rain@%d", s);
        mlt_perturbed made = of_plain(text, 0, false);
        const uint8_t *out = made.image.data;
        for (int i = 0; i < W * H; i++)
            check_grey(out + 3 * i, (int)floor((double)layer[i] * 255 + .5));
        mlt_perturbed_free(&made);
    }
}
END_TEST

/* Without streaks and lamps it is just dark, bright skies too. */
START_TEST(test_darkness)
{
    static const double gains[] = {.6, .48, .37, .28, .2};
    static const uint8_t levels[] = {100, 255};
    for (int s = 1; s <= 5; s++) {
        for (int i = 0; i < 2; i++) {
            char text[32];
            snprintf(text, sizeof text, "night_rain@%d{density=0}", s);
            mlt_perturbed made = of_plain(text, levels[i], false);
            check_grey(made.image.data, (int)floor(levels[i] * gains[s - 1] + .5));
            mlt_perturbed_free(&made);
        }
    }
}
END_TEST

/* A lamp is nearly as bright as by day and has a halo that grows while all around gets darker. */
START_TEST(test_lamps)
{
    int before = 0;
    for (int s = 1; s <= 5; s++) {
        char text[32];
        snprintf(text, sizeof text, "night_rain@%d{density=0}", s);
        mlt_perturbed lit = of_plain(text, 40, true), dark = of_plain(text, 40, false);
        const uint8_t *a = lit.image.data, *b = dark.image.data;
        int halo = a[3 * (52 * W + 76)] - b[3 * (52 * W + 76)];
        ck_assert_int_ge(a[3 * (52 * W + 60)], 220);
        ck_assert_int_gt(halo, before);
        ck_assert_int_eq(a[0], b[0]); /* far away */
        before = halo;
        mlt_perturbed_free(&lit);
        mlt_perturbed_free(&dark);
    }
    ck_assert_int_gt(before, 15);
}
END_TEST

Suite *mlt_suite_perturb_night_rain(void);
Suite *mlt_suite_perturb_night_rain(void)
{
    Suite *suite = suite_create("perturb_night_rain");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_streaks);
    tcase_add_test(tc, test_darkness);
    tcase_add_test(tc, test_lamps);
    suite_add_tcase(suite, tc);
    return suite;
}
