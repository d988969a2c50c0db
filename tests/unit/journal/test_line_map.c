/* SPDX-License-Identifier: MIT */
#include "journal/line_fixtures.h"
#include "journal/line_map.h"

#define LENS "{\"lens\":[320,240,400,-0.14]}"
#define ROWS "{\"rows\":[2.5,240,0.125]}"
#define SHIFT "{\"h\":[1,0,5,0,1,6,0,0,1]}"

static mlt_map parsed(const char *text)
{
    mlt_map map;
    mltest_error *error = NULL;
    mltest_status status = mlt_map_parse(NULL, "m", text, strlen(text), &map, &error);
    ck_assert_msg(status == MLTEST_OK, "%s: %s", text, mltest_error_message(error));
    return map;
}

/* As it is written. */
static void check_text(const mlt_map *map, const char *wanted)
{
    mlt_text text;
    mlt_json_writer w;
    mlt_text_init(&text, NULL);
    mlt_json_writer_init(&w, &text, 0);
    mlt_map_write(&w, map);
    ck_assert_str_eq(mlt_text_string(&text), wanted);
    mlt_text_free(&text);
}

/* Every form is written as it was read, to the last digit. */
START_TEST(test_forms)
{
    static const char *const texts[] = {
        SHIFT,
        "{\"h\":[1,0,0,0,1,0,0,0,1]}",
        "{\"h\":[0.1,-0.3,5,1e-7,2,6,0.0001,0,1]}",
        LENS,
        ROWS,
        "{\"unlens\":[0.1,0.2,0.7,1.5]}",
        "{\"chain\":[" SHIFT "," LENS "]}",
        "{\"chain\":[" LENS "," SHIFT "]}",
        "{\"chain\":[" LENS "," LENS "," ROWS "]}",
        "{\"chain\":[" SHIFT "," ROWS "," SHIFT "," LENS "," SHIFT "]}",
        "{\"chain\":[" ROWS "," ROWS "," ROWS "," ROWS "," ROWS "," ROWS "," ROWS "," LENS "]}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        mlt_map map = parsed(texts[i]);
        check_text(&map, texts[i]);
    }
}
END_TEST

/* What says the same in another way. */
START_TEST(test_other_forms)
{
    static const char *const texts[][2] = {
        {"{\"chain\":[" LENS "]}", LENS},
        {"{\"chain\":[" SHIFT "]}", SHIFT},
        {"{\"chain\":[]}", "{\"h\":[1,0,0,0,1,0,0,0,1]}"},
        {"{\"chain\":[" SHIFT "," SHIFT "]}", "{\"h\":[1,0,10,0,1,12,0,0,1]}"},
        {"{\"chain\":[" SHIFT ",{\"h\":[1,0,-5,0,1,-6,0,0,1]}," LENS "]}", LENS},
        {"{\"h\":[2,0,10,0,2,12,0,0,2],\"later\":[1]}", SHIFT},
        {" {\"later\" : {} , \"chain\" : [ {\"lens\" : [320,240,4e2,-0.14], \"x\":null} ] } ",
         LENS},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        mlt_map map = parsed(texts[i][0]);
        check_text(&map, texts[i][1]);
    }
}
END_TEST

/* The parts come in the order they are written in. */
START_TEST(test_order)
{
    mlt_map map = parsed("{\"chain\":[" SHIFT ",{\"rows\":[10,100,0]}]}");
    double x, y;
    ck_assert(mlt_map_point(&map, 0, 19, &x, &y)); /* the wave of y = 25 is at its top */
    ck_assert_double_eq_tol(x, 15, 1e-12);
    ck_assert_double_eq(y, 25);
}
END_TEST

#define L8 LENS "," LENS "," LENS "," LENS "," LENS "," LENS "," LENS "," LENS
#define S8 SHIFT "," SHIFT "," SHIFT "," SHIFT "," SHIFT "," SHIFT "," SHIFT "," SHIFT

