/* SPDX-License-Identifier: MIT */
#include "run/pipeline_fixtures.h"

#include <time.h>

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

START_TEST(test_no_more_than_a_budget)
{
    static const uint64_t budgets[] = {5, 24, 100}, wanted[] = {5, 24, 24};
    for (size_t i = 0; i < 3; i++) {
        model m = {.calls = 0};
        char options[40];
        uint64_t calls;
        double seconds;
        snprintf(options, sizeof options, "budget=%d", (int)budgets[i]);
        mltest_run *run = make_run(NULL, &m, options, 0);
        ck_assert_int_eq(mlt_run_estimate(run, 0, &calls, &seconds, NULL), MLTEST_OK);
        ck_assert_uint_eq(calls, wanted[i]);
        mlt_run_unref(run);
    }
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

START_TEST(test_an_empty_shard_takes_nothing)
{
    model m = {.calls = 0};
    uint64_t calls = 1;
    double seconds = 0;
    mltest_run *run = make_run(NULL, &m, "shard=0/7", 0);
    ck_assert_int_eq(mlt_run_estimate(run, 9, &calls, &seconds, NULL), MLTEST_OK);
    ck_assert_uint_eq(calls, 0);
    ck_assert(seconds == -1);
    ck_assert_int_eq(m.calls, 0);
    mlt_run_unref(run);
}
END_TEST

/* What a trial finds broken is said now rather than after hours. */
START_TEST(test_a_trial_perturbs)
{
    uint64_t calls;
    double seconds;
    mltest_error *error = NULL;
    pf_host host = {.answer = 7};
    mltest_run *run = pf_host_run(&host, "shard=1/2", 0);
    ck_assert_int_eq(mlt_run_estimate(run, 2, &calls, &seconds, &error), MLTEST_ERR_CALLBACK);
    ck_assert_int_eq(mltest_error_callback_code(error), 7);
    ck_assert_int_eq(host.at_home, 1);
    ck_assert_int_eq(pf_model.calls, 0);
    mltest_error_free(error);
    host.answer = MLTEST_CALLBACK_DONE;
    ck_assert_int_eq(mlt_run_estimate(run, 2, &calls, &seconds, NULL), MLTEST_OK);
    ck_assert_int_eq(host.at_home, 3);
    ck_assert_int_eq(pf_model.calls, 2);
    ck_assert_uint_eq(calls, 3 * 2);
    mlt_run_unref(run);
}
END_TEST

/* A slow model sets the pace, whatever the number of threads that prepare. */
static int32_t sleep_and_answer(void *user_data, const mltest_image_view *images, size_t n,
                                mltest_sink *sink)
{
    const struct timespec pause = {.tv_nsec = 20 * 1000 * 1000};
    nanosleep(&pause, NULL);
    return predict(user_data, images, n, sink);
}

START_TEST(test_seconds_follow_the_slower_part)
{
    model m = {.calls = 0};
    uint64_t calls;
    double seconds;
    mltest_run *run = make_run(NULL, &m, "", 0);
    run->predictor->vtable.predict = sleep_and_answer;
    ck_assert_int_eq(mlt_run_estimate(run, 2, &calls, &seconds, NULL), MLTEST_OK);
    ck_assert(seconds >= 0.02 * (double)calls);
    mlt_run_unref(run);
}
END_TEST

static mltest_status estimate(mltest_context *ctx, void *data)
{
    mltest_run *run = data;
    mltest_context *was = run->ctx;
    uint64_t calls;
    double seconds;
    mltest_error *error = NULL;
    run->ctx = ctx;
    mltest_status status = mlt_run_estimate(run, 2, &calls, &seconds, &error);
    run->ctx = was;
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    model m = {.calls = 0};
    mltest_run *run = make_run_with(NULL, &m, "", 0, 1, "cutout@2+rotation@1 fog@3");
    mlt_test_every_allocation(estimate, run);
    mlt_run_unref(run);
}
END_TEST

Suite *mlt_suite_run_estimate(void)
{
    TCase *tc = tcase_create("estimate");
    tcase_add_test(tc, test_calls_without_a_trial);
    tcase_add_test(tc, test_no_more_than_a_budget);
    tcase_add_test(tc, test_a_trial_asks_once_a_sample);
    tcase_add_test(tc, test_failures_of_the_trial);
    tcase_add_test(tc, test_an_empty_shard_takes_nothing);
    tcase_add_test(tc, test_a_trial_perturbs);
    tcase_add_test(tc, test_seconds_follow_the_slower_part);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("run_estimate");
    suite_add_tcase(suite, tc);
    return suite;
}
