/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

enum { SIDE = 200, N = SIDE * SIDE };

static mlt_perturbed make_noise(const uint8_t colour[3], const char *text)
{
    static uint8_t pixels[3 * N];
    for (int i = 0; i < 3 * N; i++)
        pixels[i] = colour[i % 3];
    const mltest_image_view view = {.data = pixels,
                                    .stride_bytes = 3 * SIDE,
                                    .width = SIDE,
                                    .height = SIDE,
                                    .format = MLTEST_FORMAT_RGB8};
    return perturb(&view, text, "a");
}

static double luma(const uint8_t *p)
{
    return .299 * p[0] + .587 * p[1] + .114 * p[2];
}

/* Degrees in the plane of U and V. */
static double hue(const uint8_t *p)
{
    double y = luma(p);
    return atan2(.877 * (p[0] - y), .492 * (p[2] - y)) * 180 / 3.14159265358979323846;
}

/* Of full scale at white, and of the root of what is below; grey stays grey. */
START_TEST(test_luma)
{
    static const uint8_t levels[] = {40, 90, 140};
    static const double sigma[] = {.05, .1, .15};
    for (int t = 0; t < 9; t++) {
        char text[32];
        double squares = 0, sum = 0, want = sigma[t % 3] * sqrt(levels[t / 3] * 255.0);
        snprintf(text, sizeof text, "iso_noise@%d", t % 3 + 1);
        uint8_t v = levels[t / 3];
        mlt_perturbed made = make_noise(RGB(v, v, v), text);
        for (int i = 0; i < N; i++) {
            const uint8_t *p = (const uint8_t *)made.image.data + 3 * i;
            ck_assert(p[0] == p[1] && p[1] == p[2]);
            sum += p[0] - v;
            squares += (p[0] - v) * (p[0] - v);
        }
        ck_assert_double_eq_tol(sqrt(squares / N), want, .04 * want);
        ck_assert(fabs(sum / N) < .03 * want);
        mlt_perturbed_free(&made);
    }
}
END_TEST

/* Degrees of standard deviation at every severity, as blotches: next to each other the same, far
 * away not; at the edges as elsewhere. */
START_TEST(test_hue)
{
    static const double sigma[] = {4, 8, 12, 18, 25};
    for (int s = 1; s <= 5; s++) {
        char text[48];
        double squares = 0, near = 0, far = 0, edge = 0, own = hue(RGB(150, 110, 100));
        static double turned[N];
        snprintf(text, sizeof text, "iso_noise@%d{luma=0}", s);
        mlt_perturbed made = make_noise(RGB(150, 110, 100), text);
        for (int i = 0; i < N; i++) {
            const uint8_t *p = (const uint8_t *)made.image.data + 3 * i;
            turned[i] = hue(p) - own;
            turned[i] -= 360 * floor(turned[i] / 360 + .5);
            ck_assert_double_eq_tol(luma(p), luma(RGB(150, 110, 100)), .6);
            squares += turned[i] * turned[i] / N;
            edge += i < SIDE ? turned[i] * turned[i] / SIDE : 0;
        }
        for (int i = 0; i < N; i++) {
            near += i % SIDE < SIDE - 1 ? turned[i] * turned[i + 1] / N : 0;
            far += i % SIDE < SIDE - 20 ? turned[i] * turned[i + 20] / N : 0;
        }
        ck_assert_double_eq_tol(sqrt(squares), sigma[s - 1], .08 * sigma[s - 1]);
        ck_assert_double_eq_tol(sqrt(edge), sigma[s - 1], .4 * sigma[s - 1]);
        ck_assert(near > .85 * squares); /* exp(-1 / 16) */
        ck_assert(fabs(far) < .1 * squares);
        mlt_perturbed_free(&made);
    }
}
END_TEST

/* A stronger severity has the same grain. */
START_TEST(test_nested)
{
    double both = 0, one = 0, five = 0;
    mlt_perturbed a = make_noise(RGB(120, 120, 120), "iso_noise@1");
    mlt_perturbed b = make_noise(RGB(120, 120, 120), "iso_noise@3");
    for (int i = 0; i < 3 * N; i += 3) {
        double x = ((const uint8_t *)a.image.data)[i] - 120.0;
        double y = ((const uint8_t *)b.image.data)[i] - 120.0;
        both += x * y;
        one += x * x;
        five += y * y;
    }
    ck_assert(both / sqrt(one * five) > .98);
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
}
END_TEST

Suite *mlt_suite_perturb_iso_noise(void);
Suite *mlt_suite_perturb_iso_noise(void)
{
    Suite *suite = suite_create("perturb_iso_noise");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_luma);
    tcase_add_test(tc, test_hue);
    tcase_add_test(tc, test_nested);
    suite_add_tcase(suite, tc);
    return suite;
}
