/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

/* A point becomes the Gaussian, in both directions. */
START_TEST(test_a_point)
{
    picture p = plain_picture(scene, 41, 37, MLTEST_FORMAT_GRAY16);
    memset(p.block, 0, p.n);
    memcpy(p.block + (size_t)2 * (18 * 41 + 20), &(const uint16_t){65535}, 2);
    mlt_perturbed made = perturb(&p.view, "gaussian_blur@2", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    double sum = 0;
    for (int k = -8; k <= 8; k++)
        sum += exp(-k * k / 8.0);
    for (int k = 0; k < 41 * 37; k++) {
        int dx = k % 41 - 20, dy = k / 41 - 18;
        double want = 65535 * exp(-(dx * dx + dy * dy) / 8.0) / (sum * sum);
        want = abs(dx) > 8 || abs(dy) > 8 ? 0 : want; /* cut at four sigma */
        ck_assert_double_eq_tol(sample_at(&out, (uint32_t)k % 41, (uint32_t)k / 41, 0), want - 0.5,
                                0.51);
    }
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* Beyond the edge is more of it: what is flat stays flat. */
START_TEST(test_flat_pictures)
{
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = plain_picture(scene, 19, 6, all_formats[i]);
        memset(p.block, 90, p.n);
        mlt_perturbed made = perturb(&p.view, "gaussian_blur@5", "a");
        ck_assert_double_le(made.change, 1);
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

START_TEST(test_sigma_sets_the_width)
{
    static const double sigma[] = {1, 2, 3, 4, 6};
    uint8_t in[201] = {0};
    memset(in + 101, 255, 100); /* a step: the slope in its middle is 1 / (sigma √2π) */
    mltest_image_view view = grey_row(in, 201);
    for (int s = 1; s <= 5; s++) {
        char text[32];
        snprintf(text, sizeof text, "gaussian_blur@%d", s);
        mlt_perturbed made = perturb(&view, text, "a");
        const uint8_t *out = made.image.data;
        double slope = (out[101] - out[100]) / 255.0;
        ck_assert_double_eq_tol(slope, 1 / (sigma[s - 1] * 2.5066), 0.01);
        mlt_perturbed_free(&made);
    }
}
END_TEST

/* Half the difference at half the severity: small severities blend. */
START_TEST(test_below_one)
{
    picture p = plain_picture(scene, 30, 20, MLTEST_FORMAT_GRAY16);
    mlt_perturbed half = perturb(&p.view, "gaussian_blur@0.5", "a");
    mlt_perturbed one = perturb(&p.view, "gaussian_blur@1", "a");
    mltest_image_view u = mlt_image_view(&half.image), v = mlt_image_view(&one.image);
    for (uint32_t k = 0; k < 30 * 20; k++) {
        double x = sample_at(&p.view, k % 30, k / 30, 0), y = sample_at(&v, k % 30, k / 30, 0);
        ck_assert_double_eq_tol(sample_at(&u, k % 30, k / 30, 0), (x + y) / 2, 0.51);
    }
    mlt_perturbed_free(&half);
    mlt_perturbed_free(&one);
    free(p.block);
}
END_TEST

START_TEST(test_no_blur_at_all)
{
    picture p = plain_picture(texture, 21, 13, MLTEST_FORMAT_RGB16);
    mlt_perturbed none = perturb(&p.view, "gaussian_blur@3{sigma=0}", "a");
    ck_assert_double_le(none.change, 1.0 / 257);
    mlt_perturbed most = perturb(&p.view, "gaussian_blur@3{sigma=50}", "a");
    ck_assert_double_gt(most.change, 20);
    mlt_perturbed_free(&none);
    mlt_perturbed_free(&most);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_gaussian_blur(void);
Suite *mlt_suite_perturb_gaussian_blur(void)
{
    Suite *suite = suite_create("perturb_gaussian_blur");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_a_point);
    tcase_add_test(tc, test_flat_pictures);
    tcase_add_test(tc, test_sigma_sets_the_width);
    tcase_add_test(tc, test_below_one);
    tcase_add_test(tc, test_no_blur_at_all);
    suite_add_tcase(suite, tc);
    return suite;
}
