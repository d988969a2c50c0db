/* SPDX-License-Identifier: MIT */
#include "perturb/noise/speckle_noise.h"

#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

START_TEST(test_one_row_with_given_numbers)
{
    const uint8_t in[] = {0, 100, 200, 255, 128, 128, 200};
    const float normals[] = {3, 1.01f, -2.01f, 3, NAN, 0, 3};
    const uint8_t want[] = {0, 120, 119, 255, 0, 128, 255}; /* v · (1 + 0.2 n), truncated */
    uint8_t work[2 * 7];
    mlt_image out;
    mltest_image_view view = grey_row(in, 7);
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 7, 1, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    mlt_speckle_noise_row(&out, &view, 0, 0.2f, normals, work);
    ck_assert_mem_eq(out.data, want, 7);
    mlt_image_free(&out);
}
END_TEST

/* The spread is a share of the level itself. */
START_TEST(test_moments)
{
    static const double sigma[] = {.15, .2};
    enum { N = 200 * 150 * 3 };
    for (int t = 0; t < 4; t++) {
        const uint16_t level = t < 2 ? 10000 : 30000;
        picture p = plain_picture(scene, 200, 150, MLTEST_FORMAT_RGB16);
        for (size_t i = 0; i < p.n / 2; i++)
            memcpy(p.block + 2 * i, &level, 2);
        mlt_perturbed made = perturb(&p.view, t % 2 ? "speckle_noise@2" : "speckle_noise@1", "a");
        mltest_image_view out = mlt_image_view(&made.image);
        double sum = 0, square = 0;
        for (uint32_t k = 0; k < N; k++) {
            double d = (sample_at(&out, k / 3 % 200, k / 600, k % 3) + 0.5) / level - 1;
            sum += d;
            square += d * d;
        }
        ck_assert_double_eq_tol(sum / N, 0, 4 * sigma[t % 2] / sqrt(N));
        ck_assert_double_eq_tol(sqrt(square / N), sigma[t % 2], 4 * sigma[t % 2] / sqrt(2.0 * N));
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

START_TEST(test_black_stays)
{
    picture p = plain_picture(scene, 40, 30, MLTEST_FORMAT_RGB8);
    memset(p.block, 0, p.n);
    mlt_perturbed made = perturb(&p.view, "speckle_noise@5", "a");
    ck_assert_double_eq(made.change, 0);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* Severity scales the same draws; channels have noise of their own. */
START_TEST(test_draws)
{
    picture p = plain_picture(scene, 40, 30, MLTEST_FORMAT_RGB16);
    for (size_t i = 0; i < p.n / 2; i++)
        memcpy(p.block + 2 * i, &(const uint16_t){30000}, 2);
    mlt_perturbed a = perturb(&p.view, "speckle_noise@1", "a");
    mlt_perturbed b = perturb(&p.view, "speckle_noise@0.5", "a");
    mltest_image_view x = mlt_image_view(&a.image), y = mlt_image_view(&b.image);
    unsigned coloured = 0;
    for (uint32_t k = 0; k < 40 * 30; k++) {
        double u = sample_at(&x, k % 40, k / 40, 0), v = sample_at(&y, k % 40, k / 40, 0);
        ck_assert_double_eq_tol(v - 30000, (u - 30000) / 2, 1.5);
        coloured += sample_at(&x, k % 40, k / 40, 1) != sample_at(&x, k % 40, k / 40, 0);
    }
    ck_assert_uint_gt(coloured, 1100);
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_speckle_noise(void);
Suite *mlt_suite_perturb_speckle_noise(void)
{
    Suite *suite = suite_create("perturb_speckle_noise");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_one_row_with_given_numbers);
    tcase_add_test(tc, test_moments);
    tcase_add_test(tc, test_black_stays);
    tcase_add_test(tc, test_draws);
    suite_add_tcase(suite, tc);
    return suite;
}
