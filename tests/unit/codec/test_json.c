/* SPDX-License-Identifier: MIT */
#include "codec/json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "testing.h"

Suite *mlt_suite_codec_json(void);

/* One mark an event: what the reader saw, as text. */
static void mark(mlt_text *out, const mlt_json *json, mlt_json_event event)
{
    static const char marks[] = " {}[]KS#tf0.";
    mlt_text_putc(out, marks[event]);
    if (event == MLT_JSON_KEY || event == MLT_JSON_STRING) {
        mlt_text_add(out, json->string, json->n_string);
        ck_assert_int_eq(json->string[json->n_string], '\0');
        mlt_text_putc(out, ' ');
    } else if (event == MLT_JSON_NUMBER) {
        mlt_text_f64(out, json->number);
        mlt_text_putc(out, ' ');
    }
}

/* Reads a copy that ends where the text ends, so that sanitizers see a step too far. */
static mltest_status read_bytes(mltest_context *ctx, const char *text, size_t n, bool lenient,
                                mlt_text *out, mltest_error **error)
{
    char *exact = malloc(n > 0 ? n : 1);
    mlt_json json;
    mlt_json_event event = MLT_JSON_NULL;
    mltest_status status = MLTEST_OK;
    ck_assert_ptr_nonnull(exact);
    memcpy(exact, text, n);
    mlt_json_init(&json, ctx, "test.json", exact, n);
    json.lenient_nan = lenient;
    while (status == MLTEST_OK && event != MLT_JSON_END) {
        status = mlt_json_next(&json, &event, error);
        if (status == MLTEST_OK && out != NULL)
            mark(out, &json, event);
    }
    mlt_json_free(&json);
    free(exact);
    return status;
}

static mltest_status read_text(const char *text)
{
    return read_bytes(NULL, text, strlen(text), false, NULL, NULL);
}

static void expect_events(const char *text, const char *events)
{
    mlt_text out;
    mlt_text_init(&out, NULL);
    ck_assert_msg(read_bytes(NULL, text, strlen(text), false, &out, NULL) == MLTEST_OK, "%s", text);
    ck_assert_str_eq(mlt_text_string(&out), events);
    mlt_text_free(&out);
}

START_TEST(test_events)
{
    expect_events("{}", "{}.");
    expect_events("[]", "[].");
    expect_events("\"\"", "S .");
    expect_events(" \t\r\n-12.5 \t\r\n", "#-12.5 .");
    expect_events("[1,true,false,null,\"x\",[],{}]", "[#1 tf0Sx []{}].");
    expect_events("{\"a\":1,\"b\" : {\"a\":[ { } , 2 ]},\"\":null}", "{Ka #1 Kb {Ka [{}#2 ]}K 0}.");
    expect_events("{\"a\":1,\"a\":2}",
                  "{Ka #1 Ka #2 }."); /* twice the same is the caller's matter */
}
END_TEST

