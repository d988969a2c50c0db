/* SPDX-License-Identifier: MIT */
#include "suite/suite.h"

#include <string.h>

#include "testing.h"

Suite *mlt_suite_suite_suite(void);

static mlt_test_alloc memory;
static mltest_context *ctx;
static mltest_suite *suite;
static mltest_error *error;

static void set_up(void)
{
    memory = (mlt_test_alloc){0};
    ctx = mlt_test_context(&memory);
    error = NULL;
    ck_assert_int_eq(mlt_suite_make(&suite, ctx, "mine", NULL), MLTEST_OK);
}

static void tear_down(void)
{
    mlt_suite_unref(suite);
    mltest_error_free(error);
    mltest_context_free(ctx);
    ck_assert_uint_eq(memory.live, 0);
}

START_TEST(test_clean_is_always_first)
{
    ck_assert_str_eq(suite->name, "mine");
    ck_assert_uint_eq(suite->n, 1);
    ck_assert_str_eq(suite->conditions[0].name, "clean");
    ck_assert_int_eq(mlt_suite_add(suite, "fog@3", NULL), MLTEST_OK);
    ck_assert_str_eq(suite->conditions[1].name, "fog:r1@3");
}
END_TEST

/* Two ways to write one condition are a repeat. */
START_TEST(test_repeats_are_refused)
{
    static const char *const same[] = {"fog@3", "fog:r1@3", "fog@3.0"};
    ck_assert_int_eq(mlt_suite_add(suite, "fog@3", NULL), MLTEST_OK);
    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(mlt_suite_add(suite, same[i], &error), MLTEST_ERR_CONFLICT);
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "fog:r1@3 is in the suite"));
        mltest_error_free(error);
        error = NULL;
    }
    ck_assert_uint_eq(suite->n, 2);
    ck_assert_int_eq(mlt_suite_add(suite, "fog@3#1", NULL), MLTEST_OK);
}
END_TEST

START_TEST(test_what_is_no_condition)
{
    static const char *const bad[] = {"", "fog@", "fgo@3", "fog@9", "fog@3+", "@3", "fog@nan"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ck_assert_msg(mlt_suite_add(suite, bad[i], &error) != MLTEST_OK, "'%s'", bad[i]);
        ck_assert_int_ne(mltest_error_message(error)[0], '\0');
        mltest_error_free(error);
        error = NULL;
    }
    ck_assert_uint_eq(suite->n, 1);
}
END_TEST

/* Of names in order; nothing else of the suite is in it. */
START_TEST(test_hash)
{
    mltest_suite *other = NULL;
    ck_assert_int_eq(mlt_suite_make(&other, ctx, "another name", NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_suite_hash(suite), mlt_suite_hash(other));
    ck_assert_int_eq(mlt_suite_add(suite, "fog@3", NULL), MLTEST_OK);
    ck_assert_uint_ne(mlt_suite_hash(suite), mlt_suite_hash(other));
    ck_assert_int_eq(mlt_suite_add(suite, "fog@1", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_suite_add(other, "fog@1", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_suite_add(other, "fog@3", NULL), MLTEST_OK);
    ck_assert_uint_ne(mlt_suite_hash(suite), mlt_suite_hash(other));
    mlt_suite_unref(other);
}
END_TEST

START_TEST(test_references)
{
    ck_assert_ptr_eq(mlt_suite_ref(suite), suite);
    mlt_suite_unref(suite);
    ck_assert_str_eq(suite->name, "mine");
    mlt_suite_unref(NULL);
}
END_TEST

static mltest_status make_and_add(mltest_context *with, void *data)
{
    mltest_suite *made = NULL;
    mltest_error *why = NULL;
    (void)data;
    mltest_status status = mlt_suite_make(&made, with, "x", &why);
    if (status == MLTEST_OK)
        status = mlt_suite_add(made, "fog@3+saturate@1", &why);
    mlt_suite_unref(made);
    mltest_error_free(why);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(make_and_add, NULL);
}
END_TEST

Suite *mlt_suite_suite_suite(void)
{
    TCase *tc = tcase_create("suite");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_clean_is_always_first);
    tcase_add_test(tc, test_repeats_are_refused);
    tcase_add_test(tc, test_what_is_no_condition);
    tcase_add_test(tc, test_hash);
    tcase_add_test(tc, test_references);
    tcase_add_test(tc, test_out_of_memory);
    Suite *all = suite_create("suite_suite");
    suite_add_tcase(all, tc);
    return all;
}
