/* SPDX-License-Identifier: MIT */
/*
 * Members and lines, in every way they can be cut.
 */
#include "journal/scan.h"

#include "base/error.h"
#include "members.h"

typedef struct {
    size_t n, stop_at;
    int64_t last_line;
} seen;

static mltest_status count(void *data, const mlt_line *line, int64_t line_number,
                           mltest_error **error)
{
    seen *s = data;
    (void)line;
    s->last_line = line_number;
    return ++s->n == s->stop_at ? mlt_fail(error, MLTEST_ERR_CANCELLED, "enough") : MLTEST_OK;
}

static mltest_status scan(const mlt_text *text, seen *s, mlt_scan_result *result,
                          mltest_error **error)
{
    return mlt_journal_scan(NULL, NULL, "j", text->bytes, text->n, count, s, result, error);
}

#define RUN "{\"type\":\"run\"}\n"
#define NEWS "{\"type\":\"news\"}\n"
#define END "{\"type\":\"end\"}\n"

START_TEST(test_lines_are_counted_across_members)
{
    static const char *const texts[] = {RUN "\n" NEWS, "\n", NEWS END};
    mlt_text packed;
    mlt_scan_result result;
    seen s = {0, 0, 0};
    pack(&packed, texts, 3);
    ck_assert_int_eq(scan(&packed, &s, &result, NULL), MLTEST_OK);
    ck_assert_uint_eq(s.n, 4);
    ck_assert_int_eq((int)s.last_line, 6);
    ck_assert(result.ended && !result.torn && !result.unfinished);
    ck_assert_uint_eq(result.whole, packed.n);
    ck_assert_uint_eq(result.healed.n, 0);
    mlt_text_free(&packed);
}
END_TEST

START_TEST(test_lines_that_others_split_between_members)
{
    static const char *const texts[] = {"{\"type\":", "\"run\"}\n{\"ty", "", "pe\":\"end\"}", "\n"};
    mlt_text packed;
    mlt_scan_result result;
    seen s = {0, 0, 0};
    pack(&packed, texts, 5);
    ck_assert_int_eq(scan(&packed, &s, &result, NULL), MLTEST_OK);
    ck_assert_uint_eq(s.n, 2);
    ck_assert(result.ended && !result.torn);
    ck_assert_uint_eq(result.whole, packed.n);
    mlt_text_free(&packed);
    pack(&packed, texts, 4);
    ck_assert_int_eq(scan(&packed, &s, &result, NULL), MLTEST_OK);
    ck_assert(!result.ended && result.torn && result.unfinished);
    mlt_text_free(&packed);
}
END_TEST

START_TEST(test_what_is_kept_is_whole_again)
{
    static const char *const texts[] = {RUN, NEWS NEWS};
    mlt_text packed;
    pack(&packed, texts, 2);
    for (size_t n = 0; n < packed.n; n++) {
        mlt_text cut;
        mlt_scan_result result, again;
        seen s = {0, 0, 0}, t = {0, 0, 0};
        mlt_text_init(&cut, NULL);
        mlt_text_add(&cut, packed.bytes, n);
        ck_assert_int_eq(scan(&cut, &s, &result, NULL), MLTEST_OK);
        ck_assert_uint_le(result.whole, n);
        cut.n = result.whole;
        mlt_text_add(&cut, mlt_text_string(&result.healed), result.healed.n);
        ck_assert_int_eq(scan(&cut, &t, &again, NULL), MLTEST_OK);
        ck_assert_msg(!again.torn && again.whole == cut.n, "cut at %zu: not whole", n);
        ck_assert_uint_eq(s.n, t.n); /* nothing that was handed over is lost */
        mlt_text_free(&result.healed);
        mlt_text_free(&cut);
    }
    mlt_text_free(&packed);
}
END_TEST

