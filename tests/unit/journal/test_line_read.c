/* SPDX-License-Identifier: MIT */
/*
 * Lines that others wrote: any order of keys, unknown ones, and what cannot be.
 */
#include "base/error.h"
#include "fixtures.h"
#include "journal/lines.h"

static mltest_status read_with(mltest_context *ctx, mlt_line *line, mlt_arena *arena,
                               const char *text, size_t n, mltest_error **error)
{
    return mlt_line_read(line, arena, ctx, "j.jsonl", 17, text, n, error);
}

static mlt_line read_ok(mlt_arena *arena, const char *text)
{
    mlt_line line;
    mltest_error *error = NULL;
    mltest_status status = read_with(NULL, &line, arena, text, strlen(text), &error);
    ck_assert_msg(status == MLTEST_OK, "%s: %s", text, mlt_error_text(error, MLT_ERROR_MESSAGE));
    return line;
}

static void check_refused(const char *text, mltest_status want, const char *hint)
{
    mlt_arena *arena = mlt_arena_new(NULL);
    mlt_line line;
    mltest_error *error = NULL;
    mltest_status status = read_with(NULL, &line, arena, text, strlen(text), &error);
    const char *message = mlt_error_text(error, MLT_ERROR_MESSAGE);
    ck_assert_msg(status == want, "%s: status %d, %s", text, (int)status, message);
    ck_assert_msg(strstr(message, hint) != NULL, "'%s' does not say '%s'", message, hint);
    ck_assert_msg(strstr(message, "j.jsonl") != NULL, "'%s' names no file", message);
    if (want == MLTEST_ERR_FORMAT)
        ck_assert_msg(strstr(message, ":17:") != NULL, "'%s' names no line", message);
    mlt_error_free(error);
    mlt_arena_free(arena);
}

START_TEST(test_any_order_of_keys)
{
    mlt_arena *arena = mlt_arena_new(NULL);
    mlt_line line = read_ok(arena, " {\"pred\" : [] ,\"x\":{\"type\":\"end\"}, \"condition\":\"c\","
                                   "\"id\":\"i\",\"type\":\"outcome\",\"future\":[[[1]]]} ");
    ck_assert_int_eq((int)line.type, MLT_LINE_OUTCOME);
    ck_assert_str_eq(line.id, "i");
    ck_assert_str_eq(line.condition, "c");
    ck_assert_double_eq(line.outcome.ms, -1);
    mlt_arena_free(arena);
}
END_TEST

/* A type that is said first is believed; what contradicts it, in either order, is refused. */
START_TEST(test_one_type)
{
    mlt_arena *arena = mlt_arena_new(NULL);
    mlt_line line =
        read_ok(arena, "{\"type\":\"outcome\",\"id\":\"i\",\"condition\":\"c\",\"pred\":"
                       "[[0,0.5,1,2,3,4]],\"type\":\"outcome\"}");
    ck_assert_int_eq((int)line.outcome.type, MLT_OUTCOME);
    ck_assert_uint_eq(line.outcome.n_preds, 1);
    mlt_arena_free(arena);
    check_refused("{\"type\":\"outcome\",\"id\":\"i\",\"condition\":\"c\",\"type\":\"failure\"}",
                  MLTEST_ERR_FORMAT, "said before");
    check_refused(
        "{\"id\":\"i\",\"type\":\"sample\",\"x\":\"a long enough text\",\"type\":\"skip\"}",
        MLTEST_ERR_FORMAT, "said before");
}
END_TEST

START_TEST(test_unknown_records)
{
    mlt_arena *arena = mlt_arena_new(NULL);
    ck_assert_int_eq((int)read_ok(arena, "{\"type\":\"round\",\"k\":1,\"pred\":7}").type,
                     MLT_LINE_OTHER);
    ck_assert_int_eq((int)read_ok(arena, "{}").type, MLT_LINE_OTHER);
    ck_assert_int_eq((int)read_ok(arena, "{\"type\":\"Run\"}").type, MLT_LINE_OTHER);
    mlt_arena_free(arena);
}
END_TEST

