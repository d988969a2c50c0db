/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/conditions.h"

enum { SIDE = 200 };

static void see(double *out, const char *text, const char *id, uint8_t r, uint8_t g, uint8_t b)
{
    static uint8_t pixels[3 * SIDE * SIDE];
    const mltest_image_view view = rgb_rows(pixels, SIDE, SIDE);
    for (int i = 0; i < SIDE * SIDE; i++)
        memcpy(pixels + 3 * i, RGB(r, g, b), 3);
    mlt_perturbed made = perturb(&view, text, id);
    const uint8_t *p = made.image.data;
    int coloured = 0;
    for (int i = 0; i < SIDE * SIDE; i++, p += 3) {
        coloured += p[0] != p[1] || p[1] != p[2];
        out[i] = p[0];
    }
    ck_assert_int_eq(coloured, 0);
    mlt_perturbed_free(&made);
}

static double mean(const double *v)
{
    double sum = 0;
    for (int i = 0; i < SIDE * SIDE; i++)
        sum += v[i];
    return sum / (SIDE * SIDE);
}

/* Red counts most and blue hardly. */
START_TEST(test_weights)
{
    static const char even[] = "night_ir@1{hot_spot=1,corner=1,noise=0}";
    check_pixel(even, RGB(200, 0, 0), RGB(140, 140, 140));
    check_pixel(even, RGB(0, 200, 0), RGB(50, 50, 50));
    check_pixel(even, RGB(0, 0, 200), RGB(10, 10, 10));
    check_pixel(even, RGB(77, 77, 77), RGB(77, 77, 77));
}
END_TEST

/* The beam's middle lies within a tenth of the side from the picture's; there the light is what
 * hot_spot says, and half a diagonal away what the corner says. */
START_TEST(test_beam)
{
    static double v[SIDE * SIDE];
    for (int sample = 0; sample < 20; sample++) {
        char id[8];
        int best = 0;
        double worst = 255;
        snprintf(id, sizeof id, "%d", sample);
        see(v, "night_ir@5{noise=0}", id, 100, 100, 100);
        for (int i = 0; i < SIDE * SIDE; i++) {
            best = v[i] > v[best] ? i : best;
            worst = fmin(v[i], worst);
        }
        ck_assert_double_eq(v[best], 180);
        ck_assert(abs(best % SIDE - SIDE / 2) < 27 && abs(best / SIDE - SIDE / 2) < 27);
        double above = fmin(v[0], v[SIDE - 1]);
        double below = fmin(v[SIDE * (SIDE - 1)], v[SIDE * SIDE - 1]);
        ck_assert_double_eq(fmin(above, below), worst);
        ck_assert(worst >= 7 && worst <= 12);
    }
}
END_TEST

/* The same standard deviation on every pixel, whatever the light. */
START_TEST(test_noise)
{
    static double noisy[SIDE * SIDE], clean[SIDE * SIDE];
    static const double sigmas[] = {4, 8, 12, 18, 25};
    for (int s = 1; s <= 5; s++) {
        char text[64];
        snprintf(text, sizeof text, "night_ir@%d{hot_spot=1,corner=1}", s);
        see(noisy, text, "a", 128, 128, 128);
        snprintf(text, sizeof text, "night_ir@%d{hot_spot=1,corner=1,noise=0}", s);
        see(clean, text, "a", 128, 128, 128);
        for (int i = 0; i < SIDE * SIDE; i++)
            noisy[i] -= clean[i];
        double middle = mean(noisy);
        for (int i = 0; i < SIDE * SIDE; i++)
            noisy[i] *= noisy[i];
        ck_assert_double_eq_tol(middle, 0, .5);
        ck_assert_double_eq_tol(sqrt(mean(noisy)), sigmas[s - 1], .02 * sigmas[s - 1]);
    }
}
END_TEST

Suite *mlt_suite_perturb_night_ir(void);
Suite *mlt_suite_perturb_night_ir(void)
{
    Suite *suite = suite_create("perturb_night_ir");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_weights);
    tcase_add_test(tc, test_beam);
    tcase_add_test(tc, test_noise);
    suite_add_tcase(suite, tc);
    return suite;
}
