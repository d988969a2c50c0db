/* SPDX-License-Identifier: MIT */
#include "annotation/chains.h"

enum { N_POINTS = 2000 }; /* a multiple of 4 */

START_TEST(horizon)
{
    mlt_map map = make(1, 0, 0, 0, 1, 0, -0.01, 0); /* w = 0 at x = 100 */
    mlt_mapped_box to = {{9, 9, 9, 9}, {9, 9, 9, 9}, 9};
    const mlt_box before = {10, 10, 89, 10};
    const mlt_box touching = {10, 10, 90, 10};
    const mlt_box across = {10, 10, 300, 10};
    const mlt_box behind = {200, 10, 30, 10};
    ck_assert(!mlt_map_box(&map, &touching, &to));
    ck_assert(!mlt_map_box(&map, &across, &to));
    ck_assert(!mlt_map_box(&map, &behind, &to));
    check_box(&to.outer, 9, 9, 9, 9);
    ck_assert(mlt_map_box(&map, &before, &to));
}
END_TEST

START_TEST(hostile_boxes)
{
    mlt_map turned = make(0.8, -0.6, 0, 0.6, 0.8, 0, 0, 0);
    mlt_mapped_box to;
    const mlt_box bad[] = {
        {NAN, 0, 1, 1}, {0, INFINITY, 1, 1}, {0, 0, NAN, 1}, {0, 0, 1, INFINITY}};
    for (size_t i = 0; i < 4; i++) {
        ck_assert(!mlt_map_box(&turned, &bad[i], &to));
        ck_assert(!mlt_map_box(&mlt_map_identity, &bad[i], &to));
    }
    const mlt_box vast = {0, 0, 1e308, 1e308};
    ck_assert(!mlt_map_box(&turned, &vast, &to));
    mlt_map larger = make(2, 0, 0, 0, 2, 0, 0, 0);
    ck_assert(!mlt_map_box(&larger, &vast, &to));
    const mlt_box point = {3, 4, 0, 0};
    ck_assert(mlt_map_box(&turned, &point, &to));
    ck_assert_double_eq(to.outer.width, 0);
    ck_assert_double_eq(to.inner.height, 0);
}
END_TEST

START_TEST(circle_by_hand)
{
    double c = sqrt(0.5);
    mlt_map map = make(c, -c, 0, c, c, 0, 0, 0); /* 45 degrees */
    const mlt_box square = {-1, -1, 2, 2};
    mlt_mapped_box to;
    ck_assert(mlt_map_box(&map, &square, &to));
    ck_assert_double_eq_tol(to.outer.x, -sqrt(2), 1e-15);
    ck_assert_double_eq_tol(to.outer.width, 2 * sqrt(2), 1e-15);
    ck_assert_double_eq_tol(to.inner.x, -1, 1e-15); /* a circle stays a circle */
    ck_assert_double_eq_tol(to.inner.width, 2, 1e-15);
    ck_assert_double_eq_tol(to.area, 4, 1e-15);
}
END_TEST

/* Point i of N_POINTS on the outline of a box, or on its inscribed ellipse. */
static void outline(const mlt_box *box, int i, bool ellipse, double *x, double *y)
{
    double t = 4.0 * i / N_POINTS;
    if (ellipse) {
        *x = box->x + box->width * (0.5 + 0.5 * cos(t * chain_pi / 2));
        *y = box->y + box->height * (0.5 + 0.5 * sin(t * chain_pi / 2));
        return;
    }
    int side = (int)t;
    double along = t - side;
    const double u[4] = {along, 1, 1 - along, 0};
    const double v[4] = {0, along, 1, 1 - along};
    *x = box->x + box->width * u[side];
    *y = box->y + box->height * v[side];
}

/* A chain without links: by the map itself. */
static void follow(const chain *c, double x, double y, double *out_x, double *out_y)
{
    *out_x = x;
    *out_y = y;
    if (c->n == 0)
        ck_assert(mlt_map_point(&c->map, x, y, out_x, out_y));
    chain_forward(c, out_x, out_y);
}

