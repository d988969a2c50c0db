/* SPDX-License-Identifier: MIT */
/*
 * Whole runs with a budget, or until decided. At a target of 20 % and chunks of 4 samples, none
 * affected passes after 20 (17 are enough), all affected fails after 4.
 */
#include "search/budget_fixtures.h"

/* Whether the samples of a journal are the first of an order, all of them with every answer. */
static void are_first(const mltest_journal *j, const mlt_search_order *order, size_t n)
{
    ck_assert_uint_eq(j->n_samples, n);
    for (size_t i = 0; i < n; i++)
        ck_assert_uint_lt(order->rank_of[j->samples[i].n], n);
    for (size_t i = 0; i < n * j->n_conditions; i++)
        ck_assert_int_ne(j->outcomes[i].type, 0);
}

START_TEST(whole_samples_within_the_budget)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "b.jsonl.gz");
    mltest_dataset *dataset = search_dataset(40);
    mlt_search_order order;
    ck_assert_int_eq(mlt_search_order_make(&order, NULL, dataset, 40, 3, false, NULL), MLTEST_OK);
    for (int budget = 3; budget < 140; budget += 17) {
        char run[64];
        breaking_model m = budget_model(9);
        const budget_plan plan = {.n = 40, .conditions = "brightness@1 contrast@2", .run = run};
        int samples = budget / 3 < 40 ? budget / 3 : 40;
        snprintf(run, sizeof run, "seed=3 budget=%d", budget);
        budget_run(&m, &plan, path);
        ck_assert_int_eq(m.pictures, 3 * samples);
        mltest_journal *j = budget_journal(path);
        ck_assert(j->complete);
        ck_assert_uint_eq(j->run.budget, (unsigned)budget);
        are_first(j, &order, (size_t)samples);
        mltest_journal_free(j);
        remove(path);
    }
    mlt_search_order_free(NULL, &order);
    mltest_dataset_free(dataset);
    mlt_test_remove_dir(dir);
}
END_TEST

/* Pictures without colours are skipped under a change of channels: that leaves calls for more. */
START_TEST(skips_cost_nothing)
{
    breaking_model m = budget_model(0);
    const budget_plan plan = {
        .n = 40, .n_grey = 30, .conditions = "bgr_swap@1", .run = "budget=40"};
    mltest_scorecard *card = budget_card(&m, &plan);
    ck_assert_int_le(m.pictures, 40);
    ck_assert_int_ge(m.pictures, 39);
    ck_assert_double_eq(budget_value(card, "calls.total"), m.pictures);
    ck_assert_double_gt(budget_value(card, "n_samples"), 20);
    ck_assert_uint_eq(mltest_scorecard_rows(card, "decisions"), 0);
    mltest_scorecard_free(card);
}
END_TEST

static const char target[] = "target_fraction_affected_samples=0.2 resamples=0";

START_TEST(until_decided)
{
    breaking_model m = budget_model(64);
    m.only_kind = "contrast";
    const budget_plan plan = {.n = 64,
                              .conditions = "brightness@1 contrast@2",
                              .run = "until_decided=true",
                              .score = target};
    mltest_scorecard *card = budget_card(&m, &plan);
    budget_says(card, 0, "pass");
    budget_says(card, 1, "fail");
    ck_assert_double_eq(budget_cell(card, "calls", 0), 20);
    ck_assert_double_eq(budget_cell(card, "calls", 1), 4);
    ck_assert_double_eq(budget_cell(card, "k", 1), 4);
    ck_assert_double_eq(budget_value(card, "calls.clean"), 20);
    ck_assert_double_eq(budget_value(card, "calls.total"), m.pictures);
    ck_assert_double_eq(budget_value(card, "calls.grid"), 64 * 3);
    ck_assert_double_eq(budget_value(card, "undecided_share"), 0);
    ck_assert_str_eq(mltest_scorecard_strings(card, "conditions", "verdict")[1], "pass");
    ck_assert_str_eq(mltest_scorecard_strings(card, "levels", "verdict")[2], "fail");
    mltest_scorecard_free(card);
}
END_TEST

/* About one in five: that stays open, and all samples are asked. */
START_TEST(undecided_in_the_end)
{
    breaking_model m = budget_model(13);
    const budget_plan plan = {
        .n = 64, .conditions = "brightness@1", .run = "until_decided=true", .score = target};
    mltest_scorecard *card = budget_card(&m, &plan);
    budget_says(card, 0, "inconclusive");
    ck_assert_double_eq(budget_cell(card, "n", 0), 64);
    ck_assert_double_eq(budget_value(card, "undecided_share"), 1);
    ck_assert_int_eq(m.pictures, 128);
    mltest_scorecard_free(card);
}
END_TEST

