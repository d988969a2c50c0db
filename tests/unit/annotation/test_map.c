/* SPDX-License-Identifier: MIT */
#include "annotation/map.h"
#include "testing.h"

#include <math.h>
#include <string.h>

Suite *mlt_suite_annotation_map(void);

#define N_POINTS 2000 /* a multiple of 4 */

static const double pi = 3.14159265358979323846;
static uint64_t state;

static double random_in(double low, double high)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * ((double)(state >> 11) / 9007199254740992.0);
}

static mlt_map make(double a, double b, double c, double d, double e, double f, double g, double h)
{
    const double numbers[9] = {a, b, c, d, e, f, g, h, 1};
    mlt_map map;
    ck_assert(mlt_map_from_homography(&map, numbers));
    return map;
}

/* Rotation, unequal scale, shear and perspective about the middle of a 640 × 480 picture. */
static mlt_map random_map(double perspective)
{
    double angle = random_in(-pi, pi);
    mlt_map to_origin = make(1, 0, -320, 0, 1, -240, 0, 0);
    double sx = random_in(0.3, 2);
    double sy = random_in(0.3, 2);
    mlt_map bend = make(sx * cos(angle), -sy * sin(angle), 0, sx * sin(angle), sy * cos(angle), 0,
                        random_in(-perspective, perspective), random_in(-perspective, perspective));
    mlt_map back = make(1, random_in(-0.3, 0.3), 320, 0, 1, 240, 0, 0);
    mlt_map out;
    ck_assert(mlt_map_compose(&out, &to_origin, &bend));
    ck_assert(mlt_map_compose(&out, &out, &back));
    return out;
}

static void check_box(const mlt_box *got, double x, double y, double width, double height)
{
    ck_assert_double_eq(got->x, x);
    ck_assert_double_eq(got->y, y);
    ck_assert_double_eq(got->width, width);
    ck_assert_double_eq(got->height, height);
}

START_TEST(normalised)
{
    const double twice[9] = {2, 0, 0, 0, 2, 0, 0, 0, 2};
    const double minus[9] = {-1, 0, -0.0, 0, -1, 0, -0.0, 0, -1};
    mlt_map map;
    ck_assert(mlt_map_from_homography(&map, twice));
    ck_assert_int_eq(map.type, MLT_MAP_IDENTITY);
    ck_assert(mlt_map_from_homography(&map, minus));
    ck_assert_int_eq(map.type, MLT_MAP_IDENTITY);
    ck_assert_mem_eq(map.h, mlt_map_identity.h, sizeof map.h);
    const double scaled[9] = {2, 4, 6, -0.0, 8, 10, 0, 0, 2};
    ck_assert(mlt_map_from_homography(&map, scaled));
    ck_assert_int_eq(map.type, MLT_MAP_HOMOGRAPHY);
    ck_assert_double_eq(map.h[2], 3);
    ck_assert_double_eq(map.h[8], 1);
    ck_assert(!signbit(map.h[3]));
}
END_TEST

