/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* 255 · (v / 255)^g, by another program. */
START_TEST(test_colours)
{
    check_pixel("gamma_dark@1", RGB(128, 64, 200), RGB(112, 49, 191)); /* 111.52, 48.54, 190.51 */
    check_pixel("gamma_dark@5", RGB(128, 64, 200), RGB(37, 5, 129));   /* 37.02, 5.32, 129.16 */
    check_pixel("gamma_dark@5", RGB(0, 255, 1), RGB(0, 255, 0));
}
END_TEST

Suite *mlt_suite_perturb_gamma_dark(void);
Suite *mlt_suite_perturb_gamma_dark(void)
{
    Suite *suite = suite_create("perturb_gamma_dark");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_colours);
    suite_add_tcase(suite, tc);
    return suite;
}
