/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/conditions.h"

/* An odd side has a pixel in the very centre, which stays; the corners are 0.5 px inside. */
START_TEST(test_gains)
{
    enum { SIDE = 201 };
    static uint8_t pixels[SIDE * SIDE];
    memset(pixels, 200, sizeof pixels);
    mltest_image_view view = grey_row(pixels, SIDE);
    view.height = SIDE;
    for (int s = 1; s <= 5; s++) {
        static const double corners[] = {.85, .7, .55, .4, .25};
        char text[32];
        snprintf(text, sizeof text, "vignetting@%d", s);
        mlt_perturbed made = perturb(&view, text, "a");
        const uint8_t *out = made.image.data;
        ck_assert_uint_eq(out[SIDE * (SIDE / 2) + SIDE / 2], 200);
        ck_assert_double_eq_tol(out[0], 200 * corners[s - 1], 1.5);
        ck_assert_uint_eq(out[0], out[SIDE - 1]);
        ck_assert_uint_eq(out[0], out[SIDE * SIDE - 1]);
        /* half way along the axis r² = 1/8 of that of the corner */
        double k = 1 / sqrt(corners[s - 1]) - 1, fall = 1 + k / 8;
        ck_assert_double_eq_tol(out[SIDE * (SIDE / 2) + SIDE / 4], 200 / (fall * fall), 1.2);
        mlt_perturbed_free(&made);
    }
}
END_TEST

Suite *mlt_suite_perturb_vignetting(void);
Suite *mlt_suite_perturb_vignetting(void)
{
    Suite *suite = suite_create("perturb_vignetting");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_gains);
    suite_add_tcase(suite, tc);
    return suite;
}