START_TEST(test_what_is_json)
{
    static const char *const texts[] = {
        "0",
        "-0",
        "1",
        "-1",
        "10",
        "1.0",
        "1.25",
        "0.5",
        "-0.0",
        "1e1",
        "1E1",
        "1e+1",
        "1e-1",
        "1.5e10",
        "0e0",
        "0E+00",
        "123456789012345678901234567890",
        "1e308",
        "1e-999",
        "0.00000000000000000000000000000000001",
        "true",
        "false",
        "null",
        "\"\"",
        "\"a\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u0041\"",
        "\"\\uD834\\uDD1E\"",
        "\"\\ud834\\udd1e\"",
        "\"\\u0000\"",
        "\"\x7F\"",
        "\"\xC3\xA9\"",
        "\"\xE2\x82\xAC\"",
        "\"\xF0\x9F\x98\x80\"",
        "\"\xEF\xBF\xBF\"",
        "\"\xF4\x8F\xBF\xBF\"",
        "\"\xE2\x80\xA8\"",
        "[[]]",
        "[[[[]]]]",
        "[ ]",
        "{ }",
        "[1 ]",
        "[ 1]",
        "{\"a\":[]}",
        "{\"\":\"\"}",
        "{ \"a\" : 1 , \"b\" : 2 }",
        "[1\n,2\r\n,3\t]",
        "\n\n[]\n\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        ck_assert_msg(read_text(texts[i]) == MLTEST_OK, "refused: %s", texts[i]);
}
END_TEST

/* Texts that are not JSON, the byte where that shows, and what should be there. */
static const struct {
    const char *text;
    int64_t at;
    const char *expected;
} wrong[] = {
    {"", 0, "a value"},
    {"  ", 2, "a value"},
    {"nul", 0, "a value"},
    {"True", 0, "a value"},
    {"undefined", 0, "a value"},
    {"'a'", 0, "a value"},
    {"a", 0, "a value"},
    {"]", 0, "a value"},
    {"}", 0, "a value"},
    {":", 0, "a value"},
    {",", 0, "a value"},
    {"\xEF\xBB\xBF[]", 0, "a value, not a byte order mark (UTF-8 with BOM)"},
    {"[\xEF\xBB\xBF]", 1, "a value"},
    {"\xC2\xA0[]", 0, "a value"},
    {"\f[]", 0, "a value"},
    {"NaN", 0, "a value"},
    {"Infinity", 0, "a value"},
    {"/* c */1", 0, "a value"},
    {"-", 0, "a number"},
    {"-Infinity", 0, "a number"},
    {"+1", 0, "a number"},
    {".5", 0, "a number"},
    {"-.5", 0, "a number"},
    {"1.", 0, "a number"},
    {"1.e1", 0, "a number"},
    {"01", 0, "a number"},
    {"-01", 0, "a number"},
    {"00", 0, "a number"},
    {"-00.5", 0, "a number"},
    {"1e", 0, "a number"},
    {"1e+", 0, "a number"},
    {"1e1.5", 0, "a number"},
    {"1-2", 0, "a number"},
    {"--1", 0, "a number"},
    {"1.2.3", 0, "a number"},
    {"1e1e1", 0, "a number"},
    {"1.5-", 0, "a number"},
    {"1e999", 0, "a finite number"},
    {"-1e999", 0, "a finite number"},
    {"0x10", 1, "nothing more"},
    {"1a", 1, "nothing more"},
    {"1 2", 2, "nothing more"},
    {"[] []", 3, "nothing more"},
    {"{}}", 2, "nothing more"},
    {"[]]", 2, "nothing more"},
    {"[],", 2, "nothing more"},
    {"truefalse", 4, "nothing more"},
    {"nullx", 4, "nothing more"},
    {"\"\" \"\"", 3, "nothing more"},
    {"[", 1, "a value"},
    {"[1", 2, "',' or ']'"},
    {"[1,", 3, "a value"},
    {"[1,]", 3, "a value"},
    {"[,1]", 1, "a value"},
    {"[1,,2]", 3, "a value"},
    {"[1 2]", 3, "',' or ']'"},
    {"[1}", 2, "',' or ']'"},
    {"[\"a\":1]", 4, "',' or ']'"},
    {"[1;2]", 2, "',' or ']'"},
    {"{", 1, "a key in quotes"},
    {"{]", 1, "a key in quotes"},
    {"{1:2}", 1, "a key in quotes"},
    {"{a:2}", 1, "a key in quotes"},
    {"{'a':2}", 1, "a key in quotes"},
    {"{null:2}", 1, "a key in quotes"},
    {"{,}", 1, "a key in quotes"},
    {"{\"a\":1,}", 7, "a key in quotes"},
    {"{\"a\"", 4, "':'"},
    {"{\"a\"}", 4, "':'"},
    {"{\"a\",1}", 4, "':'"},
    {"{\"a\" 1}", 5, "':'"},
    {"{\"a\":}", 5, "a value"},
    {"{\"a\"::1}", 5, "a value"},
    {"{\"a\":1", 6, "',' or '}'"},
    {"{\"a\":1]", 6, "',' or '}'"},
    {"{\"a\":1 \"b\":2}", 7, "',' or '}'"},
    {"\"", 1, "a closing quote"},
    {"\"a", 2, "a closing quote"},
    {"\"\\\"", 3, "a closing quote"},
    {"\"\\", 2, "a valid escape"},
    {"\"\\a\"", 2, "a valid escape"},
    {"\"\\x41\"", 2, "a valid escape"},
    {"\"\\U0041\"", 2, "a valid escape"},
    {"\"\\'\"", 2, "a valid escape"},
    {"\"\\u\"", 2, "a valid escape"},
    {"\"\\u004\"", 2, "a valid escape"},
    {"\"\\u00G0\"", 2, "a valid escape"},
    {"\"\\u +41\"", 2, "a valid escape"},
    {"\"\\uD800\"", 2, "a valid escape"},
    {"\"\\uD800x\"", 2, "a valid escape"},
    {"\"\\uD800\\n\"", 2, "a valid escape"},
    {"\"\\uD800\\u0041\"", 2, "a valid escape"},
    {"\"\\uD800\\uD800\"", 2, "a valid escape"},
    {"\"\\uDC00\"", 2, "a valid escape"},
    {"\"\\uDC00\\uD800\"", 2, "a valid escape"},
    {"\"\x01\"", 1, "no control character inside a text"},
    {"\"\n\"", 1, "no control character inside a text"},
    {"\"a\tb\"", 2, "no control character inside a text"},
    {"\"\x80\"", 1, "valid UTF-8"},
    {"\"\xC0\x80\"", 1, "valid UTF-8"},
    {"\"\xC3\"", 1, "valid UTF-8"},
    {"\"\xE0\x80\x80\"", 1, "valid UTF-8"},
    {"\"\xED\xA0\x80\"", 1, "valid UTF-8"},
    {"\"\xF4\x90\x80\x80\"", 1, "valid UTF-8"},
    {"\"\xF0\x9F\x98\"", 1, "valid UTF-8"},
    {"\"\xFF\"", 1, "valid UTF-8"},
    {"{\"\xFF\":1}", 2, "valid UTF-8"},
};

START_TEST(test_what_is_not_json)
{
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        const char *text = wrong[i].text;
        mltest_error *error = NULL;
        ck_assert_msg(read_bytes(NULL, text, strlen(text), false, NULL, &error) ==
                          MLTEST_ERR_FORMAT,
                      "accepted: %s", text);
        const char *message = mltest_error_message(error);
        const char *expected = strstr(message, ": expected ");
        ck_assert_msg(expected != NULL && strcmp(expected + 11, wrong[i].expected) == 0, "%s: %s",
                      text, message);
        ck_assert_msg(mlt_error_offset(error) == wrong[i].at, "%s: byte %d, not %d", text,
                      (int)mlt_error_offset(error), (int)wrong[i].at);
        mltest_error_free(error);
    }
}
END_TEST

