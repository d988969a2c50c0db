/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "perturb/conditions.h"

/* By the definition: into HSV, V + c, and back. All that changes is the largest channel. */
static void check_amount(const uint8_t in[3], double amount, const uint8_t want[3])
{
    char text[64];
    snprintf(text, sizeof text, "brightness@1{amount=%.3f}", amount);
    check_pixel(text, in, want);
}

START_TEST(test_colours)
{
    check_amount((const uint8_t[3]){0, 0, 0}, 0.5, (const uint8_t[3]){127, 127, 127});
    check_amount((const uint8_t[3]){255, 255, 255}, 0.5, (const uint8_t[3]){255, 255, 255});
    check_amount((const uint8_t[3]){100, 50, 0}, 0.4, (const uint8_t[3]){202, 101, 0});
    check_amount((const uint8_t[3]){200, 100, 50}, 0.4, (const uint8_t[3]){255, 127, 63});
    check_amount((const uint8_t[3]){10, 20, 40}, 0, (const uint8_t[3]){10, 20, 40});
}
END_TEST

START_TEST(test_grey_is_a_grey_colour)
{
    uint8_t grey[256], colour[768];
    for (int i = 0; i < 256; i++)
        grey[i] = colour[3 * i] = colour[3 * i + 1] = colour[3 * i + 2] = (uint8_t)i;
    mltest_image_view a = grey_row(grey, 256), b = grey_row(colour, 256);
    b.format = MLTEST_FORMAT_RGB8;
    b.stride_bytes = 768;
    mlt_perturbed x = perturb(&a, "brightness@3", "a"), y = perturb(&b, "brightness@3", "a");
    for (int i = 0; i < 256; i++) {
        const uint8_t *p = (const uint8_t *)y.image.data + 3 * i;
        ck_assert(p[0] == p[1] && p[1] == p[2]);
        ck_assert_uint_eq(((const uint8_t *)x.image.data)[i], p[0]);
    }
    mlt_perturbed_free(&x);
    mlt_perturbed_free(&y);
}
END_TEST

START_TEST(test_16_bits)
{
    const uint16_t in[3] = {100 * 257, 50 * 257, 1};
    const mltest_image_view view = {
        .data = in, .stride_bytes = 6, .width = 1, .height = 1, .format = MLTEST_FORMAT_RGB16};
    mlt_perturbed made = perturb(&view, "brightness@4", "a");
    uint16_t out[3];
    memcpy(out, made.image.data, 6);
    ck_assert_uint_eq(out[0], 51914); /* 25700 + 0.4 · 65535 */
    ck_assert_uint_eq(out[1], 25957);
    ck_assert_uint_eq(out[2], 2);
    mlt_perturbed_free(&made);
}
END_TEST

Suite *mlt_suite_perturb_brightness(void);
Suite *mlt_suite_perturb_brightness(void)
{
    Suite *suite = suite_create("perturb_brightness");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_colours);
    tcase_add_test(tc, test_grey_is_a_grey_colour);
    tcase_add_test(tc, test_16_bits);
    suite_add_tcase(suite, tc);
    return suite;
}
