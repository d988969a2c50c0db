/* SPDX-License-Identifier: MIT */
#include "perturb/squares.h"

/* Rounded to the nearest. */
static unsigned mean(unsigned *samples, size_t n)
{
    uint64_t sum = n / 2;
    for (size_t i = 0; i < n; i++)
        sum += samples[i];
    return (unsigned)(sum / n);
}

START_TEST(test_severities)
{
    static const uint32_t sides[] = {3, 5, 9, 13, 21};
    check_severities("box_blur", sides, mean, texture);
}
END_TEST

/* Sides are odd: the next one of an even number. Pictures may be smaller than the square. */
START_TEST(test_other_sides)
{
    static const uint32_t sides[] = {1, 2, 4, 8, 30, 181};
    picture p = plain_picture(texture, 11, 6, MLTEST_FORMAT_RGB16);
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
        char text[48];
        snprintf(text, sizeof text, "box_blur@1{side=%u}", sides[i]);
        check_squares(&p.view, text, sides[i] / 2 * 2 + 1, mean);
    }
    free(p.block);
}
END_TEST

/* The largest sums. */
START_TEST(test_white)
{
    uint16_t white[6];
    memset(white, 0xFF, sizeof white);
    const mltest_image_view view = {
        .data = white, .stride_bytes = 6, .width = 1, .height = 2, .format = MLTEST_FORMAT_RGB16};
    check_squares(&view, "box_blur@1{side=181}", 181, mean);
}
END_TEST

Suite *mlt_suite_perturb_box_blur(void);
Suite *mlt_suite_perturb_box_blur(void)
{
    Suite *suite = suite_create("perturb_box_blur");
    TCase *tc = tcase_create("kind");
    tcase_set_timeout(tc, 30);
    tcase_add_test(tc, test_severities);
    tcase_add_test(tc, test_other_sides);
    tcase_add_test(tc, test_white);
    suite_add_tcase(suite, tc);
    return suite;
}
