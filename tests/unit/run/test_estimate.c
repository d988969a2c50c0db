/* SPDX-License-Identifier: MIT */
#include "run/fixtures.h"

Suite *mlt_suite_run_estimate(void);

START_TEST(test_calls_without_a_trial)
{
    model m = {.calls = 0};
    uint64_t calls = 0;
    double seconds = 0;
    mltest_run *run = make_run(NULL, &m, "shard=0/3", 0);
    ck_assert_int_eq(mlt_run_estimate(run, 0, &calls, &seconds, NULL), MLTEST_OK);
    ck_assert_uint_eq(calls, 2 * 4);
    ck_assert(seconds == -1);
    ck_assert_int_eq(m.calls, 0); /* nobody has paid */
    mlt_run_unref(run);
}
END_TEST

START_TEST(test_a_trial_asks_once_a_sample)
{
    model m = {.calls = 0};
    uint64_t calls = 0;
    double seconds = 0;
    mltest_run *run = make_run(NULL, &m, "", 0);
    ck_assert_int_eq(mlt_run_estimate(run, 3, &calls, &seconds, NULL), MLTEST_OK);
    ck_assert_uint_eq(calls, SAMPLES * 4);
    ck_assert_int_eq(m.calls, 3);
    ck_assert(seconds > 0 && seconds < 60);
    ck_assert_int_eq(mlt_run_estimate(run, 1000, &calls, &seconds, NULL), MLTEST_OK);
    ck_assert_int_eq(m.calls, 3 + SAMPLES); /* there are no more */
    mlt_run_unref(run);
}
END_TEST

START_TEST(test_failures_of_the_trial)
{
    model m = {.fail_after = -1};
    uint64_t calls;
    double seconds;
    mltest_error *error = NULL;
    m.fail_after = 1;
    mltest_run *run = make_run(NULL, &m, "", 0);
    ck_assert_int_eq(mlt_run_estimate(run, 3, &calls, &seconds, &error), MLTEST_ERR_PREDICTOR);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "p1: the predictor failed"));
    mltest_error_free(error);
    error = NULL;
    m.fail_after = 0;
    m.stop_after = 2;
    ck_assert_int_eq(mlt_run_estimate(run, 3, &calls, &seconds, &error), MLTEST_ERR_CANCELLED);
    mltest_error_free(error);
    mlt_run_unref(run);
}
END_TEST

Suite *mlt_suite_run_estimate(void)
{
    TCase *tc = tcase_create("estimate");
    tcase_add_test(tc, test_calls_without_a_trial);
    tcase_add_test(tc, test_a_trial_asks_once_a_sample);
    tcase_add_test(tc, test_failures_of_the_trial);
    Suite *suite = suite_create("run_estimate");
    suite_add_tcase(suite, tc);
    return suite;
}