START_TEST(test_nul_bytes_end_nothing)
{
    ck_assert_int_eq(read_bytes(NULL, "1\0", 2, false, NULL, NULL), MLTEST_ERR_FORMAT);
    ck_assert_int_eq(read_bytes(NULL, "\0", 1, false, NULL, NULL), MLTEST_ERR_FORMAT);
    ck_assert_int_eq(read_bytes(NULL, "[\0]", 3, false, NULL, NULL), MLTEST_ERR_FORMAT);
    ck_assert_int_eq(read_bytes(NULL, "\"\0\"", 3, false, NULL, NULL), MLTEST_ERR_FORMAT);
}
END_TEST

static const char everything[] =
    "{\"type\":\"sample\",\"n\":-12.5e-3,\"list\":[true,false,null,[],{},\"\\u20ac\\ud83d\\ude00\"]"
    ","
    "\"text\":\"\xC3\xA9\xF0\x9F\x98\x80\",\"big\":12345678901234567890}";

START_TEST(test_cut_at_every_byte)
{
    for (size_t n = 0; n < sizeof everything - 1; n++) {
        mltest_error *error = NULL;
        ck_assert_int_eq(read_bytes(NULL, everything, n, false, NULL, &error), MLTEST_ERR_FORMAT);
        ck_assert_int_ge(mlt_error_offset(error), 0);
        ck_assert_int_le(mlt_error_offset(error), (int64_t)n);
        mltest_error_free(error);
    }
    ck_assert_int_eq(read_text(everything), MLTEST_OK);
}
END_TEST

