/* SPDX-License-Identifier: MIT */
#include "annotation/box.h"
#include "testing.h"

#include <math.h>
#include <stdint.h>

Suite *mlt_suite_annotation_box(void);

static uint64_t state;

static double random_in(double low, double high)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * ((double)(state >> 11) / 9007199254740992.0);
}

static void check_box(mlt_box got, double x, double y, double width, double height)
{
    ck_assert_double_eq(got.x, x);
    ck_assert_double_eq(got.y, y);
    ck_assert_double_eq(got.width, width);
    ck_assert_double_eq(got.height, height);
}

START_TEST(proper_boxes)
{
    const mlt_box good = {-3, 4, 1e-300, 5};
    ck_assert(mlt_box_is_proper(&good));
    const mlt_box bad[] = {
        {0, 0, 0, 1},        {0, 0, 1, 0},        {0, 0, -1, 1},       {0, 0, 1, -1},
        {NAN, 0, 1, 1},      {0, NAN, 1, 1},      {0, 0, NAN, 1},      {0, 0, 1, NAN},
        {INFINITY, 0, 1, 1}, {0, INFINITY, 1, 1}, {0, 0, 1, INFINITY}, {0, 0, INFINITY, 1},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ck_assert(!mlt_box_is_proper(&bad[i]));
        ck_assert_double_eq(mlt_box_iou(&bad[i], &bad[i]), 0);
        ck_assert_double_eq(mlt_box_iou(&good, &bad[i]), 0);
        ck_assert_double_eq(mlt_box_iou(&bad[i], &good), 0);
    }
}
END_TEST

START_TEST(intersections)
{
    const mlt_box a = {0, 0, 10, 10};
    const struct {
        mlt_box b;
        double common;
    } cases[] = {
        {{5, 5, 10, 10}, 25}, {{10, 0, 5, 5}, 0},      {{0, 10, 5, 5}, 0},  {{-5, -5, 6, 7}, 2},
        {{2, 3, 4, 5}, 20},   {{-1, -1, 20, 20}, 100}, {{20, 20, 1, 1}, 0}, {{3, 12, 1, 1}, 0},
        {{4, 4, -2, 3}, 0},   {{4, 4, 0, 3}, 0},
    };
    ck_assert_double_eq(mlt_box_area(&a), 100);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_double_eq(mlt_box_intersection(&a, &cases[i].b), cases[i].common);
        ck_assert_double_eq(mlt_box_intersection(&cases[i].b, &a), cases[i].common);
    }
}
END_TEST

START_TEST(overlap_ratio)
{
    const mlt_box a = {0, 0, 10, 10};
    const mlt_box half = {0, 0, 10, 5};
    const mlt_box third = {5, 0, 10, 10};
    const mlt_box beside = {10, 0, 10, 10};
    ck_assert_double_eq(mlt_box_iou(&a, &a), 1);
    ck_assert_double_eq(mlt_box_iou(&a, &half), 0.5);
    ck_assert_double_eq(mlt_box_iou(&a, &third), 50.0 / 150.0);
    ck_assert_double_eq(mlt_box_iou(&a, &beside), 0);
    const mlt_box huge = {0, 0, 1e300, 1e300}; /* the area overflows: no NaN comes out */
    ck_assert(!isnan(mlt_box_iou(&huge, &beside)));
    const mlt_box far = {-1e300, -1e300, 1e200, 1e200};
    ck_assert_double_eq(mlt_box_iou(&far, &huge), 0);
    /* The order of operations is the reference's: the sum of the areas first, then minus. */
    const mlt_box p = {0.1, 0.2, 3.3, 4.7};
    const mlt_box q = {1.3, 0.9, 2.9, 5.1};
    double w = (0.1 + 3.3) - 1.3;
    double h = (0.2 + 4.7) - 0.9;
    double common = w * h;
    double sum = 3.3 * 4.7 + 2.9 * 5.1;
    ck_assert_double_eq(mlt_box_iou(&p, &q), common / (sum - common));
}
END_TEST

START_TEST(clipping)
{
    const mlt_box inside = {0.1, 0.2, 0.7, 0.3};
    check_box(mlt_box_clip(&inside, 1, 1), 0.1, 0.2, 0.7, 0.3); /* untouched to the bit */
    const mlt_box over = {-2, 3, 10, 20};
    check_box(mlt_box_clip(&over, 6, 8), 0, 3, 6, 5);
    const mlt_box all = {-5, -5, 100, 100};
    check_box(mlt_box_clip(&all, 6, 8), 0, 0, 6, 8);
    const mlt_box outside[] = {{6, 0, 2, 2}, {-2, 0, 2, 2}, {0, 8, 1, 1},   {0, -1, 1, 1},
                               {1, 1, 0, 1}, {1, 1, 1, -1}, {NAN, 0, 1, 1}, {0, 0, NAN, 1}};
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++)
        check_box(mlt_box_clip(&outside[i], 6, 8), 0, 0, 0, 0);
    const mlt_box endless = {-1, -1, INFINITY, INFINITY};
    check_box(mlt_box_clip(&endless, 6, 8), 0, 0, 6, 8);
}
END_TEST

