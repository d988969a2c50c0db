/* SPDX-License-Identifier: MIT */
#include "perturb/noise/gaussian_noise.h"

#include <math.h>

#include "perturb/conditions.h"

START_TEST(test_one_row_with_given_numbers)
{
    const uint8_t in[] = {0, 100, 200, 255, 128, 128};
    const float normals[] = {-1, 0.5f, -2.01f, 3, NAN, 0};
    const uint8_t want[] = {0, 112, 148, 255, 0, 128}; /* 255 · (v/255 + 0.1 n), truncated */
    uint8_t work[2 * 6];
    mlt_image out;
    mltest_image_view view = grey_row(in, 6);
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 6, 1, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    mlt_gaussian_noise_row(&out, &view, 0, 0.1f, normals, work);
    ck_assert_mem_eq(out.data, want, 6);
    mlt_image_free(&out);
}
END_TEST

/* Mean and spread of the noise on mid grey, at every severity that does not clip much. */
START_TEST(test_moments)
{
    static const double sigma[] = {.08, .12};
    static const char *const names[] = {"gaussian_noise@1", "gaussian_noise@2"};
    picture p = plain_picture(scene, 200, 150, MLTEST_FORMAT_RGB16);
    for (size_t i = 0; i < p.n / 2; i++)
        memcpy(p.block + 2 * i, &(const uint16_t){32768}, 2);
    for (int s = 0; s < 2; s++) {
        mlt_perturbed made = perturb(&p.view, names[s], "a");
        double sum = 0, square = 0, n = 200 * 150 * 3;
        mltest_image_view out = mlt_image_view(&made.image);
        for (uint32_t k = 0; k < 200 * 150 * 3; k++) {
            double d = ((double)sample_at(&out, k / 3 % 200, k / 600, k % 3) - 32767.5) / 65535;
            sum += d;
            square += d * d;
        }
        ck_assert_double_eq_tol(sum / n, 0, 4 * sigma[s] / sqrt(n));
        ck_assert_double_eq_tol(sqrt(square / n), sigma[s], 4 * sigma[s] / sqrt(2 * n));
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* Severity scales the same draws. */
START_TEST(test_draws_stay_while_severity_grows)
{
    picture p = plain_picture(scene, 40, 30, MLTEST_FORMAT_GRAY16);
    for (size_t i = 0; i < p.n / 2; i++)
        memcpy(p.block + 2 * i, &(const uint16_t){32768}, 2);
    mlt_perturbed a = perturb(&p.view, "gaussian_noise@1", "a");
    mlt_perturbed b = perturb(&p.view, "gaussian_noise@0.5", "a");
    mltest_image_view x = mlt_image_view(&a.image), y = mlt_image_view(&b.image);
    for (uint32_t k = 0; k < 40 * 30; k++) {
        double u = sample_at(&x, k % 40, k / 40, 0), v = sample_at(&y, k % 40, k / 40, 0);
        ck_assert_double_eq_tol(v - 32768, (u - 32768) / 2, 1.5);
    }
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
    free(p.block);
}
END_TEST

/* Channels have noise of their own, grey pictures stay grey. */
START_TEST(test_channels)
{
    picture p = plain_picture(scene, 40, 30, MLTEST_FORMAT_RGB8);
    memset(p.block, 128, p.n);
    mlt_perturbed made = perturb(&p.view, "gaussian_noise@3", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    unsigned coloured = 0;
    for (uint32_t k = 0; k < 40 * 30; k++)
        coloured += sample_at(&out, k % 40, k / 40, 0) != sample_at(&out, k % 40, k / 40, 1);
    ck_assert_uint_gt(coloured, 1100);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_gaussian_noise(void);
Suite *mlt_suite_perturb_gaussian_noise(void)
{
    Suite *suite = suite_create("perturb_gaussian_noise");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_one_row_with_given_numbers);
    tcase_add_test(tc, test_moments);
    tcase_add_test(tc, test_draws_stay_while_severity_grows);
    tcase_add_test(tc, test_channels);
    suite_add_tcase(suite, tc);
    return suite;
}
