/* SPDX-License-Identifier: MIT */
#include "codec/json_string.h"

#include <stdlib.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_codec_json_string(void);

static mlt_text out;

static void set_up(void)
{
    mlt_text_init(&out, NULL);
}

static void tear_down(void)
{
    mlt_text_free(&out);
}

/* From a copy that ends where the text ends. */
static size_t scan(const char *text, size_t n, size_t most, const char **wrong)
{
    char *exact = malloc(n);
    ck_assert_ptr_nonnull(exact);
    memcpy(exact, text, n);
    *wrong = NULL;
    size_t used = mlt_json_scan_string(exact, n, most, &out, wrong);
    free(exact);
    return used;
}

static void expect(const char *text, const char *value, size_t n)
{
    const char *wrong;
    size_t length = strlen(text);
    ck_assert_msg(scan(text, length, 100, &wrong) == length && wrong == NULL, "%s: %s", text,
                  wrong);
    ck_assert_uint_eq(out.n, n);
    ck_assert_int_eq(memcmp(mlt_text_string(&out), value, n + 1), 0);
}

START_TEST(test_texts)
{
    expect("\"\"", "", 0);
    expect("\"plain text\"", "plain text", 10);
    expect("\"\\n\"", "\n", 1);
    expect("\"a\\tb\\\\c\"", "a\tb\\c", 5);
    expect("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", 8);
    expect("\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 9);
    expect("\"\\u0000\"", "\0", 1);
    expect("\"\x7F\"", "\x7F", 1);
}
END_TEST

START_TEST(test_characters_by_number)
{
    expect("\"\\u0041\"", "A", 1);
    expect("\"\\u007f\\u0080\"", "\x7F\xC2\x80", 3);
    expect("\"\\u07FF\\u0800\"", "\xDF\xBF\xE0\xA0\x80", 5);
    expect("\"\\uFFFF\\uD7FF\\uE000\"", "\xEF\xBF\xBF\xED\x9F\xBF\xEE\x80\x80", 9);
    expect("\"\\uD800\\uDC00\"", "\xF0\x90\x80\x80", 4);
    expect("\"\\uDBFF\\uDFFF\"", "\xF4\x8F\xBF\xBF", 4);
    expect("\"\\ud83D\\uDe00!\"", "\xF0\x9F\x98\x80!", 5);
}
END_TEST

START_TEST(test_reading_stops_at_the_quote)
{
    const char *wrong;
    ck_assert_uint_eq(scan("\"ab\",\"cd\"", 9, 100, &wrong), 4);
    ck_assert_ptr_null(wrong);
    ck_assert_str_eq(out.bytes, "ab");
}
END_TEST

static void expect_wrong(const char *text, size_t n, size_t at, const char *what)
{
    const char *wrong;
    ck_assert_uint_eq(scan(text, n, 100, &wrong), at);
    ck_assert_ptr_nonnull(wrong);
    ck_assert_str_eq(wrong, what);
}

START_TEST(test_what_is_wrong_and_where)
{
    expect_wrong("\"", 1, 1, "a closing quote");
    expect_wrong("\"abc", 4, 4, "a closing quote");
    expect_wrong("\"ab\0cd\"", 7, 3, "no control character inside a text");
    expect_wrong("\"ab\x1F\"", 5, 3, "no control character inside a text");
    expect_wrong("\"ab\\", 4, 4, "a valid escape");
    expect_wrong("\"ab\\\0\"", 6, 4, "a valid escape");
    expect_wrong("\"\\u12", 5, 2, "a valid escape");
    expect_wrong("\"\\ud83d\\ude0\"", 13, 2, "a valid escape");
    expect_wrong("\"\\ud83d\\ude0", 12, 2, "a valid escape");
    expect_wrong("\"ab\xE2\x82\"", 6, 3, "valid UTF-8");
    expect_wrong("\"ab\xE2\x82", 5, 3, "valid UTF-8");
    expect_wrong("\"\xED\xB0\x80\"", 5, 1, "valid UTF-8");
}
END_TEST

/* Every way to write every 16-bit number as \u: a character, or half of a pair. */
START_TEST(test_every_number)
{
    for (unsigned code = 0; code <= 0xFFFF; code++) {
        static const char hex[] = "0123456789abcdef";
        const char *wrong = NULL;
        char text[] = "\"\\u0000\"";
        for (unsigned i = 0; i < 4; i++)
            text[3 + i] = hex[code >> (12 - 4 * i) & 15];
        size_t used = mlt_json_scan_string(text, 8, 100, &out, &wrong);
        bool half = code >= 0xD800 && code <= 0xDFFF;
        size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
        if ((wrong != NULL) != half || (!half && (used != 8 || out.n != length)))
            ck_abort_msg("U+%04X", code);
    }
}
END_TEST

/* A text that is too long is given up as soon as that is certain. */
START_TEST(test_length_is_limited)
{
    const char *wrong;
    char text[1000];
    memset(text, 'x', sizeof text);
    text[0] = '"';
    ck_assert_uint_lt(scan(text, sizeof text, 10, &wrong), 20);
    ck_assert_ptr_null(wrong);
    ck_assert_uint_gt(out.n, 10);
    text[11] = '"';
    ck_assert_uint_eq(scan(text, sizeof text, 10, &wrong), 12);
    ck_assert_uint_eq(out.n, 10);
    for (size_t i = 1; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "\\n", 2);
    ck_assert_uint_lt(scan(text, sizeof text, 10, &wrong), 40);
    ck_assert_ptr_null(wrong);
    ck_assert_uint_gt(out.n, 10);
}
END_TEST

START_TEST(test_out_of_memory_is_remembered)
{
    mlt_test_alloc state = {0, 0, 0};
    mltest_context *ctx = mlt_test_context(&state);
    const char *wrong = NULL;
    mlt_text poor;
    mlt_text_init(&poor, ctx);
    state.fail_at = state.calls + 1;
    mlt_json_scan_string("\"ab\"", 4, 100, &poor, &wrong);
    ck_assert(!mlt_text_ok(&poor));
    ck_assert_ptr_null(wrong);
    mlt_text_free(&poor);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

Suite *mlt_suite_codec_json_string(void)
{
    Suite *s = suite_create("codec_json_string");
    TCase *tc = tcase_create("json_string");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_texts);
    tcase_add_test(tc, test_characters_by_number);
    tcase_add_test(tc, test_reading_stops_at_the_quote);
    tcase_add_test(tc, test_what_is_wrong_and_where);
    tcase_add_test(tc, test_every_number);
    tcase_add_test(tc, test_length_is_limited);
    tcase_add_test(tc, test_out_of_memory_is_remembered);
    suite_add_tcase(s, tc);
    return s;
}
