/* SPDX-License-Identifier: MIT */
#include "search/ask.h"

#include "search/budget_fixtures.h"

static bool first_two(const void *data, uint64_t ordinal, size_t condition)
{
    (void)data;
    return ordinal < 2 && condition == 0;
}

static bool third(const void *data, uint64_t ordinal, size_t condition)
{
    (void)data;
    return ordinal == 2 && condition == 1;
}

static mlt_search_questions questions_of(const mltest_run *run)
{
    return (mlt_search_questions){.ctx = run->ctx,
                                  .dataset = run->dataset,
                                  .predictor = run->predictor,
                                  .suite = run->suite,
                                  .settings = run->settings,
                                  .is_first = true,
                                  .is_unfinished = true};
}

/* Rounds add to the journal and to the counters; the last one ends it. */
START_TEST(rounds_add_up)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "j.jsonl.gz");
    breaking_model m = budget_model(0);
    const budget_plan plan = {.n = 5, .conditions = "brightness@1"};
    mltest_run *run = budget_make(&m, &plan);
    mlt_search_questions q = questions_of(run);
    mlt_run_counters counters = {.answered = 0};
    mltest_journal *journal = NULL;
    q.choice.wants = first_two;
    ck_assert_int_eq(mlt_search_ask(&q, path, &counters, NULL), MLTEST_OK);
    ck_assert_uint_eq(counters.answered, 2);
    ck_assert_int_eq(mlt_search_read_back(&journal, NULL, path, NULL), MLTEST_OK);
    ck_assert_uint_eq(journal->n_samples, 2);
    ck_assert(!journal->complete);
    uint64_t before = counters.ns_total;
    q.choice.wants = third;
    q.is_first = false;
    q.is_unfinished = false;
    ck_assert_int_eq(mlt_search_ask(&q, path, &counters, NULL), MLTEST_OK);
    ck_assert_uint_eq(counters.answered, 3);
    ck_assert_uint_gt(counters.ns_total, before);
    ck_assert_int_eq(mlt_search_read_back(&journal, NULL, path, NULL), MLTEST_OK);
    ck_assert_uint_eq(journal->n_samples, 3);
    ck_assert_int_eq(m.pictures, 3);
    size_t n;
    char *bytes = mlt_test_read_file(path, &n);
    ck_assert_uint_gt(n, 0);
    free(bytes);
    mlt_journal_unref(journal);
    mltest_run_free(run);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(failures_are_judged)
{
    mltest_error *error = NULL;
    const mlt_run_counters none = {.answered = 0}, some = {.answered = 8, .failed = 2},
                           few = {.answered = 90, .failed = 10};
    ck_assert_int_eq(mlt_search_check_failures(&none, 0, 0.1, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_search_check_failures(&some, MLT_JUDGE_FROM, 0.1, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_search_check_failures(&few, MLT_JUDGE_FROM, 0.1, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_search_check_failures(&some, 1, 0.1, &error), MLTEST_ERR_PREDICTOR);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "2 of 10 predictions failed"));
    mltest_error_free(error);
}
END_TEST

START_TEST(a_journal_that_is_not_there)
{
    mltest_journal *journal = NULL;
    mltest_error *error = NULL;
    ck_assert_int_ne(mlt_search_read_back(&journal, NULL, "/nonexistent/j.jsonl.gz", &error),
                     MLTEST_OK);
    ck_assert_ptr_null(journal);
    mltest_error_free(error);
}
END_TEST

MLT_TEST_SUITE(search_ask, rounds_add_up, failures_are_judged, a_journal_that_is_not_there)
