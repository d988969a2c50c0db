/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* By another program: matrices of BT.601 and BT.709, ranges of 219 and 224 of 255. */
START_TEST(test_mistakes)
{
    check_pixel("yuv_range@1", RGB(0, 0, 0), RGB(16, 16, 16));
    check_pixel("yuv_range@1", RGB(255, 255, 255), RGB(235, 235, 235));
    check_pixel("yuv_range@1", RGB(128, 128, 128), RGB(126, 126, 126));
    check_pixel("yuv_range@1{mistake=1}", RGB(16, 16, 16), RGB(0, 0, 0));
    check_pixel("yuv_range@1{mistake=1}", RGB(235, 235, 235), RGB(255, 255, 255));
    check_pixel("yuv_range@1{mistake=2}", RGB(128, 128, 128), RGB(128, 128, 128));
    check_pixel("yuv_range@1{mistake=0}", RGB(200, 100, 50), RGB(189, 101, 57));
    check_pixel("yuv_range@1{mistake=0}", RGB(20, 180, 90), RGB(31, 172, 93));
    check_pixel("yuv_range@1{mistake=1}", RGB(200, 100, 50), RGB(212, 98, 42));
    check_pixel("yuv_range@1{mistake=1}", RGB(20, 180, 90), RGB(7, 189, 87));
    check_pixel("yuv_range@1{mistake=2}", RGB(200, 100, 50), RGB(209, 107, 46));
    check_pixel("yuv_range@1{mistake=2}", RGB(20, 180, 90), RGB(7, 159, 88));
    check_pixel("yuv_range@1{mistake=3}", RGB(200, 100, 50), RGB(191, 93, 53));
    check_pixel("yuv_range@1{mistake=3}", RGB(20, 180, 90), RGB(33, 203, 92));
}
END_TEST

/* Written by one standard and read by the other, and the other way round: almost nothing is left.
 */
START_TEST(test_there_and_back)
{
    uint8_t out[3];
    for (unsigned i = 0; i < 100; i++) {
        const uint8_t in[3] = {(uint8_t)(100 + i * 7 % 60), (uint8_t)(90 + i * 11 % 80),
                               (uint8_t)(110 + i * 5 % 50)};
        pixel_of(out, "yuv_range@1{mistake=2}+yuv_range@1{mistake=3}", in, i);
        for (int c = 0; c < 3; c++)
            ck_assert(abs(out[c] - in[c]) <= 2);
    }
}
END_TEST

Suite *mlt_suite_perturb_yuv_range(void);
Suite *mlt_suite_perturb_yuv_range(void)
{
    Suite *suite = suite_create("perturb_yuv_range");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_mistakes);
    tcase_add_test(tc, test_there_and_back);
    suite_add_tcase(suite, tc);
    return suite;
}
