/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

START_TEST(test_colours)
{
    check_pixel("bgr_swap@1", RGB(200, 100, 50), RGB(50, 100, 200));
    check_pixel("bgr_swap@1+bgr_swap@1", RGB(200, 100, 50), RGB(200, 100, 50));
}
END_TEST

Suite *mlt_suite_perturb_bgr_swap(void);
Suite *mlt_suite_perturb_bgr_swap(void)
{
    Suite *suite = suite_create("perturb_bgr_swap");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_colours);
    suite_add_tcase(suite, tc);
    return suite;
}
