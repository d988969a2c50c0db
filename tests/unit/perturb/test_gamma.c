/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* 255 · (v / 255)^(1/g), by another program. */
START_TEST(test_colours)
{
    check_pixel("gamma@1", RGB(128, 64, 200), RGB(144, 81, 208));  /* 143.58, 80.58, 208.26 */
    check_pixel("gamma@5", RGB(128, 64, 200), RGB(199, 156, 234)); /* 199.36, 155.64, 233.81 */
    check_pixel("gamma@5", RGB(0, 255, 1), RGB(0, 255, 35));
}
END_TEST

Suite *mlt_suite_perturb_gamma(void);
Suite *mlt_suite_perturb_gamma(void)
{
    Suite *suite = suite_create("perturb_gamma");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_colours);
    suite_add_tcase(suite, tc);
    return suite;
}
