/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "codec/json.h"
#include "testing.h"

Suite *mlt_suite_codec_json_read(void);

static mlt_json json;

static void start(const char *text)
{
    mlt_json_free(&json);
    mlt_json_init(&json, NULL, "t.json", text, strlen(text));
}

static void tear_down(void)
{
    mlt_json_free(&json);
    memset(&json, 0, sizeof json);
}

static void expect_message(mltest_error *error, const char *message)
{
    ck_assert_int_eq(mltest_error_status(error), MLTEST_ERR_FORMAT);
    ck_assert_str_eq(mltest_error_message(error), message);
    mltest_error_free(error);
}

START_TEST(test_expecting)
{
    mltest_error *error = NULL;
    start("[1,\n 2]");
    ck_assert_int_eq(mlt_json_expect(&json, MLT_JSON_ARRAY_BEGIN, "a list", &error), MLTEST_OK);
    ck_assert_int_eq(mlt_json_expect(&json, MLT_JSON_NUMBER, "a number", &error), MLTEST_OK);
    ck_assert_ptr_null(error);
    ck_assert_int_eq(mlt_json_expect(&json, MLT_JSON_STRING, "a name", &error), MLTEST_ERR_FORMAT);
    expect_message(error, "t.json:2: column 2: expected a name");
}
END_TEST

/* Skips the first item of a list; the second must be 7. */
static void expect_skipped(const char *text, bool peek)
{
    mlt_json_event event;
    double value = 0;
    start(text);
    ck_assert_int_eq(mlt_json_next(&json, &event, NULL), MLTEST_OK);
    if (peek)
        ck_assert_int_eq(mlt_json_peek(&json, &event, NULL), MLTEST_OK);
    ck_assert_msg(mlt_json_skip(&json, NULL) == MLTEST_OK, "%s", text);
    ck_assert_int_eq(mlt_json_read_f64(&json, &value, NULL), MLTEST_OK);
    ck_assert_msg(value == 7, "%s", text);
}

START_TEST(test_skipping)
{
    static const char *const texts[] = {"[1,7]",
                                        "[\"a]\",7]",
                                        "[true,7]",
                                        "[null,7]",
                                        "[[],7]",
                                        "[{},7]",
                                        "[[[1],[2,{\"a\":[3]}]],7]",
                                        "[{\"a\":{\"b\":[{}]},\"c\":1},7]"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        expect_skipped(texts[i], false);
        expect_skipped(texts[i], true);
    }
}
END_TEST

START_TEST(test_skipping_what_is_no_value)
{
    mlt_json_event event;
    start("[]");
    ck_assert_int_eq(mlt_json_next(&json, &event, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_ERR_FORMAT);
    start("{}");
    ck_assert_int_eq(mlt_json_next(&json, &event, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_ERR_FORMAT);
    start("1");
    ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_ERR_FORMAT);
    start("[1,[2,[3,}]]]");
    ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_ERR_FORMAT);
    start("");
    ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_ERR_FORMAT);
}
END_TEST

START_TEST(test_the_end)
{
    mltest_error *error = NULL;
    start("{} \n");
    ck_assert_int_eq(mlt_json_end(&json, NULL), MLTEST_ERR_FORMAT);
    start("{} \n");
    ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_end(&json, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_end(&json, NULL), MLTEST_OK);
    start("{}\n,");
    ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_end(&json, &error), MLTEST_ERR_FORMAT);
    expect_message(error, "t.json:2: column 1: expected nothing more");
}
END_TEST

START_TEST(test_objects)
{
    const char *key = NULL;
    size_t n = 0;
    bool more = false;
    mlt_json_event event;
    start("{\"first\":1,\"\":{},\"a\\u0000b\":3}");
    ck_assert_int_eq(mlt_json_next(&json, &event, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_next_key(&json, &key, &n, &more, NULL), MLTEST_OK);
    ck_assert(more && n == 5 && strcmp(key, "first") == 0);
    ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_next_key(&json, &key, &n, &more, NULL), MLTEST_OK);
    ck_assert(more && n == 0 && key[0] == '\0');
    ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_next_key(&json, &key, &n, &more, NULL), MLTEST_OK);
    ck_assert(more && n == 3 && memcmp(key, "a\0b", 4) == 0);
    ck_assert_int_eq(mlt_json_next_key(&json, &key, &n, &more, NULL), MLTEST_ERR_FORMAT);
    ck_assert_int_eq(mlt_json_next_key(&json, &key, &n, &more, NULL), MLTEST_OK);
    ck_assert(!more && n == 0 && key[0] == '\0');
    ck_assert_int_eq(mlt_json_end(&json, NULL), MLTEST_OK);
    start("[1]");
    ck_assert_int_eq(mlt_json_next_key(&json, &key, &n, &more, NULL), MLTEST_ERR_FORMAT);
}
END_TEST