START_TEST(test_what_cannot_be)
{
    static const char *const bad[][2] = {
        {"[1,0,5,0,1,6,0,0,1]", "an object"},
        {"{}", "a map that this version knows"},
        {"{\"warp\":[1]}", "a map that this version knows"},
        {"{\"h\":[1,0,5,0,1,6,0,0]}", "a number"},
        {"{\"h\":[1,0,5,0,1,6,0,0,1,0]}", "the end of the list"},
        {"{\"h\":[0,0,0,0,0,0,0,0,1]}", "a map that can be inverted"},
        {"{\"h\":null}", "a list of numbers"},
        {"{\"lens\":[320,240,400]}", "a number"},
        {"{\"lens\":[320,240,400,-0.1,0]}", "the end of the list"},
        {"{\"lens\":[320,240,400,-0.5]}", "k1 above -1/3"},
        {"{\"lens\":[320,240,0,-0.1]}", "a radius above 0"},
        {"{\"lens\":[320,240,1e999,-0.1]}", "a finite number"},
        {"{\"lens\":[320,240,NaN,-0.1]}", ""},
        {"{\"lens\":[320,240,\"400\",-0.1]}", "a number"},
        {"{\"unlens\":[320,240,-1,-0.1]}", "a radius above 0"},
        {"{\"rows\":[1,2]}", "a number"},
        {"{\"rows\":[1,0,0]}", "a period above 0"},
        {"{\"rows\":[1,-5,0]}", "a period above 0"},
        {"{\"rows\":[1,5,0,0]}", "the end of the list"},
        {"{\"h\":[1,0,5,0,1,6,0,0,1],\"lens\":[320,240,400,-0.1]}", "one part of a map"},
        {"{\"lens\":[320,240,400,-0.1],\"chain\":[]}", "one part of a map"},
        {"{\"chain\":[],\"chain\":[]}", "one part of a map"},
        {"{\"chain\":{}}", "a list of the parts of a map"},
        {"{\"chain\":[1]}", "an object"},
        {"{\"chain\":[{}]}", "a part of a map"},
        {"{\"chain\":[{\"chain\":[]}]}", "a part of a map"},
        {"{\"chain\":[{\"warp\":[1]}]}", "a part of a map"},
        {"{\"chain\":[{\"lens\":[1,2,3,0],\"rows\":[1,1,1]}]}", "one part of a map"},
        {"{\"chain\":[{\"h\":[1,0,5,0,1,6,0,0]}]}", "a number"},
        {"{\"chain\":[" L8 "," LENS "]}", "at most 8 curves"},
        {"{\"chain\":[" S8 "," S8 "," S8 "," S8 "," SHIFT "]}", "at most 32 parts"},
        {"{\"chain\":[{\"h\":[1e200,0,0,0,1e200,0,0,0,1]}]}", "a map that can be inverted"},
        {"{\"chain\":[{\"h\":[1,0,9e307,0,1,0,0,0,1]},{\"h\":[9,0,0,0,1,0,0,0,1]}]}",
         "a map that can be inverted"},
        {SHIFT " 1", ""},
        {"{\"h\":[1,0,5,0,1,6,0,0,1]", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        mlt_map map = mlt_map_identity;
        mltest_error *error = NULL;
        mltest_status status = mlt_map_parse(NULL, "m", bad[i][0], strlen(bad[i][0]), &map, &error);
        ck_assert_msg(status == MLTEST_ERR_FORMAT, "%s: %d", bad[i][0], (int)status);
        ck_assert_msg(strstr(mltest_error_message(error), bad[i][1]) != NULL, "%s: %s", bad[i][0],
                      mltest_error_message(error));
        mltest_error_free(error);
    }
}
END_TEST

/* In its record, which keeps no more of it than there is. */
START_TEST(test_in_an_outcome)
{
    const mlt_joutcome *o = &line_of("outcome", "\"id\":\"a\",\"condition\":\"c\",\"pred\":[],"
                                                "\"size\":[640,480],\"map\":" LENS)
                                 ->outcome;
    ck_assert_int_eq(o->map->type, MLT_MAP_CURVED);
    ck_assert_int_eq(o->map->n_parts, 1);
    ck_assert_double_eq(o->map->parts[0].curve.v[3], -0.14);
    line_refused("outcome", "\"map\":" LENS, MLTEST_ERR_FORMAT,
                 "a map without the size it leads to");
    line_refused("outcome", "\"size\":[640,480],\"map\":{\"lens\":[1,2,3,-1]}", MLTEST_ERR_FORMAT,
                 "k1 above -1/3");
}
END_TEST

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(line_read_body,
                              "{\"type\":\"outcome\",\"size\":[9,9],\"map\":{\"chain\":[" SHIFT
                              "," LENS "," ROWS "]}}");
}
END_TEST

LINE_SUITE(line_map, test_forms, test_other_forms, test_order, test_what_cannot_be,
           test_in_an_outcome, test_out_of_memory)