/* Whichever comes first. */
START_TEST(both)
{
    for (int budget = 2; budget < 60; budget += 7) {
        char run[64];
        breaking_model m = budget_model(0);
        const budget_plan plan = {
            .n = 64, .conditions = "brightness@1", .run = run, .score = target};
        snprintf(run, sizeof run, "until_decided=true budget=%d", budget);
        mltest_scorecard *card = budget_card(&m, &plan);
        ck_assert_int_eq(m.pictures, budget < 40 ? budget / 2 * 2 : 40);
        budget_says(card, 0, budget / 2 >= 17 ? "pass" : "inconclusive");
        mltest_scorecard_free(card);
    }
}
END_TEST

START_TEST(blind_samples_are_not_changed)
{
    breaking_model m = budget_model(0);
    for (size_t i = 0; i < 64; i += 2)
        m.is_blind[i] = true;
    const budget_plan plan = {
        .n = 64, .conditions = "brightness@1", .run = "until_decided=true", .score = target};
    mltest_scorecard *card = budget_card(&m, &plan);
    budget_says(card, 0, "pass");
    ck_assert_double_eq(budget_cell(card, "calls", 0), budget_cell(card, "n", 0));
    ck_assert_double_gt(budget_value(card, "calls.clean"), 1.5 * budget_cell(card, "n", 0));
    mltest_scorecard_free(card);
}
END_TEST

/* One sample stands for the copies of a picture. */
START_TEST(groups)
{
    breaking_model m = budget_model(0);
    const budget_plan plan = {.n = 64,
                              .per_group = 4,
                              .conditions = "brightness@1",
                              .run = "until_decided=true",
                              .score = target};
    mltest_scorecard *card = budget_card(&m, &plan);
    budget_says(card, 0, "inconclusive"); /* 16 pictures cannot pass */
    ck_assert_double_eq(budget_value(card, "n_samples"), 16);
    ck_assert_double_eq(budget_value(card, "resampling.units"), 16);
    ck_assert_double_eq(budget_value(card, "calls.grid"), 128);
    mltest_scorecard_free(card);
}
END_TEST

static const budget_plan mixed = {
    .n = 64, .n_grey = 9, .conditions = "brightness@1 contrast@2 bgr_swap@1 motion_blur@3"};

/* Two kinds break some samples, one of them by failing. */
static breaking_model mixed_model(void)
{
    breaking_model m = budget_model(30);
    for (size_t i = 0; i < 64; i++) {
        m.breaks_at[i] = i < 5 ? 1 : i < 30 ? 2 : 9;
        m.is_blind[i] = i % 7 == 3;
        m.fails[i] = i % 11 == 1;
    }
    return m;
}

static char *mixed_text(breaking_model *m, const char *dir, const char *how, const char *options,
                        size_t *n)
{
    const char *path = mlt_test_path(dir, "b.jsonl.gz");
    char run[160];
    budget_plan plan = mixed;
    snprintf(run, sizeof run, "max_failures=1 %s %s", how, options);
    plan.run = run;
    plan.score = target;
    budget_run(m, &plan, path);
    return budget_canonical(dir, path, n);
}

static void same_for_all_threads(const char *how)
{
    static const char *const runs[] = {"threads=1 batch=1", "threads=4", "threads=2 batch=3"};
    const char *dir = mlt_test_make_dir();
    char *want = NULL;
    size_t n_want = 0, n;
    for (size_t i = 0; i < 3; i++) {
        breaking_model m = mixed_model();
        char *got = mixed_text(&m, dir, how, runs[i], &n);
        remove(mlt_test_path(dir, "b.jsonl.gz"));
        if (want == NULL) {
            want = got;
            n_want = n;
            continue;
        }
        ck_assert(n == n_want && memcmp(got, want, n) == 0);
        free(got);
    }
    free(want);
    mlt_test_remove_dir(dir);
}

START_TEST(threads_and_batches)
{
    same_for_all_threads("until_decided=true");
    same_for_all_threads("budget=120");
    same_for_all_threads("budget=120 until_decided=true");
}
END_TEST

/* Stopped anywhere, and continued: the same journal. Nothing is asked twice but a batch or two that
 * were lost, and failures. */
