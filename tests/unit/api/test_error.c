/* SPDX-License-Identifier: MIT */
#include "mltest/error.h"

#include <pthread.h>

#include "base/error.h"
#include "testing.h"

Suite *mlt_suite_api_error(void);

START_TEST(test_no_error)
{
    ck_assert_int_eq(mltest_error_status(NULL), MLTEST_OK);
    ck_assert_str_eq(mltest_error_message(NULL), "");
    ck_assert_str_eq(mltest_error_file(NULL), "");
    ck_assert_str_eq(mltest_error_sample(NULL), "");
    ck_assert_str_eq(mltest_error_condition(NULL), "");
    ck_assert_int_eq(mltest_error_line(NULL), 0);
    ck_assert_int_eq(mltest_error_offset(NULL), -1);
    ck_assert_int_eq(mltest_error_callback_code(NULL), 0);
    mltest_error_free(NULL);
}
END_TEST

START_TEST(test_every_part_by_its_own_function)
{
    mltest_error *error = NULL;
    mlt_where where = {"file", 3, 70, "sample", "condition"};
    mlt_fail_at(&error, MLTEST_ERR_FORMAT, where, "message");
    ck_assert_int_eq(mltest_error_status(error), MLTEST_ERR_FORMAT);
    ck_assert_str_eq(mltest_error_message(error), "file:3: message");
    ck_assert_str_eq(mltest_error_file(error), "file");
    ck_assert_int_eq(mltest_error_line(error), 3);
    ck_assert_int_eq(mltest_error_offset(error), 70);
    ck_assert_str_eq(mltest_error_sample(error), "sample");
    ck_assert_str_eq(mltest_error_condition(error), "condition");
    mlt_fail_callback(&error, "load", 12);
    ck_assert_int_eq(mltest_error_callback_code(error), 12);
    mltest_error_free(error);
}
END_TEST

START_TEST(test_status_words)
{
    ck_assert_str_eq(mltest_status_name(MLTEST_ERR_LIMIT), "MLTEST_ERR_LIMIT");
    ck_assert_str_eq(mltest_status_name(77), "MLTEST_ERR_UNKNOWN");
    ck_assert_str_eq(mltest_status_text(MLTEST_ERR_MEMORY), "out of memory");
    ck_assert_str_eq(mltest_status_text(INT32_MIN), "an unknown status");
}
END_TEST

/* A real failure of a public function. */
static mltest_error *failure_of(mltest_context *ctx)
{
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_context_set_limit(ctx, "nothing", 1, &error), MLTEST_ERR_NOT_FOUND);
    return error;
}

START_TEST(test_errors_outlive_every_handle)
{
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    mltest_error *error = failure_of(ctx);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
    ck_assert_uint_eq(state.calls, 1); /* none of it was the context's memory */
    ck_assert_str_eq(mltest_error_message(error), "no limit is named 'nothing'");
    mltest_error_free(error);
}
END_TEST

static void *read_and_free(void *error)
{
    ck_assert_int_eq(mltest_error_status(error), MLTEST_ERR_NOT_FOUND);
    mltest_error_free(error);
    return NULL;
}

START_TEST(test_errors_may_be_freed_on_another_thread)
{
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    pthread_t thread;
    ck_assert_int_eq(pthread_create(&thread, NULL, read_and_free, failure_of(ctx)), 0);
    pthread_join(thread, NULL);
    mltest_context_free(ctx);
}
END_TEST

START_TEST(test_entry_content_is_ignored_and_success_clears)
{
    int not_an_error;
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    mltest_error *error = (mltest_error *)(void *)&not_an_error;
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_side", 9, &error), MLTEST_OK);
    ck_assert_ptr_null(error);
    error = (mltest_error *)(void *)&not_an_error;
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_side", 0, &error), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_error_status(error), MLTEST_ERR_INVALID);
    mltest_error_free(error);
    mltest_context_free(ctx);
}
END_TEST

Suite *mlt_suite_api_error(void)
{
    Suite *suite = suite_create("api_error");
    TCase *tc = tcase_create("error");
    tcase_add_test(tc, test_no_error);
    tcase_add_test(tc, test_every_part_by_its_own_function);
    tcase_add_test(tc, test_status_words);
    tcase_add_test(tc, test_errors_outlive_every_handle);
    tcase_add_test(tc, test_errors_may_be_freed_on_another_thread);
    tcase_add_test(tc, test_entry_content_is_ignored_and_success_clears);
    suite_add_tcase(suite, tc);
    return suite;
}
