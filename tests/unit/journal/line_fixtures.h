/* SPDX-License-Identifier: MIT */
/*
 * One line of a journal in, its record or its refusal out.
 */
#ifndef MLT_TESTS_JOURNAL_LINE_FIXTURES_H
#define MLT_TESTS_JOURNAL_LINE_FIXTURES_H

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "journal/lines.h"
#include "testing.h"

static mlt_arena *line_arena;
static mlt_line line_record;

static inline void line_set_up(void)
{
    line_arena = mlt_arena_new(NULL);
}

static inline void line_tear_down(void)
{
    mlt_arena_free(line_arena);
}

/* A record of a type with these members. */
static inline const mlt_line *line_of(const char *type, const char *members)
{
    char text[2048];
    mltest_error *error = NULL;
    snprintf(text, sizeof text, "{\"type\":\"%s\",%s}", type, members);
    mltest_status status =
        mlt_line_read(&line_record, line_arena, NULL, "j.jsonl", 17, text, strlen(text), &error);
    ck_assert_msg(status == MLTEST_OK, "%s: %s", text, mltest_error_message(error));
    return &line_record;
}

/* The members must be refused in words that name line 17. */
static inline void line_refused(const char *type, const char *members, mltest_status wanted,
                                const char *words)
{
    char text[2048];
    mltest_error *error = NULL;
    snprintf(text, sizeof text, "{\"type\":\"%s\",%s}", type, members);
    mltest_status status =
        mlt_line_read(&line_record, line_arena, NULL, "j.jsonl", 17, text, strlen(text), &error);
    ck_assert_msg(status == wanted, "%s: status %d, %s", text, (int)status,
                  mltest_error_message(error));
    ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s: %s", text,
                  mltest_error_message(error));
    if (wanted == MLTEST_ERR_FORMAT)
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "j.jsonl:17:"));
    mltest_error_free(error);
}

/* Body of out-of-memory tests; data is a whole line. */
static inline mltest_status line_read_body(mltest_context *ctx, void *data)
{
    mlt_arena *arena = mlt_arena_new(ctx);
    mlt_line line;
    mltest_error *error = NULL;
    if (arena == NULL)
        return MLTEST_ERR_MEMORY;
    mltest_status status = mlt_line_read(&line, arena, ctx, "j", 1, data, strlen(data), &error);
    mltest_error_free(error);
    mlt_arena_free(arena);
    return status;
}

#define LINE_SUITE(file, ...)                                                                      \
    Suite *mlt_suite_journal_##file(void);                                                         \
    Suite *mlt_suite_journal_##file(void)                                                          \
    {                                                                                              \
        const TTest *const tests[] = {__VA_ARGS__};                                                \
        TCase *tc = tcase_create(#file);                                                           \
        tcase_add_checked_fixture(tc, line_set_up, line_tear_down);                                \
        for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)                                \
            tcase_add_test(tc, tests[i]);                                                          \
        Suite *suite = suite_create("journal_" #file);                                             \
        suite_add_tcase(suite, tc);                                                                \
        return suite;                                                                              \
    }

#endif