static void same_after_interruptions(const char *how)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "b.jsonl.gz");
    breaking_model m = mixed_model();
    size_t n_want, n;
    char *want = mixed_text(&m, dir, how, "threads=1", &n_want), run[160];
    int whole = m.pictures;
    for (int after = 1; after < whole; after += 23) {
        budget_plan plan = mixed;
        snprintf(run, sizeof run, "max_failures=1 threads=2 %s", how);
        plan.run = run;
        plan.score = target;
        remove(path);
        m = mixed_model();
        m.stop_after = after;
        mltest_run *stopped = budget_make(&m, &plan);
        ck_assert_int_eq(mltest_run_execute(stopped, path, NULL), MLTEST_ERR_CANCELLED);
        mltest_run_free(stopped);
        m.stop_after = 0;
        char *got = mixed_text(&m, dir, how, "threads=1 resume=true", &n);
        ck_assert(n == n_want && memcmp(got, want, n) == 0);
        ck_assert_int_le(m.pictures, whole + 40);
        free(got);
    }
    m.pictures = 0;
    m.fails[1] = m.fails[12] = m.fails[23] = m.fails[34] = m.fails[45] = m.fails[56] = false;
    free(mixed_text(&m, dir, how, "resume=true", &n));
    ck_assert_int_le(m.pictures, 12); /* what failed before, and what follows from it */
    free(want);
    mlt_test_remove_dir(dir);
}

START_TEST(interrupted_and_resumed)
{
    same_after_interruptions("until_decided=true");
    same_after_interruptions("budget=120");
    same_after_interruptions("budget=120 until_decided=true");
}
END_TEST

/* Another target is another run. */
START_TEST(resumed_with_other_settings)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "b.jsonl.gz");
    breaking_model m = budget_model(0);
    budget_plan plan = {
        .n = 9, .conditions = "brightness@1", .run = "until_decided=true", .score = target};
    mltest_error *error = NULL;
    budget_run(&m, &plan, path);
    plan.run = "until_decided=true resume=true";
    plan.score = "target_fraction_affected_samples=0.3";
    mltest_run *run = budget_make(&m, &plan);
    ck_assert_int_eq(mltest_run_execute(run, path, &error), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "until_decided.target is 0.2"));
    mltest_error_free(error);
    mltest_run_free(run);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(too_many_failures)
{
    const char *dir = mlt_test_make_dir();
    breaking_model m = budget_model(64);
    memset(m.fails, true, sizeof m.fails);
    budget_plan plan = {
        .n = 40, .conditions = "brightness@1", .run = "until_decided=true", .score = target};
    mltest_run *run = budget_make(&m, &plan);
    ck_assert_int_eq(mltest_run_execute(run, mlt_test_path(dir, "b.jsonl.gz"), NULL),
                     MLTEST_ERR_PREDICTOR);
    mltest_run_free(run);
    mlt_test_remove_dir(dir);
}
END_TEST

/* What is told of the progress; 0 stops nothing. */
typedef struct {
    uint64_t done, total, n, stop_after;
} told;

static int32_t tell(void *user_data, uint64_t done, uint64_t total, uint64_t failed)
{
    told *t = user_data;
    ck_assert_uint_le(done, total);
    ck_assert_uint_le(failed, done);
    t->done = done;
    t->total = total;
    return t->stop_after > 0 && ++t->n > t->stop_after;
}

START_TEST(progress_and_cancel)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "b.jsonl.gz");
    breaking_model m = budget_model(0);
    const budget_plan plan = {
        .n = 64, .conditions = "brightness@1", .run = "until_decided=true", .score = target};
    told t = {.stop_after = 0};
    mltest_run *run = budget_make(&m, &plan);
    ck_assert_int_eq(mltest_run_set_progress(run, tell, &t), MLTEST_OK);
    ck_assert_int_eq(mltest_run_execute(run, path, NULL), MLTEST_OK);
    ck_assert_uint_eq(t.done, 40);
    mltest_run_free(run);
    remove(path);
    run = budget_make(&m, &plan);
    mltest_run_cancel(run);
    ck_assert_int_eq(mltest_run_execute(run, path, NULL), MLTEST_ERR_CANCELLED);
    mltest_run_free(run);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(no_samples_or_no_conditions)
{
    breaking_model m = budget_model(0);
    budget_plan plan = {.n = 0, .conditions = "brightness@1", .run = "until_decided=true"};
    mltest_scorecard *card = budget_card(&m, &plan);
    ck_assert_double_eq(budget_value(card, "undecided_share"), 1);
    mltest_scorecard_free(card);
    plan.run = "budget=5";
    mltest_scorecard_free(budget_card(&m, &plan));
    ck_assert_int_eq(m.pictures, 0);
}
END_TEST

START_TEST(chunks)
{
    ck_assert_uint_eq(mlt_budget_chunk(0), 4);
    ck_assert_uint_eq(mlt_budget_chunk(79), 4);
    ck_assert_uint_eq(mlt_budget_chunk(80), 5);
    ck_assert_uint_eq(mlt_budget_chunk(8000), 500);
}
END_TEST

MLT_TEST_SUITE(search_budget_rounds, whole_samples_within_the_budget, skips_cost_nothing,
               until_decided, undecided_in_the_end, both, blind_samples_are_not_changed, groups,
               threads_and_batches, interrupted_and_resumed, resumed_with_other_settings,
               too_many_failures, progress_and_cancel, no_samples_or_no_conditions, chunks)