START_TEST(test_damage_in_the_middle)
{
    static const char *const texts[] = {RUN, NEWS, END};
    mlt_text packed;
    mlt_scan_result result;
    mltest_error *error = NULL;
    seen s = {0, 0, 0};
    pack(&packed, texts, 3);
    packed.bytes[40] ^= 0x10;
    ck_assert_int_eq(scan(&packed, &s, &result, &error), MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "j: byte"));
    mlt_error_free(error);
    mlt_text_free(&packed);
}
END_TEST

START_TEST(test_the_receiver_may_stop)
{
    static const char *const texts[] = {RUN NEWS NEWS};
    mlt_text packed;
    mlt_scan_result result;
    seen s = {0, 2, 0};
    pack(&packed, texts, 1);
    ck_assert_int_eq(scan(&packed, &s, &result, NULL), MLTEST_ERR_CANCELLED);
    ck_assert_uint_eq(s.n, 2);
    mlt_text_free(&packed);
}
END_TEST

START_TEST(test_a_run_comes_first)
{
    static const char *const texts[] = {NEWS RUN};
    mlt_text packed;
    mlt_scan_result result;
    mltest_error *error = NULL;
    seen s = {0, 0, 0};
    pack(&packed, texts, 1);
    ck_assert_int_eq(scan(&packed, &s, &result, &error), MLTEST_ERR_FORMAT);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "j:1: expected a run"));
    ck_assert_uint_eq(s.n, 0);
    mlt_error_free(error);
    mlt_text_free(&packed);
}
END_TEST

/* 3 MB of one letter in 3 kB: the limit on bytes counts what comes out. */
START_TEST(test_a_bomb)
{
    mltest_context *ctx = NULL;
    mlt_text packed, text;
    mlt_scan_result result;
    seen s = {0, 0, 0};
    mlt_text_init(&text, NULL);
    mlt_text_puts(&text, RUN);
    for (int i = 0; i < 100000; i++)
        mlt_text_puts(&text, "                              ");
    const char *all = mlt_text_string(&text);
    pack(&packed, &all, 1);
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_file_bytes", 1000000, NULL), MLTEST_OK);
    ck_assert_uint_lt(packed.n, 100000);
    ck_assert_int_eq(
        mlt_journal_scan(ctx, NULL, "j", packed.bytes, packed.n, count, &s, &result, NULL),
        MLTEST_ERR_LIMIT);
    mltest_context_free(ctx);
    mlt_text_free(&packed);
    mlt_text_free(&text);
}
END_TEST

/* --- many threads ------------------------------------------------------------------------------
 */

enum { MANY = 20000, PER_MEMBER = 300 };
#define PADDING "0123456789012345678901234567890123456789012345678901234567890123456789"

/* Long enough for several rounds; the line `wrong` is no JSON. */
static void pack_many(mlt_text *packed, int wrong)
{
    mlt_text text;
    mlt_text_init(packed, NULL);
    mlt_text_init(&text, NULL);
    mlt_text_puts(&text, RUN);
    for (int i = 2; i <= MANY; i++) {
        mlt_text_printf(&text, "{\"type\":\"skip\",\"id\":\"%d\",\"reason\":\"%s%s\"}%s\n", i,
                        PADDING, PADDING, i == wrong ? "]" : "");
        if (i % PER_MEMBER == 0 || i == MANY) {
            pack_bytes(packed, text.bytes, text.n);
            mlt_text_clear(&text);
        }
    }
    mlt_text_free(&text);
}

typedef struct {
    const char *ids[MANY + 1];
    int64_t n;
} ids;

static mltest_status keep(void *data, const mlt_line *line, int64_t number, mltest_error **error)
{
    ids *all = data;
    (void)error;
    ck_assert_int_eq(number, ++all->n);
    all->ids[number] = line->id;
    return MLTEST_OK;
}

static mltest_context *with_threads(uint64_t n)
{
    mltest_context *ctx = NULL;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_threads", n, NULL), MLTEST_OK);
    return ctx;
}

