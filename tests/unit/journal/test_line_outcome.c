/* SPDX-License-Identifier: MIT */
#include "journal/line_fixtures.h"

#define WHO "\"id\":\"a\",\"condition\":\"c\","

START_TEST(test_predictions)
{
    const mlt_joutcome *o =
        &line_of("outcome", WHO "\"pred\":[[1,0.5,1,2,3,4],[0,0.5,5,6,7,8]],\"ms\":2.5")->outcome;
    ck_assert_int_eq((int)o->type, MLT_OUTCOME);
    ck_assert_uint_eq(o->n_preds, 2);
    ck_assert_int_eq(o->preds[0].cls, 1);
    ck_assert_double_eq(o->preds[0].box.height, 4);
    ck_assert_double_eq(o->ms, 2.5);
    ck_assert(!o->is_top && !o->has_map);
}
END_TEST

/* Other writers need not sort; ties stay as they are. */
START_TEST(test_best_score_first)
{
    const mlt_joutcome *o =
        &line_of("outcome", WHO "\"pred\":[[0,0.1,0,0,1,1],[1,0.9,0,0,1,1],[2,0.9,0,0,1,1],"
                                "[3,0.5,0,0,1,1]]")
             ->outcome;
    static const int32_t order[] = {1, 2, 3, 0};
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(o->preds[i].cls, order[i]);
}
END_TEST

START_TEST(test_classes)
{
    const mlt_joutcome *o = &line_of("outcome", WHO "\"top\":[[3,0.75],[0,0.25]]")->outcome;
    ck_assert(o->is_top);
    ck_assert_uint_eq(o->n_preds, 2);
    ck_assert_int_eq(o->preds[0].cls, 3);
    ck_assert_double_eq(o->preds[1].score, 0.25);
}
END_TEST

START_TEST(test_where_the_picture_went)
{
    const mlt_joutcome *o =
        &line_of("outcome", WHO "\"pred\":[],\"size\":[20,30],\"map\":{\"h\":[1,0,5,0,1,6,0,0,1],"
                                "\"x\":0},\"cover\":[[1,2,3,4]],\"change\":0.25")
             ->outcome;
    ck_assert(o->has_map);
    ck_assert_uint_eq(o->width, 20);
    ck_assert_uint_eq(o->height, 30);
    ck_assert_uint_eq(o->n_cover, 1);
    ck_assert_double_eq(o->cover[0].width, 3);
    ck_assert_double_eq(o->change, 0.25);
}
END_TEST

START_TEST(test_failures_and_skips)
{
    const mlt_joutcome *o = &line_of("failure", WHO "\"status\":-6,\"message\":\"no\"")->outcome;
    ck_assert_int_eq((int)o->type, MLT_FAILURE);
    ck_assert_int_eq(o->code, -6);
    ck_assert_str_eq(o->message, "no");
    o = &line_of("skip", WHO "\"reason\":\"grey already\"")->outcome;
    ck_assert_int_eq((int)o->type, MLT_SKIP);
    ck_assert_str_eq(o->message, "grey already");
}
END_TEST

START_TEST(test_what_cannot_be)
{
    static const char *const bad[][2] = {
        {"\"pred\":[[1,0.5,1,2,3]]", "a number"},
        {"\"pred\":[[1,0.5,1,2,3,4,5]]", "the end of the list"},
        {"\"pred\":[[1.5,0.5,1,2,3,4]]", "a class index"},
        {"\"pred\":[[-1,0.5,1,2,3,4]]", "a class index"},
        {"\"pred\":[[1e10,0.5,1,2,3,4]]", "a class index"},
        {"\"pred\":[[1,1e999,1,2,3,4]]", "a finite number"},
        {"\"pred\":[[1,\"x\",1,2,3,4]]", "a number"},
        {"\"pred\":{}", "a list"},
        {"\"top\":[[1]]", "a number"},
        {"\"size\":[0,5]", "a size [width, height]"},
        {"\"size\":[5,4294967296]", "an integer below 2^32"},
        {"\"size\":[5,5,5]", "the end of the size"},
        {"\"map\":{\"h\":[1,0,0,0,1,0,0,0]}", "a number"},
        {"\"map\":{\"h\":[0,0,0,0,0,0,0,0,0]}", "a map that can be inverted"},
        {"\"cover\":[[1,2,3]]", "a number"},
        {"\"status\":2147483648", "an integer of 32 bits"},
        {"\"message\":\"a\\u0000b\"", "a text without NUL"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char members[256];
        snprintf(members, sizeof members, WHO "%s", bad[i][0]);
        line_refused("outcome", members, MLTEST_ERR_FORMAT, bad[i][1]);
    }
}
END_TEST

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(
        line_read_body,
        "{\"type\":\"outcome\",\"id\":\"a\",\"condition\":\"c\",\"pred\":"
        "[[0,0.1,0,0,1,1],[1,0.9,0,0,1,1]],\"size\":[9,9],\"map\":{\"h\":[1,0,5,0,1,6,0,0,1]},"
        "\"cover\":[[1,2,3,4]]}");
}
END_TEST

LINE_SUITE(line_outcome, test_predictions, test_best_score_first, test_classes,
           test_where_the_picture_went, test_failures_and_skips, test_what_cannot_be,
           test_out_of_memory)
