/* SPDX-License-Identifier: MIT */
#include "image/zoom.h"

#include "testing.h"

/* 10 pixels at zoom 1.25: the middle 8, from the second on, are enlarged to 10. */
START_TEST(test_a_line)
{
    ck_assert_uint_eq(mlt_zoom_size(10, 1.25), 10);
    mlt_zoom_place p = mlt_zoom_at(0, 10, 1.25);
    ck_assert_uint_eq(p.low, 1);
    ck_assert_double_eq(p.t, 0);
    p = mlt_zoom_at(9, 10, 1.25);
    ck_assert_double_eq_tol(p.low + p.t * (p.high - p.low), 8, 1e-9);
    p = mlt_zoom_at(3, 10, 1.25);
    ck_assert_uint_eq(p.low, 3);
    ck_assert_uint_eq(p.high, 4);
    ck_assert_double_eq_tol(p.t, 3 * 7.0 / 9 - 2, 1e-12);
}
END_TEST

/* One more than there were, and never beyond the line. */
START_TEST(test_every_size)
{
    static const double zooms[] = {1, 1.01, 1.11, 1.3, 2, 2.5, 4.5, 20};
    for (uint32_t n = 1; n < 300; n++) {
        for (size_t k = 0; k < sizeof zooms / sizeof zooms[0]; k++) {
            uint32_t size = mlt_zoom_size(n, zooms[k]);
            ck_assert_uint_ge(size, n);
            for (uint32_t i = 0; i < size; i++) {
                mlt_zoom_place p = mlt_zoom_at(i, n, zooms[k]);
                ck_assert_uint_lt(p.high, n);
                ck_assert_uint_le(p.low, p.high);
                ck_assert(p.t >= 0 && p.t < 1);
            }
        }
    }
}
END_TEST

Suite *mlt_suite_image_zoom(void);
Suite *mlt_suite_image_zoom(void)
{
    Suite *suite = suite_create("image_zoom");
    TCase *tc = tcase_create("zoom");
    tcase_add_test(tc, test_a_line);
    tcase_add_test(tc, test_every_size);
    suite_add_tcase(suite, tc);
    return suite;
}