START_TEST(refused)
{
    mlt_map map = mlt_map_identity;
    const double bad[][9] = {
        {1, 2, 0, 2, 4, 0, 0, 0, 1},          {0, 0, 0, 0, 0, 0, 0, 0, 1},
        {1, 0, 0, 0, 1, 0, 0, 0, 0},          {NAN, 0, 0, 0, 1, 0, 0, 0, 1},
        {1, 0, INFINITY, 0, 1, 0, 0, 0, 1},   {1, 0, 0, 0, 1, 0, 0, 0, INFINITY},
        {1, 0, 1e300, 0, 1, 0, 0, 0, 1e-100}, {0.1, 0.3, 5, 0.2, 0.6, 7, 0, 0, 1},
        {1e200, 0, 0, 0, 1e200, 0, 0, 0, 1},  {1, 2, 3, 4, 5, 6, 7, 8, 9},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert(!mlt_map_from_homography(&map, bad[i]));
    ck_assert_int_eq(map.type, MLT_MAP_IDENTITY);          /* left alone */
    mlt_map tiny = make(1e-6, 0, 1e6, 0, 1e-6, 1e6, 0, 0); /* small is not singular */
    ck_assert_int_eq(tiny.type, MLT_MAP_HOMOGRAPHY);
}
END_TEST

START_TEST(exactness)
{
    const struct {
        double h[9];
        bool exact;
    } cases[] = {
        {{1, 0, 5, 0, 1, -3, 0, 0, 1}, true},      {{-1, 0, 640, 0, 1, 0, 0, 0, 1}, true},
        {{0, 1, 0, -1, 0, 640, 0, 0, 1}, true},    {{0, -2, 480, 0.5, 0, 0, 0, 0, 3}, true},
        {{1, 1e-300, 0, 0, 1, 0, 0, 0, 1}, false}, {{1, 0, 0, 1e-17, 1, 0, 0, 0, 1}, false},
        {{1, 0, 0, 0, 1, 0, 1e-18, 0, 1}, false},  {{1, 0, 0, 0, 1, 0, 0, 1e-18, 1}, false},
        {{0, 1, 0, 1, 1e-30, 0, 0, 0, 1}, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mlt_map map;
        ck_assert(mlt_map_from_homography(&map, cases[i].h));
        ck_assert_int_eq(mlt_map_is_exact(&map), cases[i].exact);
    }
    mlt_map lens = mlt_map_identity;
    ck_assert(mlt_map_is_exact(&lens));
    lens.type = MLT_MAP_LENS;
    ck_assert(!mlt_map_is_exact(&lens));
}
END_TEST

START_TEST(flips_and_turns)
{
    mlt_map flip = make(-1, 0, 640, 0, 1, 0, 0, 0);
    mlt_map turn = make(0, -1, 480, 1, 0, 0, 0, 0); /* clockwise: 640 × 480 to 480 × 640 */
    const mlt_box box = {10, 20, 100.1, 50.3};
    mlt_mapped_box to;
    ck_assert(mlt_map_box(&flip, &box, &to));
    check_box(&to.outer, 640 - (10 + 100.1), 20, 100.1, 50.3);
    ck_assert_mem_eq(&to.outer, &to.inner, sizeof to.outer);
    ck_assert_double_eq(to.area, 100.1 * 50.3);
    ck_assert(mlt_map_box(&turn, &box, &to));
    check_box(&to.outer, 480 - (20 + 50.3), 10, 50.3, 100.1);
    /* Four turns, two flips: the identity again, and everything between stays exact. */
    mlt_map all = mlt_map_identity;
    mlt_map undo = make(0, -1, 640, 1, 0, 0, 0, 0);
    for (int i = 0; i < 4; i++) {
        ck_assert(mlt_map_compose(&all, &all, i % 2 ? &undo : &turn));
        ck_assert(mlt_map_is_exact(&all));
    }
    ck_assert_int_eq(all.type, MLT_MAP_IDENTITY);
    ck_assert(mlt_map_compose(&all, &flip, &flip));
    ck_assert_int_eq(all.type, MLT_MAP_IDENTITY);
    ck_assert(mlt_map_invert(&all, &flip));
    ck_assert_mem_eq(all.h, flip.h, sizeof all.h);
}
END_TEST

START_TEST(composition_and_inverse)
{
    state = 11;
    for (int round = 0; round < 200; round++) {
        mlt_map a = random_map(2e-4);
        mlt_map b = random_map(2e-4);
        mlt_map both, inverse;
        ck_assert(mlt_map_compose(&both, &a, &b));
        ck_assert(mlt_map_invert(&inverse, &a));
        double x = random_in(200, 440);
        double y = random_in(150, 330);
        double px, py, qx, qy, rx, ry;
        ck_assert(mlt_map_point(&a, x, y, &px, &py));
        ck_assert(mlt_map_point(&inverse, px, py, &qx, &qy));
        ck_assert_double_eq_tol(qx, x, 1e-8);
        ck_assert_double_eq_tol(qy, y, 1e-8);
        if (!mlt_map_point(&b, px, py, &qx, &qy))
            continue;
        ck_assert(mlt_map_point(&both, x, y, &rx, &ry));
        ck_assert_double_eq_tol(rx, qx, 1e-7 * (1 + fabs(qx)));
        ck_assert_double_eq_tol(ry, qy, 1e-7 * (1 + fabs(qy)));
    }
    mlt_map through_origin = make(1, 0, -100, 0, 1, 0, 0.01, 0); /* maps (100, 0) to the corner */
    mlt_map out;
    mlt_map infinite = make(1, 1, 0, 1, 1, 5, 0.01, 0.02);
    ck_assert(mlt_map_invert(&out, &through_origin));
    ck_assert(!mlt_map_invert(&out, &infinite)); /* it would send the corner to infinity */
}
END_TEST

START_TEST(horizon)
{
    mlt_map map = make(1, 0, 0, 0, 1, 0, -0.01, 0); /* w = 0 at x = 100 */
    double x, y;
    ck_assert(mlt_map_point(&map, 99, 5, &x, &y));
    ck_assert_double_eq_tol(x, 9900, 1e-6);
    ck_assert(!mlt_map_point(&map, 100, 5, &x, &y));
    ck_assert(!mlt_map_point(&map, 101, 5, &x, &y));
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
    mlt_map lens = turned;
    lens.type = MLT_MAP_LENS;
    double x, y;
    mlt_map out;
    ck_assert(!mlt_map_box(&lens, &point, &to));
    ck_assert(!mlt_map_point(&lens, 1, 1, &x, &y));
    ck_assert(!mlt_map_compose(&out, &lens, &turned));
    ck_assert(!mlt_map_compose(&out, &turned, &lens));
    ck_assert(!mlt_map_invert(&out, &lens));
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
        *x = box->x + box->width * (0.5 + 0.5 * cos(t * pi / 2));
        *y = box->y + box->height * (0.5 + 0.5 * sin(t * pi / 2));
        return;
    }
    int side = (int)t;
    double along = t - side;
    const double u[4] = {along, 1, 1 - along, 0};
    const double v[4] = {0, along, 1, 1 - along};
    *x = box->x + box->width * u[side];
    *y = box->y + box->height * v[side];
}

/* The hull of the mapped outline by dense sampling, and the area inside it. */
static mlt_box sampled_hull(const mlt_map *map, const mlt_box *box, bool ellipse, double *area)
{
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
    double x0, y0, px, py, ox, oy, twice = 0;
    outline(box, 0, ellipse, &ox, &oy);
    ck_assert(mlt_map_point(map, ox, oy, &x0, &y0));
    px = x0;
    py = y0;
    for (int i = 1; i <= N_POINTS; i++) {
        double x, y;
        outline(box, i % N_POINTS, ellipse, &ox, &oy);
        ck_assert(mlt_map_point(map, ox, oy, &x, &y));
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
    state = 5;
    int tried = 0;
    for (int round = 0; round < 150; round++) {
        mlt_map map = random_map(_i == 0 ? 0 : 6e-4);
        const mlt_box box = {random_in(0, 400), random_in(0, 300), random_in(1, 240),
                             random_in(1, 180)};
        mlt_mapped_box to;
        if (!mlt_map_box(&map, &box, &to) || to.area > 1e6)
            continue;
        tried++;
        double area, ignored;
        mlt_box outer = sampled_hull(&map, &box, false, &area);
        mlt_box inner = sampled_hull(&map, &box, true, &ignored);
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

Suite *mlt_suite_annotation_map(void)
{
    Suite *suite = suite_create("annotation_map");
    TCase *tests = tcase_create("map");
    tcase_add_test(tests, normalised);
    tcase_add_test(tests, refused);
    tcase_add_test(tests, exactness);
    tcase_add_test(tests, flips_and_turns);
    tcase_add_test(tests, composition_and_inverse);
    tcase_add_test(tests, horizon);
    tcase_add_test(tests, hostile_boxes);
    tcase_add_test(tests, circle_by_hand);
    tcase_add_loop_test(tests, hulls_against_sampling, 0, 2);
    tcase_add_test(tests, identity_keeps_bits);
    suite_add_tcase(suite, tests);
    return suite;
}
