/* SPDX-License-Identifier: MIT */
#include "perturb/covers.h"

enum { WIDTH = 320, HEIGHT = 240 };

static picture white(uint32_t format)
{
    picture p = plain_picture(scene, WIDTH, HEIGHT, format);
    memset(p.block, 255, p.n);
    return p;
}

/* Half of the light and less. */
START_TEST(test_shares)
{
    static const double shares[] = {.02, .04, .08, .14, .22};
    picture p = white(MLTEST_FORMAT_GRAY8);
    for (int i = 0; i < 25; i++) {
        char text[32], id[8];
        unsigned dark = 0, hidden = 0, darkest = 255, seen = 0;
        snprintf(text, sizeof text, "dark_spots@%d", i % 5 + 1);
        snprintf(id, sizeof id, "%d", i / 5);
        mlt_perturbed made = perturb(&p.view, text, id);
        const uint8_t *out = made.image.data;
        for (uint32_t k = 0; k < WIDTH * HEIGHT; k++)
            darkest = out[k] < darkest ? out[k] : darkest;
        for (uint32_t k = 0; k < WIDTH * HEIGHT; k++) {
            bool covered = is_hidden(&made, k % WIDTH, k / WIDTH);
            seen += covered && out[k] != darkest;
            dark += out[k] <= (255 + darkest) / 2;
            hidden += covered;
        }
        double n = WIDTH * HEIGHT;
        ck_assert_uint_eq(seen, 0); /* nothing shines through */
        ck_assert_uint_lt(darkest, 21);
        ck_assert_double_eq_tol(dark / n, shares[i % 5], .006);
        ck_assert_double_ge(hidden / n, shares[i % 5] * .2);
        ck_assert_uint_lt(made.n_cover, 200);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* Spots stay and more come, and so does what is journaled. */
START_TEST(test_growth)
{
    picture p = white(MLTEST_FORMAT_GRAY8);
    check_growth(&p.view, NULL, "dark_spots");
    for (int i = 0; i < 5; i++) {
        char less[32], more[32];
        snprintf(less, sizeof less, "dark_spots@%s", growing[i]);
        snprintf(more, sizeof more, "dark_spots@%s", growing[i + 1]);
        mlt_perturbed a = perturb(&p.view, less, "a"), b = perturb(&p.view, more, "a");
        unsigned brighter = 0;
        for (uint32_t k = 0; k < WIDTH * HEIGHT; k++)
            brighter += ((const uint8_t *)a.image.data)[k] < ((const uint8_t *)b.image.data)[k];
        ck_assert_uint_eq(brighter, 0);
        mlt_perturbed_free(&a);
        mlt_perturbed_free(&b);
    }
    free(p.block);
}
END_TEST

/* Almost black, and rather red than blue. */
START_TEST(test_colour)
{
    picture p = white(MLTEST_FORMAT_RGB16);
    mlt_perturbed made = perturb(&p.view, "dark_spots@3", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    const mlt_box *b = made.cover;
    uint32_t x = (uint32_t)b->x, y = (uint32_t)b->y;
    double red = sample_at(&out, x, y, 0);
    ck_assert(red >= .01 * 65535 && red <= .08 * 65535 + 1);
    ck_assert_double_eq_tol(sample_at(&out, x, y, 1), .9 * red, 1);
    ck_assert_double_eq_tol(sample_at(&out, x, y, 2), .75 * red, 1);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_dark_spots(void);
Suite *mlt_suite_perturb_dark_spots(void)
{
    Suite *suite = suite_create("perturb_dark_spots");
    TCase *tc = tcase_create("kind");
    tcase_set_timeout(tc, 30);
    tcase_add_test(tc, test_shares);
    tcase_add_test(tc, test_growth);
    tcase_add_test(tc, test_colour);
    suite_add_tcase(suite, tc);
    return suite;
}
