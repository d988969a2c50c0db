/* SPDX-License-Identifier: MIT */
#include "image/chamfer.h"

#include <stdlib.h>
#include <string.h>

#include "testing.h"

/* Distances from one point: as many knight's, diagonal and straight steps as are cheapest. */
START_TEST(test_a_point)
{
    enum { SIDE = 41, AT = 20 };
    static uint8_t in[SIDE * SIDE];
    int32_t *d = calloc(mlt_chamfer_size(SIDE, SIDE), sizeof *d);
    in[AT * SIDE + AT] = 9;
    mlt_chamfer(d, in, SIDE, SIDE);
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            int a = abs(x - AT), b = abs(y - AT), least = a < b ? a : b, most = a > b ? a : b;
            int32_t want = most >= 2 * least ? least * 143976 + (most - 2 * least) * 65536
                                             : (most - least) * 143976 + (2 * least - most) * 91750;
            ck_assert_int_eq(d[mlt_chamfer_place(SIDE, (uint32_t)x, (uint32_t)y)], want);
        }
    }
    free(d);
}
END_TEST

START_TEST(test_none_and_all)
{
    uint8_t in[6] = {0};
    int32_t *d = calloc(mlt_chamfer_size(3, 2), sizeof *d);
    mlt_chamfer(d, in, 3, 2);
    for (uint32_t i = 0; i < 6; i++)
        ck_assert_int_ge(d[mlt_chamfer_place(3, i % 3, i / 3)], MLT_CHAMFER_FAR);
    memset(in, 1, sizeof in);
    mlt_chamfer(d, in, 3, 2);
    for (uint32_t i = 0; i < 6; i++)
        ck_assert_int_eq(d[mlt_chamfer_place(3, i % 3, i / 3)], 0);
    free(d);
}
END_TEST

Suite *mlt_suite_image_chamfer(void);
Suite *mlt_suite_image_chamfer(void)
{
    Suite *suite = suite_create("image_chamfer");
    TCase *tc = tcase_create("chamfer");
    tcase_add_test(tc, test_a_point);
    tcase_add_test(tc, test_none_and_all);
    suite_add_tcase(suite, tc);
    return suite;
}
