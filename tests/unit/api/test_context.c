/* SPDX-License-Identifier: MIT */
#include "mltest/context.h"

#include <stdlib.h>
#include <string.h>

#include "perturb/frost_folder.h"
#include "perturb/photographs.h"

Suite *mlt_suite_api_context(void);

static mltest_context *ctx;
static mltest_error *error;
static int destroyed;

static void set_up(void)
{
    error = NULL;
    destroyed = 0;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, &error), MLTEST_OK);
    ck_assert_ptr_null(error);
}

static void tear_down(void)
{
    mltest_error_free(error);
    mltest_context_free(ctx);
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

static void destroy(void *user_data)
{
    ck_assert_ptr_eq(user_data, &destroyed);
    destroyed++;
}

static void line(void *user_data, int32_t level, const char *text)
{
    (void)user_data, (void)level, (void)text;
}

static int32_t open_file(void *user_data, const char *path, void **file)
{
    (void)user_data, (void)path, (void)file;
    return 1;
}

static int32_t read_file(void *user_data, void *file, void *bytes, size_t n, size_t *got)
{
    (void)user_data, (void)file, (void)bytes, (void)n, (void)got;
    return 1;
}

static void close_file(void *user_data, void *file)
{
    (void)user_data, (void)file;
}

static void run(void *user_data, size_t n, void (*task)(void *data, size_t i), void *data)
{
    (void)user_data, (void)n, (void)task, (void)data;
}

static const mltest_allocator allocator = {.struct_size = sizeof allocator,
                                           .allocate = allocate,
                                           .reallocate = reallocate,
                                           .release = release,
                                           .destroy = destroy};
static const mltest_log host_log = {
    .struct_size = sizeof host_log, .line = line, .destroy = destroy};
static const mltest_io io = {.struct_size = sizeof io,
                             .open = open_file,
                             .read = read_file,
                             .close = close_file,
                             .destroy = destroy};
static const mltest_pool pool = {
    .struct_size = sizeof pool, .concurrency = 2, .run = run, .destroy = destroy};

static void expect_null(const char *argument)
{
    ck_assert_int_eq(mltest_error_status(error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), argument));
    mltest_error_free(error);
    error = NULL;
}

START_TEST(test_missing_arguments)
{
    mltest_context_new(NULL, NULL, NULL, &error);
    expect_null("mltest_context_new: out is NULL");
    mltest_context_set_log(NULL, &host_log, &destroyed, &error);
    expect_null("mltest_context_set_log: ctx is NULL");
    mltest_context_set_log(ctx, NULL, &destroyed, &error);
    expect_null("mltest_log is NULL");
    mltest_context_set_io(NULL, &io, &destroyed, &error);
    expect_null("ctx");
    mltest_context_set_io(ctx, NULL, &destroyed, &error);
    expect_null("mltest_io is NULL");
    mltest_context_set_pool(NULL, &pool, &destroyed, &error);
    expect_null("ctx");
    mltest_context_set_pool(ctx, NULL, &destroyed, &error);
    expect_null("mltest_pool is NULL");
    mltest_context_set_frost_photographs(NULL, "frost", &error);
    expect_null("ctx");
    mltest_context_set_limit(NULL, "max_side", 1, &error);
    expect_null("ctx");
    mltest_context_set_limit(ctx, NULL, 1, &error);
    expect_null("name");
    ck_assert_int_eq(destroyed, 0);
    mltest_context_free(NULL);
}
END_TEST

/* What was set before stays when the next folder is refused; NULL takes it away. */
START_TEST(test_frost_photographs)
{
    const char *dir = mlt_test_make_dir();
    put_photograph(dir, "a.png", 40, 40, MLTEST_FORMAT_RGB8, 9);
    ck_assert_int_eq(mltest_context_set_frost_photographs(ctx, dir, &error), MLTEST_OK);
    const mlt_photographs *first = mlt_context_photographs(ctx);
    ck_assert_uint_eq(first->n, 1);
    const char *none = mlt_test_path(dir, "none");
    ck_assert_int_eq(mltest_context_set_frost_photographs(ctx, none, &error), MLTEST_ERR_NOT_FOUND);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "none: no such folder"));
    mltest_error_free(error);
    error = NULL;
    ck_assert_ptr_eq(mlt_context_photographs(ctx), first);
    put_photograph(dir, "b.png", 40, 40, MLTEST_FORMAT_RGB8, 9);
    ck_assert_int_eq(mltest_context_set_frost_photographs(ctx, dir, &error), MLTEST_OK);
    ck_assert_uint_eq(mlt_context_photographs(ctx)->n, 2);
    ck_assert_int_eq(mltest_context_set_frost_photographs(ctx, NULL, &error), MLTEST_OK);
    ck_assert_ptr_null(mlt_context_photographs(ctx));
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_everything_may_be_set)
{
    mltest_context *own;
    ck_assert_int_eq(mltest_context_new(&own, &allocator, &destroyed, &error), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_log(own, &host_log, &destroyed, &error), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_io(own, &io, &destroyed, &error), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_pool(own, &pool, &destroyed, &error), MLTEST_OK);
    ck_assert_ptr_null(error);
    ck_assert_int_eq(destroyed, 0);
    mltest_context_free(own);
    ck_assert_int_eq(destroyed, 4);
}
END_TEST

