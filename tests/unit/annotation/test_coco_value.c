/* SPDX-License-Identifier: MIT */
/*
 * Values by themselves; those of whole files: test_coco_parse.c.
 */
#include "annotation/coco_value.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "testing.h"

Suite *mlt_suite_annotation_coco_value(void);

/* Reads a value of a type, with what it says if it is refused. */
static mltest_status read_value(mltest_context *ctx, const char *text, mlt_coco_field_type type,
                                void *to, mltest_error **error)
{
    const mlt_coco_field field = {"key", type, true, 0};
    mlt_json json;
    mlt_json_init(&json, ctx, "f.json", text, strlen(text));
    json.lenient_nan = true;
    mltest_status status = mlt_coco_read_value(&json, &field, to, error);
    if (status == MLTEST_OK)
        status = mlt_json_end(&json, error);
    mlt_json_free(&json);
    return status;
}

static void refuses(const char *text, mlt_coco_field_type type, void *to, const char *message)
{
    mltest_error *error = NULL;
    ck_assert_msg(read_value(NULL, text, type, to, &error) == MLTEST_ERR_FORMAT, "%s", text);
    ck_assert_msg(strstr(mltest_error_message(error), message) != NULL, "%s: %s", text,
                  mltest_error_message(error));
    mltest_error_free(error);
}

START_TEST(scores)
{
    static const struct {
        const char *text;
        double value;
    } good[] = {{"-0", 0.0},
                {"-0.0", -0.0},
                {"-0e0", -0.0},
                {"-0E5", -0.0},
                {"0", 0.0},
                {"0.25", 0.25},
                {"-3", -3.0},
                {"9007199254740991", 9007199254740991.0},
                {"9007199254740992", 9007199254740992.0},
                {"-9007199254740992", -9007199254740992.0},
                {"9007199254740993.0", 9007199254740992.0},
                {"1e300", 1e300},
                {"1e999", INFINITY},
                {"-Infinity", -INFINITY}};
    static const char *const bad[] = {"9007199254740993", "-9007199254740993",
                                      "9223372036854775808", "-99999999999999999999"};
    char digits[402];
    double score;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        score = 7;
        ck_assert_msg(read_value(NULL, good[i].text, MLT_COCO_SCORE, &score, NULL) == MLTEST_OK,
                      "%s", good[i].text);
        ck_assert_msg(memcmp(&score, &good[i].value, sizeof score) == 0, "%s", good[i].text);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        refuses(bad[i], MLT_COCO_SCORE, &score, "a score of at most 2^53, or with a decimal point");
    memset(digits, '9', sizeof digits - 1); /* infinite, and still an integer */
    digits[sizeof digits - 1] = '\0';
    refuses(digits, MLT_COCO_SCORE, &score, "a score of at most 2^53");
    refuses("null", MLT_COCO_SCORE, &score, "a number");
    ck_assert_int_eq(read_value(NULL, "NaN", MLT_COCO_SCORE, &score, NULL), MLTEST_OK);
    ck_assert(isnan(score));
    ck_assert_int_eq(read_value(NULL, "-0", MLT_COCO_NUMBER, &score, NULL), MLTEST_OK);
    ck_assert(signbit(score)); /* no score */
}
END_TEST

START_TEST(crowds)
{
    static const char *const bad[] = {"256", "-1",   "0.5",   "-0.5",  "255.5", "1e300",
                                      "NaN", "null", "\"0\"", "\"1\"", "[]",    "Infinity"};
    static const char *const no[] = {"0", "false", "0.0", "-0", "-0.0"};
    static const char *const yes[] = {"1", "true", "2", "255", "1.0", "1e0", "2.55e2"};
    bool crowd;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        refuses(bad[i], MLT_COCO_CROWD, &crowd, "an integer from 0 to 255, true or false");
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++) {
        crowd = true;
        ck_assert_int_eq(read_value(NULL, no[i], MLT_COCO_CROWD, &crowd, NULL), MLTEST_OK);
        ck_assert_msg(!crowd, "%s", no[i]);
    }
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
        crowd = false;
        ck_assert_int_eq(read_value(NULL, yes[i], MLT_COCO_CROWD, &crowd, NULL), MLTEST_OK);
        ck_assert_msg(crowd, "%s", yes[i]);
    }
}
END_TEST

