/* SPDX-License-Identifier: MIT */
/*
 * What RFC 8259 says is JSON and what is not, text by text along its grammar. Each is read as it
 * stands, alone and as a file in windows of a few bytes; what is accepted is also skipped whole.
 */
#include "codec/json_feed.h"
#include "codec/json_jump.h"

#include <stdlib.h>
#include <string.h>

#include "json_texts.h"
#include "testing.h"

Suite *mlt_suite_codec_json_conformance(void);

static mltest_status walk(mlt_json *json)
{
    mlt_json_event event = MLT_JSON_NULL;
    mltest_status status = MLTEST_OK;
    while (status == MLTEST_OK && event != MLT_JSON_END)
        status = mlt_json_next(json, &event, NULL);
    return status;
}

/* In memory that ends where the text ends. */
static mltest_status read_memory(const json_text *r, bool skips)
{
    char *exact = malloc(r->n + 1);
    mlt_json json;
    memcpy(exact, r->text, r->n);
    mlt_json_init(&json, NULL, "test", exact, r->n);
    mltest_status status = MLTEST_OK;
    if (skips)
        status = mlt_json_skip(&json, NULL);
    if (status == MLTEST_OK)
        status = walk(&json);
    mlt_json_free(&json);
    free(exact);
    return status;
}

static mltest_status read_file(const char *path, size_t window)
{
    mlt_json_feed feed;
    mlt_json json;
    ck_assert_int_eq(mlt_json_feed_open(&feed, &json, NULL, path, window, NULL), MLTEST_OK);
    mltest_status status = walk(&json);
    mlt_json_feed_close(&feed, &json);
    return status;
}

/* What json_jump() takes for a whole value, with space behind it, must be one. */
static bool is_jumped(const json_text *r)
{
    enum { SPACE = 32 };
    char *text = malloc(r->n + SPACE);
    memcpy(text, r->text, r->n);
    memset(text + r->n, ' ', SPACE);
    const char *end = text + r->n + SPACE;
    const char *behind = mlt_json_jump(mlt_json_jump_space(text, end), end, 128, 1000);
    const bool whole = behind != NULL && mlt_json_jump_space(behind, end) == end;
    free(text);
    return whole;
}

static void check(const json_text *rows, size_t n, mltest_status want)
{
    const char *dir = mlt_test_make_dir();
    const char *path = mlt_test_path(dir, "f");
    for (size_t i = 0; i < n; i++) {
        const json_text *r = &rows[i];
        mlt_test_write_file(path, r->text, r->n);
        ck_assert_msg(read_memory(r, false) == want, "%zu: %s", i, r->text);
        ck_assert_msg(read_memory(r, true) == want, "%zu: %s", i, r->text);
        ck_assert_msg(read_file(path, 1) == want, "%zu: %s", i, r->text);
        ck_assert_msg(read_file(path, 20) == want, "%zu: %s", i, r->text);
        ck_assert_msg(want == MLTEST_OK || !is_jumped(r), "%zu: %s", i, r->text);
    }
    mlt_test_remove_dir(dir);
}

#define CHECK(rows, want) check(rows, sizeof rows / sizeof rows[0], want)

START_TEST(structure)
{
    CHECK(accepted_structure, MLTEST_OK);
    CHECK(refused_structure, MLTEST_ERR_FORMAT);
}
END_TEST

START_TEST(numbers)
{
    CHECK(accepted_numbers, MLTEST_OK);
    CHECK(refused_numbers, MLTEST_ERR_FORMAT);
}
END_TEST

START_TEST(strings)
{
    CHECK(accepted_strings, MLTEST_OK);
    CHECK(refused_strings, MLTEST_ERR_FORMAT);
}
END_TEST

/* Section 9: a limit of nesting may be set; it is that of the context, and never the stack's. */
START_TEST(nesting)
{
    enum { LIMIT = 128, DEEP = 100000 };
    char *text = malloc(2 * DEEP);
    for (int object = 0; object < 2; object++) {
        const char *const open = object ? "{\"a\":" : "[";
        const size_t n_open = strlen(open);
        for (size_t depth = LIMIT - 1; depth <= LIMIT + 1; depth++) {
            json_text r = {text, 0};
            for (size_t i = 0; i < depth; i++, r.n += n_open)
                memcpy(text + r.n, open, n_open);
            text[r.n++] = '1';
            memset(text + r.n, object ? '}' : ']', depth);
            r.n += depth;
            ck_assert_int_eq(read_memory(&r, false), depth <= LIMIT ? MLTEST_OK : MLTEST_ERR_LIMIT);
            ck_assert_int_eq(read_memory(&r, true), depth <= LIMIT ? MLTEST_OK : MLTEST_ERR_LIMIT);
        }
    }
    memset(text, '[', 2 * DEEP);
    const json_text deep = {text, 2 * DEEP};
    ck_assert_int_eq(read_memory(&deep, true), MLTEST_ERR_LIMIT);
    free(text);
}
END_TEST

Suite *mlt_suite_codec_json_conformance(void)
{
    Suite *suite = suite_create("codec_json_conformance");
    TCase *tests = tcase_create("json_conformance");
    tcase_add_test(tests, structure);
    tcase_add_test(tests, numbers);
    tcase_add_test(tests, strings);
    tcase_add_test(tests, nesting);
    suite_add_tcase(suite, tests);
    return suite;
}
