/* SPDX-License-Identifier: MIT */
#include "base/context.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "testing.h"

Suite *mlt_suite_base_context(void);

enum { ALLOCATOR, LOG, IO, POOL, KINDS };

static mlt_test_alloc state;
static mltest_context *ctx;
static mltest_error *error;
static int destroyed[KINDS], order[KINDS], n_destroyed;

/* user_data of every host struct here is its entry of destroyed[]. */
static void destroy(void *user_data)
{
    int *entry = user_data;
    ++*entry;
    if (n_destroyed < KINDS)
        order[n_destroyed] = (int)(entry - destroyed);
    n_destroyed++;
}

static void set_up(void)
{
    memset(destroyed, 0, sizeof destroyed);
    n_destroyed = 0;
    error = NULL;
    state = (mlt_test_alloc){.fail_at = 0};
    ctx = mlt_test_context(&state);
}

static void tear_down(void)
{
    mlt_error_free(error);
    mlt_context_unref(ctx);
    ck_assert_uint_eq(state.live, 0);
}

/* --- hosts ------------------------------------------------------------------------------------ */

static char last_line[2048];
static int last_level, n_lines;

static void line(void *user_data, int32_t level, const char *text)
{
    (void)user_data;
    snprintf(last_line, sizeof last_line, "%s", text);
    last_level = level;
    n_lines++;
}

static int32_t open_nothing(void *user_data, const char *path, void **file)
{
    (void)user_data, (void)path, (void)file;
    return 2;
}

static int32_t read_nothing(void *user_data, void *file, void *bytes, size_t n, size_t *got)
{
    (void)user_data, (void)file, (void)bytes, (void)n, (void)got;
    return 5;
}

static void close_nothing(void *user_data, void *file)
{
    (void)user_data, (void)file;
}

static void run_all(void *user_data, size_t n, void (*task)(void *data, size_t i), void *data)
{
    (void)user_data;
    for (size_t i = 0; i < n; i++)
        task(data, i);
}

static void *allocate(void *user_data, size_t n)
{
    (void)user_data;
    return malloc(n);
}

static void *allocate_nothing(void *user_data, size_t n)
{
    (void)user_data, (void)n;
    return NULL;
}

static void *reallocate(void *user_data, void *p, size_t n)
{
    (void)user_data;
    return realloc(p, n);
}

static void release(void *user_data, void *p)
{
    (void)user_data;
    free(p);
}

static const mltest_log host_log = {
    .struct_size = sizeof host_log, .line = line, .destroy = destroy};
static const mltest_io host_io = {.struct_size = sizeof host_io,
                                  .open = open_nothing,
                                  .read = read_nothing,
                                  .close = close_nothing,
                                  .destroy = destroy};
static const mltest_pool host_pool = {
    .struct_size = sizeof host_pool, .concurrency = 1, .run = run_all, .destroy = destroy};
static const mltest_allocator host_allocator = {.struct_size = sizeof host_allocator,
                                                .allocate = allocate,
                                                .reallocate = reallocate,
                                                .release = release,
                                                .destroy = destroy};

/* --- life ------------------------------------------------------------------------------------- */

START_TEST(test_the_context_lies_in_its_own_memory)
{
    ck_assert_uint_eq(state.calls, 1);
    ck_assert_uint_eq(state.live, 1);
}
END_TEST

START_TEST(test_references)
{
    ck_assert_ptr_null(mlt_context_ref(NULL));
    mlt_context_unref(NULL);
    mlt_context_set_log(ctx, &host_log, &destroyed[LOG], NULL);
    ck_assert_ptr_eq(mlt_context_ref(ctx), ctx);
    mlt_context_unref(ctx);
    ck_assert_int_eq(destroyed[LOG], 0);
    ck_assert_uint_eq(state.live, 1);
}
END_TEST

