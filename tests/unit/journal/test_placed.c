/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "annotation/visible.h"
#include "journal/placed.h"
#include "testing.h"

static const mlt_jsample sample = {.id = "s", .width = 100, .height = 80};

static void check(const mlt_box *got, double x, double y, double width, double height)
{
    ck_assert_double_eq_tol(got->x, x, 1e-9);
    ck_assert_double_eq_tol(got->y, y, 1e-9);
    ck_assert_double_eq_tol(got->width, width, 1e-9);
    ck_assert_double_eq_tol(got->height, height, 1e-9);
}

/* Nothing moved, nothing hidden: not even cut at the edge of the picture. */
START_TEST(test_as_it_was)
{
    const mlt_joutcome now = {.type = MLT_OUTCOME};
    const mlt_box box = {90, 70, 20, 20};
    mlt_placed p = mlt_place_box(&box, &sample, &now);
    check(&p.outer, 90, 70, 20, 20);
    ck_assert_double_eq(p.visible, 1);
    ck_assert(p.exact);
}
END_TEST

START_TEST(test_moved_cut_and_hidden)
{
    mlt_map map;
    const double h[9] = {1, 0, 30, 0, 1, 0, 0, 0, 1};
    mlt_box cover = {80, 0, 10, 80}, box = {50, 10, 40, 20};
    ck_assert(mlt_map_from_homography(&map, h));
    mlt_joutcome now = {.type = MLT_OUTCOME, .width = 100, .height = 80, .map = &map};
    mlt_placed p = mlt_place_box(&box, &sample, &now);
    check(&p.outer, 80, 10, 20, 20);
    ck_assert_double_eq_tol(p.visible, 0.5, 1e-12);
    now.cover = &cover;
    now.n_cover = 1;
    p = mlt_place_box(&box, &sample, &now);
    ck_assert_double_eq_tol(p.visible, 0.25, 1e-12);
    now.map = NULL; /* hidden where it was, in the picture's own size */
    now.width = now.height = 0;
    p = mlt_place_box(&box, &sample, &now);
    ck_assert_double_eq_tol(p.visible, 0.75, 1e-12);
    check(&p.outer, 50, 10, 40, 20);
    const mlt_box over = {-60, 10, 100, 20}; /* not cut by what hides something else */
    p = mlt_place_box(&over, &sample, &now);
    ck_assert_double_eq_tol(p.visible, 0.4, 1e-12);
    check(&p.outer, -60, 10, 100, 20);
    check(&p.inner, -60, 10, 100, 20);
}
END_TEST

/* Through a lens: an interval, cut at the edge, and a share of what is left. */
START_TEST(test_bent)
{
    mlt_map map;
    double share;
    const mlt_curve lens = {MLT_CURVE_LENS, {50, 40, 64.03, -0.26}};
    const mlt_box inside = {60, 30, 15, 20}, corner = {85, 65, 15, 15};
    ck_assert(mlt_map_from_curve(&map, &lens));
    const mlt_joutcome now = {.type = MLT_OUTCOME, .width = 100, .height = 80, .map = &map};
    mlt_placed p = mlt_place_box(&inside, &sample, &now);
    ck_assert(!p.exact);
    ck_assert_double_eq(p.visible, 1);
    ck_assert(p.outer.x > 60 && p.outer.width > 15);
    ck_assert(p.inner.x >= p.outer.x && p.inner.width < p.outer.width);
    p = mlt_place_box(&corner, &sample, &now);
    ck_assert(mlt_visible_fraction(&map, &corner, 100, 80, NULL, 0, &share));
    ck_assert_double_eq(p.visible, share);
    ck_assert(share < 0.3);
    ck_assert(p.outer.x + p.outer.width <= 100 && p.outer.y + p.outer.height <= 80);
}
END_TEST

/* What lies behind the horizon is nowhere. */
START_TEST(test_nowhere)
{
    mlt_map map;
    const double h[9] = {1, 0, 0, 0, 1, 0, -0.05, 0, 1};
    const mlt_box box = {10, 10, 20, 20};
    ck_assert(mlt_map_from_homography(&map, h));
    const mlt_joutcome now = {.type = MLT_OUTCOME, .width = 100, .height = 80, .map = &map};
    ck_assert_double_eq(mlt_place_box(&box, &sample, &now).visible, 0);
}
END_TEST

