/* SPDX-License-Identifier: MIT */
#include "annotation/chains.h"

Suite *mlt_suite_annotation_map(void);

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
    chain_state = 11;
    for (int round = 0; round < 200; round++) {
        mlt_map a = random_map(2e-4);
        mlt_map b = random_map(2e-4);
        mlt_map both, inverse;
        ck_assert(mlt_map_compose(&both, &a, &b));
        ck_assert(mlt_map_invert(&inverse, &a));
        double x = chain_random(200, 440);
        double y = chain_random(150, 330);
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

/* A chain of maps is what its links are one after another, there and back. */
START_TEST(chains_are_their_links)
{
    int followed = 0;
    for (int round = 0; round < 3000; round++) {
        chain c = random_chain();
        mlt_map back, again;
        ck_assert(mlt_map_invert(&back, &c.map));
        ck_assert(mlt_map_invert(&again, &back));
        double x = chain_random(-50, 700), y = chain_random(-50, 530), px = x, py = y;
        double qx, qy, rx, ry, sx, sy;
        chain_forward(&c, &px, &py);
        if (!mlt_map_point(&c.map, x, y, &qx, &qy) || hypot(qx, qy) > 5000)
            continue;
        followed++;
        ck_assert_double_eq_tol(qx, px, 1e-7);
        ck_assert_double_eq_tol(qy, py, 1e-7);
        ck_assert(mlt_map_point(&back, qx, qy, &rx, &ry));
        ck_assert_double_eq_tol(rx, x, 1e-6);
        ck_assert_double_eq_tol(ry, y, 1e-6);
        ck_assert(mlt_map_point(&again, x, y, &sx, &sy));
        ck_assert_double_eq_tol(sx, qx, 1e-6);
        ck_assert_double_eq_tol(sy, qy, 1e-6);
        ck_assert_int_eq(c.map.type, MLT_MAP_CURVED);
        ck_assert(!mlt_map_is_exact(&c.map));
    }
    ck_assert_int_gt(followed, 2500);
}
END_TEST

static void check_same(const mlt_map *a, const mlt_map *b)
{
    for (int i = 0; i < 50; i++) {
        double x = chain_random(0, 640), y = chain_random(0, 480), ax, ay, bx, by;
        bool there = mlt_map_point(a, x, y, &ax, &ay);
        ck_assert_int_eq(mlt_map_point(b, x, y, &bx, &by), there);
        ck_assert(!there || hypot(ax - bx, ay - by) < 1e-6 * (1 + hypot(ax, ay)));
    }
}

/* The same numbers. */
static void check_equal(const mlt_map *a, const mlt_map *b)
{
    ck_assert_int_eq(a->n_parts, b->n_parts);
    ck_assert_mem_eq(a->h, b->h, sizeof a->h);
    for (int i = 0; i < a->n_parts; i++) {
        ck_assert_mem_eq(a->parts[i].h, b->parts[i].h, sizeof a->h);
        ck_assert_int_eq((int)a->parts[i].curve.type, (int)b->parts[i].curve.type);
        ck_assert_mem_eq(a->parts[i].curve.v, b->parts[i].curve.v, sizeof a->parts[i].curve.v);
    }
}

START_TEST(group_laws)
{
    for (int round = 0; round < 200; round++) {
        chain a = random_chain();
        link one = random_link(LINK_LENS), two = random_link(LINK_H);
        mlt_map b = map_of_link(&one), c = map_of_link(&two), left, right, back;
        ck_assert(mlt_map_compose(&left, &a.map, &b)); /* (a b) c = a (b c) */
        ck_assert(mlt_map_compose(&left, &left, &c));
        ck_assert(mlt_map_compose(&right, &b, &c));
        ck_assert(mlt_map_compose(&right, &a.map, &right));
        check_same(&left, &right);
        ck_assert(mlt_map_compose(&left, &mlt_map_identity, &a.map)); /* 1 a = a = a 1 */
        check_equal(&left, &a.map);
        ck_assert(mlt_map_compose(&left, &a.map, &mlt_map_identity));
        check_equal(&left, &a.map);
        ck_assert(mlt_map_invert(&back, &a.map)); /* a a⁻¹ = 1 */
        ck_assert(mlt_map_compose(&left, &a.map, &back));
        check_same(&left, &mlt_map_identity);
    }
}
END_TEST

/* As many curves as a condition has steps; the ninth is refused, and nothing is written. */
START_TEST(too_many_parts)
{
    const link lens = {LINK_LENS, {320, 240, 400, -0.05}},
               turn = {LINK_H, {0, -1, 480, 1, 0, 0, 0, 0, 1}};
    mlt_map all = mlt_map_identity, one = map_of_link(&lens), other = map_of_link(&turn), kept;
    for (int i = 0; i < MLT_MAP_MOST_PARTS; i++)
        ck_assert(mlt_map_compose(&all, &all, &one));
    kept = all;
    ck_assert_int_eq(all.n_parts, 8);
    ck_assert(!mlt_map_compose(&all, &all, &one));
    ck_assert(!mlt_map_compose(&all, &one, &all));
    check_same(&all, &kept);
    ck_assert_int_eq(all.n_parts, kept.n_parts);
    ck_assert(mlt_map_compose(&all, &all, &other)); /* homographies join what is there */
    ck_assert_int_eq(all.n_parts, 8);
}
END_TEST

/* A copy of mlt_map_bytes() is a map, though there is nothing behind it. */
START_TEST(short_copies)
{
    for (int round = 0; round < 20; round++) {
        chain c = random_chain();
        mlt_map *copy = malloc(mlt_map_bytes(&c.map)), both, back;
        const mlt_box box = {100, 100, 50, 50};
        mlt_mapped_box to, same;
        memcpy(copy, &c.map, mlt_map_bytes(&c.map));
        ck_assert_int_eq(mlt_map_box(copy, &box, &to), mlt_map_box(&c.map, &box, &same));
        ck_assert(mlt_map_invert(&back, copy));
        if (c.map.n_parts <= 4) {
            ck_assert(mlt_map_compose(&both, copy, copy));
            ck_assert_int_eq(both.n_parts, 2 * c.map.n_parts);
        }
        free(copy);
    }
    ck_assert_uint_lt(mlt_map_bytes(&mlt_map_identity), 100);
}
END_TEST

START_TEST(refused_curves)
{
    mlt_map map = mlt_map_identity;
    const mlt_curve folds = {MLT_CURVE_LENS, {0, 0, 10, -0.34}}, flat = {MLT_CURVE_ROWS, {1, 0, 0}};
    ck_assert(!mlt_map_from_curve(&map, &folds));
    ck_assert(!mlt_map_from_curve(&map, &flat));
    ck_assert_int_eq(map.type, MLT_MAP_IDENTITY);
    const mlt_curve nothing[] = {{MLT_CURVE_LENS, {5, 6, 10, 0}}, {MLT_CURVE_ROWS, {-0.0, 9, 2}}};
    for (int i = 0; i < 2; i++) {
        map.type = MLT_MAP_HOMOGRAPHY;
        ck_assert(mlt_map_from_curve(&map, &nothing[i]));
        ck_assert_int_eq(map.type, MLT_MAP_IDENTITY);
        ck_assert_int_eq(map.n_parts, 0);
    }
}
END_TEST

START_TEST(waves)
{
    const link links[] = {{LINK_ROWS, {5, 100, 0}},
                          {LINK_H, {0, -1, 480, 1, 0, 0, 0, 0, 1}},
                          {LINK_ROWS, {5, 50, 0}}};
    chain c = make_chain(links, 3);
    ck_assert_double_eq_tol(mlt_map_waves(&c.map, 0, 0, 0, 200), 2, 1e-9); /* 0 after the turn */
    ck_assert_double_eq_tol(mlt_map_waves(&c.map, 0, 0, 200, 0), 4, 1e-9);
    ck_assert_double_eq(mlt_map_waves(&mlt_map_identity, 0, 0, 200, 9), 0);
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
    tcase_add_test(tests, chains_are_their_links);
    tcase_add_test(tests, group_laws);
    tcase_add_test(tests, too_many_parts);
    tcase_add_test(tests, short_copies);
    tcase_add_test(tests, refused_curves);
    tcase_add_test(tests, waves);
    tcase_add_test(tests, horizon);
    suite_add_tcase(suite, tests);
    return suite;
}
