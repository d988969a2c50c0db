/* SPDX-License-Identifier: MIT */
#include "mltest/run.h"

#include <stdbool.h>
#include <stdlib.h>

#include "fixtures.h"

Suite *mlt_suite_api_run(void);

static const char *dir, *path;
static api_model model;
static mltest_run *run;
static mltest_error *error;

static void set_up(void)
{
    dir = mlt_test_make_dir();
    path = mlt_test_path(dir, "a.jsonl.gz");
    model = (api_model){.name = "steady"};
    run = api_run(NULL, &model, API_SUITE);
}

static void tear_down(void)
{
    mltest_run_free(run);
    ck_assert_int_eq(model.destroyed, 1); /* the run was the last to hold it */
    ck_assert_ptr_null(error);
    mlt_test_remove_dir(dir);
}

static uint64_t counter(const char *name)
{
    uint64_t value = UINT64_MAX;
    ck_assert_int_eq(mltest_run_counter(run, name, &value), MLTEST_OK);
    return value;
}

START_TEST(a_run_is_executed_once)
{
    static const char *const zero[] = {"resumed", "failed",    "skipped", "not_finite",
                                       "no_area", "bad_score", "outside", "unknown_class"};
    mltest_journal *journal;
    ck_assert_int_eq(model.calls, 0);
    ck_assert_uint_eq(counter("wanted"), 0);
    error = api_stale();
    ck_assert_int_eq(mltest_run_execute(run, path, &error), MLTEST_OK);
    ck_assert_ptr_null(error);
    ck_assert_uint_eq(counter("samples"), API_SAMPLES);
    ck_assert_uint_eq(counter("conditions"), API_CONDITIONS);
    ck_assert_uint_eq(counter("wanted"), API_SAMPLES * API_CONDITIONS);
    ck_assert_uint_eq(counter("done"), API_SAMPLES * API_CONDITIONS);
    ck_assert_uint_eq(counter("answered"), API_SAMPLES * API_CONDITIONS);
    for (size_t i = 0; i < sizeof zero / sizeof zero[0]; i++)
        ck_assert_uint_eq(counter(zero[i]), 0);
    (void)counter("ns_decode");
    (void)counter("ns_perturb");
    (void)counter("ns_predict");
    ck_assert_uint_gt(counter("ns_total"), 0);
    ck_assert_int_eq(mltest_journal_open(&journal, NULL, &path, 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_journal_is_complete(journal), 1);
    ck_assert_str_eq(mltest_journal_info(journal, "model.name"), "steady");
    mltest_journal_free(journal);
    api_check_refused(mltest_run_execute(run, path, &error), &error, MLTEST_ERR_INVALID, "once");
}
END_TEST

START_TEST(a_journal_that_is_there)
{
    mlt_test_write_file(path, "mine", 4);
    size_t n;
    api_check_refused(mltest_run_execute(run, path, &error), &error, MLTEST_ERR_CONFLICT,
                      "a.jsonl.gz");
    char *bytes = mlt_test_read_file(path, &n);
    ck_assert_uint_eq(n, 4); /* untouched */
    free(bytes);
    ck_assert_int_eq(model.calls, 0);
}
END_TEST

START_TEST(a_journal_that_cannot_be)
{
    api_check_refused(mltest_run_execute(run, mlt_test_path(dir, "nix/a.gz"), &error), &error,
                      MLTEST_ERR_IO, "nix/a.gz");
    ck_assert_int_eq(model.calls, 0);
}
END_TEST

/* --- progress and cancelling --- */

typedef struct {
    uint64_t calls, last, stop_at;
} watch;

static int32_t progress(void *user_data, uint64_t done, uint64_t total, uint64_t failed)
{
    watch *w = user_data;
    w->calls++;
    ck_assert_uint_ge(done, w->last);
    ck_assert_uint_le(done, total);
    ck_assert_uint_eq(failed, 0);
    if (total > 0) /* not before the plan is made */
        ck_assert_uint_eq(total, API_SAMPLES * API_CONDITIONS);
    w->last = done;
    return done >= w->stop_at ? 5 : MLTEST_CALLBACK_DONE;
}

START_TEST(progress_is_told)
{
    watch w = {.stop_at = UINT64_MAX};
    ck_assert_int_eq(mltest_run_set_progress(run, progress, &w), MLTEST_OK);
    ck_assert_int_eq(mltest_run_execute(run, path, &error), MLTEST_OK);
    ck_assert_uint_ge(w.calls, 2);
}
END_TEST

START_TEST(progress_is_taken_back)
{
    watch w = {.stop_at = 0};
    ck_assert_int_eq(mltest_run_set_progress(run, progress, &w), MLTEST_OK);
    ck_assert_int_eq(mltest_run_set_progress(run, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_run_execute(run, path, &error), MLTEST_OK);
    ck_assert_uint_eq(w.calls, 0);
}
END_TEST

START_TEST(progress_may_cancel)
{
    watch w = {.stop_at = 4};
    ck_assert_int_eq(mltest_run_set_progress(run, progress, &w), MLTEST_OK);
    api_check_refused(mltest_run_execute(run, path, &error), &error, MLTEST_ERR_CANCELLED,
                      "cancelled");
    ck_assert_int_ge(model.calls, 1);
    ck_assert_uint_lt(counter("done"), API_SAMPLES * API_CONDITIONS);
}
END_TEST

START_TEST(cancelled_before_it_began)
{
    mltest_run_cancel(run);
    mltest_run_cancel(run);
    api_check_refused(mltest_run_execute(run, path, &error), &error, MLTEST_ERR_CANCELLED,
                      "cancelled");
    ck_assert_int_eq(model.calls, 0);
}
END_TEST

/* --- estimates --- */

START_TEST(an_estimate)
{
    uint64_t calls = 0;
    double seconds = 0;
    ck_assert_int_eq(mltest_run_estimate(run, 0, &calls, &seconds, &error), MLTEST_OK);
    ck_assert_uint_eq(calls, API_SAMPLES * API_CONDITIONS);
    ck_assert_double_lt(seconds, 0);
    ck_assert_int_eq(model.calls, 0);
    ck_assert_int_eq(mltest_run_estimate(run, 1, &calls, &seconds, &error), MLTEST_OK);
    ck_assert_double_ge(seconds, 0);
    ck_assert_int_eq(model.calls, 1);
    ck_assert_int_eq(mltest_run_estimate(run, UINT64_MAX, NULL, NULL, &error), MLTEST_OK);
    ck_assert_int_eq(model.calls, 1 + API_SAMPLES);
    ck_assert_int_eq(mltest_run_execute(run, path, &error), MLTEST_OK); /* still to be done */
}
END_TEST

START_TEST(an_estimate_that_fails)
{
    uint64_t calls = 0;
    double seconds = 0;
    model.code = 9;
    ck_assert_int_ne(mltest_run_estimate(run, 1, &calls, &seconds, &error), MLTEST_OK);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "9"));
    mltest_error_free(error);
    error = NULL;
    ck_assert_uint_eq(calls, API_SAMPLES * API_CONDITIONS); /* known all the same */
    ck_assert_double_lt(seconds, 0);
}
END_TEST

