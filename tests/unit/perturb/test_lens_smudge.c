/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/conditions.h"

enum { WIDTH = 320, HEIGHT = 240 };

static uint8_t board(uint32_t x, uint32_t y, uint32_t channel)
{
    return (x + y + 0 * channel) % 2 == 0 ? 240 : 20;
}

/* On a board of black and white pixels, grease leaves the mean under a veil; on the outlines half
 * of the contrast is left. */
START_TEST(test_shares)
{
    static const double shares[] = {.15, .24, .34, .45, .57}, veils[] = {.1, .17, .25, .33, .42};
    picture p = plain_picture(board, WIDTH, HEIGHT, MLTEST_FORMAT_GRAY8);
    for (int i = 0; i < 25; i++) {
        char text[32], id[8];
        int s = i % 5, half = 0, all = 0;
        double blurred = (1 - veils[s]) * 130 + veils[s] * (130 + 255) / 2;
        snprintf(text, sizeof text, "lens_smudge@%d", s + 1);
        snprintf(id, sizeof id, "%d", i / 5);
        mlt_perturbed made = perturb(&p.view, text, id);
        const uint8_t *out = made.image.data;
        for (uint32_t k = 0; k < WIDTH * HEIGHT; k += 2) {
            half += abs(out[k] - out[k + 1]) <= 110;
            all += fabs(out[k] - blurred) <= 1;
        }
        double n = WIDTH * HEIGHT / 2.0;
        ck_assert_double_eq_tol(half / n, shares[s], .03);
        ck_assert_double_gt(all / n, shares[s] * .2);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* Smears stay, and more come: nowhere is there more contrast at a higher severity,
 * but for rounding. */
START_TEST(test_growth)
{
    static uint8_t before[WIDTH * HEIGHT];
    picture p = plain_picture(board, WIDTH, HEIGHT, MLTEST_FORMAT_GRAY8);
    for (int i = 0; i < 15; i++) {
        char text[32], id[8];
        int clearer = 0;
        snprintf(text, sizeof text, "lens_smudge@%d", i % 5 + 1);
        snprintf(id, sizeof id, "%d", i / 5);
        mlt_perturbed made = perturb(&p.view, text, id);
        const uint8_t *out = made.image.data;
        for (size_t k = 0; k < sizeof before && i % 5 > 0; k += 2)
            clearer += abs(out[k] - out[k + 1]) > abs(before[k] - before[k + 1]) + 2;
        ck_assert_int_eq(clearer, 0);
        memcpy(before, out, sizeof before);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

static uint8_t step(uint32_t x, uint32_t y, uint32_t channel)
{
    return x < 160 ? 40 : (uint8_t)(200 + 0 * (y + channel));
}

/* Where there is nothing but grease, which leaves one level of a board: an edge becomes the
 * integral of a Gaussian of that sigma. */
START_TEST(test_blur)
{
    static const char text[] = "lens_smudge@3{covered=1,sigma=9,veil=0}";
    picture p = plain_picture(step, WIDTH, HEIGHT, MLTEST_FORMAT_GRAY8);
    picture q = plain_picture(board, WIDTH, HEIGHT, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&p.view, text, "a"), grease = perturb(&q.view, text, "a");
    mltest_image_view out = mlt_image_view(&made.image), mask = mlt_image_view(&grease.image);
    int n = 0, far = 0;
    for (uint32_t k = 0; k < 40 * HEIGHT; k++) {
        uint32_t x = 140 + k % 40, y = k / 40;
        double want = 120 + 80 * erf((x + .5 - 160) / (9 * sqrt(2)));
        if (sample_at(&mask, x, y, 0) != 130 || sample_at(&mask, x + 1, y, 0) != 130)
            continue;
        far += fabs(sample_at(&out, x, y, 0) - want) > 2;
        n++;
    }
    ck_assert_int_eq(far, 0);
    ck_assert_int_gt(n, 40 * HEIGHT / 3);
    mlt_perturbed_free(&made);
    mlt_perturbed_free(&grease);
    free(p.block);
    free(q.block);
}
END_TEST

Suite *mlt_suite_perturb_lens_smudge(void);
Suite *mlt_suite_perturb_lens_smudge(void)
{
    Suite *suite = suite_create("perturb_lens_smudge");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_shares);
    tcase_add_test(tc, test_growth);
    tcase_add_test(tc, test_blur);
    suite_add_tcase(suite, tc);
    return suite;
}
