/* SPDX-License-Identifier: MIT */
#include "annotation/chains.h"
#include "annotation/polygon.h"

static void add(mlt_polygons *p, uint32_t owner, const mlt_point *points, size_t n)
{
    ck_assert_int_eq(mlt_polygons_add(NULL, p, owner, points, n, NULL), MLTEST_OK);
}

static const mlt_point square[] = {{10, 10}, {30, 10}, {30, 30}, {10, 30}};
static const mlt_point far[] = {{60, 50}, {70, 55}, {65, 70}};

START_TEST(test_rings_and_owners)
{
    mlt_polygons p = {0}, copy = {0};
    add(&p, 1, square, 4);
    add(&p, 1, far, 3);
    add(&p, 4, far, 3);
    ck_assert_uint_eq(mlt_polygons_of(&p, 0).n, 0);
    ck_assert_uint_eq(mlt_polygons_of(&p, 1).n, 2);
    ck_assert_uint_eq(mlt_polygons_of(&p, 2).n, 0);
    ck_assert_uint_eq(mlt_polygons_of(&p, UINT32_MAX).n, 0);
    ck_assert_int_eq(mlt_polygons_copy(NULL, &copy, &p, NULL), MLTEST_OK);
    mlt_polygon one = mlt_polygons_of(&copy, 1), four = mlt_polygons_of(&copy, 4);
    mlt_box box = mlt_polygon_hull(&one);
    check_box(&box, 10, 10, 60, 60);
    box = mlt_polygon_hull(&four);
    check_box(&box, 60, 50, 10, 20);
    mlt_polygons_drop_last(&copy, 3); /* not the last */
    ck_assert_uint_eq(copy.n, 3);
    mlt_polygons_drop_last(&copy, 4);
    mlt_polygons_drop_last(&copy, 1);
    ck_assert_uint_eq(copy.n, 0);
    ck_assert_uint_eq(copy.n_points, 0);
    mlt_polygons_drop_last(&copy, 0);
    mlt_polygons_free(NULL, &copy);
    mlt_polygons_free(NULL, &p);
}
END_TEST

/* Without a map: what is left in a canvas of 100 × 80. */
static mlt_box cut(const mlt_point *points, size_t n)
{
    mlt_polygons p = {0};
    mlt_box out = {-9, -9, -9, -9};
    add(&p, 0, points, n);
    mlt_polygon one = mlt_polygons_of(&p, 0);
    ck_assert(mlt_map_polygon_box(&mlt_map_identity, &one, 100, 80, &out));
    mlt_polygons_free(NULL, &p);
    return out;
}

/* A horseshoe open to the right, whose arms leave the canvas above and below: what is left are two
 * pieces of its back, or none of its arms; no edge of the canvas joins them. */
START_TEST(test_concave_polygons_are_cut_right)
{
    static const mlt_point shoe[] = {{-20, -30}, {60, -30}, {60, -10}, {0, -10},
                                     {0, 90},    {60, 90},  {60, 110}, {-20, 110}};
    static const mlt_point prongs[] = {{40, -30}, {90, -30}, {90, 20}, {80, 20},
                                       {80, -10}, {50, -10}, {50, 30}, {40, 30}};
    static const mlt_point comb[] = {{-30, 10}, {20, 10}, {20, 20}, {-10, 20},
                                     {-10, 60}, {30, 60}, {30, 70}, {-30, 70}};
    mlt_box box = cut(shoe, 8);
    check_box(&box, 0, 0, 0, 0); /* its back runs along the edge, outside */
    box = cut(prongs, 8);
    check_box(&box, 40, 0, 50, 30); /* two prongs hang into the canvas */
    box = cut(comb, 8);
    check_box(&box, 0, 10, 30, 60);
}
END_TEST

