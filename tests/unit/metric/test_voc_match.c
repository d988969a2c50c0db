/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include <math.h>

#include "metric/voc_parts.h"

Suite *mlt_suite_metric_voc_match(void);

static mlt_voc_goal goal(const mlt_voc_options *options, double x1, double y1, double x2, double y2)
{
    mlt_voc_goal g = {.corners = {x1, y1, x2, y2}};
    g.area = mlt_voc_area(options, &g.corners);
    return g;
}

/* How box (x1, y1, x2, y2) ends with the only truth (0, 0, 9, 9), which is asked for afresh. */
static mlt_voc_outcome with_ten(const mlt_voc_options *options, double x1, double y1, double x2,
                                double y2)
{
    mlt_voc_goal g = goal(options, 0, 0, 9, 9);
    const mlt_voc_corners box = {x1, y1, x2, y2};
    mlt_voc_outcome end = mlt_voc_match(options, &box, &g, 1);
    ck_assert_int_eq(g.taken, end == MLT_VOC_RIGHT);
    return end;
}

START_TEST(inclusive_pixels)
{
    /* 5 of 10 columns: 50 of 150 pixels; without the outermost ones 36 of 126. */
    mlt_voc_options options = {.iou = 1.0 / 3, .inclusive = true};
    ck_assert_int_eq(with_ten(&options, 5, 0, 14, 9), MLT_VOC_RIGHT);
    options.inclusive = false;
    ck_assert_int_eq(with_ten(&options, 5, 0, 14, 9), MLT_VOC_WRONG);
    options.iou = 36.0 / 126;
    ck_assert_int_eq(with_ten(&options, 5, 0, 14, 9), MLT_VOC_RIGHT);
    options.iou = nextafter(options.iou, 1);
    ck_assert_int_eq(with_ten(&options, 5, 0, 14, 9), MLT_VOC_WRONG);
}
END_TEST

START_TEST(strict_or_not)
{
    mlt_voc_options options = {.iou = 0.5, .inclusive = true};
    ck_assert_int_eq(with_ten(&options, 0, 0, 9, 4), MLT_VOC_RIGHT); /* 50 of 100 */
    options.strict = true;
    ck_assert_int_eq(with_ten(&options, 0, 0, 9, 4), MLT_VOC_WRONG);
    options.iou = nextafter(0.5, 0);
    ck_assert_int_eq(with_ten(&options, 0, 0, 9, 4), MLT_VOC_RIGHT);
    options.iou = 1;
    ck_assert_int_eq(with_ten(&options, 0, 0, 9, 9), MLT_VOC_WRONG);
    options.strict = false;
    ck_assert_int_eq(with_ten(&options, 0, 0, 9, 9), MLT_VOC_RIGHT);
}
END_TEST

/* A threshold of 0 asks for any overlap, but for one. */
START_TEST(touching)
{
    mlt_voc_options options = {.inclusive = true};
    for (int strict = 0; strict < 2; strict++) {
        options.strict = strict;
        options.details = 0;
        ck_assert_int_eq(with_ten(&options, 9.5, 0, 19, 9), MLT_VOC_RIGHT); /* half a pixel */
        ck_assert_int_eq(with_ten(&options, 0, -5, 9, -0.5), MLT_VOC_RIGHT);
        ck_assert_int_eq(with_ten(&options, 10, 0, 19, 9), MLT_VOC_WRONG);
        options.details = MLT_VOC_MEET;
        ck_assert_int_eq(with_ten(&options, 9.5, 0, 19, 9), MLT_VOC_WRONG);
        ck_assert_int_eq(with_ten(&options, 0, -5, 9, -0.5), MLT_VOC_WRONG);
        ck_assert_int_eq(with_ten(&options, -5, 0, -0.5, 9), MLT_VOC_WRONG);
        ck_assert_int_eq(with_ten(&options, 0, 9.5, 9, 20), MLT_VOC_WRONG);
        ck_assert_int_eq(with_ten(&options, 9, 9, 19, 19), MLT_VOC_RIGHT); /* one pixel */
        ck_assert_int_eq(with_ten(&options, -5, -5, 0, 0), MLT_VOC_RIGHT);
    }
    options.inclusive = false;
    ck_assert_int_eq(with_ten(&options, 9, 9, 19, 19), MLT_VOC_WRONG);
}
END_TEST

