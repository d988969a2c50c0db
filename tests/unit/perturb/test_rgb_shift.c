/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* Half the limit or more, each channel for itself; as severity grows, the same way. */
START_TEST(test_offsets)
{
    int ways[8] = {0};
    for (unsigned sample = 0; sample < 200; sample++) {
        uint8_t one[3], five[3];
        int way = 0;
        pixel_of(one, "rgb_shift@1", RGB(128, 128, 128), sample);
        pixel_of(five, "rgb_shift@5", RGB(128, 128, 128), sample);
        for (int c = 0; c < 3; c++) {
            int a = one[c] - 128, b = five[c] - 128;
            ck_assert(abs(a) >= 5 && abs(a) <= 10 && abs(b) >= 30 && abs(b) <= 60);
            ck_assert_int_eq(a > 0, b > 0);
            way = 2 * way + (a > 0);
        }
        ways[way]++;
    }
    for (int i = 0; i < 8; i++)
        ck_assert_int_gt(ways[i], 8);
}
END_TEST

START_TEST(test_the_ends_of_the_range)
{
    uint8_t out[3];
    for (unsigned sample = 0; sample < 20; sample++) {
        pixel_of(out, "rgb_shift@5", RGB(0, 255, 128), sample);
        ck_assert(out[0] == 0 || out[0] >= 30);
        ck_assert(out[1] == 255 || out[1] <= 225);
    }
}
END_TEST

Suite *mlt_suite_perturb_rgb_shift(void);
Suite *mlt_suite_perturb_rgb_shift(void)
{
    Suite *suite = suite_create("perturb_rgb_shift");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_offsets);
    tcase_add_test(tc, test_the_ends_of_the_range);
    suite_add_tcase(suite, tc);
    return suite;
}
