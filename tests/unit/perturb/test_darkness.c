/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

START_TEST(test_colours)
{
    check_pixel("darkness@3", RGB(200, 101, 51), RGB(100, 51, 26)); /* halves go up */
    check_pixel("darkness@5", RGB(200, 100, 50), RGB(40, 20, 10));
    check_pixel("darkness@0.5", RGB(200, 100, 50), RGB(180, 90, 45));
}
END_TEST

Suite *mlt_suite_perturb_darkness(void);
Suite *mlt_suite_perturb_darkness(void)
{
    Suite *suite = suite_create("perturb_darkness");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_colours);
    suite_add_tcase(suite, tc);
    return suite;
}
