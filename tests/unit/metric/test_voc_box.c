/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "metric/voc_parts.h"

Suite *mlt_suite_metric_voc_box(void);

static void check(mlt_voc_corners c, double x1, double y1, double x2, double y2)
{
    ck_assert_double_eq(c.x1, x1);
    ck_assert_double_eq(c.y1, y1);
    ck_assert_double_eq(c.x2, x2);
    ck_assert_double_eq(c.y2, y2);
}

START_TEST(three_kinds_of_boxes)
{
    const mlt_box box = {10, 20, 30, 45};
    check(mlt_voc_truth_corners(&(mlt_voc_options){.boxes = MLT_VOC_EDGES}, &box), 10, 20, 40, 65);
    check(mlt_voc_truth_corners(&(mlt_voc_options){.boxes = MLT_VOC_CORNERS}, &box), 10, 20, 30,
          45);
    check(mlt_voc_truth_corners(&(mlt_voc_options){.boxes = MLT_VOC_PIXELS}, &box), 11, 21, 40, 65);
    /* Corners of their own are free of the rounding of x + (x2 - x). */
    const mlt_box sides = {0.2, 0, 0.9 - 0.2, 0};
    const mlt_box corners = {0.2, 0, 0.9, 0};
    ck_assert_double_ne(mlt_voc_pred_corners(&(mlt_voc_options){0}, &sides).x2, 0.9);
    ck_assert_double_eq(
        mlt_voc_pred_corners(&(mlt_voc_options){.boxes = MLT_VOC_CORNERS}, &corners).x2, 0.9);
}
END_TEST

/* A box of this library that comes from a file of Pascal VOC has the file's area. */
START_TEST(areas)
{
    const mlt_box box = {10, 20, 30, 45};
    mlt_voc_options options = {.boxes = MLT_VOC_PIXELS, .inclusive = true};
    mlt_voc_corners c = mlt_voc_truth_corners(&options, &box);
    ck_assert_double_eq(mlt_voc_area(&options, &c), 30 * 45);
    options.inclusive = false;
    ck_assert_double_eq(mlt_voc_area(&options, &c), 29 * 44);
    options = (mlt_voc_options){.inclusive = true};
    c = mlt_voc_truth_corners(&options, &box);
    ck_assert_double_eq(mlt_voc_area(&options, &c), 31 * 46);
}
END_TEST

static void as_printf(double v)
{
    char text[400];
    for (int digits = 1; digits <= 3; digits += 2) {
        snprintf(text, sizeof text, "%.*f", digits, v);
        double expected = strtod(text, NULL);
        double got = mlt_voc_printed(v, digits == 1 ? 10 : 1000);
        ck_assert_msg(memcmp(&got, &expected, sizeof got) == 0, "%.17g became %.17g, not %s", v,
                      got, text);
    }
}

START_TEST(printed_numbers)
{
    uint64_t state = 7;
    const double ties[] = {0.25, 0.75, 0.35, 0.45,   1.05,   2.5,    -0.25,  -0.04, 0,
                           -0.0, 0.05, 0.15, 0.0625, 0.0005, 0.0015, 0.9995, 1e9,   12345678.05};
    for (size_t i = 0; i < sizeof ties / sizeof ties[0]; i++)
        as_printf(ties[i]);
    for (int i = 0; i < 200000; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        double unit = (double)(state >> 11) / 9007199254740992.0;
        as_printf(unit);
        as_printf(floor(unit * 40000) / 20); /* as near to ties as doubles get */
        as_printf(floor(unit * 4000) / 2000);
        as_printf(unit * -3e6);
        as_printf(nextafter(floor(unit * 1e5) + 0.25, i % 2 ? 1e9 : -1e9));
    }
    ck_assert(isnan(mlt_voc_printed(NAN, 10)));
    ck_assert(isinf(mlt_voc_printed(-INFINITY, 10)));
    ck_assert_double_eq(mlt_voc_printed(0x1p200, 10), 0x1p200);
}
END_TEST

START_TEST(only_predictions_are_printed)
{
    const mlt_box box = {1.26, 2.01, 3.33, 4.08};
    const mlt_voc_options options = {.boxes = MLT_VOC_CORNERS, .details = MLT_VOC_PRINTED};
    check(mlt_voc_truth_corners(&options, &box), 1.26, 2.01, 3.33, 4.08);
    check(mlt_voc_pred_corners(&options, &box), 1.3, 2, 3.3, 4.1);
    ck_assert_double_eq(mlt_voc_score(&options, 0.12345), 0.123);
    ck_assert_double_eq(mlt_voc_score(&(mlt_voc_options){0}, 0.12345), 0.12345);
}
END_TEST

Suite *mlt_suite_metric_voc_box(void)
{
    Suite *suite = suite_create("metric_voc_box");
    TCase *tests = tcase_create("voc_box");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, three_kinds_of_boxes);
    tcase_add_test(tests, areas);
    tcase_add_test(tests, printed_numbers);
    tcase_add_test(tests, only_predictions_are_printed);
    suite_add_tcase(suite, tests);
    return suite;
}
