/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_admit(void);

static const mlt_source source = {.format = "test"};
static mltest_dataset *dataset;
static mlt_truth truth;

static void set_up(void)
{
    static const char *const names[] = {"a", "b"};
    dataset = NULL;
    ck_assert_int_eq(mlt_dataset_make(&dataset, NULL, "cells", "", &source, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_add_classes(dataset, names, 2, NULL), MLTEST_OK);
}

static void tear_down(void)
{
    mlt_dataset_unref(dataset);
}

/* Of a picture of 20 × 10. */
static bool admit(double x, double y, double width, double height)
{
    bool keep;
    truth = (mlt_truth){{x, y, width, height}, width * height, 1, 0, 0};
    ck_assert_int_eq(mlt_dataset_admit(dataset, "here", 20, 10, &truth, &keep, NULL), MLTEST_OK);
    return keep;
}

static void expect_box(double x, double y, double width, double height)
{
    ck_assert_double_eq(truth.box.x, x);
    ck_assert_double_eq(truth.box.y, y);
    ck_assert_double_eq(truth.box.width, width);
    ck_assert_double_eq(truth.box.height, height);
}

START_TEST(test_proper_boxes_pass_unchanged)
{
    static const double boxes[][4] = {
        {0, 0, 20, 10}, {1.5, 2.25, 3, 4}, {18, 8, 2, 2}, {0, 0, 1.5, 1.5}};
    const double *b = boxes[_i];
    ck_assert(admit(b[0], b[1], b[2], b[3]));
    expect_box(b[0], b[1], b[2], b[3]);
    ck_assert_uint_eq(truth.flags, 0);
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 0);
}
END_TEST

START_TEST(test_what_reaches_over_the_edge_is_cut)
{
    static const double cases[][8] = {
        {-1, 2, 5, 5, 0, 2, 4, 5},      {3, -0.5, 5, 5, 3, 0, 5, 4.5},
        {16, 2, 5, 5, 16, 2, 4, 5},     {3, 8, 5, 5, 3, 8, 5, 2},
        {-9, -9, 99, 99, 0, 0, 20, 10}, {-1e300, 2, 1.5e300, 5, 0, 2, 20, 5}};
    const double *c = cases[_i];
    ck_assert(admit(c[0], c[1], c[2], c[3]));
    expect_box(c[4], c[5], c[6], c[7]);
    ck_assert_uint_eq(truth.flags, MLT_TRUTH_CLIPPED);
    ck_assert_double_eq(truth.area, c[6] * c[7]);
    ck_assert_str_eq(mlt_dataset_oddity(dataset, 0),
                     "a box reaches over the picture's edge (cut there): 1, here");
}
END_TEST

START_TEST(test_an_area_of_its_own_is_kept)
{
    bool keep;
    truth = (mlt_truth){{-5, 0, 10, 5}, 17, 1, 0, MLT_TRUTH_CROWD};
    ck_assert_int_eq(mlt_dataset_admit(dataset, "here", 20, 10, &truth, &keep, NULL), MLTEST_OK);
    ck_assert(keep);
    ck_assert_double_eq(truth.area, 17);
    ck_assert_uint_eq(truth.flags, MLT_TRUTH_CROWD | MLT_TRUTH_CLIPPED);
}
END_TEST

START_TEST(test_what_is_left_out)
{
    static const struct {
        double box[4];
        const char *what;
    } cases[] = {
        {{20, 0, 5, 5}, "a box lies outside the picture (left out): 1, here"},
        {{0, 10, 5, 5}, "a box lies outside the picture (left out): 1, here"},
        {{-5, 0, 5, 5}, "a box lies outside the picture (left out): 1, here"},
        {{1e300, 0, 5, 5}, "a box lies outside the picture (left out): 1, here"},
        {{1, 1, 0, 5}, "a box has no area (left out): 1, here"},
        {{1, 1, 5, 0}, "a box has no area (left out): 1, here"},
        {{0, 0, 0, 0}, "a box has no area (left out): 1, here"},
        {{5, 1, -2, 5}, "a box has its right or lower edge before the other (left out): 1, here"},
        {{5, 1, 2, -5}, "a box has its right or lower edge before the other (left out): 1, here"},
        {{NAN, 1, 5, 5}, "a box is not finite (left out): 1, here"},
        {{1, INFINITY, 5, 5}, "a box is not finite (left out): 1, here"},
        {{1, 1, -INFINITY, 5}, "a box is not finite (left out): 1, here"},
        {{1, 1, 5, NAN}, "a box is not finite (left out): 1, here"},
        {{1, 1, 1e200, 1e200}, "a box is not finite (left out): 1, here"}, /* its area */
    };
    const double *b = cases[_i].box;
    ck_assert(!admit(b[0], b[1], b[2], b[3]));
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 1);
    ck_assert_str_eq(mlt_dataset_oddity(dataset, 0), cases[_i].what);
}
END_TEST

START_TEST(test_thin_boxes_are_kept_and_counted)
{
    ck_assert(admit(3, 3, 1, 5));
    ck_assert(admit(3, 3, 5, 0.25));
    ck_assert(admit(3, 3, 1.01, 5));
    expect_box(3, 3, 1.01, 5);
    ck_assert_str_eq(mlt_dataset_oddity(dataset, 0),
                     "a box is at most one pixel wide or high (kept): 2, here, here");
}
END_TEST

