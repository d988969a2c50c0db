/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

enum { N = 200 };

/* Two of 200 pixels are a hundredth: they do not count, whatever they are. */
START_TEST(test_airlight_is_a_percentile)
{
    uint8_t pixels[N];
    memset(pixels, 100, sizeof pixels);
    pixels[3] = 0;
    pixels[7] = 200;
    pixels[70] = pixels[71] = 255;
    mltest_image_view view = grey_row(pixels, N);
    mlt_perturbed made = perturb(&view, "haze@5", "a");
    const uint8_t *out = made.image.data;
    ck_assert_uint_eq(out[0], 165); /* .35 · 100 + .65 · 200 */
    ck_assert_uint_eq(out[3], 130);
    ck_assert_uint_eq(out[7], 200);
    ck_assert_uint_eq(out[70], 219); /* .35 · 255 + .65 · 200 = 219.25 */
    mlt_perturbed_free(&made);
}
END_TEST

/* The air is grey, colours pale. (200, 100, 20) has a luma of 120.8: .45 · 121 = 54.45 is added. */
START_TEST(test_colours)
{
    check_pixel("haze@3", RGB(200, 100, 20), RGB(164, 109, 65));
    check_pixel("haze@5{transmission=0}", RGB(0, 0, 200), RGB(23, 23, 23));
}
END_TEST

/* A plain picture is as bright as its air. */
START_TEST(test_plain_pictures_stay)
{
    check_pixel("haze@5", RGB(77, 77, 77), RGB(77, 77, 77));
    check_pixel("haze@5", RGB(0, 0, 0), RGB(0, 0, 0));
}
END_TEST

Suite *mlt_suite_perturb_haze(void);
Suite *mlt_suite_perturb_haze(void)
{
    Suite *suite = suite_create("perturb_haze");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_airlight_is_a_percentile);
    tcase_add_test(tc, test_colours);
    tcase_add_test(tc, test_plain_pictures_stay);
    suite_add_tcase(suite, tc);
    return suite;
}
