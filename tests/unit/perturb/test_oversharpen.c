/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* Across an edge: darker before it, brighter behind, symmetric; far away nothing. */
START_TEST(test_halos)
{
    uint8_t in[64];
    for (int i = 0; i < 64; i++)
        in[i] = i < 32 ? 100 : 150;
    const mltest_image_view view = grey_row(in, 64);
    mlt_perturbed made = perturb(&view, "oversharpen@2", "a");
    const uint8_t *out = made.image.data;
    ck_assert_uint_eq(out[0], 100);
    ck_assert_uint_eq(out[63], 150);
    /* The blurred edge is 50 · (1 - P) off, P the normal distribution at half a pixel of sigma 2.
     */
    ck_assert_double_eq_tol(out[31], 100 - 50 * .4013, 1.5);
    ck_assert_double_eq_tol(out[32], 150 + 50 * .4013, 1.5);
    for (int i = 0; i < 32; i++)
        ck_assert_int_le(abs(out[31 - i] - 100 + out[32 + i] - 150), 1);
    mlt_perturbed_free(&made);
}
END_TEST

START_TEST(test_plain_pictures_stay)
{
    check_pixel("oversharpen@5", RGB(200, 100, 50), RGB(200, 100, 50));
}
END_TEST

Suite *mlt_suite_perturb_oversharpen(void);
Suite *mlt_suite_perturb_oversharpen(void)
{
    Suite *suite = suite_create("perturb_oversharpen");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_halos);
    tcase_add_test(tc, test_plain_pictures_stay);
    suite_add_tcase(suite, tc);
    return suite;
}