START_TEST(test_unknown_size_cuts_nothing)
{
    bool keep;
    truth = (mlt_truth){{-5, 300, 10, 5}, 50, 1, 0, 0};
    ck_assert_int_eq(mlt_dataset_admit(dataset, "here", 0, 0, &truth, &keep, NULL), MLTEST_OK);
    ck_assert(keep);
    expect_box(-5, 300, 10, 5);
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 0);
}
END_TEST

static mltest_sample *add(const char *id)
{
    mltest_sample *sample;
    ck_assert_int_eq(mlt_dataset_append(dataset, &sample, NULL), MLTEST_OK);
    if (id != NULL)
        ck_assert_int_eq(mlt_sample_set_id(sample, id, NULL), MLTEST_OK);
    return sample;
}

static void add_box(mltest_sample *sample, double x, double width, double height, int32_t cls)
{
    mlt_truth item = {{x, 0, width, height}, width * height, 1, cls, 0};
    ck_assert_int_eq(mlt_truths_add(NULL, &sample->truths, &item, NULL), MLTEST_OK);
}

START_TEST(test_a_whole_sample)
{
    mltest_sample *sample = add("s");
    sample->width = 20;
    sample->height = 10;
    add_box(sample, 30, 5, 5, 0); /* outside */
    add_box(sample, 1, 5, 5, 1);
    add_box(sample, 0, 0, 0, 0); /* a classification */
    add_box(sample, 1, 0, 5, 0); /* no area */
    add_box(sample, 18, 5, 5, 0);
    ck_assert_int_eq(mlt_dataset_admit_last(dataset, NULL), MLTEST_OK);
    ck_assert_uint_eq(sample->truths.n, 3);
    ck_assert_int_eq(sample->truths.items[0].cls, 1);
    ck_assert_double_eq(sample->truths.items[1].area, 0);
    ck_assert_double_eq(sample->truths.items[2].box.width, 2);
    ck_assert_uint_eq(mlt_dataset_oddity_count(dataset), 3);
    ck_assert_ptr_nonnull(fix_oddity(dataset, "a box has no area (left out): 1, s"));
}
END_TEST

static void add_outline(mltest_sample *sample, double x, double size)
{
    const mlt_point ring[3] = {{x, 0}, {x + size, 0}, {x + size, size}};
    ck_assert_int_eq(mlt_sample_add_ring(sample, ring, 3, NULL), MLTEST_OK);
}

/* Outlines go along with what is kept, and stay only if they fit it. */
START_TEST(test_outlines)
{
    mltest_sample *sample = add("s");
    sample->width = 20;
    sample->height = 10;
    add_box(sample, 30, 5, 5, 0); /* outside */
    add_outline(sample, 30, 5);
    add_box(sample, 1, 5, 5, 1);
    add_outline(sample, 1, 5);
    add_box(sample, 1, 5, 5, 1);
    add_outline(sample, 9, 5);    /* somewhere else */
    add_box(sample, 18, 5, 5, 0); /* cut */
    add_outline(sample, 18, 5);
    add_box(sample, 2, 5, 5, 0);
    ck_assert_int_eq(mlt_dataset_admit_last(dataset, NULL), MLTEST_OK);
    ck_assert_uint_eq(sample->truths.n, 4);
    ck_assert_uint_eq(sample->polygons.n, 2);
    ck_assert_double_eq(mlt_polygons_of(&sample->polygons, 0).points[0].x, 1);
    ck_assert_uint_eq(mlt_polygons_of(&sample->polygons, 2).n, 1);
    ck_assert_ptr_nonnull(fix_oddity(dataset, "an outline does not fit its box (not used): 1, s"));
}
END_TEST

START_TEST(test_classes_must_be_in_the_list)
{
    mltest_error *error = NULL;
    mltest_sample *sample = add("s");
    add_box(sample, 1, 5, 5, 1);
    add_box(sample, 1, 5, 5, 2);
    fix_failed(mlt_dataset_admit_last(dataset, &error), MLTEST_ERR_INVALID, &error,
               "sample \"s\": class 2 of object 2 is not one of the 2 classes");
    add_box(add("t"), 1, 5, 5, -1);
    fix_failed(mlt_dataset_admit_last(dataset, &error), MLTEST_ERR_INVALID, &error, "class -1");
}
END_TEST

START_TEST(test_an_id_is_needed)
{
    mltest_error *error = NULL;
    add("s");
    add(NULL);
    fix_failed(mlt_dataset_admit_last(dataset, &error), MLTEST_ERR_INVALID, &error,
               "sample 2 has no id");
}
END_TEST

Suite *mlt_suite_dataset_admit(void)
{
    TCase *tc = tcase_create("admit");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_loop_test(tc, test_proper_boxes_pass_unchanged, 0, 4);
    tcase_add_loop_test(tc, test_what_reaches_over_the_edge_is_cut, 0, 6);
    tcase_add_test(tc, test_an_area_of_its_own_is_kept);
    tcase_add_loop_test(tc, test_what_is_left_out, 0, 14);
    tcase_add_test(tc, test_thin_boxes_are_kept_and_counted);
    tcase_add_test(tc, test_unknown_size_cuts_nothing);
    tcase_add_test(tc, test_a_whole_sample);
    tcase_add_test(tc, test_outlines);
    tcase_add_test(tc, test_classes_must_be_in_the_list);
    tcase_add_test(tc, test_an_id_is_needed);
    Suite *suite = suite_create("dataset_admit");
    suite_add_tcase(suite, tc);
    return suite;
}