START_TEST(test_lists)
{
    double sum = 0, value = 0;
    bool more = false;
    mlt_json_event event;
    start("[[1,2],[],[4]]");
    ck_assert_int_eq(mlt_json_next(&json, &event, NULL), MLTEST_OK);
    for (mlt_json_next_item(&json, &more, NULL); more; mlt_json_next_item(&json, &more, NULL)) {
        bool inner = false;
        ck_assert_int_eq(mlt_json_expect(&json, MLT_JSON_ARRAY_BEGIN, "a list", NULL), MLTEST_OK);
        for (mlt_json_next_item(&json, &inner, NULL); inner;
             mlt_json_next_item(&json, &inner, NULL)) {
            ck_assert_int_eq(mlt_json_read_f64(&json, &value, NULL), MLTEST_OK);
            sum += value;
        }
    }
    ck_assert(sum == 7);
    ck_assert_int_eq(mlt_json_end(&json, NULL), MLTEST_OK);
    start("[1");
    ck_assert_int_eq(mlt_json_next(&json, &event, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_next_item(&json, &more, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_read_f64(&json, &value, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_next_item(&json, &more, NULL), MLTEST_ERR_FORMAT);
}
END_TEST

START_TEST(test_doubles)
{
    double value = 5;
    start("-1.5e3");
    ck_assert_int_eq(mlt_json_read_f64(&json, &value, NULL), MLTEST_OK);
    ck_assert(value == -1500);
    start("\"1\"");
    ck_assert_int_eq(mlt_json_read_f64(&json, &value, NULL), MLTEST_ERR_FORMAT);
    start("null");
    ck_assert_int_eq(mlt_json_read_f64(&json, &value, NULL), MLTEST_ERR_FORMAT);
    ck_assert(value == -1500);
}
END_TEST

static const struct {
    const char *text;
    bool is_signed, is_unsigned;
    int64_t value;
    uint64_t unsigned_value;
} integers[] = {
    {"0", true, true, 0, 0},
    {"-0", true, true, 0, 0},
    {"7", true, true, 7, 7},
    {"-7", true, false, -7, 0},
    {"5.0", true, true, 5, 5},
    {"1e3", true, true, 1000, 1000},
    {"-2.5e1", true, false, -25, 0},
    {"9007199254740991", true, true, 9007199254740991, 9007199254740991},
    {"9007199254740992", true, true, 9007199254740992, 9007199254740992},
    {"9007199254740993", true, true, 9007199254740993, 9007199254740993},
    {"-9007199254740993", true, false, -9007199254740993, 0},
    {"9223372036854775807", true, true, INT64_MAX, INT64_MAX},
    {"-9223372036854775808", true, false, INT64_MIN, 0},
    {"9223372036854775808", false, true, 0, UINT64_C(9223372036854775808)},
    {"-9223372036854775809", false, false, 0, 0},
    {"18446744073709551615", false, true, 0, UINT64_MAX},
    {"18446744073709551616", false, false, 0, 0},
    {"0.5", false, false, 0, 0},
    {"-0.5", false, false, 0, 0},
    {"1e-5", false, false, 0, 0},
    {"1e16", false, false, 0, 0}, /* past 2^53 only digits are taken */
    {"9007199254740993.0", false, false, 0, 0},
    {"1e300", false, false, 0, 0},
    {"true", false, false, 0, 0},
    {"\"1\"", false, false, 0, 0},
    {"[1]", false, false, 0, 0},
};

/* The same numbers as event by event, and the same place behind them. */
START_TEST(test_quick_rows)
{
    static const char *const texts[] = {"[[1,-2.5,300.125],[4,5,6]]                         ",
                                        "[[1,0.1234567890123,3e2],[4,5,6]]                  ",
                                        "[[1, -2.5,300.125],[4,5,6]]                        ",
                                        "[[1,2,3,4],[4,5,6]]                                ",
                                        "[[1,2],[4,5,6]]                                    ",
                                        "[[1,2,1e999],[4,5,6]]                              ",
                                        "[[1,2,03],[4,5,6]]                                 ",
                                        "[[1,2,3],[4,5,6]]"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        double quick[3], plain;
        bool more;
        start(texts[i]);
        ck_assert(!mlt_json_quick_row(&json, quick, 3)); /* nothing was looked at */
        ck_assert_int_eq(mlt_json_expect(&json, MLT_JSON_ARRAY_BEGIN, "", NULL), MLTEST_OK);
        ck_assert(!mlt_json_quick_row(&json, quick, 3));
        ck_assert_int_eq(mlt_json_next_item(&json, &more, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_json_quick_row(&json, quick, 3), i < 2);
        if (i >= 2) {
            ck_assert_int_eq(mlt_json_expect(&json, MLT_JSON_ARRAY_BEGIN, "", NULL), MLTEST_OK);
            ck_assert_int_eq(mlt_json_read_f64(&json, &plain, NULL), MLTEST_OK);
            ck_assert_double_eq(plain, 1);
            continue;
        }
        ck_assert_double_eq(quick[0], 1);
        ck_assert_double_eq(quick[1], i == 0 ? -2.5 : 0.1234567890123);
        ck_assert_double_eq(quick[2], i == 0 ? 300.125 : 300);
        ck_assert_int_eq(mlt_json_next_item(&json, &more, NULL), MLTEST_OK);
        ck_assert(more);
        ck_assert_int_eq(mlt_json_skip(&json, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_json_next_item(&json, &more, NULL), MLTEST_OK);
        ck_assert(!more);
        ck_assert_int_eq(mlt_json_end(&json, NULL), MLTEST_OK);
    }
}
END_TEST

START_TEST(test_integers)
{
    for (size_t i = 0; i < sizeof integers / sizeof integers[0]; i++) {
        int64_t value = 0;
        uint64_t unsigned_value = 0;
        start(integers[i].text);
        ck_assert_msg(mlt_json_read_i64(&json, &value, NULL) ==
                          (integers[i].is_signed ? MLTEST_OK : MLTEST_ERR_FORMAT),
                      "%s", integers[i].text);
        ck_assert_msg(value == integers[i].value, "%s", integers[i].text);
        start(integers[i].text);
        ck_assert_msg(mlt_json_read_u64(&json, &unsigned_value, NULL) ==
                          (integers[i].is_unsigned ? MLTEST_OK : MLTEST_ERR_FORMAT),
                      "%s", integers[i].text);
        ck_assert_msg(unsigned_value == integers[i].unsigned_value, "%s", integers[i].text);
    }
}
END_TEST

/* The text of a number is still there when its event was peeked at. */
START_TEST(test_integers_after_a_look)
{
    int64_t value = 0;
    mlt_json_event event;
    start(" 9007199254740993 ");
    ck_assert_int_eq(mlt_json_peek(&json, &event, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_json_read_i64(&json, &value, NULL), MLTEST_OK);
    ck_assert_int_eq(value, 9007199254740993);
}
END_TEST

START_TEST(test_integers_in_lenient_texts)
{
    static const char *const texts[] = {"NaN", "Infinity", "-Infinity", "1e999"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        int64_t value = 3;
        start(texts[i]);
        json.lenient_nan = true;
        ck_assert_int_eq(mlt_json_read_i64(&json, &value, NULL), MLTEST_ERR_FORMAT);
        ck_assert_int_eq(value, 3);
    }
}
END_TEST

START_TEST(test_booleans)
{
    bool value = false;
    start("true");
    ck_assert_int_eq(mlt_json_read_bool(&json, &value, NULL), MLTEST_OK);
    ck_assert(value);
    start("false");
    ck_assert_int_eq(mlt_json_read_bool(&json, &value, NULL), MLTEST_OK);
    ck_assert(!value);
    start("1");
    ck_assert_int_eq(mlt_json_read_bool(&json, &value, NULL), MLTEST_ERR_FORMAT);
}
END_TEST

START_TEST(test_strings)
{
    const char *text = NULL;
    size_t n = 0;
    start("\"a\\u0000\\u00e9\"");
    ck_assert_int_eq(mlt_json_read_string(&json, &text, &n, NULL), MLTEST_OK);
    ck_assert_uint_eq(n, 4);
    ck_assert_int_eq(memcmp(text, "a\0\xC3\xA9", 5), 0);
    start("{\"a\":1}");
    ck_assert_int_eq(mlt_json_read_string(&json, &text, &n, NULL), MLTEST_ERR_FORMAT);
    mltest_error *error = NULL;
    start("12");
    ck_assert_int_eq(mlt_json_read_string(&json, &text, &n, &error), MLTEST_ERR_FORMAT);
    expect_message(error, "t.json:1: column 1: expected a text in quotes");
}
END_TEST

Suite *mlt_suite_codec_json_read(void)
{
    Suite *s = suite_create("codec_json_read");
    TCase *tc = tcase_create("json_read");
    tcase_add_checked_fixture(tc, NULL, tear_down);
    tcase_add_test(tc, test_expecting);
    tcase_add_test(tc, test_skipping);
    tcase_add_test(tc, test_skipping_what_is_no_value);
    tcase_add_test(tc, test_the_end);
    tcase_add_test(tc, test_objects);
    tcase_add_test(tc, test_lists);
    tcase_add_test(tc, test_doubles);
    tcase_add_test(tc, test_quick_rows);
    tcase_add_test(tc, test_integers);
    tcase_add_test(tc, test_integers_after_a_look);
    tcase_add_test(tc, test_integers_in_lenient_texts);
    tcase_add_test(tc, test_booleans);
    tcase_add_test(tc, test_strings);
    suite_add_tcase(s, tc);
    return s;
}
