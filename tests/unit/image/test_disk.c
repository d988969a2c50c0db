/* SPDX-License-Identifier: MIT */
#include "image/disk.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "testing.h"

/* Every place within the radius, and no other. */
START_TEST(test_places)
{
    mlt_disk disk;
    for (int i = 0; i <= 400; i++) {
        double radius = i / 8.0, count = 0;
        int wrong = 0;
        mlt_disk_make(&disk, radius, 1);
        for (int k = 0; k < 103 * 103; k++) {
            int dx = abs(k % 103 - 51), dy = abs(k / 103 - 51);
            bool inside = dx * dx + dy * dy <= radius * radius;
            wrong += inside != (dx <= disk.reach[dy]);
            count += inside;
        }
        ck_assert_int_eq(wrong, 0);
        ck_assert_double_eq(disk.count, count);
        ck_assert_int_eq(disk.radius, (int)radius);
        ck_assert_int_eq(disk.reach[disk.radius + 1], -1);
    }
}
END_TEST

/* The published sizes: 17 by 17 up to radius 8, and three taps, of which the outer ones vanish
 * where the edge is hardly blurred. */
START_TEST(test_blur)
{
    mlt_disk disk;
    mlt_disk_make(&disk, 3, .1);
    ck_assert_int_eq(disk.half, 8);
    ck_assert_int_eq(disk.n_taps, 0);
    ck_assert_double_eq(disk.count, 29);
    mlt_disk_make(&disk, 8, .5);
    ck_assert_int_eq(disk.half, 8);
    ck_assert_int_eq(disk.n_taps, 1);
    ck_assert_double_eq(disk.count, 197);
    ck_assert_float_eq_tol(disk.taps[1] / disk.taps[0], expf(-2), 1e-7f);
    mlt_disk_make(&disk, 8.5, .5);
    ck_assert_int_eq(disk.half, 9);
    ck_assert_int_eq(disk.n_taps, 2);
    ck_assert_float_eq_tol(disk.taps[0] + 2 * disk.taps[1] + 2 * disk.taps[2], 1, 1e-6f);
}
END_TEST

Suite *mlt_suite_image_disk(void);
Suite *mlt_suite_image_disk(void)
{
    Suite *suite = suite_create("image_disk");
    TCase *tc = tcase_create("disk");
    tcase_add_test(tc, test_places);
    tcase_add_test(tc, test_blur);
    suite_add_tcase(suite, tc);
    return suite;
}