/* Another byte anywhere: still an answer, and errors lie inside the text. */
START_TEST(test_every_byte_changed)
{
    static const char others[] = "\"\\{}[],:0-.eEtfn u\x01\x80\xC3\xF0\xFF";
    char text[sizeof everything];
    size_t n = sizeof everything - 1;
    for (size_t i = 0; i < n; i++) {
        memcpy(text, everything, sizeof text);
        for (size_t k = 0; k < sizeof others; k++) { /* the NUL too */
            mltest_error *error = NULL;
            text[i] = others[k];
            mltest_status status = read_bytes(NULL, text, n, false, NULL, &error);
            ck_assert(status == MLTEST_OK || status == MLTEST_ERR_FORMAT);
            ck_assert_int_eq(mltest_error_status(error), status);
            ck_assert_int_le(mlt_error_offset(error), (int64_t)n);
            mltest_error_free(error);
        }
    }
}
END_TEST

static mltest_status read_nested(mltest_context *ctx, size_t depth, mltest_error **error)
{
    char *text = malloc(2 * depth);
    ck_assert_ptr_nonnull(text);
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    mltest_status status = read_bytes(ctx, text, 2 * depth, false, NULL, error);
    free(text);
    return status;
}

START_TEST(test_depth_is_limited)
{
    mlt_test_alloc state = {0, 0, 0};
    mltest_context *ctx = mlt_test_context(&state);
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_depth", 3, NULL), MLTEST_OK);
    ck_assert_int_eq(read_nested(ctx, 3, NULL), MLTEST_OK);
    ck_assert_int_eq(read_nested(ctx, 4, &error), MLTEST_ERR_LIMIT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "max_depth"));
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "test.json:1: "));
    mltest_error_free(error);
    ck_assert_int_eq(read_bytes(ctx, "{\"a\":{\"b\":{\"c\":1}}}", 19, false, NULL, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(read_bytes(ctx, "{\"a\":{\"b\":{\"c\":{}}}}", 20, false, NULL, NULL),
                     MLTEST_ERR_LIMIT);
    ck_assert_int_eq(read_nested(NULL, 1000000, NULL), MLTEST_ERR_LIMIT);
    /* No recursion: a deep document costs a byte a level, not stack. */
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_depth", 1000000, NULL), MLTEST_OK);
    ck_assert_int_eq(read_nested(ctx, 1000000, NULL), MLTEST_OK);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

/* An allocator that has nothing large to give. */
static void *small_only(void *user_data, size_t n)
{
    (void)user_data;
    return n <= 8192 ? malloc(n) : NULL;
}

static void *small_again(void *user_data, void *p, size_t n)
{
    (void)user_data;
    return n <= 8192 ? realloc(p, n) : NULL;
}

static void give_back(void *user_data, void *p)
{
    (void)user_data;
    free(p);
}

/* The limit is judged before memory is asked for. */
START_TEST(test_length_of_texts_is_limited)
{
    enum { LONG = 1 << 20 };
    mltest_allocator small = {.struct_size = sizeof small,
                              .allocate = small_only,
                              .reallocate = small_again,
                              .release = give_back};
    mltest_context *ctx = NULL;
    mltest_error *error = NULL;
    char *text = malloc(LONG);
    ck_assert_ptr_nonnull(text);
    ck_assert_int_eq(mltest_context_new(&ctx, &small, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_string", 4, NULL), MLTEST_OK);
    ck_assert_int_eq(read_bytes(ctx, "\"abcd\"", 6, false, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(read_bytes(ctx, "\"\\u20ac\\n\"", 10, false, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(read_bytes(ctx, "\"abcde\"", 7, false, NULL, NULL), MLTEST_ERR_LIMIT);
    ck_assert_int_eq(read_bytes(ctx, "\"\\u20ac\\n\\n\"", 12, false, NULL, NULL), MLTEST_ERR_LIMIT);
    ck_assert_int_eq(read_bytes(ctx, "{\"abcde\":1}", 11, false, NULL, NULL), MLTEST_ERR_LIMIT);
    memset(text, 'x', LONG);
    text[0] = text[LONG - 1] = '"';
    ck_assert_int_eq(read_bytes(ctx, text, LONG, false, NULL, &error), MLTEST_ERR_LIMIT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "max_string"));
    mltest_error_free(error);
    for (size_t i = 1; i < LONG - 2; i += 2)
        memcpy(text + i, "\\n", 2);
    ck_assert_int_eq(read_bytes(ctx, text, LONG, false, NULL, NULL), MLTEST_ERR_LIMIT);
    free(text);
    mltest_context_free(ctx);
}
END_TEST

static double read_number(const char *text, bool lenient)
{
    mlt_json json;
    mlt_json_event event;
    mlt_json_init(&json, NULL, "n", text, strlen(text));
    json.lenient_nan = lenient;
    ck_assert_msg(mlt_json_next(&json, &event, NULL) == MLTEST_OK, "%s", text);
    ck_assert_int_eq(event, MLT_JSON_NUMBER);
    ck_assert_uint_eq(json.n_token, strlen(text));
    mlt_json_free(&json);
    return json.number;
}

START_TEST(test_numbers)
{
    ck_assert(read_number("0", false) == 0 && !signbit(read_number("0", false)));
    ck_assert(read_number("-0", false) == 0 && signbit(read_number("-0", false)));
    ck_assert(signbit(read_number("-0.0", false)));
    ck_assert(read_number("0.1", false) == 0.1);
    ck_assert(read_number("123456789012345", false) == 123456789012345.0);
    ck_assert(read_number("999999999999999", false) == 999999999999999.0);
    ck_assert(read_number("9007199254740993", false) == 9007199254740992.0);
    ck_assert(read_number("0.30000000000000004", false) == 0.1 + 0.2);
    ck_assert(read_number("1.7976931348623157e308", false) == 1.7976931348623157e308);
    ck_assert(read_number("5e-324", false) == 5e-324);
    ck_assert(read_number("1e-999", false) == 0);
}
END_TEST

/* The short way to a number gives the bits of the long way. */
START_TEST(test_short_numbers_are_rounded_correctly)
{
    uint64_t random = 1;
    for (int i = 0; i < 200000; i++) {
        char text[MLT_NUMBER_SIZE];
        double wanted = 0;
        random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        size_t n = mlt_format_u64(text, (random >> 11) >> random % 52);
        size_t point = 1 + (random >> 20) % 17;
        if (point < n) { /* 12345 → 123.45 */
            memmove(text + point + 1, text + point, n - point + 1);
            text[point] = '.';
            n++;
        }
        if (!mlt_parse_double(text, n, &wanted)) /* a leading zero cannot come about */
            ck_abort_msg("%s", text);
        double got = read_number(text, false);
        if (memcmp(&got, &wanted, sizeof got) != 0)
            ck_abort_msg("%s", text);
    }
}
END_TEST

START_TEST(test_numbers_that_are_none)
{
    ck_assert(isnan(read_number("NaN", true)));
    ck_assert(read_number("Infinity", true) == INFINITY);
    ck_assert(read_number("-Infinity", true) == -INFINITY);
    ck_assert(read_number("1e999", true) == INFINITY);
    ck_assert(read_number("-1e999", true) == -INFINITY);
    ck_assert_int_eq(read_bytes(NULL, "[NaN,-Infinity]", 15, true, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(read_bytes(NULL, "{\"a\":Infinity}", 14, true, NULL, NULL), MLTEST_OK);
    static const char *const bad[] = {"NaNx", "Na",       "nan",  "Inf",
                                      "-Inf", "infinity", "-NaN", "+Infinity"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ck_assert_msg(read_bytes(NULL, bad[i], strlen(bad[i]), true, NULL, NULL) ==
                          MLTEST_ERR_FORMAT,
                      "accepted: %s", bad[i]);
}
END_TEST

START_TEST(test_errors_name_the_place)
{
    static const char text[] = "{\n  \"a\": 1,\n  \"b\": x\n}";
    mlt_json json;
    mlt_json_event event = MLT_JSON_NULL;
    mltest_error *error = NULL;
    mlt_json_init(&json, NULL, "dir/test.json", text, sizeof text - 1);
    json.first_line = 10;
    while (mlt_json_next(&json, &event, &error) == MLTEST_OK)
        ck_assert_int_ne(event, MLT_JSON_END);
    ck_assert_str_eq(mltest_error_message(error), "dir/test.json:12: column 8: expected a value");
    ck_assert_int_eq(mlt_error_line(error), 12);
    ck_assert_int_eq(mlt_error_offset(error), 19);
    mltest_error_free(error);
    mlt_json_free(&json);
}
END_TEST

START_TEST(test_looking_ahead)
{
    mlt_json json;
    mlt_json_event event;
    mlt_json_init(&json, NULL, "t", "[\"x\"]", 5);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(mlt_json_peek(&json, &event, NULL), MLTEST_OK);
        ck_assert_int_eq(event, MLT_JSON_ARRAY_BEGIN);
    }
    ck_assert_int_eq(mlt_json_next(&json, &event, NULL), MLTEST_OK);
    ck_assert_int_eq(event, MLT_JSON_ARRAY_BEGIN);
    ck_assert_int_eq(mlt_json_peek(&json, &event, NULL), MLTEST_OK);
    ck_assert_int_eq(event, MLT_JSON_STRING);
    ck_assert_int_eq(mlt_json_next(&json, &event, NULL), MLTEST_OK);
    ck_assert_str_eq(json.string, "x");
    ck_assert_int_eq(mlt_json_next(&json, &event, NULL), MLTEST_OK);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(mlt_json_next(&json, &event, NULL), MLTEST_OK);
        ck_assert_int_eq(event, MLT_JSON_END);
    }
    mlt_json_free(&json);
    mlt_json_init(&json, NULL, "t", "?", 1);
    ck_assert_int_eq(mlt_json_peek(&json, &event, NULL), MLTEST_ERR_FORMAT);
    ck_assert_int_eq(mlt_json_next(&json, &event, NULL), MLTEST_ERR_FORMAT);
    mlt_json_free(&json);
}
END_TEST

static mltest_status read_everything(mltest_context *ctx, void *data)
{
    (void)data;
    return read_bytes(ctx, everything, sizeof everything - 1, false, NULL, NULL);
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(read_everything, NULL);
}
END_TEST

Suite *mlt_suite_codec_json(void)
{
    Suite *s = suite_create("codec_json");
    TCase *tc = tcase_create("json");
    tcase_add_test(tc, test_events);
    tcase_add_test(tc, test_what_is_json);
    tcase_add_test(tc, test_what_is_not_json);
    tcase_add_test(tc, test_nul_bytes_end_nothing);
    tcase_add_test(tc, test_cut_at_every_byte);
    tcase_add_test(tc, test_every_byte_changed);
    tcase_add_test(tc, test_depth_is_limited);
    tcase_add_test(tc, test_length_of_texts_is_limited);
    tcase_add_test(tc, test_numbers);
    tcase_add_test(tc, test_short_numbers_are_rounded_correctly);
    tcase_add_test(tc, test_numbers_that_are_none);
    tcase_add_test(tc, test_errors_name_the_place);
    tcase_add_test(tc, test_looking_ahead);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(s, tc);
    return s;
}
