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

/* 2 % of 240 rows and of 320 columns; places may repeat. */
START_TEST(test_shares)
{
    for (int sample = 0; sample < 8; sample++) {
        char id[8];
        snprintf(id, sizeof id, "%d", sample);
        double share = covered_share("dead_lines@3", id),
               most = 1 - (1 - 5 / 240.0) * (1 - 6 / 320.0);
        ck_assert(share <= most + 1e-9 && share > most * .6);
    }
    ck_assert(covered_share("dead_lines@5", "a") > covered_share("dead_lines@4", "a"));
}
END_TEST

Suite *mlt_suite_perturb_dead_lines(void);
Suite *mlt_suite_perturb_dead_lines(void)
{
    Suite *suite = suite_create("perturb_dead_lines");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_shares);
    suite_add_tcase(suite, tc);
    return suite;
}
