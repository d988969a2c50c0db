/* SPDX-License-Identifier: MIT */
#include "search/budget.h"

#include "search/budget_fixtures.h"

static void refused(const budget_plan *plan, mltest_status wanted, const char *message)
{
    breaking_model m = budget_model(0);
    const char *dir = mlt_test_make_dir();
    mltest_run *run = NULL;
    mltest_error *error = NULL;
    mltest_status status = budget_make_in(NULL, &run, &m, plan, &error);
    if (status == MLTEST_OK)
        status = mltest_run_execute(run, mlt_test_path(dir, "b.jsonl.gz"), &error);
    ck_assert_int_eq(status, wanted);
    ck_assert_msg(strstr(mltest_error_message(error), message) != NULL, "%s",
                  mltest_error_message(error));
    ck_assert_int_eq(m.pictures, 0);
    mltest_error_free(error);
    mltest_run_free(run);
    mlt_test_remove_dir(dir);
}

START_TEST(what_makes_no_sense)
{
    const budget_plan little = {.n = 9, .conditions = "brightness@1 fog@1", .run = "budget=2"},
                      shard = {.n = 9, .conditions = "fog@1", .run = "budget=9 shard=0/2"},
                      part = {.n = 9, .conditions = "fog@1", .run = "until_decided=true shard=0/2"},
                      calibrated = {.n = 9,
                                    .conditions = "fog@1",
                                    .run = "until_decided=true",
                                    .score = "calibration=halves"};
    refused(&little, MLTEST_ERR_INVALID, "2 calls are less than one sample takes, 3");
    refused(&shard, MLTEST_ERR_UNSUPPORTED, "is not divided");
    refused(&part, MLTEST_ERR_UNSUPPORTED, "is not divided");
    refused(&calibrated, MLTEST_ERR_UNSUPPORTED, "needs its min_confidence beforehand");
}
END_TEST

START_TEST(a_search_has_no_budget)
{
    breaking_model m = budget_model(0);
    mltest_stress *s = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(search_make_in(NULL, &s, &m, 3, "fog@1", "budget=100", "", &error),
                     MLTEST_ERR_UNSUPPORTED);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "budget: a search asks"));
    mltest_error_free(error);
}
END_TEST

START_TEST(settings_of_verdicts)
{
    breaking_model m = budget_model(0);
    const budget_plan plan = {.n = 3,
                              .conditions = "fog@1",
                              .run = "until_decided=true",
                              .score = "target_fraction_affected_samples=0.2 min_confidence=0.6"};
    mltest_run *run = budget_make(&m, &plan);
    ck_assert_double_eq(run->rule.target, 0.2);
    ck_assert_double_eq(run->rule.min_confidence, 0.6);
    ck_assert_double_eq_tol(run->rule.match_confidence, 0.4, 1e-15);
    ck_assert_double_eq(run->rule.score_strictness, 0.75);
    ck_assert(mlt_budget_applies(run) && !run->rule.macro);
    mltest_run_free(run);
}
END_TEST

/* Replicates are one level, repeats of the clean picture each their own. */
START_TEST(levels)
{
    breaking_model m = budget_model(0);
    const budget_plan plan = {
        .n = 3,
        .conditions = "clean#1 gaussian_noise@3 gaussian_noise@3#1 gaussian_noise@4 clean#2",
        .run = "until_decided=true"};
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "b.jsonl.gz");
    mltest_scorecard *card = NULL;
    budget_run(&m, &plan, path);
    mltest_journal *journal = budget_journal(path);
    ck_assert_int_eq(mltest_scorecard_new(&card, NULL, journal, NULL, NULL, 0, NULL), MLTEST_OK);
    ck_assert_uint_eq(mltest_scorecard_rows(card, "decisions"), 4);
    ck_assert_double_eq(budget_cell(card, "calls", 0), 3);
    ck_assert_double_eq(budget_cell(card, "calls", 1), 6);
    ck_assert_double_eq(budget_cell(card, "n", 1), 3);
    mltest_scorecard_free(card);
    mltest_journal_free(journal);
    mlt_test_remove_dir(dir);
}
END_TEST

static mltest_status do_it(mltest_context *ctx, void *data)
{
    mltest_run *run = NULL;
    mltest_error *error = NULL;
    breaking_model m = budget_model(1);
    const budget_plan plan = {
        .n = 2, .conditions = "brightness@1", .run = "threads=1 until_decided=true budget=9"};
    remove(data);
    mltest_status status = budget_make_in(ctx, &run, &m, &plan, &error);
    if (status == MLTEST_OK)
        status = mltest_run_execute(run, data, &error);
    mltest_run_free(run);
    mltest_error_free(error);
    return status;
}

START_TEST(memory)
{
    const char *dir = mlt_test_make_dir();
    mlt_test_every_allocation(do_it, (void *)(uintptr_t)mlt_test_path(dir, "b.jsonl.gz"));
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(runs_once_and_counts)
{
    breaking_model m = budget_model(0);
    const budget_plan plan = {.n = 9, .conditions = "brightness@1", .run = "budget=8"};
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "b.jsonl.gz");
    static const char *const names[] = {"samples", "wanted", "done", "answered", "resumed"};
    static const uint64_t wanted[] = {9, 8, 8, 8, 0};
    mltest_run *run = budget_make(&m, &plan);
    ck_assert_int_eq(mltest_run_execute(run, path, NULL), MLTEST_OK);
    for (size_t i = 0; i < 5; i++) {
        uint64_t value;
        ck_assert_int_eq(mltest_run_counter(run, names[i], &value), MLTEST_OK);
        ck_assert_msg(value == wanted[i], "%s", names[i]);
    }
    ck_assert_int_eq(mltest_run_execute(run, path, NULL), MLTEST_ERR_INVALID);
    mltest_run_free(run);
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_search_budget(void);

Suite *mlt_suite_search_budget(void)
{
    const TTest *const tests[] = {
        what_makes_no_sense, a_search_has_no_budget, settings_of_verdicts, levels, memory,
        runs_once_and_counts};
    Suite *suite = suite_create("search_budget");
    TCase *tc = tcase_create("budget");
    tcase_set_timeout(tc, 60); /* every allocation of several rounds */
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        tcase_add_test(tc, tests[i]);
    suite_add_tcase(suite, tc);
    return suite;
}
