/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* By another program from the same published splines: 128 at 2800 K is 167.7, 118.0, 60.6. */
START_TEST(test_colours)
{
    check_pixel("white_balance@1", RGB(128, 128, 128), RGB(134, 127, 118));
    check_pixel("white_balance@5", RGB(128, 128, 128), RGB(168, 118, 61));
    check_pixel("white_balance@5{cool=1}", RGB(128, 128, 128), RGB(85, 123, 228));
    check_pixel("white_balance@2", RGB(200, 100, 50), RGB(219, 98, 40));
    check_pixel("white_balance@5", RGB(200, 100, 50), RGB(255, 92, 20));
}
END_TEST

START_TEST(test_daylight_changes_nothing)
{
    check_pixel("white_balance@1{temperature=6500}", RGB(200, 100, 50), RGB(200, 100, 50));
    check_pixel("white_balance@1{temperature=6500}", RGB(1, 2, 254), RGB(1, 2, 254));
}
END_TEST

Suite *mlt_suite_perturb_white_balance(void);
Suite *mlt_suite_perturb_white_balance(void)
{
    Suite *suite = suite_create("perturb_white_balance");
    TCase *tc = tcase_create("white_balance");
    tcase_add_test(tc, test_colours);
    tcase_add_test(tc, test_daylight_changes_nothing);
    suite_add_tcase(suite, tc);
    return suite;
}
