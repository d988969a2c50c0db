/* SPDX-License-Identifier: MIT */
#include "annotation/visible.h"
#include "testing.h"

#include <math.h>

Suite *mlt_suite_annotation_visible(void);

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

static double fraction(const mlt_map *map, mlt_box box, const mlt_box *cover, size_t n)
{
    double out = -1;
    ck_assert(mlt_visible_fraction(map, &box, 100, 80, cover, n, &out));
    return out;
}

START_TEST(without_a_map)
{
    const mlt_map *same = &mlt_map_identity;
    const mlt_box cover[] = {{0, 0, 30, 80}, {20, 0, 20, 80}};
    ck_assert_double_eq(fraction(same, (mlt_box){10, 10, 20, 20}, NULL, 0), 1);
    ck_assert_double_eq(fraction(same, (mlt_box){-10, 10, 20, 20}, NULL, 0), 0.5);
    ck_assert_double_eq(fraction(same, (mlt_box){90, 70, 20, 20}, NULL, 0), 0.25);
    ck_assert_double_eq(fraction(same, (mlt_box){100, 0, 20, 20}, NULL, 0), 0);
    ck_assert_double_eq(fraction(same, (mlt_box){0, 0, 80, 80}, cover, 2), 0.5);
    ck_assert_double_eq(fraction(same, (mlt_box){-40, 0, 80, 80}, cover, 2), 0);
    ck_assert_double_eq(fraction(same, (mlt_box){5, 5, 0, 20}, NULL, 0), 0);
}
END_TEST

START_TEST(after_a_flip)
{
    mlt_map flip = make(-1, 0, 100, 0, 1, 0, 0, 0);
    const mlt_box left = {0, 0, 10, 80};
    ck_assert_double_eq(fraction(&flip, (mlt_box){80, 0, 40, 80}, NULL, 0), 0.5);
    ck_assert_double_eq(fraction(&flip, (mlt_box){80, 0, 20, 80}, &left, 1), 0.5);
}
END_TEST

/* A square turned by 45 degrees: the canvas' edges cut triangles off. */
START_TEST(turned)
{
    double c = sqrt(0.5);
    mlt_map turn = make(c, -c, 0, c, c, 0, 0, 0);
    const mlt_box square = {-10, -10, 20,
                            20}; /* becomes a diamond about the corner of the canvas */
    ck_assert_double_eq_tol(fraction(&turn, square, NULL, 0), 0.25, 1e-14);
    const mlt_box upper = {0, 0, 100, 5};
    double r = 10 * sqrt(2);
    double hidden = 5 * (r + (r - 5)) / 2; /* a trapezium of the quarter diamond */
    ck_assert_double_eq_tol(fraction(&turn, square, &upper, 1), 0.25 - hidden / 400, 1e-14);
}
END_TEST

START_TEST(refused)
{
    double out = 7;
    mlt_map steep = make(1, 0, 0, 0, 1, 0, -0.01, 0);
    const mlt_box across = {50, 0, 60, 10};
    ck_assert(!mlt_visible_fraction(&steep, &across, 100, 80, NULL, 0, &out));
    const mlt_box bad = {0, 0, NAN, 10};
    ck_assert(!mlt_visible_fraction(&mlt_map_identity, &bad, 100, 80, NULL, 0, &out));
    ck_assert_double_eq(out, 7);
}
END_TEST

/* Points spread over the mapped quadrilateral through the inverse map, counted. */
static double sampled(const mlt_map *map, const mlt_box *box, const mlt_box *cover, size_t n)
{
    mlt_mapped_box to;
    mlt_map inverse;
    ck_assert(mlt_map_box(map, box, &to));
    ck_assert(mlt_map_invert(&inverse, map));
    enum { SIDE = 400 };
    double in_quad = 0;
    double visible = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
        double x = to.outer.x + to.outer.width * (i % SIDE + 0.5) / SIDE;
        double y = to.outer.y + to.outer.height * ((double)(i / SIDE) + 0.5) / SIDE;
        double px, py;
        if (!mlt_map_point(&inverse, x, y, &px, &py) || px < box->x || py < box->y ||
            px > box->x + box->width || py > box->y + box->height)
            continue;
        bool hidden = x < 0 || y < 0 || x > 100 || y > 80;
        for (size_t k = 0; k < n; k++)
            hidden |= x > cover[k].x && x < cover[k].x + cover[k].width && y > cover[k].y &&
                      y < cover[k].y + cover[k].height;
        in_quad++;
        visible += !hidden;
    }
    return visible / in_quad;
}

START_TEST(against_sampling)
{
    state = 8;
    for (int round = 0; round < 40; round++) {
        double angle = random_in(-3, 3);
        mlt_map map =
            make(cos(angle), -sin(angle) + random_in(-0.3, 0.3), random_in(0, 80), sin(angle),
                 cos(angle), random_in(0, 60), random_in(-2e-3, 2e-3), random_in(-2e-3, 2e-3));
        const mlt_box box = {random_in(-30, 60), random_in(-30, 50), random_in(5, 50),
                             random_in(5, 50)};
        mlt_box cover[5];
        for (int k = 0; k < 5; k++)
            cover[k] = (mlt_box){random_in(-10, 90), random_in(-10, 70), random_in(1, 30),
                                 random_in(1, 30)};
        double expected = sampled(&map, &box, cover, 5);
        ck_assert_double_eq_tol(fraction(&map, box, cover, 5), expected, 0.01);
        ck_assert_double_eq_tol(fraction(&map, box, NULL, 0), sampled(&map, &box, NULL, 0), 0.01);
    }
}
END_TEST

Suite *mlt_suite_annotation_visible(void)
{
    Suite *suite = suite_create("annotation_visible");
    TCase *tests = tcase_create("visible");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, without_a_map);
    tcase_add_test(tests, after_a_flip);
    tcase_add_test(tests, turned);
    tcase_add_test(tests, refused);
    tcase_add_test(tests, against_sampling);
    suite_add_tcase(suite, tests);
    return suite;
}
