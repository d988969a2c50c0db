/* SPDX-License-Identifier: MIT */
#include "predictor/reply.h"

#include <math.h>

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_reply(void);

static mlt_reply reply;
static mlt_classes classes;

static void set_up(void)
{
    mlt_reply_init(&reply, NULL);
    fix_add_classes(NULL, &classes, "cat", "dog");
}

static void tear_down(void)
{
    mlt_reply_free(&reply);
    mlt_classes_free(NULL, &classes);
}

static mltest_status parse(const char *line)
{
    return mlt_reply_parse(&reply, line, strlen(line), &classes, NULL);
}

START_TEST(detections)
{
    ck_assert_int_eq(parse("{\"id\":7,\"detections\":[{\"class\":\"dog\",\"score\":0.9,\"bbox\":[1,"
                           "2,3,4]},{\"bbox\":[5,6,7,8],\"score\":1,\"class\":0,\"extra\":{}}]}"),
                     MLTEST_OK);
    ck_assert(reply.has_id);
    ck_assert_uint_eq(reply.id, 7);
    ck_assert_int_eq(reply.kind, MLT_REPLY_DETECTIONS);
    ck_assert_uint_eq(reply.n, 2);
    ck_assert_int_eq(reply.items[0].cls, 1);
    ck_assert_double_eq(reply.items[0].score, 0.9);
    ck_assert_double_eq(reply.items[0].box.height, 4);
    ck_assert_int_eq(reply.items[1].cls, 0);
    ck_assert_double_eq(reply.items[1].box.x, 5);
}
END_TEST

START_TEST(nothing_found)
{
    ck_assert_int_eq(parse("{\"detections\":[],\"id\":18446744073709551615}"), MLTEST_OK);
    ck_assert_uint_eq(reply.id, UINT64_MAX);
    ck_assert_int_eq(reply.kind, MLT_REPLY_DETECTIONS);
    ck_assert_uint_eq(reply.n, 0);
}
END_TEST

START_TEST(classifications)
{
    ck_assert_int_eq(parse("{\"id\":1,\"classes\":[{\"class\":1,\"score\":0.5}]}"), MLTEST_OK);
    ck_assert_int_eq(reply.kind, MLT_REPLY_CLASSES);
    ck_assert_uint_eq(reply.n, 1);
    ck_assert_int_eq(reply.items[0].cls, 1);
}
END_TEST

START_TEST(errors)
{
    ck_assert_int_eq(parse("{\"id\":1,\"error\":\"out of \\u20ac\"}"), MLTEST_OK);
    ck_assert_int_eq(reply.kind, MLT_REPLY_ERROR);
    ck_assert_str_eq(mlt_text_string(&reply.message), "out of €");
    ck_assert_int_eq(parse("{\"id\":1,\"error\":\"\"}"), MLTEST_OK);
    ck_assert_str_eq(mlt_text_string(&reply.message), "");
}
END_TEST

START_TEST(classes_that_are_none)
{
    static const char *const cases[] = {"\"zebra\"", "\"Cat\"", "-1",   "0.5",
                                        "1e300",     "NaN",     "\"\"", "\"cat\\u0000\""};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[200];
        snprintf(line, sizeof line,
                 "{\"id\":1,\"detections\":[{\"class\":%s,\"score\":0,\"bbox\":[0,0,0,0]}]}",
                 cases[i]);
        ck_assert_int_eq(parse(line), MLTEST_OK);
        ck_assert_int_eq(reply.items[0].cls, -1);
    }
}
END_TEST

START_TEST(numbers_that_are_none)
{
    ck_assert_int_eq(
        parse("{\"id\":1,\"detections\":[{\"class\":0,\"score\":NaN,\"bbox\":[Infinity,"
              "-Infinity,1e999,0]}]}"),
        MLTEST_OK);
    ck_assert(isnan(reply.items[0].score));
    ck_assert(isinf(reply.items[0].box.x) && isinf(reply.items[0].box.width));
}
END_TEST

