/* SPDX-License-Identifier: MIT */
#include "image/srgb.h"

#include "perturb/conditions.h"

enum { SIDE = 200 };

/* Mean and variance of the electrons counted from a plain picture, by the definition's inverse. */
static void electrons(const char *text, uint8_t level, double white, double *mean, double *variance)
{
    uint8_t *pixels = malloc(SIDE * SIDE);
    ck_assert_ptr_nonnull(pixels);
    memset(pixels, level, SIDE * SIDE);
    mltest_image_view view = grey_row(pixels, SIDE);
    view.height = SIDE;
    mlt_perturbed made = perturb(&view, text, "a");
    const uint8_t *out = made.image.data;
    double sum = 0, squares = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
        double count = mlt_srgb_to_light(out[i] / 255.0) * white;
        sum += count;
        squares += count * count;
    }
    *mean = sum / (SIDE * SIDE);
    *variance = squares / (SIDE * SIDE) - *mean * *mean;
    mlt_perturbed_free(&made);
    free(pixels);
}

/* Severity 1 keeps half of the light: 500 electrons at white; 2 more of standard deviation. */
START_TEST(test_counts_have_photon_and_read_noise)
{
    static const uint8_t levels[] = {90, 128, 160, 190};
    for (size_t i = 0; i < sizeof levels; i++) {
        double mean, variance, want = mlt_srgb_to_light(levels[i] / 255.0) * 500;
        electrons("low_light@1", levels[i], 500, &mean, &variance);
        ck_assert_double_eq_tol(mean, want, .01 * want + .15);
        ck_assert_double_eq_tol(variance, want + 4, .05 * (want + 4));
    }
}
END_TEST

/* Without the gain the picture is dark: 50 of 1000 electrons at white at severity 5. */
START_TEST(test_without_automatic_gain)
{
    double mean, variance;
    electrons("low_light@5{auto_gain=0}", 255, 1000, &mean, &variance);
    ck_assert_double_eq_tol(mean, 50, .5);
    ck_assert_double_eq_tol(variance, 54, 3);
}
END_TEST

/* Dark samples have but the read noise, which cannot be below none. */
START_TEST(test_black)
{
    double mean, variance;
    electrons("low_light@3", 0, 180, &mean, &variance);
    ck_assert(mean > .5 && mean < 1.2);
}
END_TEST

Suite *mlt_suite_perturb_low_light(void);
Suite *mlt_suite_perturb_low_light(void)
{
    Suite *suite = suite_create("perturb_low_light");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_counts_have_photon_and_read_noise);
    tcase_add_test(tc, test_without_automatic_gain);
    tcase_add_test(tc, test_black);
    suite_add_tcase(suite, tc);
    return suite;
}
