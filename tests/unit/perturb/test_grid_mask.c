/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* Every pixel under the journaled rectangles is of one level, no other has changed. */
static double covered_share(const char *text, const char *id)
{
    enum { WIDTH = 320, HEIGHT = 240 };
    static uint8_t pixels[WIDTH * HEIGHT];
    memset(pixels, 100, sizeof pixels);
    mltest_image_view view = grey_row(pixels, WIDTH);
    view.height = HEIGHT;
    mlt_perturbed made = perturb(&view, text, id);
    const uint8_t *out = made.image.data;
    static uint8_t covered[WIDTH * HEIGHT];
    int hidden = 0, odd = 0;
    memset(covered, 0, sizeof covered);
    for (size_t i = 0; i < made.n_cover; i++) {
        const mlt_box *b = &made.cover[i];
        for (int y = (int)b->y; y < b->y + b->height; y++)
            memset(covered + y * WIDTH + (int)b->x, 1, (size_t)b->width);
    }
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        odd += !covered[i] && out[i] != 100;
        hidden += covered[i];
    }
    ck_assert_int_eq(odd, 0);
    mlt_perturbed_free(&made);
    return hidden / (double)(WIDTH * HEIGHT);
}

/* Where bars begin is drawn, and with it how many there are: the mean over samples is exact. */
START_TEST(test_shares)
{
    static const double shares[] = {.05, .1, .18, .26, .36};
    enum { SAMPLES = 40 };
    for (int s = 1; s <= 5; s++) {
        double sum = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            char text[32], id[8];
            snprintf(text, sizeof text, "grid_mask@%d", s);
            snprintf(id, sizeof id, "%d", sample);
            double share = covered_share(text, id);
            ck_assert_double_eq_tol(share, shares[s - 1], .05);
            sum += share / SAMPLES;
        }
        ck_assert_double_eq_tol(sum, shares[s - 1], .008);
    }
}
END_TEST

Suite *mlt_suite_perturb_grid_mask(void);
Suite *mlt_suite_perturb_grid_mask(void)
{
    Suite *suite = suite_create("perturb_grid_mask");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_shares);
    suite_add_tcase(suite, tc);
    return suite;
}
