/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

START_TEST(test_colours)
{
    check_pixel("sepia@5", RGB(100, 50, 25), RGB(82, 73, 57)); /* 82.475, 73.4, 57.175 */
    check_pixel("sepia@1", RGB(100, 50, 25), RGB(96, 55, 31)); /* 96.495, 54.68, 31.435 */
    check_pixel("sepia@5", RGB(255, 255, 255), RGB(255, 255, 239));
    check_pixel("sepia@5", RGB(0, 0, 0), RGB(0, 0, 0));
}
END_TEST

Suite *mlt_suite_perturb_sepia(void);
Suite *mlt_suite_perturb_sepia(void)
{
    Suite *suite = suite_create("perturb_sepia");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_colours);
    suite_add_tcase(suite, tc);
    return suite;
}
