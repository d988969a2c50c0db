/* SPDX-License-Identifier: MIT */
#include "image/srgb.h"

#include "testing.h"

/* Values of the standard's two branches, and where they meet. */
START_TEST(test_values)
{
    ck_assert_double_eq(mlt_srgb_to_light(0), 0);
    ck_assert_double_eq(mlt_srgb_to_light(1), 1);
    ck_assert_double_eq_tol(mlt_srgb_to_light(.5), 0.21404114048223255, 1e-15);
    ck_assert_double_eq_tol(mlt_srgb_to_light(.02), .02 / 12.92, 1e-17);
    ck_assert_double_eq_tol(mlt_srgb_to_light(.04045), mlt_srgb_to_light(.0404500001), 1e-7);
}
END_TEST

START_TEST(test_there_and_back)
{
    for (int i = 0; i <= 65535; i++) {
        double level = i / 65535.0;
        ck_assert_double_eq_tol(mlt_srgb_to_level(mlt_srgb_to_light(level)), level, 1e-7);
    }
}
END_TEST

Suite *mlt_suite_image_srgb(void);
Suite *mlt_suite_image_srgb(void)
{
    Suite *suite = suite_create("image_srgb");
    TCase *tc = tcase_create("srgb");
    tcase_add_test(tc, test_values);
    tcase_add_test(tc, test_there_and_back);
    suite_add_tcase(suite, tc);
    return suite;
}
