/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* Light of sRGB times the gain, by another program. */
START_TEST(test_colours)
{
    check_pixel("overexposure@1", RGB(128, 64, 200), RGB(142, 72, 221));  /* 141.84 71.60 220.85 */
    check_pixel("overexposure@3", RGB(128, 64, 200), RGB(176, 90, 255));  /* 175.56, 90.13, full */
    check_pixel("overexposure@5", RGB(128, 64, 200), RGB(225, 117, 255)); /* 225.34, 117.48 */
    check_pixel("overexposure@5", RGB(0, 255, 0), RGB(0, 255, 0));
}
END_TEST

Suite *mlt_suite_perturb_overexposure(void);
Suite *mlt_suite_perturb_overexposure(void)
{
    Suite *suite = suite_create("perturb_overexposure");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_colours);
    suite_add_tcase(suite, tc);
    return suite;
}
