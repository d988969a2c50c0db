/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* All orders but the one that is there. */
START_TEST(test_orders)
{
    static const uint8_t orders[5][3] = {
        {10, 210, 110}, {110, 10, 210}, {110, 210, 10}, {210, 10, 110}, {210, 110, 10}};
    int seen[5] = {0};
    for (unsigned sample = 0; sample < 200; sample++) {
        uint8_t out[3], part[3];
        int found = -1;
        pixel_of(out, "channel_shuffle@5", RGB(10, 110, 210), sample);
        pixel_of(part, "channel_shuffle@1", RGB(10, 110, 210), sample);
        for (int i = 0; i < 5; i++)
            found = memcmp(out, orders[i], 3) == 0 ? i : found;
        ck_assert_int_ge(found, 0);
        seen[found]++;
        for (int c = 0; c < 3; c++) /* 2/5 of the way */
            ck_assert_int_eq(part[c], (3 * (10 + 100 * c) + 2 * out[c]) / 5);
    }
    for (int i = 0; i < 5; i++)
        ck_assert_int_gt(seen[i], 20);
}
END_TEST

Suite *mlt_suite_perturb_channel_shuffle(void);
Suite *mlt_suite_perturb_channel_shuffle(void)
{
    Suite *suite = suite_create("perturb_channel_shuffle");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_orders);
    suite_add_tcase(suite, tc);
    return suite;
}