START_TEST(test_lines_come_in_order_and_stay)
{
    static ids all;
    mlt_text packed;
    mlt_scan_result result;
    mltest_context *ctx = with_threads((uint64_t)_i);
    mlt_arena *arena = mlt_arena_new(ctx);
    all.n = 0;
    pack_many(&packed, 0);
    ck_assert_int_eq(
        mlt_journal_scan(ctx, arena, "j", packed.bytes, packed.n, keep, &all, &result, NULL),
        MLTEST_OK);
    ck_assert_int_eq(all.n, MANY);
    for (int i = 2; i <= MANY; i++)
        ck_assert_int_eq(atoi(all.ids[i]), i);
    ck_assert_uint_eq(result.whole, packed.n);
    mlt_arena_free(arena);
    mltest_context_free(ctx);
    mlt_text_free(&packed);
}
END_TEST

/* All lines before the first that is wrong are handed over, and it is the one that is named; what
 * is damaged later does not come first. */
START_TEST(test_errors_name_the_same_line)
{
    mlt_text packed;
    mlt_scan_result result;
    mltest_error *error = NULL;
    mltest_context *ctx = with_threads((uint64_t)_i);
    seen s = {0, 0, 0};
    pack_many(&packed, MANY / 2);
    packed.bytes[packed.n - 5] ^= 1;
    ck_assert_int_eq(
        mlt_journal_scan(ctx, NULL, "j", packed.bytes, packed.n, count, &s, &result, &error),
        MLTEST_ERR_FORMAT);
    ck_assert_int_eq(mlt_error_line(error), MANY / 2);
    ck_assert_int_eq(s.last_line, MANY / 2 - 1);
    mlt_error_free(error);
    mlt_text_free(&packed);
    pack_many(&packed, 0);
    packed.bytes[packed.n - 5] ^= 1;
    error = NULL;
    ck_assert_int_eq(
        mlt_journal_scan(ctx, NULL, "j", packed.bytes, packed.n, count, &s, &result, &error),
        MLTEST_ERR_FORMAT);
    ck_assert_int_eq(s.last_line, MANY - MANY % PER_MEMBER);
    mlt_error_free(error);
    mltest_context_free(ctx);
    mlt_text_free(&packed);
}
END_TEST

static mltest_status scan_kept(mltest_context *ctx, void *data)
{
    const mlt_text *packed = data;
    mlt_scan_result result;
    seen s = {0, 0, 0};
    mlt_arena *arena = mlt_arena_new(ctx);
    mltest_error *error = NULL;
    if (arena == NULL)
        return MLTEST_ERR_MEMORY;
    mltest_status status =
        mlt_journal_scan(ctx, arena, "j", packed->bytes, packed->n, count, &s, &result, &error);
    mlt_error_free(error);
    if (status == MLTEST_OK)
        mlt_text_free(&result.healed);
    mlt_arena_free(arena);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_text packed, text;
    mlt_text_init(&packed, NULL);
    mlt_text_init(&text, NULL);
    mlt_text_puts(&text, RUN);
    for (int i = 0; i < 1200; i++)
        mlt_text_puts(&text, NEWS);
    pack_bytes(&packed, text.bytes, text.n);
    pack_bytes(&packed, END, sizeof END - 1);
    packed.n -= 3;
    mlt_test_every_allocation(scan_kept, &packed);
    mlt_text_free(&packed);
    mlt_text_free(&text);
}
END_TEST

Suite *mlt_suite_journal_scan(void);
Suite *mlt_suite_journal_scan(void)
{
    Suite *suite = suite_create("journal_scan");
    TCase *tc = tcase_create("scan");
    tcase_add_test(tc, test_lines_are_counted_across_members);
    tcase_add_test(tc, test_lines_that_others_split_between_members);
    tcase_add_test(tc, test_what_is_kept_is_whole_again);
    tcase_add_test(tc, test_damage_in_the_middle);
    tcase_add_test(tc, test_the_receiver_may_stop);
    tcase_add_test(tc, test_a_run_comes_first);
    tcase_add_test(tc, test_a_bomb);
    tcase_add_loop_test(tc, test_lines_come_in_order_and_stay, 1, 4);
    tcase_add_loop_test(tc, test_errors_name_the_same_line, 1, 4);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