START_TEST(test_defaults_of_a_run)
{
    mlt_arena *arena = mlt_arena_new(NULL);
    mlt_line line = read_ok(arena, "{\"type\":\"run\"}");
    ck_assert_str_eq(line.run.library, "");
    ck_assert_str_eq(line.run.model_name, "");
    ck_assert_str_eq(line.run.suite_name, "");
    ck_assert_uint_eq(line.run.shard_count, 1);
    ck_assert(!line.run.f64 && !line.run.has_score_floor);
    mlt_arena_free(arena);
}
END_TEST

START_TEST(test_best_score_first)
{
    mlt_arena *arena = mlt_arena_new(NULL);
    mlt_line line = read_ok(arena, "{\"type\":\"outcome\",\"pred\":[[0,0.1,0,0,1,1],[1,0.9,0,0,1,1]"
                                   ",[2,0.1,0,0,1,1],[3,0.9,0,0,1,1],[4,-1,0,0,1,1]]}");
    static const int32_t want[] = {1, 3, 0, 2, 4};
    ck_assert_uint_eq(line.outcome.n_preds, 5);
    for (size_t i = 0; i < 5; i++)
        ck_assert_int_eq(line.outcome.preds[i].cls, want[i]);
    mlt_arena_free(arena);
}
END_TEST