/* A disc under a turn of 45 degrees: with its outline the label is as large as it was. */
START_TEST(test_outlines)
{
    mlt_map map;
    const double c = sqrt(0.5), turn[9] = {c, -c, 50 - 10 * c, c, c, 40 - 90 * c, 0, 0, 1};
    mlt_truth truths[2] = {{.box = {40, 30, 20, 20}}, {.box = {40, 30, 20, 20}}};
    mlt_point disc[64];
    mlt_ring ring = {1, 64, 0};
    mlt_jsample s = sample;
    for (int i = 0; i < 64; i++)
        disc[i] = (mlt_point){50 + 10 * cos(i * 3.14159265358979 / 32),
                              40 + 10 * sin(i * 3.14159265358979 / 32)};
    s.truth = truths;
    s.n_truth = 2;
    s.polygons = (mlt_polygons){.rings = &ring, .n = 1, .points = disc, .n_points = 64};
    ck_assert(mlt_map_from_homography(&map, turn));
    mlt_joutcome now = {.type = MLT_OUTCOME, .width = 100, .height = 80, .map = &map};
    mlt_placed loose = mlt_place_truth(0, &s, &now), tight = mlt_place_truth(1, &s, &now);
    ck_assert(!loose.exact && tight.exact);
    ck_assert_double_eq_tol(loose.outer.width, 20 * sqrt(2), 1e-9);
    ck_assert_double_eq_tol(tight.outer.width, 20, 0.1);
    ck_assert_double_eq_tol(tight.outer.height, 20, 0.1);
    ck_assert_mem_eq(&tight.outer, &tight.inner, sizeof tight.outer);
    ck_assert_double_eq(tight.visible, loose.visible);
    const double shift[9] = {1, 0, 3, 0, 1, 0, 0, 0, 1}; /* exact: the label's own box goes along */
    ck_assert(mlt_map_from_homography(&map, shift));
    truths[1].box.width = 21;
    ck_assert_double_eq(mlt_place_truth(1, &s, &now).outer.width, 21);
    now.map = NULL;
    ck_assert_double_eq(mlt_place_truth(1, &s, &now).outer.width, 21);
}
END_TEST

/* Of the box a corner is still in the picture, of the object nothing. */
START_TEST(test_outline_out_of_the_picture)
{
    mlt_map map;
    const double away[9] = {1, 0.001, 0, 0, 1, 65, 0, 0, 1};
    mlt_truth truth = {.box = {0, 0, 40, 40}};
    mlt_point below[3] = {{0, 40}, {40, 20}, {40, 40}};
    mlt_ring ring = {0, 3, 0};
    mlt_jsample s = sample;
    s.truth = &truth;
    s.n_truth = 1;
    s.polygons = (mlt_polygons){.rings = &ring, .n = 1, .points = below, .n_points = 3};
    ck_assert(mlt_map_from_homography(&map, away));
    const mlt_joutcome now = {.type = MLT_OUTCOME, .width = 100, .height = 80, .map = &map};
    ck_assert(mlt_place_box(&truth.box, &s, &now).visible > 0.3);
    ck_assert_double_eq(mlt_place_truth(0, &s, &now).visible, 0);
}
END_TEST

Suite *mlt_suite_journal_placed(void);
Suite *mlt_suite_journal_placed(void)
{
    Suite *suite = suite_create("journal_placed");
    TCase *tc = tcase_create("placed");
    tcase_add_test(tc, test_as_it_was);
    tcase_add_test(tc, test_moved_cut_and_hidden);
    tcase_add_test(tc, test_bent);
    tcase_add_test(tc, test_nowhere);
    tcase_add_test(tc, test_outlines);
    tcase_add_test(tc, test_outline_out_of_the_picture);
    suite_add_tcase(suite, tc);
    return suite;
}
