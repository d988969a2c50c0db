/* SPDX-License-Identifier: MIT */
#include "annotation/chains.h"

enum { WIDTH = 203 };

/* Bit for bit what the map says of each pixel's centre. */
static void check_row(const mlt_map *map, uint32_t y)
{
    double xs[WIDTH + 1], ys[WIDTH + 1], x, py;
    xs[WIDTH] = ys[WIDTH] = 77;
    mlt_map_row(map, y, xs, ys, WIDTH);
    for (int i = 0; i < WIDTH; i++) {
        if (!mlt_map_point(map, i + 0.5, y + 0.5, &x, &py)) {
            ck_assert(!isfinite(xs[i]) || !isfinite(ys[i]));
            continue;
        }
        ck_assert_double_eq(xs[i], x);
        ck_assert_double_eq(ys[i], py);
    }
    ck_assert_double_eq(xs[WIDTH], 77);
    ck_assert_double_eq(ys[WIDTH], 77);
}

START_TEST(test_every_sort)
{
    check_row(&mlt_map_identity, 5);
    for (int i = 0; i < 3; i++) {
        link l = random_link((link_type)i);
        mlt_map map = map_of_link(&l), back;
        ck_assert(mlt_map_invert(&back, &map));
        for (uint32_t y = 0; y < 480; y += 37) {
            check_row(&map, y);
            check_row(&back, y);
        }
    }
    for (int i = 0; i < 100; i++) {
        chain c = random_chain();
        mlt_map back;
        check_row(&c.map, (uint32_t)i);
        ck_assert(mlt_map_invert(&back, &c.map));
        check_row(&back, (uint32_t)i);
    }
}
END_TEST

/* What the perturbed picture shows is what was there: back by each link's own formula. */
START_TEST(test_the_inverse_leads_to_the_source)
{
    double xs[WIDTH], ys[WIDTH];
    for (int round = 0; round < 100; round++) {
        chain c = random_chain();
        mlt_map back;
        ck_assert(mlt_map_invert(&back, &c.map));
        mlt_map_row(&back, 200, xs, ys, WIDTH);
        for (int i = 0; i < WIDTH; i++) {
            double x = i + 0.5, y = 200.5;
            chain_back(&c, &x, &y);
            if (!isfinite(xs[i]))
                continue;
            ck_assert_double_eq_tol(xs[i], x, 1e-6);
            ck_assert_double_eq_tol(ys[i], y, 1e-6);
        }
    }
}
END_TEST

/* Past the horizon there is nothing, whatever comes after. */
START_TEST(test_horizon)
{
    const link links[] = {{LINK_H, {1, 0, 0, 0, 1, 0, -0.01, 0, 1}}, /* w = 0 at x = 100 */
                          {LINK_LENS, {50, 50, 70, 0.1}},
                          {LINK_ROWS, {3, 50, 0}}};
    double xs[WIDTH], ys[WIDTH];
    for (int n = 1; n <= 3; n++) {
        chain c = make_chain(links, n);
        mlt_map_row(&c.map, 3, xs, ys, WIDTH);
        for (int i = 0; i < WIDTH; i++)
            ck_assert_int_eq(isfinite(xs[i]) && isfinite(ys[i]), i < 100);
    }
}
END_TEST

Suite *mlt_suite_annotation_map_row(void);
Suite *mlt_suite_annotation_map_row(void)
{
    Suite *suite = suite_create("annotation_map_row");
    TCase *tc = tcase_create("row");
    tcase_add_test(tc, test_every_sort);
    tcase_add_test(tc, test_the_inverse_leads_to_the_source);
    tcase_add_test(tc, test_horizon);
    suite_add_tcase(suite, tc);
    return suite;
}