START_TEST(test_not_a_line)
{
    static const char *const texts[] = {"x",
                                        "[]",
                                        "1",
                                        "null",
                                        "{",
                                        "{\"type\":\"run\"",
                                        "{\"type\":\"run\"}}",
                                        "{\"type\":\"run\"} {}",
                                        "{\"type\":1}",
                                        "{\"type\":\"run\",}",
                                        "{\"type\":\"news\",\"x\":01}",
                                        "{\"type\":\"news\",\"x\":NaN}",
                                        "{\"type\":\"news\",\"x\":\"\xff\"}",
                                        "{'type':'run'}",
                                        "\xEF\xBB\xBF{}"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        check_refused(texts[i], MLTEST_ERR_FORMAT, "");
}
END_TEST

START_TEST(test_values_that_cannot_be)
{
#define RUN "{\"type\":\"run\","
#define SAMPLE "{\"type\":\"sample\",\"id\":\"s\","
#define OUTCOME "{\"type\":\"outcome\","
    check_refused(RUN "\"suite_hash\":\"12\"}", MLTEST_ERR_FORMAT, "sixteen");
    check_refused(RUN "\"suite_hash\":\"000000000000000G\"}", MLTEST_ERR_FORMAT, "sixteen");
    check_refused(RUN "\"suite_hash\":7}", MLTEST_ERR_FORMAT, "");
    check_refused(RUN "\"seed\":-1}", MLTEST_ERR_FORMAT, "integer");
    check_refused(RUN "\"seed\":18446744073709551616}", MLTEST_ERR_FORMAT, "integer");
    check_refused(RUN "\"limit\":1.5}", MLTEST_ERR_FORMAT, "integer");
    check_refused(RUN "\"model\":{\"name\":\"a\\u0000b\"}}", MLTEST_ERR_FORMAT, "NUL");
    check_refused(RUN "\"classes\":[1]}", MLTEST_ERR_FORMAT, "");
    check_refused(RUN "\"classes\":\"a\"}", MLTEST_ERR_FORMAT, "a list");
    check_refused(RUN "\"requires\":[\"magic\"]}", MLTEST_ERR_UNSUPPORTED, "'magic'");
    check_refused(SAMPLE "\"width\":4294967296}", MLTEST_ERR_FORMAT, "2^32");
    check_refused(SAMPLE "\"truth\":[[0,1,2,3,4,0,12]]}", MLTEST_ERR_FORMAT, "");
    check_refused(SAMPLE "\"truth\":[[0,1,2,3,4,70000,12,1]]}", MLTEST_ERR_FORMAT, "flags");
    check_refused(SAMPLE "\"truth\":[[0.5,1,2,3,4,0,12,1]]}", MLTEST_ERR_FORMAT, "class");
    check_refused(SAMPLE "\"tags\":{\"a\":null}}", MLTEST_ERR_FORMAT, "number");
    check_refused(SAMPLE "\"tags\":{\"a\\u0000b\":1}}", MLTEST_ERR_FORMAT, "NUL");
    check_refused(OUTCOME "\"pred\":[[0,1e999,1,2,3,4]]}", MLTEST_ERR_FORMAT, "finite");
    check_refused(OUTCOME "\"pred\":[[2147483647,1,1,2,3,4]]}", MLTEST_ERR_FORMAT, "class");
    check_refused(OUTCOME "\"pred\":[[0,1,1,2,3,4,5]]}", MLTEST_ERR_FORMAT, "");
    check_refused(OUTCOME "\"top\":[[0]]}", MLTEST_ERR_FORMAT, "");
    check_refused(OUTCOME "\"size\":[4294967296,1]}", MLTEST_ERR_FORMAT, "2^32");
    check_refused(OUTCOME "\"size\":[1.5,1]}", MLTEST_ERR_FORMAT, "integer");
    check_refused(OUTCOME "\"map\":{\"h\":[1,2]}}", MLTEST_ERR_FORMAT, "");
    check_refused(OUTCOME "\"map\":{\"h\":[1,0,1,0,1,0,0,0,1]}}", MLTEST_ERR_FORMAT, "size");
    check_refused("{\"type\":\"failure\",\"status\":2147483648}", MLTEST_ERR_FORMAT, "32 bits");
}
END_TEST

static void check_limit(const char *limit, uint64_t value, const char *text)
{
    mltest_context *ctx = NULL;
    mlt_arena *arena = mlt_arena_new(NULL);
    mlt_line line;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(read_with(ctx, &line, arena, text, strlen(text), NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, limit, value, NULL), MLTEST_OK);
    ck_assert_int_eq(read_with(ctx, &line, arena, text, strlen(text), NULL), MLTEST_ERR_LIMIT);
    mlt_arena_free(arena);
    mltest_context_free(ctx);
}

START_TEST(test_limits)
{
    check_limit("max_boxes", 1, OUTCOME "\"pred\":[[0,1,1,2,3,4],[0,1,1,2,3,4]]}");
    check_limit("max_boxes", 1, SAMPLE "\"truth\":[[0,1,2,3,4,0,1,1],[0,1,2,3,4,0,1,2]]}");
    check_limit("max_classes", 2, RUN "\"classes\":[\"a\",\"b\",\"c\"]}");
    check_limit("max_classes", 2, SAMPLE "\"tags\":{\"a\":1,\"b\":2,\"c\":3}}");
    check_limit("max_depth", 3, "{\"type\":\"news\",\"x\":[[[[1]]]]}");
    check_limit("max_string", 8, SAMPLE "\"tags\":{\"a\":\"0123456789\"}}");
}
END_TEST

static mltest_status read_everything(mltest_context *ctx, void *data)
{
    static const char *const texts[] = {
        RUN "\"model\":{\"tags\":[\"a\",\"b\"]},\"classes\":[\"x\"],\"shards\":[0,1]}",
        "{\"type\":\"condition\",\"steps\":[{\"kind\":\"k\",\"params\":{\"p\":1}}]}",
        SAMPLE "\"truth\":[[0,1,2,3,4,0,1,1]],\"tags\":{\"a\":\"\\n\",\"b\":2}}",
        OUTCOME "\"pred\":[[0,0.5,1,2,3,4],[0,0.9,1,2,3,4]],\"cover\":[[0,0,1,1]]}"};
    (void)data;
    mlt_arena *arena = mlt_arena_new(ctx);
    mltest_status status = arena == NULL ? MLTEST_ERR_MEMORY : MLTEST_OK;
    for (size_t i = 0; status == MLTEST_OK && i < sizeof texts / sizeof texts[0]; i++) {
        mlt_line line;
        status = read_with(ctx, &line, arena, texts[i], strlen(texts[i]), NULL);
    }
    mlt_arena_free(arena);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(read_everything, NULL);
}
END_TEST

Suite *mlt_suite_journal_line_read(void);
Suite *mlt_suite_journal_line_read(void)
{
    Suite *suite = suite_create("journal_line_read");
    TCase *tc = tcase_create("line_read");
    tcase_add_test(tc, test_any_order_of_keys);
    tcase_add_test(tc, test_one_type);
    tcase_add_test(tc, test_unknown_records);
    tcase_add_test(tc, test_defaults_of_a_run);
    tcase_add_test(tc, test_best_score_first);
    tcase_add_test(tc, test_not_a_line);
    tcase_add_test(tc, test_values_that_cannot_be);
    tcase_add_test(tc, test_limits);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
