/* SPDX-License-Identifier: MIT */
#include "score/fixtures.h"

static mlt_truth truths[] = {{{10, 10, 20, 20}, 400, 1, 0, 0},
                             {{90, 90, 20, 20}, 400, 2, 1, MLT_TRUTH_CLIPPED},
                             {{40, 40, 20, 20}, 400, 3, 1, MLT_TRUTH_CROWD}};
static mlt_pred preds[] = {{{10, 10, 20, 20}, 0.9, 0}, {{60, 60, 20, 20}, 0.4, 1}};
static mlt_jsample sample = {
    .id = "s", .width = 100, .height = 100, .labelled = true, .truth = truths, .n_truth = 3};
static mlt_joutcome clean = {.type = MLT_OUTCOME, .preds = preds, .n_preds = 2, .ms = -1};

/* Until the next call. */
static const mlt_map *homography(const double h[9])
{
    static mlt_map map;
    ck_assert(mlt_map_from_homography(&map, h));
    return &map;
}

static mlt_joutcome moved(double dx)
{
    const double h[9] = {1, 0, dx, 0, 1, 0, 0, 0, 1};
    return (mlt_joutcome){.type = MLT_OUTCOME, .width = 100, .height = 100, .map = homography(h)};
}

static void box_is(const mlt_box *box, double x, double y, double width, double height)
{
    fx_near(box->x, x);
    fx_near(box->y, y);
    fx_near(box->width, width);
    fx_near(box->height, height);
}