START_TEST(covered_by_hand)
{
    const mlt_box box = {0, 0, 10, 10};
    ck_assert_double_eq(mlt_box_covered_area(&box, NULL, 0), 0);
    const mlt_box around = {-5, -5, 50, 50};
    ck_assert_double_eq(mlt_box_covered_area(&box, &around, 1), 100);
    const mlt_box away[] = {
        {10, 0, 5, 5}, {0, -3, 5, 3}, {20, 20, 1, 1}, {3, 3, 0, 5}, {3, 3, 5, 0}};
    ck_assert_double_eq(mlt_box_covered_area(&box, away, 5), 0);
    const mlt_box cross[] = {{4, -1, 2, 12}, {-1, 4, 12, 2}};
    ck_assert_double_eq(mlt_box_covered_area(&box, cross, 2), 36);
    const mlt_box same[] = {{2, 2, 3, 3}, {2, 2, 3, 3}, {3, 3, 1, 1}};
    ck_assert_double_eq(mlt_box_covered_area(&box, same, 3), 9);
    const mlt_box chain[] = {{6, 0, 3, 1}, {0, 0, 3, 1}, {3, 0, 3, 1}}; /* touching, not in order */
    ck_assert_double_eq(mlt_box_covered_area(&box, chain, 3), 9);
    const mlt_box stair[] = {{0, 0, 4, 4}, {2, 2, 4, 4}, {4, 4, 4, 4}};
    ck_assert_double_eq(mlt_box_covered_area(&box, stair, 3), 40);
    const mlt_box odd[] = {{NAN, 0, 3, 3}, {0, NAN, 3, 3}, {1, 1, -2, 3}, {1, 1, 3, -2}};
    ck_assert_double_eq(mlt_box_covered_area(&box, odd, 4), 0);
    const mlt_box none = {3, 3, -1, 5};
    ck_assert_double_eq(mlt_box_covered_area(&none, &around, 1), 0);
}
END_TEST

/* Rects on an integer grid, so that counting unit cells gives the exact answer. */
START_TEST(covered_by_counting)
{
    state = 7;
    for (int round = 0; round < 300; round++) {
        mlt_box rects[12];
        size_t n = (size_t)random_in(0, 13);
        for (size_t i = 0; i < n; i++) {
            double x = floor(random_in(-6, 22));
            double y = floor(random_in(-6, 22));
            rects[i] = (mlt_box){x, y, floor(random_in(0, 12)), floor(random_in(0, 12))};
        }
        const mlt_box box = {2, 3, floor(random_in(1, 17)), floor(random_in(1, 17))};
        int cells = 0;
        for (double y = box.y + 0.5; y < box.y + box.height; y++)
            for (double x = box.x + 0.5; x < box.x + box.width; x++) {
                int hit = 0;
                for (size_t i = 0; i < n; i++)
                    hit |= x > rects[i].x && x < rects[i].x + rects[i].width && y > rects[i].y &&
                           y < rects[i].y + rects[i].height;
                cells += hit;
            }
        ck_assert_double_eq(mlt_box_covered_area(&box, rects, n), cells);
    }
}
END_TEST

START_TEST(clamped)
{
    const mlt_box outer = {0, 0, 20, 20};
    const mlt_box inner = {5, 6, 10, 9};
    const mlt_box middle = {3, 4, 14, 13}; /* between: kept */
    check_box(mlt_box_clamp_between(&middle, &outer, &inner), 3, 4, 14, 13);
    const mlt_box large = {-5, -6, 50, 60};
    check_box(mlt_box_clamp_between(&large, &outer, &inner), 0, 0, 20, 20);
    const mlt_box small = {8, 9, 1, 1};
    check_box(mlt_box_clamp_between(&small, &outer, &inner), 5, 6, 10, 9);
    const mlt_box mixed = {-1, 7, 30, 7};
    check_box(mlt_box_clamp_between(&mixed, &outer, &inner), 0, 6, 20, 9);
    const mlt_box odd = {0.1, 0.2, 0.7, 0.3}; /* equal hulls: given back to the bit */
    check_box(mlt_box_clamp_between(&middle, &odd, &odd), 0.1, 0.2, 0.7, 0.3);
    const mlt_box empty = {0, 0, 0, 0};
    check_box(mlt_box_clamp_between(&middle, &outer, &empty), 0, 0, 20, 20);
}
END_TEST

Suite *mlt_suite_annotation_box(void)
{
    Suite *suite = suite_create("annotation_box");
    TCase *tests = tcase_create("box");
    tcase_add_test(tests, proper_boxes);
    tcase_add_test(tests, intersections);
    tcase_add_test(tests, overlap_ratio);
    tcase_add_test(tests, clipping);
    tcase_add_test(tests, covered_by_hand);
    tcase_add_test(tests, covered_by_counting);
    tcase_add_test(tests, clamped);
    suite_add_tcase(suite, tests);
    return suite;
}
