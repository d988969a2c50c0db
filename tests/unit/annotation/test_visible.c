/* SPDX-License-Identifier: MIT */
#include "annotation/chains.h"
#include "annotation/visible.h"

Suite *mlt_suite_annotation_visible(void);

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
    chain_state = 8;
    for (int round = 0; round < 40; round++) {
        double angle = chain_random(-3, 3);
        mlt_map map = make(cos(angle), -sin(angle) + chain_random(-0.3, 0.3), chain_random(0, 80),
                           sin(angle), cos(angle), chain_random(0, 60), chain_random(-2e-3, 2e-3),
                           chain_random(-2e-3, 2e-3));
        const mlt_box box = {chain_random(-30, 60), chain_random(-30, 50), chain_random(5, 50),
                             chain_random(5, 50)};
        mlt_box cover[5];
        for (int k = 0; k < 5; k++)
            cover[k] = (mlt_box){chain_random(-10, 90), chain_random(-10, 70), chain_random(1, 30),
                                 chain_random(1, 30)};
        double expected = sampled(&map, &box, cover, 5);
        ck_assert_double_eq_tol(fraction(&map, box, cover, 5), expected, 0.01);
        ck_assert_double_eq_tol(fraction(&map, box, NULL, 0), sampled(&map, &box, NULL, 0), 0.01);
    }
}
END_TEST

/*
 * The same for maps of every sort, by a mask: the canvas in small squares, each sent back by the
 * links' own formulas, and looked for in the box; and the clean box in small squares, for its area.
 */
static double masked(const chain *c, const mlt_box *box, const mlt_box *cover, size_t n)
{
    enum { SIDE = 500 };
    mlt_mapped_box to;
    double in_box = 0, visible = 0;
    ck_assert(mlt_map_box(&c->map, box, &to));
    for (int i = 0; i < SIDE * SIDE; i++) {
        double x = to.outer.x + to.outer.width * (i % SIDE + 0.5) / SIDE;
        double y = to.outer.y + to.outer.height * ((double)(i / SIDE) + 0.5) / SIDE;
        double px = x, py = y;
        chain_back(c, &px, &py);
        if (!(px > box->x && py > box->y && px < box->x + box->width && py < box->y + box->height))
            continue;
        bool hidden = x < 0 || y < 0 || x > CHAIN_WIDTH || y > CHAIN_HEIGHT;
        for (size_t k = 0; k < n; k++)
            hidden |= x > cover[k].x && x < cover[k].x + cover[k].width && y > cover[k].y &&
                      y < cover[k].y + cover[k].height;
        in_box++;
        visible += !hidden;
    }
    double cell = to.outer.width * to.outer.height / ((double)SIDE * SIDE);
    ck_assert_double_eq_tol(in_box * cell / to.area, 1, 0.02);
    return visible / in_box;
}

START_TEST(curved_against_a_mask)
{
    int partly = 0;
    for (int round = 0; round < 60; round++) {
        chain c = random_chain();
        mlt_box cover[4];
        double all, some;
        const mlt_box box = {chain_random(-40, 500), chain_random(-40, 400), chain_random(20, 200),
                             chain_random(20, 150)};
        for (int k = 0; k < 4; k++)
            cover[k] = (mlt_box){chain_random(0, 600), chain_random(0, 440), chain_random(10, 200),
                                 chain_random(10, 200)};
        if (!mlt_visible_fraction(&c.map, &box, CHAIN_WIDTH, CHAIN_HEIGHT, NULL, 0, &all))
            continue;
        ck_assert(mlt_visible_fraction(&c.map, &box, CHAIN_WIDTH, CHAIN_HEIGHT, cover, 4, &some));
        ck_assert_double_eq_tol(all, masked(&c, &box, NULL, 0), 0.01);
        ck_assert_double_eq_tol(some, masked(&c, &box, cover, 4), 0.01);
        partly += some > 0.05 && some < 0.95;
    }
    ck_assert_int_gt(partly, 15);
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
    tcase_add_test(tests, curved_against_a_mask);
    suite_add_tcase(suite, tests);
    return suite;
}