/* The hull of the mapped outline by dense sampling, and the area inside it. */
static mlt_box sampled_hull(const chain *c, const mlt_box *box, bool ellipse, double *area)
{
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
    double x0, y0, px, py, ox, oy, twice = 0;
    outline(box, 0, ellipse, &ox, &oy);
    follow(c, ox, oy, &x0, &y0);
    px = x0;
    py = y0;
    for (int i = 1; i <= N_POINTS; i++) {
        double x, y;
        outline(box, i % N_POINTS, ellipse, &ox, &oy);
        follow(c, ox, oy, &x, &y);
        left = fmin(left, x);
        right = fmax(right, x);
        top = fmin(top, y);
        bottom = fmax(bottom, y);
        twice += (px - x0) * (y - y0) - (py - y0) * (x - x0);
        px = x;
        py = y;
    }
    *area = fabs(twice) / 2;
    return (mlt_box){left, top, right - left, bottom - top};
}

static void check_hull(const mlt_box *got, const mlt_box *sampled, double tolerance)
{
    ck_assert_double_eq_tol(got->x, sampled->x, tolerance);
    ck_assert_double_eq_tol(got->y, sampled->y, tolerance);
    ck_assert_double_eq_tol(got->x + got->width, sampled->x + sampled->width, tolerance);
    ck_assert_double_eq_tol(got->y + got->height, sampled->y + sampled->height, tolerance);
}

START_TEST(hulls_against_sampling)
{
    chain_state = 5;
    int tried = 0;
    for (int round = 0; round < 150; round++) {
        mlt_map map = random_map(_i == 0 ? 0 : 6e-4);
        const mlt_box box = {chain_random(0, 400), chain_random(0, 300), chain_random(1, 240),
                             chain_random(1, 180)};
        mlt_mapped_box to;
        if (!mlt_map_box(&map, &box, &to) || to.area > 1e6)
            continue;
        tried++;
        double area, ignored;
        const chain only = {.map = map};
        mlt_box outer = sampled_hull(&only, &box, false, &area);
        mlt_box inner = sampled_hull(&only, &box, true, &ignored);
        double size = to.outer.width + to.outer.height + fabs(to.outer.x) + fabs(to.outer.y);
        check_hull(&to.outer, &outer, 1e-11 * size); /* the corners are among the samples */
        check_hull(&to.inner, &inner, 2e-5 * size);  /* a sampled extreme misses by its square */
        ck_assert_double_eq_tol(to.area, area, 1e-9 * size * size);
        ck_assert(inner.x >= to.inner.x - 1e-10 * size);
        ck_assert(to.inner.x >= to.outer.x && to.inner.y >= to.outer.y);
        ck_assert(to.inner.width <= to.outer.width && to.inner.height <= to.outer.height);
    }
    ck_assert_int_gt(tried, 100);
}
END_TEST

START_TEST(identity_keeps_bits)
{
    const mlt_box box = {0.1, 0.2, 0.7, 0.3};
    mlt_mapped_box to;
    ck_assert(mlt_map_box(&mlt_map_identity, &box, &to));
    ck_assert_mem_eq(&to.outer, &box, sizeof box);
    ck_assert_mem_eq(&to.inner, &box, sizeof box);
    ck_assert_double_eq(to.area, 0.7 * 0.3);
}
END_TEST

/* Curved maps: the edges of both hulls to a tenth of a pixel, and the area. Where a lens has no
 * pixels its outlines have corners, and a few pixels will do. */
START_TEST(curves_against_sampling)
{
    int tried = 0;
    for (int round = 0; round < 600; round++) {
        chain c = random_chain();
        const mlt_box box = {chain_random(-20, 400), chain_random(-20, 300), chain_random(1, 240),
                             chain_random(1, 180)};
        mlt_mapped_box to;
        if (!mlt_map_box(&c.map, &box, &to) || to.area > 4e5)
            continue;
        double area, ignored;
        chain_left_the_picture = false;
        mlt_box outer = sampled_hull(&c, &box, false, &area);
        mlt_box inner = sampled_hull(&c, &box, true, &ignored);
        tried += !chain_left_the_picture;
        check_hull(&to.outer, &outer, chain_left_the_picture ? 4 : 0.1);
        check_hull(&to.inner, &inner, chain_left_the_picture ? 4 : 0.1);
        ck_assert_double_eq_tol(to.area, area, 0.02 * 2 * (outer.width + outer.height));
        ck_assert(to.inner.x >= to.outer.x && to.inner.y >= to.outer.y);
        ck_assert(to.inner.width <= to.outer.width && to.inner.height <= to.outer.height);
    }
    ck_assert_int_gt(tried, 350);
}
END_TEST

