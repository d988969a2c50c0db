/* SPDX-License-Identifier: MIT */
#include "perturb/hidden.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "testing.h"

static double union_of(const mlt_box *boxes, size_t n)
{
    const mlt_box all = {-1e4, -1e4, 2e4, 2e4};
    return mlt_box_covered_area(&all, boxes, n);
}

START_TEST(test_pixels_become_one_rectangle)
{
    mlt_box boxes[60];
    for (size_t i = 0; i < 60; i++) /* 12 × 5 pixels, in a mixed order */
        boxes[i] = (mlt_box){(double)(i * 7 % 60 % 12) + 3, (double)(i * 7 % 60 / 12) + 9, 1, 1};
    ck_assert_uint_eq(mlt_hidden_merge(boxes, 60, 4096), 1);
    ck_assert_double_eq(boxes[0].x, 3);
    ck_assert_double_eq(boxes[0].y, 9);
    ck_assert_double_eq(boxes[0].width, 12);
    ck_assert_double_eq(boxes[0].height, 5);
}
END_TEST

START_TEST(test_what_does_not_fit_stays_apart)
{
    mlt_box boxes[] = {{30, 0, 5, 5}, {0, 0, 5, 5}, {5, 0, 5, 6}, /* another height */
                       {11, 0, 5, 5},                             /* a gap */
                       {0, 5, 6, 5},                              /* another width */
                       {0, 20, 5, 5}, {5, 25, 5, 5}};             /* only the corners touch */
    ck_assert_uint_eq(mlt_hidden_merge(boxes, 7, 4096), 7);
    for (size_t i = 1; i < 7; i++) /* from top to bottom */
        ck_assert(boxes[i - 1].y <= boxes[i].y);
}
END_TEST

START_TEST(test_overlaps_and_repetitions)
{
    mlt_box boxes[] = {{0, 0, 10, 4}, {0, 0, 10, 4}, {6, 0, 8, 4}, {2, 0, 3, 4}, {0, 3, 14, 2}};
    ck_assert_uint_eq(mlt_hidden_merge(boxes, 5, 4096), 1);
    ck_assert_double_eq(boxes[0].width, 14);
    ck_assert_double_eq(boxes[0].height, 5);
}
END_TEST

START_TEST(test_merging_keeps_the_area)
{
    mlt_box boxes[300];
    uint32_t state = 1;
    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < 300; i++) {
            int v[4];
            for (int k = 0; k < 4; k++)
                v[k] = (int)((state = state * 1664525u + 1013904223u) >> 24) % 16;
            boxes[i] = (mlt_box){v[0], v[1], v[2] % 4 + 1, v[3] % 4 + 1};
        }
        double before = union_of(boxes, 300);
        size_t n = mlt_hidden_merge(boxes, 300, 4096);
        ck_assert_uint_lt(n, 300);
        ck_assert_double_eq_tol(union_of(boxes, n), before, 1e-9);
        ck_assert_uint_eq(mlt_hidden_merge(boxes, n, 4096), n); /* nothing is left to do */
    }
}
END_TEST

START_TEST(test_the_largest_stay)
{
    mlt_box boxes[] = {{0, 0, 1, 1}, {10, 0, 5, 5}, {20, 30, 4, 4}, {40, 0, 2, 2}, {60, 0, 3, 9}};
    ck_assert_uint_eq(mlt_hidden_merge(boxes, 5, 3), 3);
    ck_assert_double_eq(boxes[0].x, 10);
    ck_assert_double_eq(boxes[1].x, 60);
    ck_assert_double_eq(boxes[2].x, 20);
    ck_assert_uint_eq(mlt_hidden_merge(boxes, 0, 3), 0);
    ck_assert_uint_eq(mlt_hidden_merge(boxes, 1, 3), 1);
}
END_TEST

static mltest_status add(mltest_context *ctx, mlt_perturbed *made, const mlt_box *boxes, size_t n)
{
    mlt_image out = {.width = 100, .height = 80};
    const mlt_step_io io = {
        .ctx = ctx, .out = &out, .cover = (mlt_box *)(uintptr_t)boxes, .n_cover = n};
    return mlt_hidden_add(made, &io, NULL);
}

START_TEST(test_adding_cuts_to_the_canvas)
{
    const mlt_box boxes[] = {{-5, -5, 10, 10}, {200, 0, 5, 5}, {95, 70, 50, 50},
                             {0, 40, 0, 5},    {NAN, 0, 5, 5}, {10, 10, INFINITY, 5}};
    mlt_perturbed made;
    mlt_perturbed_init_lent(&made, NULL);
    ck_assert_int_eq(add(NULL, &made, boxes, 6), MLTEST_OK);
    ck_assert_uint_ge(made.n_cover, 2);
    for (size_t i = 0; i < made.n_cover; i++) {
        const mlt_box *b = &made.cover[i];
        ck_assert(mlt_box_is_proper(b) && b->x >= 0 && b->y >= 0);
        ck_assert(b->x + b->width <= 100 && b->y + b->height <= 80);
    }
    mlt_perturbed_free(&made);
}
END_TEST