START_TEST(smallest_overlap)
{
    mlt_voc_options options = {.inclusive = true};
    /* One pixel of nearly 1e308: less than the smallest normal number. */
    ck_assert_int_eq(with_ten(&options, 9, 9, 1e154, 0.99e154), MLT_VOC_RIGHT);
    options.details = MLT_VOC_MEET;
    ck_assert_int_eq(with_ten(&options, 9, 9, 1e154, 0.99e154), MLT_VOC_WRONG);
    ck_assert_int_eq(with_ten(&options, 9, 9, 1e153, 1e153), MLT_VOC_RIGHT);
}
END_TEST

START_TEST(first_or_last_of_equals)
{
    mlt_voc_options options = {.iou = 0.5, .inclusive = true};
    const mlt_voc_corners box = {0, 0, 9, 9};
    for (int last = 0; last < 2; last++) {
        options.details = last ? MLT_VOC_LAST_OF_EQUALS : 0;
        mlt_voc_goal goals[] = {goal(&options, 0, 0, 9, 7), goal(&options, 0, 0, 9, 8),
                                goal(&options, 0, 1, 9, 9), goal(&options, 0, 0, 9, 5)};
        ck_assert_int_eq(mlt_voc_match(&options, &box, goals, 4), MLT_VOC_RIGHT);
        ck_assert(goals[last ? 2 : 1].taken);
        /* The same truth again, not the other one: no second choice. */
        ck_assert_int_eq(mlt_voc_match(&options, &box, goals, 4), MLT_VOC_WRONG);
        ck_assert(!goals[0].taken && !goals[last ? 1 : 2].taken && !goals[3].taken);
    }
}
END_TEST

START_TEST(difficult_and_crowds)
{
    const mlt_voc_options options = {.iou = 0.5, .inclusive = true};
    const mlt_voc_corners box = {0, 0, 9, 9};
    mlt_voc_goal g = goal(&options, 0, 0, 9, 9);
    g.difficult = true;
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(mlt_voc_match(&options, &box, &g, 1), MLT_VOC_NEITHER);
    ck_assert(!g.taken);
    g.difficult = false;
    g.crowd = true;
    ck_assert_int_eq(mlt_voc_match(&options, &box, &g, 1), MLT_VOC_RIGHT);
    ck_assert_int_eq(mlt_voc_match(&options, &box, &g, 1), MLT_VOC_NEITHER);
    /* A difficult truth that overlaps most keeps a detection from the one that is asked for. */
    mlt_voc_goal two[] = {goal(&options, 0, 0, 9, 8), goal(&options, 0, 0, 9, 9)};
    two[1].difficult = true;
    ck_assert_int_eq(mlt_voc_match(&options, &box, two, 2), MLT_VOC_NEITHER);
    ck_assert(!two[0].taken);
}
END_TEST

START_TEST(odd_boxes)
{
    const double odd[] = {NAN, INFINITY, -INFINITY};
    for (int inclusive = 0; inclusive < 2; inclusive++) {
        const mlt_voc_options options = {.inclusive = inclusive};
        for (size_t i = 0; i < 3; i++)
            for (int k = 0; k < 4; k++) {
                double v[] = {0, 0, 9, 9};
                v[k] = odd[i];
                ck_assert_int_eq(with_ten(&options, v[0], v[1], v[2], v[3]), MLT_VOC_WRONG);
            }
        ck_assert_int_eq(with_ten(&options, 9, 9, 0, 0), MLT_VOC_WRONG); /* inside out */
        /* A side of no length is one pixel. */
        ck_assert_int_eq(with_ten(&options, 4, 4, 4, 8), inclusive ? MLT_VOC_RIGHT : MLT_VOC_WRONG);
        const mlt_voc_corners box = {0, 0, 9, 9};
        ck_assert_int_eq(mlt_voc_match(&options, &box, NULL, 0), MLT_VOC_WRONG);
        /* A truth that is no box does not stand in the way of another. */
        mlt_voc_goal goals[] = {goal(&options, NAN, 0, 9, 9), goal(&options, 0, 0, 9, 9)};
        ck_assert_int_eq(mlt_voc_match(&options, &box, goals, 2), MLT_VOC_RIGHT);
        ck_assert(goals[1].taken);
    }
}
END_TEST

Suite *mlt_suite_metric_voc_match(void)
{
    Suite *suite = suite_create("metric_voc_match");
    TCase *tests = tcase_create("voc_match");
    tcase_add_test(tests, inclusive_pixels);
    tcase_add_test(tests, strict_or_not);
    tcase_add_test(tests, touching);
    tcase_add_test(tests, smallest_overlap);
    tcase_add_test(tests, first_or_last_of_equals);
    tcase_add_test(tests, difficult_and_crowds);
    tcase_add_test(tests, odd_boxes);
    suite_add_tcase(suite, tests);
    return suite;
}
