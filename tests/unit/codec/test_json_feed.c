/* SPDX-License-Identifier: MIT */
#include "codec/json_feed.h"

#include <stdlib.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_codec_json_feed(void);

static const char *dir, *path;

static void set_up(void)
{
    dir = mlt_test_make_dir();
    path = mlt_test_path(dir, "f");
}

static void tear_down(void)
{
    mlt_test_remove_dir(dir);
}

/* What reading ends with: the events as text, or the error. */
static char *walk(mlt_json *json)
{
    mltest_error *error = NULL;
    mlt_json_event event = MLT_JSON_NULL;
    mltest_status status = MLTEST_OK;
    mlt_text out;
    mlt_text_init(&out, NULL);
    while (status == MLTEST_OK && event != MLT_JSON_END) {
        status = mlt_json_next(json, &event, &error);
        if (status != MLTEST_OK)
            break;
        mlt_text_printf(&out, "%d ", (int)event);
        if (event == MLT_JSON_KEY || event == MLT_JSON_STRING)
            mlt_text_add(&out, json->string, json->n_string);
        else if (event == MLT_JSON_NUMBER)
            mlt_text_f64(&out, json->number);
    }
    mlt_text_printf(&out, " %d %s %lld %lld", (int)status, mltest_error_message(error),
                    (long long)mltest_error_line(error), (long long)mltest_error_offset(error));
    mltest_error_free(error);
    char *text = strdup(mlt_text_string(&out));
    mlt_text_free(&out);
    return text;
}

static char *walk_whole(const char *text)
{
    mlt_json json;
    mlt_json_init(&json, NULL, path, text, strlen(text));
    char *out = walk(&json);
    mlt_json_free(&json);
    return out;
}

static char *walk_file(mltest_context *ctx, size_t window)
{
    mlt_json_feed feed;
    mlt_json json;
    ck_assert_int_eq(mlt_json_feed_open(&feed, &json, ctx, path, window, NULL), MLTEST_OK);
    char *out = walk(&json);
    mlt_json_feed_close(&feed, &json);
    return out;
}

/* Events and errors are those of the text read whole, whatever the window. */
START_TEST(windows)
{
    static const char *const texts[] = {
        "{\"key one\": [1, 2.5, -3e2, \"text\", true, false, null], \n\"key two\": {}}\n",
        "[123456789012345678901234567890, 0.1, \"a text that is longer than the window is\"]",
        "    \n\n   \t  []    \n  ",
        "12345",
        "\"gr\xC3\xBC\xC3\x9F \\u20ac \\ud834\\udd1e\"",
        "[1,\n2,\n3,,\n4]",
        "[1,\n\n  \"abc\\x\"]",
        "[1, 2",
        "[1, \"open",
        "[tru]",
        "[1.2.3]",
        "{\"a\":1}\n\n}",
        "[\"\xC3\"]",
        "",
        "   ",
        "[-]",
        "{\"a\" 1}",
        "[[[[[[[[[[[[]]]]]]]]]]]]"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        mlt_test_write_file(path, texts[i], strlen(texts[i]));
        char *want = walk_whole(texts[i]);
        for (size_t window = 1; window < 100; window++) {
            char *got = walk_file(NULL, window);
            ck_assert_str_eq(got, want);
            free(got);
        }
        free(want);
    }
}
END_TEST

START_TEST(limits)
{
    mltest_context *ctx = NULL;
    static const char deep[] = "[[[[1]]]]           ", text[] = "[\"abcdefgh\", \"abcdefghi\"]";
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_depth", 3, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_string", 8, NULL), MLTEST_OK);
    for (size_t window = 1; window < 40; window++) {
        mlt_test_write_file(path, deep, sizeof deep - 1);
        char *got = walk_file(ctx, window);
        ck_assert_ptr_nonnull(strstr(got, "more levels of nesting than 3"));
        free(got);
        mlt_test_write_file(path, text, sizeof text - 1);
        got = walk_file(ctx, window);
        ck_assert_ptr_nonnull(strstr(got, "column 14: more bytes of text than 8"));
        free(got);
    }
    mltest_context_free(ctx);
}
END_TEST

/* The window does not grow with the file. */
START_TEST(memory)
{
    enum { N = 100000 };
    char *text = malloc(2 * N + 2);
    for (int i = 0; i < N; i++)
        memcpy(text + 2 * i, i == 0 ? "[1" : ",1", 2);
    text[2 * N] = ']';
    mlt_test_write_file(path, text, 2 * N + 1);
    free(text);
    mlt_json_feed feed;
    mlt_json json;
    mlt_json_event event = MLT_JSON_NULL;
    ck_assert_int_eq(mlt_json_feed_open(&feed, &json, NULL, path, 1000, NULL), MLTEST_OK);
    while (event != MLT_JSON_END)
        ck_assert_int_eq(mlt_json_next(&json, &event, NULL), MLTEST_OK);
    ck_assert_uint_eq(feed.cap, 1000);
    ck_assert_uint_eq(json.before + json.at, 2 * N + 1);
    mlt_json_feed_close(&feed, &json);
}
END_TEST

START_TEST(no_file)
{
    mlt_json_feed feed;
    mlt_json json;
    ck_assert_int_eq(mlt_json_feed_open(&feed, &json, NULL, mlt_test_path(dir, "none"), 9, NULL),
                     MLTEST_ERR_IO);
}
END_TEST

static mltest_status read_once(mltest_context *ctx, void *data)
{
    mlt_json_feed feed;
    mlt_json json;
    mlt_json_event event = MLT_JSON_NULL;
    (void)data;
    mltest_status status = mlt_json_feed_open(&feed, &json, ctx, path, 10, NULL);
    if (status != MLTEST_OK)
        return status;
    while (status == MLTEST_OK && event != MLT_JSON_END)
        status = mlt_json_next(&json, &event, NULL);
    mlt_json_feed_close(&feed, &json);
    return status;
}

START_TEST(out_of_memory)
{
    static const char text[] = "[[\"a text that is longer than the window\"], 12345678901234567]";
    mlt_test_write_file(path, text, sizeof text - 1);
    mlt_test_every_allocation(read_once, NULL);
}
END_TEST

Suite *mlt_suite_codec_json_feed(void)
{
    Suite *suite = suite_create("codec_json_feed");
    TCase *tests = tcase_create("json_feed");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, windows);
    tcase_add_test(tests, limits);
    tcase_add_test(tests, memory);
    tcase_add_test(tests, no_file);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