START_TEST(test_untouched_boxes_stay_as_they_are)
{
    mlt_sides sides;
    mlt_sides_init(&sides, NULL);
    ck_assert_int_eq(mlt_side_set_truth(NULL, &sides.truth, &sample, &clean, 0.25, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(sides.truth.n, 3);
    box_is(&sides.truth.boxes[1].outer, 90, 90, 20, 20); /* not even cut at the edge */
    ck_assert_uint_eq(sides.truth.needs[0], MLT_NEED_REQUIRED);
    ck_assert_uint_eq(sides.truth.needs[1], MLT_NEED_REQUIRED);
    ck_assert_uint_eq(sides.truth.needs[2], MLT_NEED_IGNORED);
    ck_assert_int_eq(sides.truth.partner[0], MLT_MATCH_FREE);
    ck_assert_int_eq(sides.truth.boxes[1].cls, 1);
    fx_near(sides.truth.boxes[1].score, 1);
    ck_assert(sides.truth.boxes[1].exact);
    box_is(&sides.truth.boxes[1].inner, 90, 90, 20, 20);
    mlt_sides_free(&sides);
}
END_TEST

START_TEST(test_boxes_move_with_the_picture)
{
    mlt_sides sides;
    mlt_joutcome now = moved(25);
    mlt_sides_init(&sides, NULL);
    ck_assert_int_eq(mlt_side_set_preds(NULL, &sides.clean, &clean, &sample, &now, 0.25, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(sides.clean.n, 2);
    box_is(&sides.clean.boxes[0].outer, 35, 10, 20, 20);
    box_is(&sides.clean.boxes[1].outer, 85, 60, 15, 20);
    fx_near(sides.clean.boxes[1].score, 0.4);
    ck_assert_uint_eq(sides.clean.needs[1], MLT_NEED_REQUIRED); /* 3/4 of it is still seen */
    now = moved(36);
    ck_assert_int_eq(mlt_side_set_preds(NULL, &sides.clean, &clean, &sample, &now, 0.25, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(sides.clean.needs[1], MLT_NEED_OPTIONAL); /* 1/5 */
    now = moved(200);
    ck_assert_int_eq(mlt_side_set_preds(NULL, &sides.clean, &clean, &sample, &now, 0.25, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(sides.clean.needs[0], MLT_NEED_OPTIONAL);
    mlt_sides_free(&sides);
}
END_TEST

/* A quarter is enough to be asked for: 60 + 35 leaves 5 of 20 columns. */
START_TEST(test_at_the_least_visible_share)
{
    mlt_sides sides;
    mlt_joutcome now = moved(35);
    mlt_sides_init(&sides, NULL);
    ck_assert_int_eq(mlt_side_set_preds(NULL, &sides.clean, &clean, &sample, &now, 0.25, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(sides.clean.needs[1], MLT_NEED_REQUIRED);
    mlt_sides_free(&sides);
}
END_TEST

/* The canvas is that of the perturbed picture; one that has none has the sample's. */
START_TEST(test_canvas)
{
    mlt_sides sides;
    mlt_joutcome now = moved(25);
    mlt_sides_init(&sides, NULL);
    now.width = 200;
    ck_assert_int_eq(mlt_side_set_preds(NULL, &sides.clean, &clean, &sample, &now, 0.25, NULL),
                     MLTEST_OK);
    box_is(&sides.clean.boxes[1].outer, 85, 60, 20, 20);
    now.width = 20;
    ck_assert_int_eq(mlt_side_set_preds(NULL, &sides.clean, &clean, &sample, &now, 0.25, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(sides.clean.needs[0], MLT_NEED_OPTIONAL);
    now.width = now.height = 0;
    ck_assert_int_eq(mlt_side_set_preds(NULL, &sides.clean, &clean, &sample, &now, 0.25, NULL),
                     MLTEST_OK);
    box_is(&sides.clean.boxes[1].outer, 85, 60, 15, 20);
    mlt_sides_free(&sides);
}
END_TEST

/*
 * A turn by 90 degrees is exact, one by 45 is not: the hull of a square of 20 is 20 √2 wide, that
 * of its inscribed circle 20. Both are cut at the edge of the picture.
 */
START_TEST(test_turned_boxes_are_known_up_to_an_interval)
{
    const double c = sqrt(0.5);
    const double about[9] = {c, -c, 20, c, c, 20 - 40 * c, 0, 0, 1}; /* (20, 20) to itself */
    const double corner[9] = {c, -c, 10, c, c, 20 - 40 * c, 0, 0, 1};
    const double quarter[9] = {0, -1, 100, 1, 0, 0, 0, 0, 1};
    mlt_sides sides;
    mlt_joutcome now = moved(1);
    mlt_sides_init(&sides, NULL);
    now.map = homography(about);
    ck_assert_int_eq(mlt_side_set_truth(NULL, &sides.truth, &sample, &now, 0.25, NULL), MLTEST_OK);
    ck_assert(!sides.truth.boxes[0].exact);
    box_is(&sides.truth.boxes[0].outer, 20 - 20 * c, 20 - 20 * c, 40 * c, 40 * c);
    box_is(&sides.truth.boxes[0].inner, 10, 10, 20, 20);
    now.map = homography(corner);
    ck_assert_int_eq(mlt_side_set_truth(NULL, &sides.truth, &sample, &now, 0.25, NULL), MLTEST_OK);
    box_is(&sides.truth.boxes[0].outer, 0, 20 - 20 * c, 10 + 20 * c, 40 * c);
    now.map = homography(quarter);
    ck_assert_int_eq(mlt_side_set_truth(NULL, &sides.truth, &sample, &now, 0.25, NULL), MLTEST_OK);
    ck_assert(sides.truth.boxes[0].exact);
    box_is(&sides.truth.boxes[0].outer, 70, 10, 20, 20);
    mlt_sides_free(&sides);
}
END_TEST

/* The horizon of the map, x = 20, goes through the box: nobody can say where it is. */
START_TEST(test_boxes_behind_the_horizon_need_not_be_found)
{
    static const double h[9] = {1, 0, 0, 0, 1, 0, -0.05, 0, 1};
    mlt_sides sides;
    mlt_joutcome now = moved(1);
    mlt_sides_init(&sides, NULL);
    now.map = homography(h);
    ck_assert_int_eq(mlt_side_set_truth(NULL, &sides.truth, &sample, &now, 0.25, NULL), MLTEST_OK);
    ck_assert_uint_eq(sides.truth.needs[0], MLT_NEED_OPTIONAL);
    mlt_sides_free(&sides);
}
END_TEST

/* Sides are used again: what a larger sample left is gone. */
START_TEST(test_nothing_after_something)
{
    mlt_sides sides;
    mlt_jsample empty = sample;
    empty.n_truth = 0;
    mlt_sides_init(&sides, NULL);
    ck_assert_int_eq(mlt_side_set_truth(NULL, &sides.truth, &sample, &clean, 0.25, NULL),
                     MLTEST_OK);
    sides.truth.partner[0] = 7;
    ck_assert_int_eq(mlt_side_set_truth(NULL, &sides.truth, &empty, &clean, 0.25, NULL), MLTEST_OK);
    ck_assert_uint_eq(sides.truth.n, 0);
    ck_assert_int_eq(mlt_side_set_truth(NULL, &sides.truth, &sample, &clean, 0.25, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(sides.truth.partner[0], MLT_MATCH_FREE);
    mlt_sides_free(&sides);
}
END_TEST

START_TEST(test_covered_boxes_may_be_missed)
{
    mlt_sides sides;
    mlt_box cover = {10, 10, 20, 16};
    mlt_joutcome now = {.type = MLT_OUTCOME, .cover = &cover, .n_cover = 1};
    mlt_sides_init(&sides, NULL);
    ck_assert_int_eq(mlt_side_set_truth(NULL, &sides.truth, &sample, &now, 0.25, NULL), MLTEST_OK);
    ck_assert_uint_eq(sides.truth.needs[0], MLT_NEED_OPTIONAL);
    ck_assert_int_eq(mlt_side_set_truth(NULL, &sides.truth, &sample, &now, 0.2, NULL), MLTEST_OK);
    ck_assert_uint_eq(sides.truth.needs[0], MLT_NEED_REQUIRED);
    mlt_sides_free(&sides);
}
END_TEST

START_TEST(test_clean_truths_with_the_needs_of_the_condition)
{
    mlt_sides sides;
    mlt_joutcome now = moved(95);
    mlt_sides_init(&sides, NULL);
    ck_assert_int_eq(mlt_side_set_truth(NULL, &sides.truth, &sample, &now, 0.25, NULL), MLTEST_OK);
    ck_assert_int_eq(
        mlt_side_set_clean_truth(NULL, &sides.truth_clean, &sample, &sides.truth, NULL), MLTEST_OK);
    box_is(&sides.truth_clean.boxes[0].outer, 10, 10, 20, 20);
    ck_assert_uint_eq(sides.truth_clean.needs[0], MLT_NEED_OPTIONAL);
    ck_assert_uint_eq(sides.truth_clean.needs[2], MLT_NEED_IGNORED);
    ck_assert_int_eq(sides.truth_clean.partner[0], MLT_MATCH_FREE);
    ck_assert_int_eq(sides.truth_clean.boxes[2].cls, 1);
    ck_assert(sides.truth_clean.boxes[0].exact);
    mlt_sides_free(&sides);
}
END_TEST

static mltest_status set_all(mltest_context *ctx, void *data)
{
    mlt_sides sides;
    mltest_error *error = NULL;
    (void)data;
    mlt_sides_init(&sides, ctx);
    mltest_status status = mlt_side_set_truth(ctx, &sides.truth, &sample, &clean, 0.25, &error);
    if (status == MLTEST_OK)
        status = mlt_side_set_preds(ctx, &sides.clean, &clean, &sample, &clean, 0.25, &error);
    if (status == MLTEST_OK)
        status = mlt_side_set_clean_truth(ctx, &sides.truth_clean, &sample, &sides.truth, &error);
    mlt_sides_free(&sides);
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(set_all, NULL);
}
END_TEST

FX_SUITE(sides, test_untouched_boxes_stay_as_they_are, test_boxes_move_with_the_picture,
         test_at_the_least_visible_share, test_canvas,
         test_turned_boxes_are_known_up_to_an_interval,
         test_boxes_behind_the_horizon_need_not_be_found, test_nothing_after_something,
         test_covered_boxes_may_be_missed, test_clean_truths_with_the_needs_of_the_condition,
         test_out_of_memory)