/* Python's truth. */
START_TEST(flags)
{
    static const struct {
        const char *text;
        bool flag;
    } good[] = {{"0", false},    {"-0.0", false}, {"0.5", true},    {"-1", true},
                {"NaN", true},   {"true", true},  {"false", false}, {"null", false},
                {"\"\"", false}, {"\"0\"", true}};
    bool flag;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        flag = !good[i].flag;
        ck_assert_int_eq(read_value(NULL, good[i].text, MLT_COCO_FLAG, &flag, NULL), MLTEST_OK);
        ck_assert_msg(flag == good[i].flag, "%s", good[i].text);
    }
    refuses("[]", MLT_COCO_FLAG, &flag, "true or false");
    refuses("{}", MLT_COCO_FLAG, &flag, "true or false");
}
END_TEST

START_TEST(boxes)
{
    mlt_box box;
    refuses("[0,0,Infinity,1]", MLT_COCO_BOX, &box, "a finite number");
    refuses("[0,0,1]", MLT_COCO_BOX, &box, "a number");
}
END_TEST

START_TEST(frequencies)
{
    static const char *const bad[] = {"\"\"",        "\"x\"", "\"rr\"", "\"R\"",
                                      "\"\\u0000\"", "null",  "7",      "[\"r\"]"};
    uint8_t frequency = 0;
    ck_assert_int_eq(read_value(NULL, "\"c\"", MLT_COCO_FREQUENCY, &frequency, NULL), MLTEST_OK);
    ck_assert_uint_eq(frequency, 'c');
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        refuses(bad[i], MLT_COCO_FREQUENCY, &frequency, "\"r\", \"c\" or \"f\"");
    ck_assert_uint_eq(frequency, 'c');
}
END_TEST

START_TEST(id_lists)
{
    mlt_coco_id_list list = {NULL, 0};
    ck_assert_int_eq(read_value(NULL, "[]", MLT_COCO_IDS, &list, NULL), MLTEST_OK);
    ck_assert_ptr_nonnull(list.items);
    ck_assert_uint_eq(list.n, 0);
    ck_assert_int_eq(read_value(NULL, "[ 9, -1,9,\n 2.0,2 ]", MLT_COCO_IDS, &list, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(list.n, 3);
    ck_assert(list.items[0] == 9 && list.items[1] == -1 && list.items[2] == 2);
    refuses("[1,0.5]", MLT_COCO_IDS, &list, "column 4: expected an integer");
    ck_assert_ptr_null(list.items);
    refuses("[\"1\"]", MLT_COCO_IDS, &list, "an integer");
    refuses("[1,[2]]", MLT_COCO_IDS, &list, "an integer");
    refuses("null", MLT_COCO_IDS, &list, "an array of category ids");
    refuses("{}", MLT_COCO_IDS, &list, "an array of category ids");
    refuses("[1", MLT_COCO_IDS, &list, "f.json");
}
END_TEST

/* As many different ids as there may be classes. */
START_TEST(limited)
{
    mlt_test_alloc alloc = {0, 0, 0};
    mltest_context *ctx = mlt_test_context(&alloc);
    mlt_coco_id_list list = {NULL, 0};
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_classes", 2, NULL), MLTEST_OK);
    ck_assert_int_eq(read_value(ctx, "[1,2,1,2]", MLT_COCO_IDS, &list, NULL), MLTEST_OK);
    ck_assert_uint_eq(list.n, 2);
    ck_assert_int_eq(read_value(ctx, "[1,2,3]", MLT_COCO_IDS, &list, &error), MLTEST_ERR_LIMIT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "f.json"));
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "max_classes"));
    mltest_error_free(error);
    ck_assert_ptr_null(list.items);
    mltest_context_free(ctx);
    ck_assert_uint_eq(alloc.live, 0);
}
END_TEST

static mltest_status read_list_once(mltest_context *ctx, void *data)
{
    mlt_coco_id_list list = {NULL, 0};
    (void)data;
    mltest_status status = read_value(ctx, "[1,2,3,1]", MLT_COCO_IDS, &list, NULL);
    mlt_free(ctx, list.items);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(read_list_once, NULL);
}
END_TEST

Suite *mlt_suite_annotation_coco_value(void)
{
    Suite *suite = suite_create("annotation_coco_value");
    TCase *tests = tcase_create("coco_value");
    tcase_add_test(tests, scores);
    tcase_add_test(tests, crowds);
    tcase_add_test(tests, flags);
    tcase_add_test(tests, boxes);
    tcase_add_test(tests, frequencies);
    tcase_add_test(tests, id_lists);
    tcase_add_test(tests, limited);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
