/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

enum { W = 320, H = 240 };

/* On black there is nothing but the light of the drops, and that has their colour. */
static void light(const char *text, double *share, double *most)
{
    static uint8_t pixels[3 * W * H];
    const mltest_image_view view = rgb_rows(pixels, W, H);
    int n = 0, brightest = 0;
    mlt_perturbed made = perturb(&view, text, "a");
    const uint8_t *out = made.image.data;
    for (int i = 0; i < W * H; i++, out += 3) {
        n += out[1] > 0;
        brightest = out[1] > brightest ? out[1] : brightest;
        ck_assert_uint_eq(out[1], out[2]);
        ck_assert_double_eq_tol(out[0], out[1] * 175.0 / 238, 1.5);
    }
    *share = (double)n / (W * H);
    *most = brightest / 238.0;
    mlt_perturbed_free(&made);
}

START_TEST(test_more_and_brighter)
{
    static const double shares[] = {.03, .14, .22, .29, .37};
    static const double strengths[] = {.6, .6, .5, .6, .7};
    for (int s = 1; s <= 5; s++) {
        char text[32];
        double share, most;
        snprintf(text, sizeof text, "spatter_water@%d", s);
        light(text, &share, &most);
        ck_assert_double_eq_tol(share, shares[s - 1], .1 * shares[s - 1] + .01);
        ck_assert_double_eq_tol(most, strengths[s - 1], .005);
    }
}
END_TEST

/* The published parameters at 1 to 3, and nothing but water. */
START_TEST(test_is_spatter)
{
    const mlt_kind *both = mlt_kind_find("spatter", 1), *own = mlt_kind_find("spatter_water", 1);
    for (int s = 1; s <= 3; s++) {
        double a[6], b[6], blend;
        mlt_kind_params(both, s, a, &blend);
        mlt_kind_params(own, s, b, &blend);
        for (size_t i = 0; i < own->n_params; i++)
            ck_assert_double_eq(a[i], b[i]);
        ck_assert_double_eq(a[5], 0);
    }
}
END_TEST

Suite *mlt_suite_perturb_spatter_water(void);
Suite *mlt_suite_perturb_spatter_water(void)
{
    Suite *suite = suite_create("perturb_spatter_water");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_more_and_brighter);
    tcase_add_test(tc, test_is_spatter);
    suite_add_tcase(suite, tc);
    return suite;
}
