/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

enum { W = 320, H = 240 };

/* Where there is mud on a white picture. */
static double cover(uint8_t muddy[W * H], const char *text, const char *id)
{
    static uint8_t pixels[W * H];
    int n = 0;
    memset(pixels, 255, sizeof pixels);
    mltest_image_view view = grey_row(pixels, W);
    view.height = H;
    mlt_perturbed made = perturb(&view, text, id);
    const uint8_t *out = made.image.data;
    for (int i = 0; i < W * H; i++)
        n += muddy[i] = out[i] < 255;
    mlt_perturbed_free(&made);
    return (double)n / (W * H);
}

/* The same numbers with a higher mean: what is muddy stays so. At 5 the drops spread. */
START_TEST(test_severities_are_nested)
{
    static uint8_t before[W * H], muddy[W * H];
    static const double shares[] = {.014, .031, .058, .125, .2};
    for (int s = 1; s <= 5; s++) {
        char text[32];
        snprintf(text, sizeof text, "spatter_mud@%d", s);
        ck_assert_double_eq_tol(cover(muddy, text, "a"), shares[s - 1], .1 * shares[s - 1] + .003);
        for (int i = 0; i < W * H && s < 5; i++)
            ck_assert(!before[i] || muddy[i]);
        memcpy(before, muddy, sizeof before);
    }
}
END_TEST

/* The published parameters at 4 and 5, and nothing but mud. */
START_TEST(test_is_spatter)
{
    const mlt_kind *both = mlt_kind_find("spatter", 1), *own = mlt_kind_find("spatter_mud", 1);
    for (int s = 4; s <= 5; s++) {
        double a[6], b[6], blend;
        mlt_kind_params(both, s, a, &blend);
        mlt_kind_params(own, s, b, &blend);
        for (size_t i = 0; i < own->n_params; i++)
            ck_assert_double_eq(a[i], b[i]);
        ck_assert_double_eq(a[5], 1);
    }
}
END_TEST

/* A picture under nothing but mud: its colour is all that is left. */
START_TEST(test_colour)
{
    picture p = plain_picture(scene, 40, 30, MLTEST_FORMAT_RGB8);
    mlt_perturbed made = perturb(&p.view, "spatter_mud@1{mean=2,spread=0}", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    for (uint32_t i = 0; i < 40 * 30; i++) {
        ck_assert_int_le(abs((int)sample_at(&out, i % 40, i / 40, 0) - 63), 1);
        ck_assert_int_le(abs((int)sample_at(&out, i % 40, i / 40, 1) - 42), 1);
        ck_assert_int_le(abs((int)sample_at(&out, i % 40, i / 40, 2) - 20), 1);
    }
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_spatter_mud(void);
Suite *mlt_suite_perturb_spatter_mud(void)
{
    Suite *suite = suite_create("perturb_spatter_mud");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_severities_are_nested);
    tcase_add_test(tc, test_is_spatter);
    tcase_add_test(tc, test_colour);
    suite_add_tcase(suite, tc);
    return suite;
}
