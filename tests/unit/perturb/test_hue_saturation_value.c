/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

START_TEST(test_greys_stay_grey)
{
    for (unsigned sample = 0; sample < 50; sample++) {
        uint8_t out[3];
        pixel_of(out, "hue_saturation_value@5", RGB(128, 128, 128), sample);
        ck_assert(out[0] == out[1] && out[1] == out[2]);
        ck_assert(abs(out[0] - 128) >= 16 && abs(out[0] - 128) <= 32); /* 1/8 to 1/4 */
        pixel_of(out, "hue_saturation_value@5", RGB(0, 0, 0), sample);
        ck_assert_mem_eq(out, RGB(0, 0, 0), 3);
    }
}
END_TEST

/* Pure red of half the value: its hue goes towards yellow or magenta by 20 to 40 degrees. */
START_TEST(test_the_hue_turns)
{
    int towards_yellow = 0;
    for (unsigned sample = 0; sample < 100; sample++) {
        uint8_t out[3];
        pixel_of(out, "hue_saturation_value@1{hue=40,saturation=0,value=0}", RGB(120, 0, 0),
                 sample);
        ck_assert_uint_eq(out[0], 120);
        ck_assert_uint_eq(out[1] < out[2] ? out[1] : out[2], 0);
        ck_assert(out[1] + out[2] >= 40 && out[1] + out[2] <= 80); /* 120 · degrees / 60 */
        towards_yellow += out[1] > 0;
    }
    ck_assert(towards_yellow > 30 && towards_yellow < 70);
}
END_TEST

START_TEST(test_the_saturation_changes)
{
    int paler = 0;
    for (unsigned sample = 0; sample < 100; sample++) {
        uint8_t out[3];
        pixel_of(out, "hue_saturation_value@1{hue=0,saturation=0.5,value=0}", RGB(200, 100, 100),
                 sample);
        ck_assert_uint_eq(out[0], 200);
        ck_assert_uint_eq(out[1], out[2]);
        ck_assert(abs(out[1] - 100) >= 25 && abs(out[1] - 100) <= 50);
        paler += out[1] > 100;
    }
    ck_assert(paler > 30 && paler < 70);
}
END_TEST

Suite *mlt_suite_perturb_hue_saturation_value(void);
Suite *mlt_suite_perturb_hue_saturation_value(void)
{
    Suite *suite = suite_create("perturb_hue_saturation_value");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_greys_stay_grey);
    tcase_add_test(tc, test_the_hue_turns);
    tcase_add_test(tc, test_the_saturation_changes);
    suite_add_tcase(suite, tc);
    return suite;
}
