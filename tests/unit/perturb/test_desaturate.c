/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* S of (200, 100, 50) is .75; V stays. */
START_TEST(test_colours)
{
    check_pixel("desaturate@1", RGB(200, 100, 50), RGB(200, 120, 80));
    check_pixel("desaturate@5", RGB(200, 100, 50), RGB(200, 200, 200));
    check_pixel("desaturate@3", RGB(0, 0, 255), RGB(153, 153, 255));
    check_pixel("desaturate@3", RGB(0, 0, 0), RGB(0, 0, 0));
    check_pixel("desaturate@2", RGB(77, 77, 77), RGB(77, 77, 77));
}
END_TEST

Suite *mlt_suite_perturb_desaturate(void);
Suite *mlt_suite_perturb_desaturate(void)
{
    Suite *suite = suite_create("perturb_desaturate");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_colours);
    suite_add_tcase(suite, tc);
    return suite;
}