/* The picture of a broken answer is known if its id could be read. */
START_TEST(broken_answers)
{
    static const struct {
        const char *line;
        bool has_id;
    } cases[] = {
        {"", false},
        {"null", false},
        {"[]", false},
        {"{}", false},
        {"{\"detections\":[]}", false},
        {"{\"id\":-1,\"detections\":[]}", false},
        {"{\"id\":1.5,\"detections\":[]}", false},
        {"{\"id\":\"1\",\"detections\":[]}", false},
        {"{\"id\":1}", true},
        {"{\"id\":1,\"detections\":null}", true},
        {"{\"id\":1,\"detections\":[1]}", true},
        {"{\"id\":1,\"detections\":[{}]}", true},
        {"{\"id\":1,\"detections\":[{\"class\":0,\"score\":1}]}", true},
        {"{\"id\":1,\"detections\":[{\"class\":0,\"bbox\":[0,0,1,1]}]}", true},
        {"{\"id\":1,\"detections\":[{\"score\":1,\"bbox\":[0,0,1,1]}]}", true},
        {"{\"id\":1,\"detections\":[{\"class\":null,\"score\":1,\"bbox\":[0,0,1,1]}]}", true},
        {"{\"id\":1,\"detections\":[{\"class\":0,\"score\":\"1\",\"bbox\":[0,0,1,1]}]}", true},
        {"{\"id\":1,\"classes\":[{\"class\":0}]}", true},
        {"{\"id\":1,\"error\":5}", true},
        {"{\"id\":1,\"error\":\"x\",\"detections\":[]}", true},
        {"{\"id\":1,\"detections\":[],\"detections\":[]}", true},
        {"{\"id\":1,\"detections\":[]} x", true},
        {"{\"id\":1,\"detections\":[", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_msg(parse(cases[i].line) == MLTEST_ERR_FORMAT, "%s", cases[i].line);
        ck_assert_msg(reply.has_id == cases[i].has_id, "%s", cases[i].line);
    }
}
END_TEST

START_TEST(nothing_of_the_last_line_is_left)
{
    ck_assert_int_eq(parse("{\"id\":7,\"error\":\"x\"}"), MLTEST_OK);
    ck_assert_int_eq(parse("nonsense"), MLTEST_ERR_FORMAT);
    ck_assert(!reply.has_id);
    ck_assert_int_eq(reply.kind, MLT_REPLY_NONE);
    ck_assert_str_eq(mlt_text_string(&reply.message), "");
}
END_TEST

START_TEST(more_than_max_boxes)
{
    static const char one[] = "{\"class\":0,\"score\":1,\"bbox\":[0,0,1,1]}";
    mltest_context *ctx = NULL;
    char line[256];
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_boxes", 2, NULL), MLTEST_OK);
    reply.ctx = ctx;
    snprintf(line, sizeof line, "{\"id\":1,\"detections\":[%s,%s]}", one, one);
    ck_assert_int_eq(parse(line), MLTEST_OK);
    snprintf(line, sizeof line, "{\"id\":1,\"detections\":[%s,%s,%s]}", one, one, one);
    ck_assert_int_eq(parse(line), MLTEST_ERR_LIMIT);
    ck_assert(reply.has_id);
    mlt_reply_free(&reply);
    mltest_context_free(ctx);
    mlt_reply_init(&reply, NULL);
}
END_TEST

static mltest_status parse_with(mltest_context *ctx, void *data)
{
    mlt_reply r;
    mlt_reply_init(&r, ctx);
    mltest_status status = mlt_reply_parse(&r, data, strlen(data), &classes, NULL);
    mlt_reply_free(&r);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(parse_with,
                              (char[]){"{\"id\":1,\"detections\":[{\"class\":\"d\\u006fg\","
                                       "\"score\":1,\"bbox\":[0,0,1,1]}]}"});
    mlt_test_every_allocation(parse_with, (char[]){"{\"id\":1,\"error\":\"why\\n\"}"});
}
END_TEST

Suite *mlt_suite_predictor_reply(void)
{
    Suite *suite = suite_create("predictor_reply");
    TCase *tests = tcase_create("reply");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, detections);
    tcase_add_test(tests, nothing_found);
    tcase_add_test(tests, classifications);
    tcase_add_test(tests, errors);
    tcase_add_test(tests, classes_that_are_none);
    tcase_add_test(tests, numbers_that_are_none);
    tcase_add_test(tests, broken_answers);
    tcase_add_test(tests, nothing_of_the_last_line_is_left);
    tcase_add_test(tests, more_than_max_boxes);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
