/* SPDX-License-Identifier: MIT */
#include "codec/json_write.h"

#include <math.h>
#include <string.h>

#include "codec/json.h"
#include "testing.h"

Suite *mlt_suite_codec_json_write(void);

static mlt_text out;
static mlt_json_writer w;

static void start(unsigned indent)
{
    mlt_text_free(&out);
    mlt_text_init(&out, NULL);
    mlt_json_writer_init(&w, &out, indent);
}

static void set_up(void)
{
    mlt_text_init(&out, NULL);
    start(0);
}

static void tear_down(void)
{
    mlt_text_free(&out);
}

static void expect(const char *text)
{
    ck_assert_str_eq(mlt_text_string(&out), text);
}

/* {"a":1,"b":[true,null,[]],"c":{"d":"x"},"e":{}} */
static void write_nested(void)
{
    mlt_json_begin_object(&w);
    mlt_json_key(&w, "a");
    mlt_json_put_i64(&w, 1);
    mlt_json_key(&w, "b");
    mlt_json_begin_array(&w);
    mlt_json_put_bool(&w, true);
    mlt_json_put_null(&w);
    mlt_json_begin_array(&w);
    mlt_json_end_array(&w);
    mlt_json_end_array(&w);
    mlt_json_key(&w, "c");
    mlt_json_begin_object(&w);
    mlt_json_key(&w, "d");
    mlt_json_put_string(&w, "x");
    mlt_json_end_object(&w);
    mlt_json_key(&w, "e");
    mlt_json_begin_object(&w);
    mlt_json_end_object(&w);
    mlt_json_end_object(&w);
}

START_TEST(test_compact)
{
    write_nested();
    expect("{\"a\":1,\"b\":[true,null,[]],\"c\":{\"d\":\"x\"},\"e\":{}}");
}
END_TEST

START_TEST(test_indented)
{
    start(2);
    write_nested();
    expect("{\n"
           "  \"a\": 1,\n"
           "  \"b\": [\n"
           "    true,\n"
           "    null,\n"
           "    []\n"
           "  ],\n"
           "  \"c\": {\n"
           "    \"d\": \"x\"\n"
           "  },\n"
           "  \"e\": {}\n"
           "}");
}
END_TEST

START_TEST(test_single_values)
{
    mlt_json_put_bool(&w, false);
    expect("false");
    start(2);
    mlt_json_put_string(&w, "");
    expect("\"\"");
    start(2);
    mlt_json_begin_array(&w);
    mlt_json_end_array(&w);
    expect("[]");
}
END_TEST

START_TEST(test_numbers)
{
    mlt_json_begin_array(&w);
    mlt_json_put_f64(&w, 0.1);
    mlt_json_put_f64(&w, -0.0);
    mlt_json_put_f64(&w, 1e300);
    mlt_json_put_f32(&w, 0.1f);
    mlt_json_put_i64(&w, INT64_MIN);
    mlt_json_put_u64(&w, UINT64_MAX);
    mlt_json_end_array(&w);
    expect("[0.1,-0,1e+300,0.1,-9223372036854775808,18446744073709551615]");
}
END_TEST

START_TEST(test_what_is_no_number)
{
    mlt_json_begin_array(&w);
    mlt_json_put_f64(&w, NAN);
    mlt_json_put_f64(&w, INFINITY);
    mlt_json_put_f64(&w, -INFINITY);
    mlt_json_put_f32(&w, NAN);
    mlt_json_put_f32(&w, -INFINITY);
    mlt_json_end_array(&w);
    expect("[null,null,null,null,null]");
}
END_TEST

static void expect_string(const char *text, size_t n, const char *written)
{
    start(0);
    mlt_json_put_string_n(&w, text, n);
    expect(written);
}

START_TEST(test_escapes)
{
    expect_string("a\"b\\c/d", 7, "\"a\\\"b\\\\c/d\"");
    expect_string("\n\t\r\b\f", 5, "\"\\n\\t\\u000d\\u0008\\u000c\"");
    expect_string("\0\x1F\x7F", 3, "\"\\u0000\\u001f\\u007f\"");
    expect_string("\xC3\xA9\xF0\x9F\x98\x80", 6, "\"\xC3\xA9\xF0\x9F\x98\x80\"");
    expect_string("\xE2\x80\xA7\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA", 12,
                  "\"\xE2\x80\xA7\\u2028\\u2029\xE2\x80\xAA\"");
    expect_string("<a>&", 4, "\"<a>&\"");
}
END_TEST

START_TEST(test_what_is_not_utf8)
{
    expect_string("a\xFFz", 3, "\"a\xEF\xBF\xBDz\"");
    expect_string("\xC3", 1, "\"\xEF\xBF\xBD\"");
    expect_string("\xE2\x82", 2, "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
    expect_string("\xC0\x80", 2, "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
    expect_string("\xED\xA0\x80", 3, "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
    expect_string("\xC3\x28", 2, "\"\xEF\xBF\xBD(\"");
}
END_TEST

START_TEST(test_safe_inside_html)
{
    w.html = true;
    mlt_json_begin_object(&w);
    mlt_json_key(&w, "<b>");
    mlt_json_put_string(&w, "</script>&'");
    mlt_json_end_object(&w);
    expect("{\"\\u003cb\\u003e\":\"\\u003c/script\\u003e\\u0026'\"}");
}
END_TEST

/* Any two bytes: the reader takes it, and what was UTF-8 comes back as it was. */
START_TEST(test_everything_can_be_read_back)
{
    for (unsigned i = 0; i < 65536; i++) {
        char text[3] = {(char)(i >> 8), (char)(i & 255), 'x'};
        const char *back = NULL;
        size_t n = 0;
        mlt_json json;
        mlt_text_clear(&out);
        mlt_json_writer_init(&w, &out, 0);
        w.html = i % 2 != 0;
        mlt_json_put_string_n(&w, text, 3);
        mlt_json_init(&json, NULL, "back", out.bytes, out.n);
        if (mlt_json_read_string(&json, &back, &n, NULL) != MLTEST_OK)
            ck_abort_msg("%04X is not read back", i);
        bool ascii = i >> 8 < 128 && (i & 255) < 128;
        if (ascii && (n != 3 || memcmp(back, text, 3) != 0))
            ck_abort_msg("%04X comes back as something else", i);
        mlt_json_free(&json);
    }
}
END_TEST

static mltest_status write_all(mltest_context *ctx, void *data)
{
    mlt_text text;
    (void)data;
    mlt_text_init(&text, ctx);
    mlt_json_writer_init(&w, &text, 2);
    write_nested();
    bool ok = mlt_text_ok(&text);
    mlt_text_free(&text);
    return ok ? MLTEST_OK : MLTEST_ERR_MEMORY;
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(write_all, NULL);
}
END_TEST

Suite *mlt_suite_codec_json_write(void)
{
    Suite *s = suite_create("codec_json_write");
    TCase *tc = tcase_create("json_write");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_compact);
    tcase_add_test(tc, test_indented);
    tcase_add_test(tc, test_single_values);
    tcase_add_test(tc, test_numbers);
    tcase_add_test(tc, test_what_is_no_number);
    tcase_add_test(tc, test_escapes);
    tcase_add_test(tc, test_what_is_not_utf8);
    tcase_add_test(tc, test_safe_inside_html);
    tcase_add_test(tc, test_everything_can_be_read_back);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(s, tc);
    return s;
}
