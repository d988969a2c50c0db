/* SPDX-License-Identifier: MIT */
#include "image/between.h"

#include "testing.h"

static void check(double place, uint32_t n, uint32_t low, float t)
{
    mlt_between b = mlt_between_at(place, n);
    ck_assert_msg(b.low == low && b.t <= t && b.t >= t, "%g of %u: %u + %g", place, n, b.low,
                  (double)b.t);
}

START_TEST(test_places)
{
    check(0, 5, 0, 0);
    check(.25, 5, 0, .25f);
    check(2, 5, 2, 0);
    check(3.75, 5, 3, .75f);
}
END_TEST

/* The last place has no next one. */
START_TEST(test_edges)
{
    check(4, 5, 4, 0);
    check(4.5, 5, 4, 0);
    check(1e9, 5, 4, 0);
    check(-.25, 5, 0, 0);
    check(-1e9, 5, 0, 0);
    check(.5, 1, 0, 0);
    check(-.5, 1, 0, 0);
}
END_TEST

Suite *mlt_suite_image_between(void);
Suite *mlt_suite_image_between(void)
{
    Suite *suite = suite_create("image_between");
    TCase *tc = tcase_create("places");
    tcase_add_test(tc, test_places);
    tcase_add_test(tc, test_edges);
    suite_add_tcase(suite, tc);
    return suite;
}