/* However many a host's kind may add, 4096 are kept, and not at the price of the large ones. */
START_TEST(test_far_too_many)
{
    enum { MANY = 30000 };
    mlt_box *boxes = mlt_alloc_zero(NULL, MANY, sizeof *boxes);
    mlt_perturbed made;
    ck_assert_ptr_nonnull(boxes);
    mlt_perturbed_init_lent(&made, NULL);
    for (size_t i = 0; i < MANY; i++) /* none touches another */
        boxes[i] =
            (mlt_box){(double)(i % 200) / 2, (double)(i / 200) / 2, 0.25, i % 9 == 0 ? 0.3 : 0.2};
    ck_assert_int_eq(add(NULL, &made, boxes, MANY), MLTEST_OK);
    ck_assert_uint_eq(made.n_cover, MLT_MOST_HIDDEN);
    ck_assert_uint_le(made.cap_cover, 4 * MLT_MOST_HIDDEN);
    size_t large = 0;
    for (size_t i = 0; i < made.n_cover; i++)
        large += made.cover[i].height > 0.25;
    ck_assert_uint_ge(large, MANY / 9 - 1);
    mlt_perturbed_free(&made);
    mlt_free(NULL, boxes);
}
END_TEST

START_TEST(test_moving)
{
    const mlt_box boxes[] = {{10, 10, 20, 20}, {90, 60, 10, 20}};
    const double shift[9] = {1, 0, -20, 0, 1, 5, 0, 0, 1}, away[9] = {1, 0, 500, 0, 1, 0, 0, 0, 1};
    mlt_map map;
    mlt_perturbed made;
    mlt_perturbed_init_lent(&made, NULL);
    ck_assert_int_eq(add(NULL, &made, boxes, 2), MLTEST_OK);
    ck_assert(mlt_map_from_homography(&map, shift));
    mlt_hidden_move(&made, &map, 100, 80);
    ck_assert_uint_eq(made.n_cover, 2);
    ck_assert_double_eq(made.cover[0].x, 0); /* ten of its twenty columns went out */
    ck_assert_double_eq(made.cover[0].width, 10);
    ck_assert_double_eq(made.cover[0].y, 15);
    ck_assert_double_eq(made.cover[1].height, 15);
    ck_assert(mlt_map_from_homography(&map, away));
    mlt_hidden_move(&made, &map, 100, 80);
    ck_assert_uint_eq(made.n_cover, 0);
    mlt_perturbed_free(&made);
}
END_TEST

/* After a turn by 45 degrees only what surely is hidden counts. */
START_TEST(test_moving_does_not_exaggerate)
{
    const mlt_box boxes[] = {{40, 30, 20, 20}};
    const double c = 0.70710678118654752, h[9] = {c, -c, 40, c, c, -20, 0, 0, 1};
    mlt_map map;
    mlt_perturbed made;
    mlt_perturbed_init_lent(&made, NULL);
    ck_assert_int_eq(add(NULL, &made, boxes, 1), MLTEST_OK);
    ck_assert(mlt_map_from_homography(&map, h));
    mlt_hidden_move(&made, &map, 100, 80);
    ck_assert_uint_eq(made.n_cover, 1);
    ck_assert_double_le(mlt_box_area(&made.cover[0]), 400 + 1e-9);
    mlt_perturbed_free(&made);
}
END_TEST

static mltest_status add_some(mltest_context *ctx, void *data)
{
    const mlt_box boxes[] = {{1, 1, 5, 5}, {20, 20, 5, 5}};
    mlt_perturbed made;
    (void)data;
    mlt_perturbed_init_lent(&made, ctx);
    mltest_status status = add(ctx, &made, boxes, 2);
    mlt_perturbed_free(&made);
    return status;
}

/* Around a picture of 40 × 30 that a step made smaller, and one that it made larger. */
START_TEST(test_frame)
{
    const mltest_image_view in = {.width = 40, .height = 30};
    const double smaller[9] = {0.5, 0, 10, 0, 0.5, 5, 0, 0, 1},
                 larger[9] = {2, 0, -20, 0, 2, -15, 0, 0, 1};
    mlt_image out = {.width = 40, .height = 30};
    mlt_step_io io = {.in = &in, .out = &out};
    ck_assert(mlt_map_from_homography(&io.map, larger));
    ck_assert_int_eq(mlt_hidden_frame(&io, NULL), MLTEST_OK);
    ck_assert_uint_eq(io.n_cover, 0);
    ck_assert(mlt_map_from_homography(&io.map, smaller));
    ck_assert_int_eq(mlt_hidden_frame(&io, NULL), MLTEST_OK);
    ck_assert_uint_eq(io.n_cover, 4);
    const mlt_box all = {0, 0, 40, 30}, inside = {10, 5, 20, 15};
    ck_assert_double_eq(mlt_box_covered_area(&all, io.cover, 4), 40 * 30 - 20 * 15);
    ck_assert_double_eq(mlt_box_covered_area(&inside, io.cover, 4), 0);
    mlt_free(NULL, io.cover);
}
END_TEST

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(add_some, NULL);
}
END_TEST

Suite *mlt_suite_perturb_hidden(void);
Suite *mlt_suite_perturb_hidden(void)
{
    Suite *suite = suite_create("perturb_hidden");
    TCase *tc = tcase_create("hidden");
    tcase_add_test(tc, test_pixels_become_one_rectangle);
    tcase_add_test(tc, test_what_does_not_fit_stays_apart);
    tcase_add_test(tc, test_overlaps_and_repetitions);
    tcase_add_test(tc, test_merging_keeps_the_area);
    tcase_add_test(tc, test_the_largest_stay);
    tcase_add_test(tc, test_adding_cuts_to_the_canvas);
    tcase_add_test(tc, test_far_too_many);
    tcase_add_test(tc, test_moving);
    tcase_add_test(tc, test_moving_does_not_exaggerate);
    tcase_add_test(tc, test_frame);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
