/* SPDX-License-Identifier: MIT */
#include "annotation/chains.h"
#include "annotation/outline.h"

/* A polygon that is no box under any map. */
static mlt_outline polygon(const double (*points)[2], int n)
{
    mlt_outline out = {.n = n};
    for (int i = 0; i < n; i++) {
        out.x[i] = points[i][0];
        out.y[i] = points[i][1];
    }
    return out;
}

START_TEST(test_areas_by_hand)
{
    static const double arrow[][2] = {{0, 0}, {8, 0}, {4, 4}, {8, 8}, {0, 8}}; /* a notch */
    static const double back[][2] = {{0, 8}, {8, 8}, {4, 4}, {8, 0}, {0, 0}};
    const struct {
        mlt_box rect;
        double area;
    } cases[] = {
        {{-9, -9, 99, 99}, 48}, {{0, 0, 8, 8}, 48},  {{0, 0, 4, 8}, 32}, {{4, 0, 4, 8}, 16},
        {{4, 2, 4, 4}, 4},      {{6, 3, 2, 2}, 0},   {{8, 0, 5, 8}, 0},  {{-3, 0, 3, 8}, 0},
        {{1, 3, 2, 2}, 4},      {{6, 0, 1, 2}, 1.5}, {{0, 9, 8, 8}, 0},  {{2, 2, 0, 4}, 0},
    };
    for (int turn = 0; turn < 2; turn++) {
        mlt_outline p = polygon(turn ? back : arrow, 5);
        ck_assert_double_eq(mlt_outline_area(&p), 48);
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
            ck_assert_double_eq_tol(mlt_outline_area_within(&p, &cases[i].rect), cases[i].area,
                                    1e-13);
    }
}
END_TEST

/* Even-odd crossing of a ray. */
static bool is_inside(const mlt_outline *p, double x, double y)
{
    bool inside = false;
    for (int i = 0, j = p->n - 1; i < p->n; j = i++)
        if ((p->y[i] > y) != (p->y[j] > y) &&
            x < p->x[i] + (p->x[j] - p->x[i]) * (y - p->y[i]) / (p->y[j] - p->y[i]))
            inside = !inside;
    return inside;
}

/* Stars with long spikes, most of whose edges cross the rectangle's. */
START_TEST(test_areas_against_counting)
{
    enum { CORNERS = 24, SIDE = 300 };
    for (int round = 0; round < 20; round++) {
        mlt_outline star = {.n = CORNERS};
        for (int i = 0; i < CORNERS; i++) {
            double r = chain_random(5, 60), angle = 2 * chain_pi * i / CORNERS;
            star.x[i] = 50 + r * cos(angle);
            star.y[i] = 50 + r * sin(angle);
        }
        const mlt_box rect = {chain_random(0, 60), chain_random(0, 60), chain_random(5, 60),
                              chain_random(5, 60)};
        int n = 0;
        for (int k = 0; k < SIDE * SIDE; k++)
            n += is_inside(&star, rect.x + rect.width * (k % SIDE + 0.5) / SIDE,
                           rect.y + rect.height * (k / SIDE + 0.5) / SIDE);
        double area = rect.width * rect.height;
        ck_assert_double_eq_tol(mlt_outline_area_within(&star, &rect) / area,
                                (double)n / (SIDE * SIDE), 0.006);
        const mlt_box all = {-100, -100, 300, 300};
        ck_assert_double_eq_tol(mlt_outline_area_within(&star, &all), mlt_outline_area(&star),
                                1e-9);
    }
}
END_TEST

START_TEST(test_homographies_keep_four_corners)
{
    static mlt_outline outline;
    link l = random_homography();
    mlt_map map = map_of_link(&l);
    const mlt_box box = {10, 20, 300, 200};
    ck_assert(mlt_outline_box(&outline, &map, &box));
    ck_assert_int_eq(outline.n, 4);
    for (int i = 0; i < 4; i++) {
        double x = i == 1 || i == 2 ? 310 : 10, y = i < 2 ? 20 : 220;
        link_forward(&l, &x, &y);
        ck_assert_double_eq_tol(outline.x[i], x, 1e-9);
        ck_assert_double_eq_tol(outline.y[i], y, 1e-9);
    }
}
END_TEST

static double distance(const mlt_outline *p, int i, double x, double y)
{
    int j = (i + 1) % p->n;
    double dx = p->x[j] - p->x[i], dy = p->y[j] - p->y[i], length = dx * dx + dy * dy;
    double t = length > 0 ? ((x - p->x[i]) * dx + (y - p->y[i]) * dy) / length : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return hypot(x - p->x[i] - t * dx, y - p->y[i] - t * dy);
}

/* Every point of the true outline is near the polygon. */
START_TEST(test_stays_near_the_outline)
{
    static mlt_outline outline;
    for (int round = 0; round < 60; round++) {
        chain c = random_chain();
        const mlt_box box = {chain_random(20, 400), chain_random(20, 300), chain_random(2, 200),
                             chain_random(2, 150)};
        if (!mlt_outline_box(&outline, &c.map, &box))
            continue;
        ck_assert_int_le(outline.n, MLT_OUTLINE_MOST);
        for (int k = 0; k < 400; k++) {
            double t = k % 100 / 100.0, best = INFINITY;
            double x = box.x + box.width * (k < 200 ? t : k < 300 ? 0 : 1);
            double y = box.y + box.height * (k < 100 ? 0 : k < 200 ? 1 : t);
            chain_forward(&c, &x, &y);
            for (int i = 0; i < outline.n; i++)
                best = fmin(best, distance(&outline, i, x, y));
            ck_assert_double_le(best, 0.1);
        }
    }
}
END_TEST

/* Waves that are much shorter than the edge are not stepped over; a map that is all waves has an
 * end. */
START_TEST(test_short_waves)
{
    static mlt_outline outline;
    const mlt_box box = {100, 0, 1, 480};
    const link waves = {LINK_ROWS, {5, 12, 0}}, noise = {LINK_ROWS, {5, 1e-300, 0}};
    mlt_map map = map_of_link(&waves);
    ck_assert(mlt_outline_box(&outline, &map, &box));
    mlt_box hull = mlt_outline_hull(&outline);
    ck_assert_double_eq_tol(hull.x, 95, 0.05);
    ck_assert_double_eq_tol(hull.x + hull.width, 106, 0.05);
    map = map_of_link(&noise);
    if (mlt_outline_box(&outline, &map, &box))
        ck_assert_int_le(outline.n, MLT_OUTLINE_MOST);
}
END_TEST

Suite *mlt_suite_annotation_outline(void);
Suite *mlt_suite_annotation_outline(void)
{
    Suite *suite = suite_create("annotation_outline");
    TCase *tc = tcase_create("outline");
    tcase_set_timeout(tc, 30);
    tcase_add_test(tc, test_areas_by_hand);
    tcase_add_test(tc, test_areas_against_counting);
    tcase_add_test(tc, test_homographies_keep_four_corners);
    tcase_add_test(tc, test_stays_near_the_outline);
    tcase_add_test(tc, test_short_waves);
    suite_add_tcase(suite, tc);
    return suite;
}
