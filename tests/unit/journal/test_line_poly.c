/* SPDX-License-Identifier: MIT */
#include "journal/line_fixtures.h"
#include "journal/line_poly.h"

#define TRUTH "\"id\":\"a\",\"truth\":[[0,1,2,3,4,0,12,1],[0,5,6,7,8,0,56,2]],"

START_TEST(test_read_and_written)
{
    const mlt_jsample *s =
        &line_of("sample", TRUTH "\"poly\":[[0,1,2,4,2,4,6],[1,5,6,12,6,12,14],[1,7,8,9,8,8,9.5]]")
             ->sample;
    mlt_polygon one = mlt_polygons_of(&s->polygons, 1);
    ck_assert_uint_eq(s->polygons.n, 3);
    ck_assert_uint_eq(one.n, 2);
    ck_assert_double_eq(one.points[one.rings[1].first + 2].y, 9.5);
    mlt_text text;
    mlt_text_init(&text, NULL);
    mlt_line_sample(&text, s);
    ck_assert_ptr_nonnull(
        strstr(mlt_text_string(&text),
               "],\"poly\":[[0,1,2,4,2,4,6],[1,5,6,12,6,12,14],[1,7,8,9,8,8,9.5]],\"tags\":{}}"));
    mlt_text_free(&text);
}
END_TEST

/* Numbers are written as floats, and read as those again; those that are none stay doubles. */
START_TEST(test_precision)
{
    mlt_point points[3] = {{0.1, 1.0 / 3}, {1e300, 100.123456789}, {5, -7}};
    mlt_ring ring = {0, 3, 0};
    const mlt_polygons p = {.rings = &ring, .n = 1, .points = points, .n_points = 3};
    mlt_text text;
    mlt_json_writer w;
    mlt_text_init(&text, NULL);
    mlt_json_writer_init(&w, &text, 0);
    mlt_polygons_write(&w, &p);
    ck_assert_str_eq(mlt_text_string(&text), "[[0,0.1,0.33333334,1e+300,100.12346,5,-7]]");
    mlt_text_free(&text);
}
END_TEST

START_TEST(test_without)
{
    ck_assert_uint_eq(line_of("sample", TRUTH "\"n\":0")->sample.polygons.n, 0);
    ck_assert_uint_eq(line_of("sample", TRUTH "\"poly\":[]")->sample.polygons.n, 0);
    mlt_text text;
    mlt_text_init(&text, NULL);
    mlt_line_sample(&text, &line_record.sample);
    ck_assert_ptr_null(strstr(mlt_text_string(&text), "poly"));
    mlt_text_free(&text);
}
END_TEST

START_TEST(test_what_cannot_be)
{
    static const char *const bad[][2] = {
        {"\"poly\":{}", "a list of rings"},
        {"\"poly\":[0,1,2,3,4,5,6]", "a ring [truth, x, y"},
        {"\"poly\":[[]]", "integer"},
        {"\"poly\":[[0,1,2,3,4]]", "at least 3 points"},
        {"\"poly\":[[0,1,2,3,4,5]]", "a number"},
        {"\"poly\":[[0,1,2,3,4,5,6,7]]", "a number"},
        {"\"poly\":[[0,1,2,3,4,5,1e999]]", "a finite number"},
        {"\"poly\":[[0,1,2,3,4,5,null]]", "a number"},
        {"\"poly\":[[0.5,1,2,3,4,5,6]]", "integer"},
        {"\"poly\":[[-1,1,2,3,4,5,6]]", "integer"},
        {"\"poly\":[[4294967296,1,2,3,4,5,6]]", "an integer below 2^32"},
        {"\"poly\":[[1,1,2,3,4,5,6],[0,1,2,3,4,5,6]]", "in the order of their truths"},
        {"\"poly\":[[2,1,2,3,4,5,6]]", "a ring of a truth that is not there"},
        {"\"poly\":[[0,1,2,3,4,5,6]", ""},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char members[256];
        snprintf(members, sizeof members, TRUTH "%s", bad[i][0]);
        line_refused("sample", members, MLTEST_ERR_FORMAT, bad[i][1]);
    }
}
END_TEST

START_TEST(test_too_many_points)
{
    mlt_text text;
    mltest_error *error = NULL;
    mlt_text_init(&text, NULL);
    mlt_text_puts(&text, "{\"type\":\"sample\"," TRUTH "\"poly\":[[0");
    for (int i = 0; i <= MLT_MOST_POINTS; i++)
        mlt_text_puts(&text, ",1,2");
    mlt_text_puts(&text, "]]}");
    ck_assert_int_eq(
        mlt_line_read(&line_record, line_arena, NULL, "j", 1, text.bytes, text.n, &error),
        MLTEST_ERR_LIMIT);
    ck_assert_str_eq(mltest_error_message(error), "j: a ring of more than 4096 points");
    mltest_error_free(error);
    mlt_text_free(&text);
}
END_TEST

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(line_read_body, "{\"type\":\"sample\"," TRUTH
                                              "\"poly\":[[0,1,2,4,2,4,6],[1,5,6,12,6,12,14]]}");
}
END_TEST

LINE_SUITE(line_poly, test_read_and_written, test_precision, test_without, test_what_cannot_be,
           test_too_many_points, test_out_of_memory)
