/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "perturb/conditions.h"

/* Half the width: means of pairs, and then a quarter or three quarters of the way between them. */
START_TEST(test_one_row)
{
    const uint8_t in[8] = {0, 0, 0, 100, 100, 0, 0, 8};
    const uint8_t want[8] = {0, 13, 38, 50, 50, 39, 16, 4}; /* by way of 0 50 50 4 */
    mltest_image_view view = grey_row(in, 8);
    mlt_perturbed made = perturb(&view, "downscale@2", "a");
    ck_assert_mem_eq(made.image.data, want, 8);
    mlt_perturbed_free(&made);
}
END_TEST

/* Waves of two pixels are gone when they have less than one: only their mean is left. */
START_TEST(test_what_is_too_fine_is_gone)
{
    uint8_t in[120];
    for (int i = 0; i < 120; i++)
        in[i] = i % 2 == 0 ? 50 : 150;
    mltest_image_view view = grey_row(in, 120);
    for (int s = 2; s <= 4; s += 2) {
        char text[32];
        snprintf(text, sizeof text, "downscale@%d", s);
        mlt_perturbed made = perturb(&view, text, "a");
        for (int i = 0; i < 120; i++)
            ck_assert_uint_eq(((const uint8_t *)made.image.data)[i], 100);
        mlt_perturbed_free(&made);
    }
}
END_TEST

START_TEST(test_extremes)
{
    picture p = plain_picture(texture, 21, 13, MLTEST_FORMAT_RGB16);
    mlt_perturbed none = perturb(&p.view, "downscale@3{scale=1}", "a");
    mlt_perturbed most = perturb(&p.view, "downscale@3{scale=0.001}", "a"); /* one pixel */
    mltest_image_view out = mlt_image_view(&most.image);
    double sum = 0;
    ck_assert_double_eq(none.change, 0);
    for (uint32_t k = 0; k < 21 * 13 * 3; k++) {
        ck_assert_uint_eq(sample_at(&out, k / 3 % 21, k / 63, k % 3), sample_at(&out, 0, 0, k % 3));
        sum += k % 3 == 0 ? sample_at(&p.view, k / 3 % 21, k / 63, 0) / (21.0 * 13) : 0;
    }
    ck_assert_double_eq_tol(sample_at(&out, 0, 0, 0), sum, 1);
    mlt_perturbed_free(&none);
    mlt_perturbed_free(&most);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_downscale(void);
Suite *mlt_suite_perturb_downscale(void)
{
    Suite *suite = suite_create("perturb_downscale");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_one_row);
    tcase_add_test(tc, test_what_is_too_fine_is_gone);
    tcase_add_test(tc, test_extremes);
    suite_add_tcase(suite, tc);
    return suite;
}
