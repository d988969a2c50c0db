/* SPDX-License-Identifier: MIT */
#include "annotation/hull.h"

#include "annotation/chains.h"

START_TEST(test_ellipse)
{
    const link lens = {LINK_LENS, {0, 0, 400, -0.2}}; /* about the centre: a circle stays one */
    const link rows = {LINK_ROWS, {10, 4, 0}};        /* many waves: all that they may do */
    const mlt_box box = {-200, -200, 400, 400};
    mlt_map map = map_of_link(&lens);
    mlt_box hull;
    ck_assert(mlt_hull_of_ellipse(&map, &box, &hull));
    double r = 400 * lens_by_bisection(-0.2, 0.5);
    ck_assert_double_eq_tol(hull.x, -r, 1e-9);
    ck_assert_double_eq_tol(hull.height, 2 * r, 1e-9);
    map = map_of_link(&rows);
    ck_assert(mlt_hull_of_ellipse(&map, &box, &hull));
    ck_assert_double_eq_tol(hull.x, -210, 0.2);
    ck_assert_double_eq_tol(hull.y, -200, 1e-9);
}
END_TEST

/* Where the sides of a box bulge it is their middle that counts, where they wave the crest. */
START_TEST(test_box_by_hand)
{
    static mlt_outline outline;
    const link barrel = {LINK_LENS, {0, 0, 100, 0.3}}, rows = {LINK_ROWS, {5, 30, 0.1}};
    const mlt_box box = {-31, -40, 62, 80};
    mlt_map map = map_of_link(&barrel);
    ck_assert(mlt_outline_box(&outline, &map, &box));
    mlt_box hull = mlt_hull_of_box(&map, &box, &outline);
    ck_assert_double_eq_tol(hull.x, -100 * lens_by_bisection(0.3, 0.31), 1e-9);
    ck_assert_double_eq_tol(hull.height, 200 * lens_by_bisection(0.3, 0.4), 1e-9);
    map = map_of_link(&rows);
    ck_assert(mlt_outline_box(&outline, &map, &box));
    hull = mlt_hull_of_box(&map, &box, &outline);
    ck_assert_double_eq_tol(hull.x, -36, 1e-9);
    ck_assert_double_eq_tol(hull.width, 72, 1e-9);
    ck_assert_double_eq(hull.y, -40);
    ck_assert_double_eq(hull.height, 80);
}
END_TEST

enum { N_SAMPLES = 20000 };

/* How far sampled points of the box or its ellipse go: at most as far as the hull, and nearly. */
static void check_samples(const chain *c, const mlt_box *box, bool round, const mlt_box *hull)
{
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (int i = 0; i < N_SAMPLES; i++) {
        double t = (double)(i % (N_SAMPLES / 4)) / (N_SAMPLES / 4),
               angle = 2 * chain_pi * i / N_SAMPLES;
        int side = i / (N_SAMPLES / 4);
        double u = side == 0 ? t : side == 1 ? 1 : side == 2 ? 1 - t : 0;
        double v = side == 0 ? 0 : side == 1 ? t : side == 2 ? 1 : 1 - t;
        double p[2] = {box->x + box->width * (round ? 0.5 + cos(angle) / 2 : u),
                       box->y + box->height * (round ? 0.5 + sin(angle) / 2 : v)};
        chain_forward(c, &p[0], &p[1]);
        for (int k = 0; k < 2; k++) {
            low[k] = fmin(low[k], p[k]);
            high[k] = fmax(high[k], p[k]);
        }
    }
    if (chain_left_the_picture) /* where there are no pixels the way has corners */
        return;
    ck_assert_double_eq_tol(hull->x, low[0] - 5e-5, 5.1e-5);
    ck_assert_double_eq_tol(hull->y, low[1] - 5e-5, 5.1e-5);
    ck_assert_double_eq_tol(hull->x + hull->width, high[0] + 5e-5, 5.1e-5);
    ck_assert_double_eq_tol(hull->y + hull->height, high[1] + 5e-5, 5.1e-5);
}

START_TEST(test_against_samples)
{
    static mlt_outline outline;
    int tried = 0;
    for (int round = 0; round < 60; round++) {
        chain c = random_chain();
        const mlt_box box = {chain_random(20, 400), chain_random(20, 300), chain_random(2, 200),
                             chain_random(2, 150)};
        mlt_box hull;
        chain_left_the_picture = false;
        if (!mlt_outline_box(&outline, &c.map, &box) || mlt_outline_area(&outline) > 4e5)
            continue;
        hull = mlt_hull_of_box(&c.map, &box, &outline);
        check_samples(&c, &box, false, &hull);
        ck_assert(mlt_hull_of_ellipse(&c.map, &box, &hull));
        check_samples(&c, &box, true, &hull);
        tried += !chain_left_the_picture;
    }
    ck_assert_int_gt(tried, 25);
}
END_TEST

Suite *mlt_suite_annotation_hull(void);
Suite *mlt_suite_annotation_hull(void)
{
    Suite *suite = suite_create("annotation_hull");
    TCase *tc = tcase_create("hull");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_ellipse);
    tcase_add_test(tc, test_box_by_hand);
    tcase_add_test(tc, test_against_samples);
    suite_add_tcase(suite, tc);
    return suite;
}
