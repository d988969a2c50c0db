/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/conditions.h"

enum { SIDE = 200 };

/* Shares of black and white pixels of a grey picture. */
static void count(const char *text, double *black, double *white)
{
    static uint8_t pixels[SIDE * SIDE * 3];
    memset(pixels, 100, sizeof pixels);
    const mltest_image_view view = {.data = pixels,
                                    .stride_bytes = SIDE * 3,
                                    .width = SIDE,
                                    .height = SIDE,
                                    .format = MLTEST_FORMAT_RGB8};
    mlt_perturbed made = perturb(&view, text, "a");
    const uint8_t *out = made.image.data;
    *black = *white = 0;
    for (int i = 0; i < SIDE * SIDE; i++, out += 3) {
        ck_assert(out[0] == out[1] && out[1] == out[2]); /* whole pixels */
        ck_assert(out[0] == 0 || out[0] == 100 || out[0] == 255);
        *black += (out[0] == 0) / (double)(SIDE * SIDE);
        *white += (out[0] == 255) / (double)(SIDE * SIDE);
    }
    mlt_perturbed_free(&made);
}

START_TEST(test_shares)
{
    static const double shares[] = {.01, .02, .05, .1, .2};
    for (int s = 1; s <= 5; s++) {
        char text[32];
        double black, white, want = shares[s - 1] / 2;
        snprintf(text, sizeof text, "salt_and_pepper@%d", s);
        count(text, &black, &white);
        ck_assert_double_eq_tol(black, want, 4 * sqrt(want / (SIDE * SIDE)));
        ck_assert_double_eq_tol(white, want, 4 * sqrt(want / (SIDE * SIDE)));
    }
    double black, white;
    count("salt_and_pepper@1{fraction=1}", &black, &white);
    ck_assert_double_eq_tol(black + white, 1, 1e-9);
}
END_TEST

Suite *mlt_suite_perturb_salt_and_pepper(void);
Suite *mlt_suite_perturb_salt_and_pepper(void)
{
    Suite *suite = suite_create("perturb_salt_and_pepper");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_shares);
    suite_add_tcase(suite, tc);
    return suite;
}
