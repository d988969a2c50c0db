/* SPDX-License-Identifier: MIT */
#include "perturb/squares.h"

static int by_value(const void *a, const void *b)
{
    return (int)*(const unsigned *)a - (int)*(const unsigned *)b;
}

static unsigned median(unsigned *samples, size_t n)
{
    qsort(samples, n, sizeof *samples, by_value);
    return samples[n / 2];
}

START_TEST(test_severities)
{
    static const uint32_t sides[] = {3, 5, 7, 9, 13};
    check_severities("median_blur", sides, median, scene);
    check_severities("median_blur", sides, median, texture);
}
END_TEST

/* Sides are odd: the next one of an even number. Pictures may be smaller than the square. */
START_TEST(test_other_sides)
{
    picture p = plain_picture(texture, 11, 6, MLTEST_FORMAT_RGB8);
    for (uint32_t side = 1; side <= 15; side++) {
        char text[48];
        snprintf(text, sizeof text, "median_blur@1{side=%u}", side);
        check_squares(&p.view, text, side / 2 * 2 + 1, median);
    }
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_median_blur(void);
Suite *mlt_suite_perturb_median_blur(void)
{
    Suite *suite = suite_create("perturb_median_blur");
    TCase *tc = tcase_create("kind");
    tcase_set_timeout(tc, 30);
    tcase_add_test(tc, test_severities);
    tcase_add_test(tc, test_other_sides);
    suite_add_tcase(suite, tc);
    return suite;
}
