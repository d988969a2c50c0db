/* SPDX-License-Identifier: MIT */
#include "journal/line_fixtures.h"

START_TEST(test_a_sample)
{
    const mlt_jsample *s =
        &line_of("sample", "\"id\":\"d/a.png\",\"n\":7,\"width\":640,\"height\":480,\"hash\":"
                           "\"00000000000000aa\",\"truth\":[[2,1,2.5,3,4,3,12,-9]],\"tags\":"
                           "{\"luma_mean\":100.25,\"site\":\"north\"},\"x\":null")
             ->sample;
    ck_assert_str_eq(s->id, "d/a.png");
    ck_assert_uint_eq(s->n, 7);
    ck_assert_uint_eq(s->width, 640);
    ck_assert_uint_eq(s->hash, 0xaa);
    ck_assert(s->labelled);
    ck_assert_uint_eq(s->n_truth, 1);
    ck_assert_int_eq(s->truth[0].cls, 2);
    ck_assert_double_eq(s->truth[0].box.y, 2.5);
    ck_assert_uint_eq(s->truth[0].flags, MLT_TRUTH_CROWD | MLT_TRUTH_DIFFICULT);
    ck_assert_double_eq(s->truth[0].area, 12);
    ck_assert_int_eq(s->truth[0].ann_id, -9);
    ck_assert_uint_eq(s->n_tags, 2);
    ck_assert_double_eq(s->tags[0].number, 100.25);
    ck_assert_str_eq(s->tags[1].text, "north");
}
END_TEST

/* No labels is not the same as no objects. */
START_TEST(test_labelled_or_not)
{
    ck_assert(!line_of("sample", "\"id\":\"a\"")->sample.labelled);
    const mlt_jsample *s = &line_of("sample", "\"id\":\"a\",\"truth\":[]")->sample;
    ck_assert(s->labelled);
    ck_assert_uint_eq(s->n_truth, 0);
    ck_assert_uint_eq(line_of("sample", "\"id\":\"a\",\"tags\":{}")->sample.n_tags, 0);
}
END_TEST

START_TEST(test_what_cannot_be)
{
    static const char *const bad[][2] = {
        {"\"truth\":[[0,1,2,3,4,0,12]]", "an integer"},
        {"\"truth\":[[0,1,2,3,4,0,12,1,1]]", "the end of the truth"},
        {"\"truth\":[[0,1,2,3,4,-1,12,1]]", "flags"},
        {"\"truth\":[[0,1,2,3,4,65536,12,1]]", "flags"},
        {"\"truth\":[[0,1,2,3,4,0,12,1.5]]", "integer"},
        {"\"truth\":[[0.5,1,2,3,4,0,12,1]]", "a class index"},
        {"\"truth\":[[0,1e999,2,3,4,0,12,1]]", "a finite number"},
        {"\"width\":-1", "integer"},
        {"\"hash\":\"xyz\"", "sixteen hexadecimal digits"},
        {"\"tags\":{\"a\":[]}", "a number"},
        {"\"tags\":{\"a\":1e999}", "a finite number"},
        {"\"id\":7", "a text in quotes"},
        {"\"id\":null", "a text in quotes"},
        {"\"n\":18446744073709551616", "integer"},
        {"\"n\":1.5", "integer"},
        {"\"height\":4294967296", "an integer below 2^32"},
        {"\"hash\":\"\"", "sixteen hexadecimal digits"},
        {"\"truth\":null", "a list"},
        {"\"truth\":[{}]", "a truth"},
        {"\"truth\":[[0,NaN,2,3,4,0,12,1]]", ""},
        {"\"truth\":[[0,1,2,3,4,0,12,9223372036854775808]]", "integer"},
        {"\"tags\":[]", "an object"},
        {"\"tags\":{\"a\":null}", "a number"},
        {"\"tags\":{\"a\":NaN}", ""},
        {"\"tags\":{\"a\":\"\\u0000\"}", "a text without NUL"},
        {"\"tags\":{\"\\u0000\":1}", "a key without NUL"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        line_refused("sample", bad[i][0], MLTEST_ERR_FORMAT, bad[i][1]);
}
END_TEST

START_TEST(test_what_is_missing)
{
    const mlt_jsample *s = &line_of("sample", "\"x\":{\"id\":\"a\"}")->sample;
    ck_assert_str_eq(s->id, "");
    ck_assert_uint_eq(s->n, 0);
    ck_assert_uint_eq(s->width, 0);
    ck_assert_uint_eq(s->n_truth, 0);
    ck_assert_uint_eq(s->n_tags, 0);
    ck_assert(!s->labelled);
}
END_TEST

/* Limits are those of the context, whatever a line holds. */
START_TEST(test_more_than_a_context_allows)
{
    static const char *const lines[][2] = {
        {"{\"type\":\"sample\",\"tags\":{\"a\":1,\"b\":2,\"c\":3}}", "too many tags"},
        {"{\"type\":\"sample\",\"truth\":[[0,1,2,3,4,0,1,1],[0,1,2,3,4,0,1,2],"
         "[0,1,2,3,4,0,1,3]]}",
         "a list of more than 2 items"},
    };
    mltest_context *ctx = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_classes", 2, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_boxes", 2, NULL), MLTEST_OK);
    for (size_t i = 0; i < 2; i++) {
        ck_assert_int_eq(mlt_line_read(&line_record, line_arena, ctx, "j", 1, lines[i][0],
                                       strlen(lines[i][0]), &error),
                         MLTEST_ERR_LIMIT);
        ck_assert_msg(strstr(mltest_error_message(error), lines[i][1]) != NULL, "%s",
                      mltest_error_message(error));
        mltest_error_free(error);
        error = NULL;
    }
    mltest_context_free(ctx);
}
END_TEST

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(line_read_body,
                              "{\"type\":\"sample\",\"id\":\"a\",\"truth\":[[2,1,2,3,4,3,12,9]],"
                              "\"tags\":{\"a\":1,\"b\":\"c\"}}");
}
END_TEST

LINE_SUITE(line_sample, test_a_sample, test_labelled_or_not, test_what_cannot_be,
           test_what_is_missing, test_more_than_a_context_allows, test_out_of_memory)