START_TEST(test_canvas_inside)
{
    static const mlt_point around[] = {{-50, -50}, {300, -60}, {250, 200}, {-60, 220}};
    static const mlt_point half[] = {{-50, -50}, {50, -50}, {50, 200}, {-50, 200}};
    static const mlt_point corner[] = {{90, -50}, {200, 60}, {200, -50}};
    static const mlt_point outside[] = {{200, 0}, {220, 10}, {210, 30}};
    mlt_box box = cut(around, 4);
    check_box(&box, 0, 0, 100, 80);
    box = cut(half, 4);
    check_box(&box, 0, 0, 50, 80);
    box = cut(corner, 3); /* its long side passes by the corner of the canvas */
    check_box(&box, 0, 0, 0, 0);
    box = cut(outside, 3);
    check_box(&box, 0, 0, 0, 0);
    box = cut(square, 4);
    check_box(&box, 10, 10, 20, 20);
}
END_TEST

/* A hole is not there, and does not hide the corner of the canvas that lies in it. */
START_TEST(test_holes_and_parts)
{
    static const mlt_point around[] = {{-50, -50}, {300, -50}, {300, 200}, {-50, 200}};
    static const mlt_point hole[] = {{-20, -20}, {40, -20}, {40, 200}, {-20, 200}};
    mlt_polygons p = {0};
    mlt_box box;
    add(&p, 0, around, 4);
    add(&p, 0, hole, 4);
    mlt_polygon one = mlt_polygons_of(&p, 0);
    ck_assert(mlt_map_polygon_box(&mlt_map_identity, &one, 100, 80, &box));
    check_box(&box, 40, 0, 60, 80);
    mlt_polygons_free(NULL, &p);
    add(&p, 0, square, 4);
    add(&p, 0, far, 3);
    one = mlt_polygons_of(&p, 0);
    ck_assert(mlt_map_polygon_box(&mlt_map_identity, &one, 100, 80, &box));
    check_box(&box, 10, 10, 60, 60);
    mlt_polygons_free(NULL, &p);
}
END_TEST

START_TEST(test_horizon)
{
    const link steep = {LINK_H, {1, 0, 0, 0, 1, 0, -0.02, 0, 1}}; /* w = 0 at x = 50 */
    mlt_map map = map_of_link(&steep);
    mlt_polygons p = {0};
    mlt_box box = {1, 2, 3, 4};
    add(&p, 0, square, 4);
    add(&p, 1, far, 3);
    mlt_polygon near = mlt_polygons_of(&p, 0), behind = mlt_polygons_of(&p, 1);
    ck_assert(mlt_map_polygon_box(&map, &near, 100, 80, &box));
    ck_assert(!mlt_map_polygon_box(&map, &behind, 100, 80, &box));
    mlt_polygons_free(NULL, &p);
}
END_TEST

/* A star with deep notches about (x, y). */
static void make_star(mlt_point *points, int n, double x, double y, double size)
{
    for (int i = 0; i < n; i++) {
        double r = chain_random(0.2, 1) * size,
               angle = 2 * chain_pi * (i + chain_random(0, 0.5)) / n;
        points[i] = (mlt_point){x + r * cos(angle), y + r * sin(angle)};
    }
}

/* The canvas in a fine grid, sent back by the links' own formulas and looked for in the polygon. */
static mlt_box masked(const chain *c, const mlt_point *star, int n)
{
    enum { STEPS = 4 }; /* to a pixel */
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (int i = 0; i < CHAIN_WIDTH * STEPS; i++) {
        for (int j = 0; j < CHAIN_HEIGHT * STEPS; j++) {
            double x = (i + 0.5) / STEPS, y = (j + 0.5) / STEPS, px = x, py = y;
            bool inside = false;
            if (x > left && x < right && y > top && y < bottom)
                continue;
            chain_back(c, &px, &py);
            for (int k = 0, l = n - 1; k < n; l = k++)
                if ((star[k].y > py) != (star[l].y > py) &&
                    px < star[k].x +
                             (star[l].x - star[k].x) * (py - star[k].y) / (star[l].y - star[k].y))
                    inside = !inside;
            if (!inside)
                continue;
            left = fmin(left, x);
            right = fmax(right, x);
            top = fmin(top, y);
            bottom = fmax(bottom, y);
        }
    }
    return (mlt_box){left, top, right - left, bottom - top};
}

