/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* Four levels: 0, 85, 170, 255. */
START_TEST(test_levels)
{
    check_pixel("posterize@5", RGB(42, 43, 127), RGB(0, 85, 85));
    check_pixel("posterize@5", RGB(128, 212, 213), RGB(170, 170, 255));
    check_pixel("posterize@1{levels=2}", RGB(127, 128, 255), RGB(0, 255, 255));
    check_pixel("posterize@1{levels=256}", RGB(1, 77, 254), RGB(1, 77, 254));
}
END_TEST

START_TEST(test_how_many)
{
    static const int levels[] = {32, 20, 12, 8, 4};
    for (int s = 1; s <= 5; s++) {
        uint8_t in[256];
        char text[32];
        int n = 1;
        for (int i = 0; i < 256; i++)
            in[i] = (uint8_t)i;
        const mltest_image_view view = grey_row(in, 256);
        snprintf(text, sizeof text, "posterize@%d", s);
        mlt_perturbed made = perturb(&view, text, "a");
        const uint8_t *out = made.image.data;
        for (int i = 1; i < 256; i++)
            n += out[i] != out[i - 1];
        ck_assert_int_eq(n, levels[s - 1]);
        mlt_perturbed_free(&made);
    }
}
END_TEST

Suite *mlt_suite_perturb_posterize(void);
Suite *mlt_suite_perturb_posterize(void)
{
    Suite *suite = suite_create("perturb_posterize");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_levels);
    tcase_add_test(tc, test_how_many);
    suite_add_tcase(suite, tc);
    return suite;
}
