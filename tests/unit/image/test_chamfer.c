/* SPDX-License-Identifier: MIT */
#include "image/chamfer.h"

#include <stdlib.h>
#include <string.h>

#include "testing.h"

/* Straight from one point: as many knight's, diagonal and straight steps as are cheapest. */
static int32_t distance(int x, int y)
{
    int a = abs(x), b = abs(y), least = a < b ? a : b, most = a > b ? a : b;
    return most >= 2 * least ? least * 143976 + (most - 2 * least) * 65536
                             : (most - least) * 143976 + (2 * least - most) * 91750;
}

static void check_distances(const uint8_t *in, int width, int height, int most)
{
    int32_t *d = calloc(mlt_chamfer_bytes((uint32_t)width, (uint32_t)height), 1);
    mlt_chamfer(d, in, (uint32_t)width, (uint32_t)height, most);
    for (int i = 0; i < width * height; i++) {
        int x = i % width, y = i / width;
        int32_t want = most * MLT_CHAMFER_ONE;
        for (int k = 0; k < width * height; k++) {
            int32_t v = distance(k % width - x, k / width - y);
            want = in[k] != 0 && v < want ? v : want;
        }
        ck_assert_int_eq(d[mlt_chamfer_place((uint32_t)width, (uint32_t)x, (uint32_t)y)], want);
    }
    free(d);
}

START_TEST(test_a_point)
{
    enum { SIDE = 59, AT = 29 };
    static uint8_t in[SIDE * SIDE];
    in[AT * SIDE + AT] = 9;
    check_distances(in, SIDE, SIDE, MLT_CHAMFER_MOST);
    check_distances(in, SIDE, SIDE, 5);
}
END_TEST

/* Few and many points, in corners and at edges too, in planes of all shapes. */
START_TEST(test_points)
{
    static const int sizes[][2] = {{1, 1}, {1, 40}, {45, 1}, {2, 3}, {37, 9}, {23, 31}};
    enum { N_SIZES = sizeof sizes / sizeof sizes[0], SHARES = 4 };
    static const uint32_t shares[SHARES] = {300, 100, 20, 3};
    uint32_t state = 5;
    for (int t = 0; t < N_SIZES * SHARES; t++) {
        uint8_t in[1000];
        int width = sizes[t % N_SIZES][0], height = sizes[t % N_SIZES][1];
        for (int i = 0; i < width * height; i++) {
            state = state * 1664525 + 1013904223;
            in[i] = (state >> 8) % shares[t / N_SIZES] == 0;
        }
        in[t % 2 == 0 ? 0 : width * height - 1] = 1;
        check_distances(in, width, height, 20);
    }
}
END_TEST

START_TEST(test_none_and_all)
{
    uint8_t in[6] = {0};
    int32_t *d = calloc(mlt_chamfer_bytes(3, 2), 1);
    mlt_chamfer(d, in, 3, 2, 20);
    for (uint32_t i = 0; i < 6; i++)
        ck_assert_int_eq(d[mlt_chamfer_place(3, i % 3, i / 3)], 20 * MLT_CHAMFER_ONE);
    memset(in, 1, sizeof in);
    mlt_chamfer(d, in, 3, 2, 20);
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
    tcase_add_test(tc, test_points);
    tcase_add_test(tc, test_none_and_all);
    suite_add_tcase(suite, tc);
    return suite;
}