/* The lens that pulls in does not push out: a box on the right moves to the right for k1 < 0. */
START_TEST(lens_has_its_own_sign)
{
    const mlt_box right = {560, 220, 40, 40};
    for (int sign = -1; sign <= 1; sign += 2) {
        const link lens = {LINK_LENS, {320, 240, 400, 0.2 * sign}};
        mlt_map map = map_of_link(&lens);
        mlt_mapped_box to;
        ck_assert(mlt_map_box(&map, &right, &to));
        double edge = 320 + 400 * lens_by_bisection(0.2 * sign, 280.0 / 400);
        ck_assert_int_eq(edge > 600, sign < 0);
        ck_assert_double_eq_tol(to.outer.x + to.outer.width, edge, sign < 0 ? 4 : 0.1);
        ck_assert_double_ge(to.outer.x + to.outer.width, edge - 0.1);
    }
}
END_TEST

/* What a lens does to a box in the middle by hand: its corners go out, its sides bend. */
START_TEST(lens_by_hand)
{
    const link lens = {LINK_LENS, {0, 0, 100, -0.3}}, barrel = {LINK_LENS, {0, 0, 100, 0.3}};
    const mlt_box box = {-30, -40, 60, 80};
    mlt_map map = map_of_link(&lens);
    mlt_mapped_box to;
    ck_assert(mlt_map_box(&map, &box, &to));
    double corner = 100 * lens_by_bisection(-0.3, 0.5); /* farther out than any side */
    ck_assert_double_eq_tol(to.outer.x, -corner * 0.6, 1e-9);
    ck_assert_double_eq_tol(to.outer.height, 2 * corner * 0.8, 1e-9);
    map = map_of_link(&barrel);
    ck_assert(mlt_map_box(&map, &box, &to)); /* the middles of the sides are */
    ck_assert_double_eq_tol(to.outer.x, -100 * lens_by_bisection(0.3, 0.3), 1e-9);
    ck_assert_double_eq_tol(to.outer.height, 200 * lens_by_bisection(0.3, 0.4), 1e-9);
    ck_assert_double_eq_tol(to.inner.x, -100 * lens_by_bisection(0.3, 0.3), 1e-9);
}
END_TEST

/* Rows that move in a wave: as far as the wave goes over the box's height, and not a pixel up. */
START_TEST(rows_by_hand)
{
    const link rows = {LINK_ROWS, {10, 100, 0}};
    mlt_map map = map_of_link(&rows);
    mlt_mapped_box to;
    const mlt_box whole = {50, 0, 20, 100}, part = {50, 20, 20, 10};
    ck_assert(mlt_map_box(&map, &whole, &to));
    ck_assert_double_eq_tol(to.outer.x, 40, 0.02);
    ck_assert_double_eq_tol(to.outer.width, 40, 0.04);
    ck_assert_double_eq(to.outer.y, 0);
    ck_assert_double_eq(to.outer.height, 100);
    ck_assert_double_eq_tol(to.area, 2000, 1e-6);
    ck_assert(mlt_map_box(&map, &part, &to));
    ck_assert_double_eq_tol(to.outer.x, 50 + 10 * sin(0.4 * chain_pi), 1e-9);
    ck_assert_double_eq_tol(to.outer.x + to.outer.width, 80, 0.02);
}
END_TEST

Suite *mlt_suite_annotation_map_box(void);
Suite *mlt_suite_annotation_map_box(void)
{
    Suite *suite = suite_create("annotation_map_box");
    TCase *tests = tcase_create("box");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, horizon);
    tcase_add_test(tests, hostile_boxes);
    tcase_add_test(tests, circle_by_hand);
    tcase_add_loop_test(tests, hulls_against_sampling, 0, 2);
    tcase_add_test(tests, identity_keeps_bits);
    tcase_add_test(tests, curves_against_sampling);
    tcase_add_test(tests, lens_has_its_own_sign);
    tcase_add_test(tests, lens_by_hand);
    tcase_add_test(tests, rows_by_hand);
    suite_add_tcase(suite, tests);
    return suite;
}