/* Sharp points end between the grid's: the box may be larger than the mask's, by a little. */
START_TEST(test_against_a_mask)
{
    int compared = 0;
    for (int round = 0; round < 14; round++) {
        chain c = random_chain();
        mlt_point star[9];
        mlt_polygons p = {0};
        mlt_box box;
        make_star(star, 9, chain_random(0, 640), chain_random(0, 480), chain_random(40, 200));
        add(&p, 0, star, 9);
        mlt_polygon one = mlt_polygons_of(&p, 0);
        bool is_there = mlt_map_polygon_box(&c.map, &one, CHAIN_WIDTH, CHAIN_HEIGHT, &box);
        mlt_polygons_free(NULL, &p);
        mlt_box mask = masked(&c, star, 9);
        if (!is_there || mask.width < 5 || mask.height < 5)
            continue;
        compared++;
        double inwards[4] = {mask.x - box.x, mask.y - box.y,
                             box.x + box.width - mask.x - mask.width,
                             box.y + box.height - mask.y - mask.height};
        for (int k = 0; k < 4; k++)
            ck_assert_msg(inwards[k] > -0.1 && inwards[k] < 3, "round %d, edge %d: %g", round, k,
                          inwards[k]);
    }
    ck_assert_int_gt(compared, 8);
}
END_TEST

/* Tighter than the hull of the box, and inside of it. */
START_TEST(test_tighter_than_the_box)
{
    const link turn = {LINK_H, {0.8, -0.6, 100, 0.6, 0.8, 0, 0, 0, 1}};
    mlt_map map = map_of_link(&turn);
    mlt_point octagon[8];
    mlt_polygons p = {0};
    mlt_box tight;
    mlt_mapped_box loose;
    for (int i = 0; i < 8; i++)
        octagon[i] =
            (mlt_point){200 + 50 * cos(i * chain_pi / 4), 150 + 50 * sin(i * chain_pi / 4)};
    add(&p, 0, octagon, 8);
    mlt_polygon one = mlt_polygons_of(&p, 0);
    const mlt_box box = mlt_polygon_hull(&one);
    ck_assert(mlt_map_polygon_box(&map, &one, 1000, 1000, &tight));
    ck_assert(mlt_map_box(&map, &box, &loose));
    ck_assert(tight.width < 101 && loose.outer.width > 139);
    ck_assert(tight.x > loose.outer.x);
    mlt_polygons_free(NULL, &p);
}
END_TEST

static mltest_status add_and_copy(mltest_context *ctx, void *data)
{
    mlt_polygons p = {0}, copy = {0};
    (void)data;
    mltest_status status = mlt_polygons_add(ctx, &p, 0, square, 4, NULL);
    if (status == MLTEST_OK)
        status = mlt_polygons_copy(ctx, &copy, &p, NULL);
    mlt_polygons_free(ctx, &p);
    mlt_polygons_free(ctx, &copy);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(add_and_copy, NULL);
}
END_TEST

Suite *mlt_suite_annotation_polygon(void);
Suite *mlt_suite_annotation_polygon(void)
{
    Suite *suite = suite_create("annotation_polygon");
    TCase *tc = tcase_create("polygon");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_rings_and_owners);
    tcase_add_test(tc, test_concave_polygons_are_cut_right);
    tcase_add_test(tc, test_canvas_inside);
    tcase_add_test(tc, test_holes_and_parts);
    tcase_add_test(tc, test_horizon);
    tcase_add_test(tc, test_against_a_mask);
    tcase_add_test(tc, test_tighter_than_the_box);
    tcase_add_test(tc, test_out_of_memory);
    suite_add_tcase(suite, tc);
    return suite;
}
