/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

enum { WIDTH = 3, HEIGHT = 600 };

/* Rows are of one level each, from all of the light down to 1 - depth of it. */
static void bands(uint8_t rows[HEIGHT], const char *text, const char *id)
{
    static uint8_t pixels[WIDTH * HEIGHT];
    memset(pixels, 200, sizeof pixels);
    mltest_image_view view = grey_row(pixels, WIDTH);
    view.height = HEIGHT;
    mlt_perturbed made = perturb(&view, text, id);
    const uint8_t *out = made.image.data;
    for (int y = 0; y < HEIGHT; y++, out += WIDTH) {
        ck_assert(out[0] == out[1] && out[1] == out[2]);
        rows[y] = out[0];
    }
    mlt_perturbed_free(&made);
}

START_TEST(test_depth_and_period)
{
    for (int sample = 0; sample < 20; sample++) {
        uint8_t rows[HEIGHT];
        char id[8];
        int low = 255, high = 0, first = -1, last = -1, n = 0;
        snprintf(id, sizeof id, "%d", sample);
        bands(rows, "flicker_banding@4", id);
        for (int y = 0; y < HEIGHT; y++) {
            low = rows[y] < low ? rows[y] : low;
            high = rows[y] > high ? rows[y] : high;
        }
        ck_assert(low >= 100 && low <= 101 && high >= 199 && high <= 200);
        for (int y = 1; y < HEIGHT; y++) { /* where bands begin */
            if (rows[y - 1] < 150 || rows[y] >= 150)
                continue;
            first = first < 0 ? y : first;
            last = y;
            n++;
        }
        double period = (double)(last - first) / (n - 1);
        ck_assert_msg(period > 19 && period < 121, "%g", period);
    }
}
END_TEST

/* Bands stay where they are as severity grows. */
START_TEST(test_places)
{
    uint8_t one[HEIGHT], five[HEIGHT];
    bands(one, "flicker_banding@1", "a");
    bands(five, "flicker_banding@5", "a");
    for (int y = 0; y < HEIGHT; y++)
        ck_assert_double_eq_tol((200 - one[y]) / 20.0, (200 - five[y]) / 140.0, .06);
}
END_TEST

Suite *mlt_suite_perturb_flicker_banding(void);
Suite *mlt_suite_perturb_flicker_banding(void)
{
    Suite *suite = suite_create("perturb_flicker_banding");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_depth_and_period);
    tcase_add_test(tc, test_places);
    suite_add_tcase(suite, tc);
    return suite;
}
