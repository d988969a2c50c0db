/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* S of (200, 100, 50) is .75, of (200, 180, 160) .2; V stays, and grey stays grey. */
START_TEST(test_colours)
{
    check_pixel("oversaturate@2", RGB(200, 100, 50), RGB(200, 67, 0));
    check_pixel("oversaturate@3", RGB(200, 180, 160), RGB(200, 140, 80));
    check_pixel("oversaturate@5", RGB(200, 180, 160), RGB(200, 100, 0));
    check_pixel("oversaturate@5", RGB(77, 77, 77), RGB(77, 77, 77));
    check_pixel("oversaturate@5", RGB(0, 0, 0), RGB(0, 0, 0));
}
END_TEST

Suite *mlt_suite_perturb_oversaturate(void);
Suite *mlt_suite_perturb_oversaturate(void)
{
    Suite *suite = suite_create("perturb_oversaturate");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_colours);
    suite_add_tcase(suite, tc);
    return suite;
}
