/* SPDX-License-Identifier: MIT */
#include "perturb/noise/impulse_noise.h"

#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

START_TEST(test_one_row_with_given_numbers)
{
    const uint8_t in[] = {7, 100, 200, 255, 128, 0};
    const uint16_t words[] = {99, 98, 100, 0, 51, 65535};
    const uint8_t want[] = {255, 0, 200, 0, 255, 0};
    uint8_t work[2 * 6];
    mlt_image out;
    mltest_image_view view = grey_row(in, 6);
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 6, 1, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    mlt_impulse_noise_row(&out, &view, 0, 100, words, work);
    ck_assert_mem_eq(out.data, want, 6);
    mlt_image_free(&out);
}
END_TEST

/* As many as the severity says, half of them white; all others keep their value. */
START_TEST(test_fractions)
{
    static const double fraction[] = {.03, .06, .09, .17, .27};
    enum { N = 200 * 150 * 3 };
    for (int s = 1; s <= 5; s++) {
        char text[32];
        picture p =
            plain_picture(scene, 200, 150, s % 2 ? MLTEST_FORMAT_RGB8 : MLTEST_FORMAT_RGB16);
        unsigned white = 0, black = 0, full = s % 2 ? 255 : 65535;
        memset(p.block, 77, p.n);
        snprintf(text, sizeof text, "impulse_noise@%d", s);
        mlt_perturbed made = perturb(&p.view, text, "a");
        mltest_image_view out = mlt_image_view(&made.image);
        for (uint32_t k = 0; k < N; k++) {
            unsigned v = sample_at(&out, k / 3 % 200, k / 600, k % 3);
            white += v == full;
            black += v == 0;
            ck_assert(v == 0 || v == full || v == sample_at(&p.view, 0, 0, 0));
        }
        double spread = sqrt(fraction[s - 1] / N);
        ck_assert_double_eq_tol((double)(white + black) / N, fraction[s - 1], 4 * spread);
        ck_assert_double_eq_tol((double)white / (white + black), 0.5, 2 / (spread * N));
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

/* A sample that one severity hits, the next one hits in the same way. */
START_TEST(test_severities_are_nested)
{
    static const char *const names[] = {"impulse_noise@0.5", "impulse_noise@1", "impulse_noise@3.3",
                                        "impulse_noise@5"};
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGB8);
    memset(p.block, 77, p.n);
    for (int s = 1; s < 4; s++) {
        mlt_perturbed less = perturb(&p.view, names[s - 1], "a");
        mlt_perturbed more = perturb(&p.view, names[s], "a");
        const uint8_t *a = less.image.data, *b = more.image.data;
        for (size_t i = 0; i < p.n; i++)
            ck_assert(a[i] == 77 || a[i] == b[i]);
        ck_assert_double_gt(more.change, less.change);
        mlt_perturbed_free(&less);
        mlt_perturbed_free(&more);
    }
    free(p.block);
}
END_TEST

START_TEST(test_all_and_none)
{
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGBA8);
    mlt_perturbed none = perturb(&p.view, "impulse_noise@1{fraction=0}", "a");
    mlt_perturbed all = perturb(&p.view, "impulse_noise@1{fraction=1}", "a");
    ck_assert_double_eq(none.change, 0);
    for (size_t i = 0; i < p.n; i++) {
        uint8_t v = ((const uint8_t *)all.image.data)[i];
        ck_assert(i % 4 == 3 ? v == p.block[i] : v == 0 || v == 255);
    }
    mlt_perturbed_free(&none);
    mlt_perturbed_free(&all);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_impulse_noise(void);
Suite *mlt_suite_perturb_impulse_noise(void)
{
    Suite *suite = suite_create("perturb_impulse_noise");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_one_row_with_given_numbers);
    tcase_add_test(tc, test_fractions);
    tcase_add_test(tc, test_severities_are_nested);
    tcase_add_test(tc, test_all_and_none);
    suite_add_tcase(suite, tc);
    return suite;
}