static void *ref_and_unref(void *data)
{
    for (int i = 0; i < 20000; i++)
        mlt_context_unref(mlt_context_ref(data));
    return NULL;
}

START_TEST(test_references_from_many_threads)
{
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, ref_and_unref, ctx), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    ck_assert_uint_eq(state.live, 1);
}
END_TEST

START_TEST(test_everything_is_destroyed_once_and_the_allocator_last)
{
    mltest_context *c;
    ck_assert_int_eq(mlt_context_make(&c, &host_allocator, &destroyed[ALLOCATOR], NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_context_set_log(c, &host_log, &destroyed[LOG], NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_context_set_io(c, &host_io, &destroyed[IO], NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_context_set_pool(c, &host_pool, &destroyed[POOL], NULL), MLTEST_OK);
    mlt_context_ref(c);
    mlt_context_unref(c);
    ck_assert_int_eq(n_destroyed, 0);
    mlt_context_unref(c);
    ck_assert_int_eq(n_destroyed, KINDS);
    for (int i = 0; i < KINDS; i++)
        ck_assert_int_eq(destroyed[i], 1);
    ck_assert_int_eq(order[2], LOG); /* the others may still log */
    ck_assert_int_eq(order[3], ALLOCATOR);
}
END_TEST

START_TEST(test_destroy_may_be_missing)
{
    mltest_allocator allocator = host_allocator;
    mltest_log log = host_log;
    mltest_io io = host_io;
    mltest_pool pool = host_pool;
    mltest_context *c;
    allocator.destroy = log.destroy = io.destroy = pool.destroy = NULL;
    ck_assert_int_eq(mlt_context_make(&c, &allocator, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_context_set_log(c, &log, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_context_set_io(c, &io, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_context_set_pool(c, &pool, NULL, NULL), MLTEST_OK);
    mlt_context_unref(c);
}
END_TEST

START_TEST(test_what_is_replaced_is_destroyed)
{
    ck_assert_int_eq(mlt_context_set_log(ctx, &host_log, &destroyed[LOG], NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_context_set_log(ctx, &host_log, &destroyed[ALLOCATOR], NULL), MLTEST_OK);
    ck_assert_int_eq(destroyed[LOG], 1);
    ck_assert_int_eq(mlt_context_set_io(ctx, &host_io, &destroyed[IO], NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_context_set_io(ctx, &host_io, &destroyed[ALLOCATOR], NULL), MLTEST_OK);
    ck_assert_int_eq(destroyed[IO], 1);
    ck_assert_int_eq(mlt_context_set_pool(ctx, &host_pool, &destroyed[POOL], NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_context_set_pool(ctx, &host_pool, &destroyed[ALLOCATOR], NULL), MLTEST_OK);
    ck_assert_int_eq(destroyed[POOL], 1);
    ck_assert_int_eq(destroyed[ALLOCATOR], 0);
}
END_TEST

/* --- what is refused -------------------------------------------------------------------------- */

START_TEST(test_allocators_that_are_refused)
{
    mltest_context *c = NULL;
    for (int i = 0; i < 4; i++) {
        mltest_allocator a = host_allocator;
        a.allocate = i == 0 ? NULL : allocate;
        a.reallocate = i == 1 ? NULL : reallocate;
        a.release = i == 2 ? NULL : release;
        a.struct_size -= i == 3 ? 1 : 0;
        ck_assert_int_eq(mlt_context_make(&c, &a, &destroyed[ALLOCATOR], NULL), MLTEST_ERR_INVALID);
    }
    mltest_allocator flagged = host_allocator;
    flagged.flags = MLTEST_FLAG_ANY_THREAD;
    ck_assert_int_eq(mlt_context_make(&c, &flagged, &destroyed[ALLOCATOR], &error),
                     MLTEST_ERR_UNSUPPORTED);
    mltest_allocator empty = host_allocator;
    empty.allocate = allocate_nothing;
    ck_assert_int_eq(mlt_context_make(&c, &empty, &destroyed[ALLOCATOR], &error),
                     MLTEST_ERR_MEMORY);
    ck_assert_int_eq(mlt_error_status(error), MLTEST_ERR_MEMORY);
    ck_assert_ptr_null(c);
    ck_assert_int_eq(n_destroyed, 0);
}
END_TEST

START_TEST(test_hosts_that_are_refused_change_nothing)
{
    mltest_log log = host_log;
    mltest_io io = host_io;
    mltest_pool pool = host_pool;
    void *data = NULL;
    log.line = NULL;
    io.read = NULL;
    pool.run = NULL;
    mlt_context_set_log(ctx, &host_log, &destroyed[LOG], NULL);
    mlt_context_set_io(ctx, &host_io, &destroyed[IO], NULL);
    ck_assert_int_eq(mlt_context_set_log(ctx, &log, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_context_set_io(ctx, &io, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_context_set_pool(ctx, &pool, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_context_set_log(ctx, NULL, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_context_set_io(ctx, NULL, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_context_set_pool(ctx, NULL, NULL, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_MESSAGE), "mltest_pool is NULL");
    ck_assert_int_eq(n_destroyed, 0);
    ck_assert_ptr_nonnull(mlt_context_io(ctx, &data));
    ck_assert_ptr_eq(data, &destroyed[IO]);
    ck_assert_ptr_null(mlt_context_pool(ctx, &data));
}
END_TEST

START_TEST(test_each_function_of_a_file_host_is_needed)
{
    for (int i = 0; i < 3; i++) {
        mltest_io io = host_io;
        io.open = i == 0 ? NULL : open_nothing;
        io.read = i == 1 ? NULL : read_nothing;
        io.close = i == 2 ? NULL : close_nothing;
        ck_assert_int_eq(mlt_context_set_io(ctx, &io, NULL, NULL), MLTEST_ERR_INVALID);
    }
}
END_TEST

/* --- reading what was set --------------------------------------------------------------------- */

START_TEST(test_hosts_are_copied)
{
    mltest_io io = host_io;
    mltest_pool pool = host_pool;
    void *data = NULL;
    ck_assert_ptr_null(mlt_context_io(NULL, &data));
    ck_assert_ptr_null(mlt_context_pool(NULL, &data));
    ck_assert_ptr_null(mlt_context_io(ctx, &data));
    ck_assert_ptr_null(mlt_context_pool(ctx, &data));
    ck_assert_ptr_null(data);
    pool.concurrency = 7;
    mlt_context_set_io(ctx, &io, &destroyed[IO], NULL);
    mlt_context_set_pool(ctx, &pool, &destroyed[POOL], NULL);
    memset(&io, 0, sizeof io);
    memset(&pool, 0, sizeof pool);
    ck_assert(mlt_context_io(ctx, &data)->read == read_nothing);
    ck_assert_ptr_eq(data, &destroyed[IO]);
    ck_assert_uint_eq(mlt_context_pool(ctx, &data)->concurrency, 7);
    ck_assert_ptr_eq(data, &destroyed[POOL]);
}
END_TEST

START_TEST(test_default_limits)
{
    const mlt_limits *limits[] = {mlt_context_limits(NULL), mlt_context_limits(ctx)};
    for (int i = 0; i < 2; i++) {
        ck_assert_uint_eq(limits[i]->max_side, 16384);
        ck_assert_uint_eq(limits[i]->max_pixels, 134217728);
        ck_assert_uint_eq(limits[i]->max_file_bytes, 4294967296);
        ck_assert_uint_eq(limits[i]->max_depth, 128);
        ck_assert_uint_eq(limits[i]->max_samples, 10000000);
        ck_assert_uint_eq(limits[i]->max_boxes, 100000);
        ck_assert_uint_eq(limits[i]->max_string, 1048576);
        ck_assert_uint_eq(limits[i]->max_classes, 100000);
        ck_assert_uint_eq(limits[i]->max_path_depth, 64);
        ck_assert_uint_eq(limits[i]->max_threads, 256);
    }
}
END_TEST

START_TEST(test_every_limit_has_a_name_of_its_own)
{
    static const char *const names[] = {
        "max_side",  "max_pixels", "max_file_bytes", "max_depth",      "max_samples",
        "max_boxes", "max_string", "max_classes",    "max_path_depth", "max_threads"};
    enum { N = sizeof names / sizeof names[0] };
    mlt_limits now;
    ck_assert_uint_eq(sizeof(mlt_limits), N * sizeof(uint64_t));
    for (size_t i = 0; i < N; i++)
        ck_assert_int_eq(mlt_context_set_limit(ctx, names[i], 1000 + i, NULL), MLTEST_OK);
    now = *mlt_context_limits(ctx);
    for (size_t i = 0; i < N; i++)
        ck_assert_uint_eq(*mlt_limit_by_name(&now, names[i]), 1000 + i);
    ck_assert_uint_eq(mlt_context_limits(NULL)->max_depth, 128);
}
END_TEST

START_TEST(test_limits_that_are_refused)
{
    ck_assert_int_eq(mlt_context_set_limit(ctx, "max_depth", 0, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_MESSAGE),
                     "limit max_depth must be at least 1");
    ck_assert_int_eq(mlt_context_set_limit(ctx, "max_dept", 1, &error), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mlt_context_set_limit(ctx, "", 1, &error), MLTEST_ERR_NOT_FOUND);
    ck_assert_uint_eq(mlt_context_limits(ctx)->max_depth, 128);
    ck_assert_int_eq(mlt_context_set_limit(ctx, "max_depth", UINT64_MAX, NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_context_limits(ctx)->max_depth, UINT64_MAX);
}
END_TEST

/* --- the log ---------------------------------------------------------------------------------- */

static void log_to_us(void)
{
    n_lines = 0;
    ck_assert_int_eq(mlt_context_set_log(ctx, &host_log, &destroyed[LOG], NULL), MLTEST_OK);
}

START_TEST(test_lines)
{
    mlt_log(NULL, MLTEST_LOG_INFO, "nobody listens");
    mlt_log(ctx, MLTEST_LOG_INFO, "nor here");
    log_to_us();
    mlt_log(ctx, MLTEST_LOG_WARNING, "%s: %d", "a.txt", 3);
    ck_assert_str_eq(last_line, "a.txt: 3");
    ck_assert_int_eq(last_level, MLTEST_LOG_WARNING);
    mlt_log(ctx, MLTEST_LOG_INFO, "a\nb\r\nc\n");
    ck_assert_str_eq(last_line, "a b  c ");
    ck_assert_int_eq(last_level, MLTEST_LOG_INFO);
    ck_assert_int_eq(n_lines, 2);
}
END_TEST

START_TEST(test_long_lines_are_cut)
{
    char text[1200];
    memset(text, 'x', sizeof text);
    log_to_us();
    text[1023] = '\0';
    mlt_log(ctx, MLTEST_LOG_INFO, "%s", text); /* just fits */
    ck_assert_str_eq(last_line, text);
    text[1023] = 'x';
    text[1024] = '\0';
    mlt_log(ctx, MLTEST_LOG_INFO, "%s", text);
    ck_assert_uint_eq(strlen(last_line), 1023);
    ck_assert_str_eq(last_line + 1020, "...");
    ck_assert_int_eq(last_line[1019], 'x');
}
END_TEST

START_TEST(test_characters_are_not_cut)
{
    for (size_t shift = 0; shift < 4; shift++) {
        char text[1500] = "";
        for (size_t i = 0; i < shift; i++)
            strcat(text, "x");
        for (int i = 0; i < 300; i++)
            strcat(text, "\xF0\x9F\x90\x95"); /* 4 bytes */
        log_to_us();
        mlt_log(ctx, MLTEST_LOG_INFO, "%s", text);
        size_t n = strlen(last_line);
        ck_assert_uint_gt(n, 1019);
        ck_assert_str_eq(last_line + n - 3, "...");
        ck_assert_uint_eq((n - 3 - shift) % 4, 0);
    }
}
END_TEST

START_TEST(test_bytes_that_are_no_text_at_all)
{
    char text[1500];
    memset(text, 0x80, sizeof text - 1); /* no beginning of a character anywhere */
    text[sizeof text - 1] = '\0';
    log_to_us();
    mlt_log(ctx, MLTEST_LOG_INFO, "%s", text);
    ck_assert_str_eq(last_line, "...");
}
END_TEST

static void nested_line(void *user_data, int32_t level, const char *text)
{
    line(user_data, level, text);
    if (n_lines == 1)
        mlt_log(ctx, MLTEST_LOG_INFO, "inner");
}

START_TEST(test_a_log_may_log)
{
    mltest_log log = {.struct_size = sizeof log, .line = nested_line};
    n_lines = 0;
    ck_assert_int_eq(mlt_context_set_log(ctx, &log, NULL, NULL), MLTEST_OK);
    mlt_log(ctx, MLTEST_LOG_INFO, "outer");
    ck_assert_int_eq(n_lines, 2);
    ck_assert_str_eq(last_line, "inner");
}
END_TEST

static int inside;

static void exclusive_line(void *user_data, int32_t level, const char *text)
{
    (void)user_data, (void)level, (void)text;
    ck_assert_int_eq(inside++, 0); /* plain on purpose: a race would show here and in tsan */
    n_lines++;
    inside--;
}

static void *log_often(void *data)
{
    for (int i = 0; i < 2000; i++)
        mlt_log(data, MLTEST_LOG_INFO, "%d", i);
    return NULL;
}

START_TEST(test_one_line_at_a_time)
{
    mltest_log log = {.struct_size = sizeof log, .line = exclusive_line};
    pthread_t threads[4];
    n_lines = 0;
    ck_assert_int_eq(mlt_context_set_log(ctx, &log, NULL, NULL), MLTEST_OK);
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(pthread_create(&threads[i], NULL, log_often, ctx), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    ck_assert_int_eq(n_lines, 8000);
}
END_TEST

static void add_tests_of_life(Suite *suite)
{
    TCase *tc = tcase_create("life");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_the_context_lies_in_its_own_memory);
    tcase_add_test(tc, test_references);
    tcase_add_test(tc, test_references_from_many_threads);
    tcase_add_test(tc, test_everything_is_destroyed_once_and_the_allocator_last);
    tcase_add_test(tc, test_destroy_may_be_missing);
    tcase_add_test(tc, test_what_is_replaced_is_destroyed);
    tcase_add_test(tc, test_allocators_that_are_refused);
    tcase_add_test(tc, test_hosts_that_are_refused_change_nothing);
    tcase_add_test(tc, test_each_function_of_a_file_host_is_needed);
    suite_add_tcase(suite, tc);
}

Suite *mlt_suite_base_context(void)
{
    Suite *suite = suite_create("base_context");
    add_tests_of_life(suite);
    TCase *tc = tcase_create("use");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_hosts_are_copied);
    tcase_add_test(tc, test_default_limits);
    tcase_add_test(tc, test_every_limit_has_a_name_of_its_own);
    tcase_add_test(tc, test_limits_that_are_refused);
    tcase_add_test(tc, test_lines);
    tcase_add_test(tc, test_long_lines_are_cut);
    tcase_add_test(tc, test_characters_are_not_cut);
    tcase_add_test(tc, test_bytes_that_are_no_text_at_all);
    tcase_add_test(tc, test_a_log_may_log);
    tcase_add_test(tc, test_one_line_at_a_time);
    suite_add_tcase(suite, tc);
    return suite;
}