/* The options of a run lead to rounds; what is no score is refused. */
START_TEST(a_run_with_a_budget)
{
    mltest_options *options = NULL;
    mltest_run *r = NULL;
    uint64_t value = 0;
    ck_assert_int_eq(mltest_options_new(&options, NULL, "run", NULL), MLTEST_OK);
    api_check_refused(mltest_run_set_score(run, options, &error), &error, MLTEST_ERR_INVALID,
                      "score");
    ck_assert_int_eq(mltest_run_set_score(run, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_int(options, "budget", API_CONDITIONS, NULL), MLTEST_OK);
    mltest_dataset *dataset = api_dataset(7);
    api_model own = {.name = "own"};
    mltest_predictor *predictor = api_predictor(&own);
    mltest_suite *suite;
    ck_assert_int_eq(mltest_suite_open(&suite, NULL, API_SUITE, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_run_new(&r, NULL, dataset, predictor, suite, options, &error),
                     MLTEST_OK);
    ck_assert_int_eq(mltest_run_execute(r, path, &error), MLTEST_OK);
    ck_assert_int_eq(mltest_run_counter(r, "done", &value), MLTEST_OK);
    ck_assert_uint_eq(value, API_CONDITIONS);
    mltest_run_free(r);
    mltest_suite_free(suite);
    mltest_predictor_free(predictor);
    mltest_dataset_free(dataset);
    mltest_options_free(options);
}
END_TEST

/* --- arguments, options, ownership --- */

START_TEST(arguments_that_are_missing)
{
    mltest_dataset *dataset = api_dataset(7);
    api_model own = {.name = "own"};
    mltest_predictor *predictor = api_predictor(&own);
    mltest_suite *suite;
    mltest_run *r = api_stale();
    uint64_t value = 3;
    ck_assert_int_eq(mltest_suite_new(&suite, NULL, "x", NULL), MLTEST_OK);
    api_check_refused(mltest_run_new(NULL, NULL, dataset, predictor, suite, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "out is NULL");
    api_check_refused(mltest_run_new(&r, NULL, NULL, predictor, suite, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "dataset is NULL");
    ck_assert_ptr_null(r);
    api_check_refused(mltest_run_new(&r, NULL, dataset, NULL, suite, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "predictor is NULL");
    api_check_refused(mltest_run_new(&r, NULL, dataset, predictor, NULL, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "suite is NULL");
    mltest_suite_free(suite);
    mltest_predictor_free(predictor);
    mltest_dataset_free(dataset);
    ck_assert_int_eq(own.destroyed, 1); /* no refused run kept it */
    api_check_refused(mltest_run_execute(NULL, path, &error), &error, MLTEST_ERR_INVALID,
                      "run is NULL");
    api_check_refused(mltest_run_execute(run, NULL, &error), &error, MLTEST_ERR_INVALID,
                      "path is NULL");
    api_check_refused(mltest_run_set_score(NULL, NULL, &error), &error, MLTEST_ERR_INVALID,
                      "run is NULL");
    api_check_refused(mltest_run_estimate(NULL, 0, &value, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "run is NULL");
    ck_assert_uint_eq(value, 3);
    ck_assert_int_eq(mltest_run_set_progress(NULL, progress, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_run_counter(NULL, "done", &value), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_run_counter(run, NULL, &value), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_run_counter(run, "done", NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_run_counter(run, "Done", &value), MLTEST_ERR_NOT_FOUND);
    ck_assert_uint_eq(value, 3);
    mltest_run_cancel(NULL);
    mltest_run_free(NULL);
}
END_TEST

START_TEST(options_that_cannot_be)
{
    static const struct {
        const char *table, *name, *value, *words;
    } rows[] = {{"run", "shard", "2/2", "shard '2/2'"},
                {"run", "shard", "x", "shard 'x'"},
                {"run", "numbers", "f16", "numbers 'f16'"},
                {"score", "min_confidence", "0.5", "score"}};
    mltest_dataset *dataset = api_dataset(7);
    api_model own = {.name = "own"};
    mltest_predictor *predictor = api_predictor(&own);
    mltest_suite *suite;
    ck_assert_int_eq(mltest_suite_new(&suite, NULL, "x", NULL), MLTEST_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mltest_run *r = api_stale();
        mltest_options *options = api_options(rows[i].table, rows[i].name, rows[i].value);
        api_check_refused(mltest_run_new(&r, NULL, dataset, predictor, suite, options, &error),
                          &error, MLTEST_ERR_INVALID, rows[i].words);
        ck_assert_ptr_null(r);
        mltest_options_free(options);
    }
    mltest_suite_free(suite);
    mltest_predictor_free(predictor);
    mltest_dataset_free(dataset);
}
END_TEST

/* What a run is made from; without a predictor it gets one of the run's own context. */
typedef struct {
    mltest_dataset *dataset;
    mltest_predictor *predictor;
    mltest_suite *suite;
    mltest_options *options;
    bool execute;
} parts;

static mltest_status run_with(mltest_context *ctx, const parts *p, mltest_predictor *predictor)
{
    mltest_run *r = api_stale();
    uint64_t calls;
    const char *own = mlt_test_path(dir, "m.jsonl.gz");
    mltest_status status =
        mltest_run_new(&r, ctx, p->dataset, predictor, p->suite, p->options, &error);
    ck_assert_int_eq(r != NULL, status == MLTEST_OK);
    if (status == MLTEST_OK)
        status = p->execute ? mltest_run_execute(r, own, &error)
                            : mltest_run_estimate(r, 1, &calls, NULL, &error);
    ck_assert_int_eq(mltest_error_status(error), status);
    mltest_error_free(error);
    error = NULL;
    mltest_run_free(r);
    remove(own);
    return status;
}

static mltest_status run_once(mltest_context *ctx, void *data)
{
    const parts *p = data;
    const mltest_predictor_vtable vtable = {
        .struct_size = sizeof vtable, .predict = api_predict, .max_batch = 4};
    api_model own = {.name = "own"};
    mltest_predictor *predictor = NULL;
    if (p->predictor != NULL)
        return run_with(ctx, p, p->predictor);
    mltest_status status = mltest_predictor_new(&predictor, ctx, &vtable, &own, NULL);
    if (status == MLTEST_OK)
        status = run_with(ctx, p, predictor);
    mltest_predictor_free(predictor);
    return status;
}

START_TEST(out_of_memory)
{
    api_model own = {.name = "own"};
    mltest_predictor *predictor = api_predictor(&own);
    parts p = {.dataset = api_dataset(7), .options = api_options("run", "limit", "1")};
    ck_assert_int_eq(mltest_options_set_int(p.options, "threads", 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_open(&p.suite, NULL, API_SUITE, NULL), MLTEST_OK);
    for (int i = 0; i < 2; i++) {
        p.execute = i == 1;
        p.predictor = NULL;
        mlt_test_every_allocation(run_once, &p);
        p.predictor = predictor;
        mlt_test_every_allocation(run_once, &p);
    }
    mltest_options_free(p.options);
    mltest_suite_free(p.suite);
    mltest_predictor_free(predictor);
    mltest_dataset_free(p.dataset);
    ck_assert_int_eq(own.destroyed, 1);
}
END_TEST

Suite *mlt_suite_api_run(void)
{
    Suite *suite = suite_create("api_run");
    TCase *tests = tcase_create("run");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, a_run_is_executed_once);
    tcase_add_test(tests, a_journal_that_is_there);
    tcase_add_test(tests, a_journal_that_cannot_be);
    tcase_add_test(tests, progress_is_told);
    tcase_add_test(tests, progress_is_taken_back);
    tcase_add_test(tests, progress_may_cancel);
    tcase_add_test(tests, cancelled_before_it_began);
    tcase_add_test(tests, an_estimate);
    tcase_add_test(tests, an_estimate_that_fails);
    tcase_add_test(tests, a_run_with_a_budget);
    tcase_add_test(tests, arguments_that_are_missing);
    tcase_add_test(tests, options_that_cannot_be);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
