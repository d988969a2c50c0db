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
    ck_assert(!o->is_top && o->map == NULL);
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
    ck_assert_ptr_nonnull(o->map);
    ck_assert_double_eq(o->map->h[2], 5);
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
        {"\"pred\":[[1,NaN,1,2,3,4]]", ""},
        {"\"pred\":[[1,null,1,2,3,4]]", "a number"},
        {"\"pred\":[[1,0.5,1,2,3,-1e999]]", "a finite number"},
        {"\"pred\":[1,0.5,1,2,3,4]", "a list of numbers"},
        {"\"pred\":null", "a list"},
        {"\"pred\":[[1,0.5,1,2,3,4]", ""},
        {"\"top\":[[4294967296,1]]", "a class index"},
        {"\"ms\":\"fast\"", "a number"},
        {"\"change\":[]", "a number"},
        {"\"map\":[1,0,5,0,1,6,0,0,1]", "an object"},
        {"\"map\":{\"h\":[1,0,5,0,1,6,0,0,1]}", "a map without the size it leads to"},
        {"\"size\":[-1,5]", "integer"},
        {"\"status\":1e300", "integer"},
        {"\"reason\":{}", "a text in quotes"},
        {"\"condition\":3", "a text in quotes"},
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

/* What a line leaves out is as if it had never been said. */
START_TEST(test_what_is_missing)
{
    const mlt_line *line = line_of("outcome", "\"unknown\":{\"pred\":[[7]]}");
    ck_assert_str_eq(line->id, "");
    ck_assert_str_eq(line->condition, "");
    const mlt_joutcome *o = &line->outcome;
    ck_assert_uint_eq(o->n_preds, 0);
    ck_assert_uint_eq(o->n_cover, 0);
    ck_assert(o->map == NULL && !o->is_top);
    ck_assert_double_eq(o->ms, -1);
    ck_assert_str_eq(line_of("failure", "\"id\":\"a\"")->outcome.message, "");
}
END_TEST

START_TEST(test_the_last_of_equal_keys)
{
    const mlt_joutcome *o =
        &line_of("outcome", WHO "\"pred\":[[1,0.5,1,2,3,4]],\"pred\":[],\"ms\":1,\"ms\":2")
             ->outcome;
    ck_assert_uint_eq(o->n_preds, 0);
    ck_assert_double_eq(o->ms, 2);
}
END_TEST

START_TEST(test_more_covers_than_there_may_be)
{
    mlt_text text;
    mltest_error *error = NULL;
    mlt_text_init(&text, NULL);
    mlt_text_puts(&text, "{\"type\":\"outcome\",\"cover\":[[0,0,1,1]");
    for (int i = 1; i < 4096; i++)
        mlt_text_puts(&text, ",[0,0,1,1]");
    size_t full = text.n;
    mlt_text_puts(&text, "]}");
    ck_assert_int_eq(
        mlt_line_read(&line_record, line_arena, NULL, "j", 1, text.bytes, text.n, NULL), MLTEST_OK);
    ck_assert_uint_eq(line_record.outcome.n_cover, 4096);
    text.n = full;
    mlt_text_puts(&text, ",[0,0,1,1]]}");
    ck_assert_int_eq(
        mlt_line_read(&line_record, line_arena, NULL, "j", 1, text.bytes, text.n, &error),
        MLTEST_ERR_LIMIT);
    ck_assert_str_eq(mltest_error_message(error), "j: a list of more than 4096 items");
    mltest_error_free(error);
    mlt_text_free(&text);
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
           test_what_is_missing, test_the_last_of_equal_keys, test_more_covers_than_there_may_be,
           test_out_of_memory)
