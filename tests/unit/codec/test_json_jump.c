/* SPDX-License-Identifier: MIT */
#include "codec/json_jump.h"

#include <stdlib.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_codec_json_jump(void);

/* How much of the text the reader skips; 0 if it refuses. */
static size_t skipped(const char *text, size_t n)
{
    mlt_json json;
    mlt_json_init(&json, NULL, "test", text, n);
    mltest_status status = mlt_json_skip(&json, NULL);
    size_t at = status == MLTEST_OK ? json.at : 0;
    mlt_json_free(&json);
    return at;
}

/* What is jumped over is what the reader skips; returns whether it was. */
static bool check(const char *text, size_t n)
{
    bool jumped = false;
    for (size_t room = 0; room < 40; room += 13) {
        char *exact = malloc(n + room + 1);
        memcpy(exact, text, n);
        memset(exact + n, ' ', room + 1);
        const char *behind = mlt_json_jump(exact, exact + n + room, 128, 1000);
        if (behind != NULL && (*behind == '\0' || strchr("0123456789.eE+-", *behind) == NULL)) {
            ck_assert_msg(skipped(exact, n + room) == (size_t)(behind - exact), "%s", text);
            jumped = true;
        }
        free(exact);
    }
    return jumped;
}

static const char *const usual[] = {"1",
                                    "-1.5",
                                    "0",
                                    "\"\"",
                                    "\"abc\"",
                                    "\"a longer text with \\\"escapes\\\" \\\\ and \\n\"",
                                    "true",
                                    "false",
                                    "null",
                                    "[]",
                                    "{}",
                                    "[ ]",
                                    "{ }",
                                    "[1,2,3]",
                                    "[ 1 , 2 ]",
                                    "[[1.5,2],[3,4]]",
                                    "[[[[[[]]]]]]",
                                    "{\"a\":1}",
                                    "{\"a\": [1, {\"b\": null}], \"c\" : \"x\" }",
                                    "[true,false,null]",
                                    "\"gr\xC3\xBC\xC3\x9F\"",
                                    "\"\xF0\x9F\x98\x80 and more\"",
                                    "12345678",
                                    "1234567890.123456789",
                                    "{\"counts\":\"aP1h0\\\\<b\",\"size\":[480,640]}",
                                    "[\n1,\n\t2\r\n]",
                                    "\"12345678\"",
                                    "\"1234567\""};
static const char *const wrong[] = {"",
                                    " ",
                                    "-",
                                    "01",
                                    "1.",
                                    ".5",
                                    "+1",
                                    "nul",
                                    "tru",
                                    "True",
                                    "\"",
                                    "\"abc",
                                    "\"\\x\"",
                                    "\"\n\"",
                                    "\"\x80\"",
                                    "\"\xC0\x80\"",
                                    "\"\xED\xA0\x80\"",
                                    "[",
                                    "[1",
                                    "[1,",
                                    "[1,]",
                                    "[,1]",
                                    "[1 2]",
                                    "{",
                                    "{\"a\"",
                                    "{\"a\":",
                                    "{\"a\":}",
                                    "{\"a\":1,}",
                                    "{a:1}",
                                    "{1:2}",
                                    "{\"a\" 1}",
                                    "[1}",
                                    "{\"a\":1]",
                                    "[1e]",
                                    "[1.2.3]",
                                    "[--1]",
                                    "]",
                                    "}",
                                    ":",
                                    ",",
                                    "[\"\x1F\"]",
                                    "[nan]",
                                    "[1e5x]"};

START_TEST(usual_values)
{
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        ck_assert_msg(check(usual[i], strlen(usual[i])), "%s", usual[i]);
}
END_TEST

START_TEST(wrong_values)
{
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        check(wrong[i], strlen(wrong[i]));
}
END_TEST

/* One byte is replaced by each other one; a piece is cut off. */
START_TEST(changed_values)
{
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++) {
        const size_t n = strlen(usual[i]);
        char text[128];
        for (size_t at = 0; at < n; at++) {
            for (int c = 0; c < 256; c++) {
                memcpy(text, usual[i], n);
                text[at] = (char)c;
                check(text, n);
            }
            check(usual[i], at);
        }
    }
}
END_TEST

START_TEST(limits)
{
    char text[300];
    static const char nested[] = "[[1]]               ";
    const char *end = nested + sizeof nested - 1;
    ck_assert_ptr_eq(mlt_json_jump(nested, end, 2, 10), nested + 5);
    ck_assert_ptr_null(mlt_json_jump(nested, end, 1, 10));
    static const char string[] = "\"12345\"               ";
    end = string + sizeof string - 1;
    ck_assert_ptr_eq(mlt_json_jump(string, end, 2, 5), string + 7);
    ck_assert_ptr_null(mlt_json_jump(string, end, 2, 4));
    memset(text, '[', 100); /* more levels than bits */
    memset(text + 100, ']', 200);
    ck_assert_ptr_null(mlt_json_jump(text, text + sizeof text, 1000, 4));
    ck_assert_ptr_eq(mlt_json_jump(text + 36, text + sizeof text, 1000, 4), text + 164);
}
END_TEST

START_TEST(plain_strings)
{
    bool plain;
    static const char a[] = "\"abc\"          ", b[] = "\"a\\nc\"          ";
    ck_assert_ptr_nonnull(mlt_json_jump_string(a, a + sizeof a - 1, 100, &plain));
    ck_assert(plain);
    ck_assert_ptr_nonnull(mlt_json_jump_string(b, b + sizeof b - 1, 100, &plain));
    ck_assert(!plain);
}
END_TEST

Suite *mlt_suite_codec_json_jump(void)
{
    Suite *suite = suite_create("codec_json_jump");
    TCase *tests = tcase_create("json_jump");
    tcase_add_test(tests, usual_values);
    tcase_add_test(tests, wrong_values);
    tcase_add_test(tests, changed_values);
    tcase_add_test(tests, limits);
    tcase_add_test(tests, plain_strings);
    suite_add_tcase(suite, tests);
    return suite;
}
