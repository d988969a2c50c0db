/* SPDX-License-Identifier: MIT */
#include "perturb/changes.h"

enum { WIDTH = 320, HEIGHT = 240 };

static uint8_t even(uint32_t x, uint32_t y, uint32_t channel)
{
    return (uint8_t)(130 + 0 * (x + y + channel));
}

/* Spots are as large as they should be, but for their soft outlines; they stay and more come. */
START_TEST(test_shares_and_growth)
{
    static const double shares[] = {.02, .04, .08, .14, .22};
    static uint8_t changed[WIDTH * HEIGHT], before[WIDTH * HEIGHT];
    picture p = plain_picture(even, WIDTH, HEIGHT, MLTEST_FORMAT_RGB8);
    for (int i = 0; i < 25; i++) {
        char text[32], id[8];
        int s = i % 5, gone = 0;
        snprintf(text, sizeof text, "oil_spots@%d", s + 1);
        snprintf(id, sizeof id, "%d", i / 5);
        double share = find_changes(changed, &p.view, text, id, 2);
        ck_assert(share > shares[s] && share < shares[s] * 1.3 + .01);
        for (size_t k = 0; k < sizeof changed; k++)
            gone += s > 0 && before[k] && !changed[k];
        ck_assert_int_eq(gone, 0);
        memcpy(before, changed, sizeof changed);
    }
    free(p.block);
}
END_TEST

/* Oil is yellow: less blue is left than red, on every pixel. */
START_TEST(test_colour)
{
    picture p = plain_picture(even, WIDTH, HEIGHT, MLTEST_FORMAT_RGB8);
    mlt_perturbed made = perturb(&p.view, "oil_spots@4", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    unsigned yellow = 0;
    for (uint32_t k = 0; k < WIDTH * HEIGHT; k++) {
        const uint8_t *at = mlt_view_row(&out, k / WIDTH) + (size_t)3 * (k % WIDTH);
        yellow += at[0] >= at[1] && at[1] >= at[2] && at[2] > 130 * .45 && at[2] <= 130;
    }
    ck_assert_uint_eq(yellow, WIDTH * HEIGHT);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

static uint8_t stripes(uint32_t x, uint32_t y, uint32_t channel)
{
    return x % 4 < 2 ? 250 : (uint8_t)(5 + 0 * (y + channel));
}

/* What is fine cannot be seen through it. */
START_TEST(test_blur)
{
    static uint8_t changed[WIDTH * HEIGHT];
    int dim = 0, spots = 0;
    picture p = plain_picture(stripes, WIDTH, HEIGHT, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&p.view, "oil_spots@5", "a");
    const uint8_t *out = made.image.data;
    find_changes(changed, &p.view, "oil_spots@5", "a", 0);
    for (uint32_t k = 0; k + 2 < WIDTH * HEIGHT; k++) {
        if (changed[k] && changed[k + 1] && changed[k + 2]) {
            spots++;
            dim += out[k] > 60 && out[k] < 190;
        }
    }
    ck_assert_int_gt(dim * 4, spots * 3);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_oil_spots(void);
Suite *mlt_suite_perturb_oil_spots(void)
{
    Suite *suite = suite_create("perturb_oil_spots");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_shares_and_growth);
    tcase_add_test(tc, test_colour);
    tcase_add_test(tc, test_blur);
    suite_add_tcase(suite, tc);
    return suite;
}