START_TEST(test_out_is_null_after_failure)
{
    mltest_context *own = ctx;
    mltest_allocator bad = allocator;
    bad.release = NULL;
    ck_assert_int_eq(mltest_context_new(&own, &bad, &destroyed, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(own);
    mltest_error_free(error);
    bad = allocator;
    bad.allocate = allocate_nothing;
    own = ctx;
    ck_assert_int_eq(mltest_context_new(&own, &bad, &destroyed, &error), MLTEST_ERR_MEMORY);
    ck_assert_ptr_null(own);
    ck_assert_str_eq(mltest_error_message(error), "out of memory");
    ck_assert_int_eq(destroyed, 0);
}
END_TEST

/* Every struct of this header follows the rules for sizes and flags. */
START_TEST(test_sizes_and_flags)
{
    for (int i = 0; i < 3; i++) {
        mltest_context *own = NULL;
        mltest_allocator a = allocator;
        mltest_log l = host_log;
        mltest_io f = io;
        mltest_pool p = pool;
        mltest_status expected = i == 2 ? MLTEST_ERR_UNSUPPORTED : MLTEST_ERR_INVALID;
        a.struct_size = l.struct_size = f.struct_size = p.struct_size = i == 0 ? 0 : 8;
        if (i == 2) {
            a = allocator, l = host_log, f = io, p = pool;
            a.flags = l.flags = f.flags = p.flags = UINT64_C(1) << 63;
        }
        ck_assert_int_eq(mltest_context_new(&own, &a, &destroyed, NULL), expected);
        ck_assert_int_eq(mltest_context_set_log(ctx, &l, &destroyed, NULL), expected);
        ck_assert_int_eq(mltest_context_set_io(ctx, &f, &destroyed, NULL), expected);
        ck_assert_int_eq(mltest_context_set_pool(ctx, &p, &destroyed, NULL), expected);
    }
    ck_assert_int_eq(destroyed, 0);
}
END_TEST

START_TEST(test_structs_of_a_later_release)
{
    struct {
        mltest_log log;
        void *newer;
    } later = {.log = host_log};
    later.log.struct_size = sizeof later;
    later.log.destroy = NULL;
    ck_assert_int_eq(mltest_context_set_log(ctx, &later.log, NULL, NULL), MLTEST_OK);
    later.newer = &later;
    ck_assert_int_eq(mltest_context_set_log(ctx, &later.log, NULL, &error), MLTEST_ERR_UNSUPPORTED);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "mltest_log: the member at offset"));
}
END_TEST

START_TEST(test_limits)
{
    uint64_t value = 0;
    ck_assert_int_eq(mltest_context_get_limit(NULL, "max_side", &value), MLTEST_OK);
    ck_assert_uint_eq(value, 16384);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_side", 100, &error), MLTEST_OK);
    ck_assert_int_eq(mltest_context_get_limit(ctx, "max_side", &value), MLTEST_OK);
    ck_assert_uint_eq(value, 100);
    ck_assert_int_eq(mltest_context_get_limit(NULL, "max_side", &value), MLTEST_OK);
    ck_assert_uint_eq(value, 16384);
    value = 5;
    ck_assert_int_eq(mltest_context_get_limit(ctx, "max_sides", &value), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mltest_context_get_limit(ctx, NULL, &value), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_context_get_limit(ctx, "max_side", NULL), MLTEST_ERR_INVALID);
    ck_assert_uint_eq(value, 5);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_sides", 1, NULL), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_side", 0, NULL), MLTEST_ERR_INVALID);
}
END_TEST

Suite *mlt_suite_api_context(void)
{
    Suite *suite = suite_create("api_context");
    TCase *tc = tcase_create("context");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_missing_arguments);
    tcase_add_test(tc, test_frost_photographs);
    tcase_add_test(tc, test_everything_may_be_set);
    tcase_add_test(tc, test_out_is_null_after_failure);
    tcase_add_test(tc, test_sizes_and_flags);
    tcase_add_test(tc, test_structs_of_a_later_release);
    tcase_add_test(tc, test_limits);
    suite_add_tcase(suite, tc);
    return suite;
}
