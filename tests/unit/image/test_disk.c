/* SPDX-License-Identifier: MIT */
#include "image/disk.h"

#include <math.h>
#include <stdbool.h>

#include "testing.h"

static mlt_disk disk, work;

/* The weight of a place, of any column. */
static double weight(int dx, int dy)
{
    size_t x = (size_t)(dx < 0 ? -dx : dx), y = (size_t)(dy < 0 ? -dy : dy);
    return x > disk.half || y > disk.columns[x].reach ? 0 : (double)disk.columns[x].weights[y];
}

/* Not blurred: as many equal weights as places lie within the radius. */
START_TEST(test_sharp)
{
    for (int radius = 0; radius <= 8; radius++) {
        int n = 0;
        mlt_disk_make(&disk, &work, radius, .1);
        ck_assert_uint_eq(disk.half, (size_t)radius);
        for (int i = 0; i < 41 * 41; i++) {
            int dx = i % 41 - 20, dy = i / 41 - 20;
            n += dx * dx + dy * dy <= radius * radius;
        }
        for (int i = 0; i < 41 * 41; i++) {
            int dx = i % 41 - 20, dy = i / 41 - 20;
            bool inside = dx * dx + dy * dy <= radius * radius;
            ck_assert_double_eq_tol(weight(dx, dy), inside ? 1.0 / n : 0, 1e-8);
        }
        for (size_t x = 0; x <= disk.half; x++)
            ck_assert_uint_eq(disk.columns[x].core, disk.columns[x].reach);
    }
}
END_TEST

/* The numbers and sums of weights that the original's kernels have. */
START_TEST(test_published)
{
    static const double radius[] = {3, 4, 6, 8, 10}, alias[] = {.1, .5, .5, .5, .5};
    static const double sums[] = {1, 1, 1, 1.012975, 1.010786};
    static const int taps[] = {29, 89, 169, 257, 417};
    for (int s = 0; s < 5; s++) {
        double sum = 0;
        int n = 0;
        mlt_disk_make(&disk, &work, radius[s], alias[s]);
        for (int i = 0; i < 41 * 41; i++) {
            double w = weight(i % 41 - 20, i / 41 - 20);
            sum += w;
            n += w > 1e-9;
            ck_assert_double_eq_tol(w, weight(i / 41 - 20, i % 41 - 20), 1e-9);
        }
        ck_assert_double_eq_tol(sum, sums[s], 1e-6);
        ck_assert_int_eq(n, taps[s]);
    }
}
END_TEST

/* What a filter by profiles needs, at every radius and however the edge is blurred. */
START_TEST(test_columns)
{
    for (int i = 0; i <= 400; i++) {
        mlt_disk_make(&disk, &work, i % 101 / 2.0, i / 101 * 1.6 + .01);
        ck_assert_uint_le(disk.half, MLT_DISK_MOST_RADIUS);
        for (size_t x = 0; x <= disk.half; x++) {
            const mlt_profile *p = &disk.columns[x];
            ck_assert(p->core <= p->reach && p->reach <= disk.half);
            ck_assert(x == 0 || p->core <= disk.columns[x - 1].core);
            for (size_t y = 0; y <= p->core; y++)
                ck_assert_float_eq_tol(p->weights[y], p->weights[0], 3e-7f * p->weights[0]);
        }
    }
}
END_TEST

Suite *mlt_suite_image_disk(void);
Suite *mlt_suite_image_disk(void)
{
    Suite *suite = suite_create("image_disk");
    TCase *tc = tcase_create("disk");
    tcase_add_test(tc, test_sharp);
    tcase_add_test(tc, test_published);
    tcase_add_test(tc, test_columns);
    suite_add_tcase(suite, tc);
    return suite;
}
