/* SPDX-License-Identifier: MIT */
#include "image/disk_plan.h"

#include "testing.h"

/* Every column of the disk in its place, as a run of its length; the longest are in the middle. */
START_TEST(test_whole)
{
    mlt_disk disk;
    mlt_disk_plan plan;
    for (int radius = 0; radius <= MLT_DISK_MOST_RADIUS; radius++) {
        mlt_disk_make(&disk, radius, 1);
        mlt_disk_plan_make(&plan, &disk, 3);
        ck_assert_uint_eq(plan.whole.n_plus, (size_t)(2 * radius + 1));
        ck_assert_uint_eq(plan.whole.n_minus, 0);
        for (int x = 0; x <= 2 * radius; x++) {
            const mlt_mix_tap *t = &plan.whole.taps[x];
            int column = x < radius ? radius - x : x - radius;
            ck_assert_int_eq(t->shift, 3 * x);
            ck_assert_int_eq(plan.runs[t->line], disk.reach[column]);
        }
        for (size_t i = 1; i < plan.n_runs; i++)
            ck_assert_int_lt(plan.runs[i], plan.runs[i - 1]);
        ck_assert_int_eq(plan.has_border, radius >= 7);
    }
}
END_TEST

/* How many pixels a border's part adds, of both rows or columns. */
static int pixels_down(const mlt_disk_taps *t)
{
    return 2 * ((int)t->n_plus - (int)t->n_minus);
}

static int pixels_across(const mlt_disk_plan *plan, const mlt_disk_taps *t)
{
    int n = 0;
    for (size_t k = 0; k < t->n_plus + t->n_minus; k++)
        n += (int)t->taps[k].weight * (2 * plan->runs[t->taps[k].line] + 1);
    return n;
}

/* What the published kernels have more than a disk; as much down as across. */
START_TEST(test_border)
{
    static const double radii[] = {8, 10}, sums[] = {1.012975, 1.010786};
    mlt_disk disk;
    mlt_disk_plan plan;
    for (int i = 0; i < 2; i++) {
        mlt_disk_make(&disk, radii[i], .5);
        mlt_disk_plan_make(&plan, &disk, 1);
        double more = 0;
        for (int t = 0; t < disk.n_taps; t++) {
            ck_assert_int_eq(pixels_down(&plan.down[t]), pixels_across(&plan, &plan.across[t]));
            more += (double)disk.taps[t + 1] * pixels_down(&plan.down[t]);
        }
        ck_assert_double_eq_tol(1 + 2 * more / disk.count, sums[i], 1e-6);
    }
}
END_TEST

Suite *mlt_suite_image_disk_plan(void);
Suite *mlt_suite_image_disk_plan(void)
{
    Suite *suite = suite_create("image_disk_plan");
    TCase *tc = tcase_create("plan");
    tcase_add_test(tc, test_whole);
    tcase_add_test(tc, test_border);
    suite_add_tcase(suite, tc);
    return suite;
}
