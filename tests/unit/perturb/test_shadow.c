/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

enum { W = 400, H = 300, LEVEL = 200 };

static void cast(uint8_t out[W * H], const char *text, const char *id)
{
    static uint8_t pixels[W * H];
    memset(pixels, LEVEL, sizeof pixels);
    mltest_image_view view = grey_row(pixels, W);
    view.height = H;
    mlt_perturbed made = perturb(&view, text, id);
    memcpy(out, made.image.data, W * H);
    mlt_perturbed_free(&made);
}

/* Pixels at most as bright as `level`, and what lies between that and full light. */
static int count(const uint8_t *out, int level, int *between)
{
    int dark = 0;
    *between = 0;
    for (int i = 0; i < W * H; i++) {
        dark += out[i] <= level;
        *between += out[i] > level && out[i] < LEVEL;
    }
    return dark;
}

/* One quadrilateral: dark in one piece of every row and column, and as dark as it is told. */
START_TEST(test_a_quadrilateral)
{
    static uint8_t out[W * H];
    for (int sample = 0; sample < 30; sample++) {
        char id[8];
        int between;
        snprintf(id, sizeof id, "%d", sample);
        cast(out, "shadow@2", id);
        double share = count(out, LEVEL * 6 / 10, &between) / (double)(W * H);
        ck_assert_int_eq(count(out, LEVEL * 6 / 10 - 1, &between), 0);
        ck_assert_msg(share > .02 && share < .5, "%g", share);
        for (int y = 0; y < H; y++) {
            int starts = 0;
            for (int x = 1; x < W; x++)
                starts += out[y * W + x] <= 160 && out[y * W + x - 1] > 160;
            ck_assert_int_le(starts, 1);
        }
        for (int x = 0; x < W; x++) {
            int starts = 0;
            for (int y = 1; y < H; y++)
                starts += out[y * W + x] <= 160 && out[(y - 1) * W + x] > 160;
            ck_assert_int_le(starts, 1);
        }
    }
}
END_TEST

/* What lies between light and dark is as wide as the penumbra, 8 px at first. */
START_TEST(test_penumbra)
{
    static uint8_t out[W * H];
    int narrow, wide, usual;
    cast(out, "shadow@2{factor=0,penumbra=4}", "a");
    count(out, 0, &narrow);
    cast(out, "shadow@2{factor=0,penumbra=16}", "a");
    count(out, 0, &wide);
    cast(out, "shadow@2{factor=0}", "a");
    count(out, 0, &usual);
    ck_assert_double_eq_tol((double)wide / narrow, 4, .5);
    ck_assert_double_eq_tol((double)usual / narrow, 2, .2);
}
END_TEST

/* The first shadow of one severity is that of the next, and darker. Where two meet it is no darker
 * than in one. */
START_TEST(test_severities_are_nested)
{
    static const int darkest[] = {150, 120, 100, 80, 60};
    static uint8_t before[W * H], out[W * H];
    for (int sample = 0; sample < 10; sample++) {
        char id[8];
        snprintf(id, sizeof id, "%d", sample);
        memset(before, LEVEL, sizeof before);
        for (int s = 1; s <= 5; s++) {
            char text[16];
            int least = LEVEL, brighter = 0;
            snprintf(text, sizeof text, "shadow@%d", s);
            cast(out, text, id);
            for (int i = 0; i < W * H; i++) {
                brighter += out[i] > before[i];
                least = out[i] < least ? out[i] : least;
            }
            ck_assert_int_eq(brighter, 0);
            ck_assert_int_eq(least, darkest[s - 1]);
            memcpy(before, out, sizeof before);
        }
    }
}
END_TEST

Suite *mlt_suite_perturb_shadow(void);
Suite *mlt_suite_perturb_shadow(void)
{
    Suite *suite = suite_create("perturb_shadow");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_a_quadrilateral);
    tcase_add_test(tc, test_penumbra);
    tcase_add_test(tc, test_severities_are_nested);
    suite_add_tcase(suite, tc);
    return suite;
}
