/* SPDX-License-Identifier: MIT */
#include "run/pipeline_fixtures.h"

#include <time.h>

Suite *mlt_suite_run_coordinate(void);

enum { MOST_CALLS = 64 };

static size_t sizes[MOST_CALLS];
static atomic_int n_calls;

/* Models of this file may be asked on many threads at once, where a check cannot fail. */
static int32_t note_size(void *user_data, const mltest_image_view *images, size_t n,
                         mltest_sink *sink)
{
    (void)user_data;
    int call = atomic_fetch_add(&n_calls, 1);
    if (call < MOST_CALLS)
        sizes[call] = n;
    for (size_t i = 0; i < n; i++) {
        const uint8_t *p = images[i].data;
        mltest_sink_add_box(sink, i, 0, 0.5 + p[0] / 600.0, p[1] % 8, p[2] % 8, 9, 9);
    }
    return MLTEST_CALLBACK_DONE;
}

/* Runs what pf_begin*() has made. */
static mltest_status go(mltest_error **error)
{
    n_calls = 0;
    if (pf_run->predictor->vtable.predict == predict)
        pf_run->predictor->vtable.predict = note_size;
    ck_assert_int_eq(mlt_pipeline_start(&pf, NULL), MLTEST_OK);
    mltest_status status = mlt_pipeline_coordinate(&pf, error);
    ck_assert_int_le(n_calls, MOST_CALLS);
    return status;
}

static void go_to_the_end(void)
{
    ck_assert_int_eq(go(NULL), MLTEST_OK);
    ck_assert_uint_eq(pf.head, pf_plan.n_entries);
    ck_assert_uint_eq(pf.consumed, pf_plan.n_entries);
    ck_assert_uint_eq(pf.next_write, pf_plan.n_samples);
    ck_assert_uint_eq(pf_run->counters.done, pf_plan.n_entries);
}

static void coordinate(const char *options, uint64_t flags, uint32_t concurrent,
                       const char *conditions, size_t threads)
{
    pf_begin(options, flags, concurrent, conditions, threads);
    go_to_the_end();
}

START_TEST(test_batches_mix_conditions_and_samples)
{
    coordinate("batch=5", 0, 1, "brightness@2 saturate@3", 0);
    ck_assert_int_eq(n_calls, 4); /* 18 entries */
    ck_assert_uint_eq(sizes[0], 5);
    ck_assert_uint_eq(sizes[3], 3);
    pf_end();
}
END_TEST

START_TEST(test_batches_are_the_same_on_any_number_of_threads)
{
    coordinate("batch=4", 0, 1, "brightness@2 saturate@3", 0);
    size_t n = 0;
    int want = n_calls;
    for (int i = 0; i < n_calls; i++)
        n += sizes[i];
    ck_assert_uint_eq(n, SAMPLES * 3);
    pf_end();
    for (size_t threads = 1; threads <= 4; threads++) {
        coordinate("batch=4", 0, 1, "brightness@2 saturate@3", threads);
        ck_assert_int_eq(n_calls, want);
        pf_end();
    }
}
END_TEST

START_TEST(test_everything_is_written_in_order)
{
    coordinate("batch=3", 0, 1, "brightness@2", 2);
    mltest_journal *journal = pf_journal();
    ck_assert_uint_eq(journal->n_samples, SAMPLES);
    for (size_t i = 0; i < SAMPLES; i++) {
        ck_assert_uint_eq(journal->samples[i].n, i);
        ck_assert_int_eq((int)mlt_journal_outcome(journal, i, 1)->type, MLT_OUTCOME);
    }
    mlt_journal_unref(journal);
    pf_end();
}
END_TEST

START_TEST(test_a_cancelled_run_keeps_what_is_whole)
{
    mltest_error *error = NULL;
    pf_begin("batch=1", 0, 1, "brightness@2", 0);
    pf_run->cancelled = 1;
    ck_assert_int_eq(mlt_pipeline_coordinate(&pf, &error), MLTEST_ERR_CANCELLED);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "can be resumed"));
    mltest_error_free(error);
    pf_end();
}
END_TEST

static int reports_left, calls_at_cancel;

static int32_t cancel_at_last(void *user_data, uint64_t done, uint64_t total, uint64_t failed)
{
    (void)user_data;
    (void)done;
    (void)total;
    (void)failed;
    if (--reports_left > 0)
        return MLTEST_CALLBACK_DONE;
    calls_at_cancel = n_calls;
    return 1;
}

/* Wherever the run is when it is cancelled, the model is not asked again. */
START_TEST(test_no_calls_after_cancel)
{
    int n_cancelled = 0;
    for (int reports = 1; reports < 200; reports++) {
        mltest_error *error = NULL;
        reports_left = reports;
        pf_begin("batch=2", 0, 1, "brightness@2", 0);
        pf_run->progress = cancel_at_last;
        mltest_status status = go(&error);
        if (status == MLTEST_ERR_CANCELLED)
            ck_assert_int_eq(n_calls, calls_at_cancel);
        n_cancelled += status == MLTEST_ERR_CANCELLED;
        mltest_error_free(error);
        pf_end();
        if (status == MLTEST_OK)
            break;
    }
    ck_assert_int_ge(n_cancelled, 2 * SAMPLES); /* at least once an entry */
    ck_assert_int_lt(n_cancelled, 198);
}
END_TEST

/* Nor when that happens while the last picture of a batch is made. */
START_TEST(test_cancel_while_a_batch_is_formed)
{
    for (size_t threads = 0; threads <= 1; threads++) {
        mltest_error *error = NULL;
        pf_host host = {.paints = true, .cancels = true};
        pf_begin_run(pf_host_run(&host, "batch=2", 0), threads);
        ck_assert_int_eq(go(&error), MLTEST_ERR_CANCELLED);
        ck_assert_int_eq(host.at_home, 1);
        ck_assert_int_eq(n_calls, 0);
        mltest_error_free(error);
        pf_end();
    }
}
END_TEST

static pthread_t home;
static atomic_int asked_at_home;

static int32_t note_thread(void *user_data, const mltest_image_view *images, size_t n,
                           mltest_sink *sink)
{
    asked_at_home += pthread_equal(pthread_self(), home) != 0;
    return note_size(user_data, images, n, sink);
}

/* The journal's bytes. */
static char *written(uint64_t flags, size_t threads, size_t *n)
{
    home = pthread_self();
    asked_at_home = 0;
    pf_begin("batch=2", flags, 4, "brightness@2 saturate@3", threads);
    pf_run->predictor->vtable.predict = note_thread;
    go_to_the_end();
    ck_assert_int_eq(n_calls, 9);
    char *bytes = mlt_test_read_file(mlt_test_path(pf_dir, "p.jsonl.gz"), n);
    pf_end();
    return bytes;
}

START_TEST(test_workers_ask_a_model_for_any_thread)
{
    size_t n_want, n_got;
    char *want = written(0, 2, &n_want);
    ck_assert_int_eq(asked_at_home, 9); /* a model that must not be asked elsewhere is not */
    for (size_t threads = 0; threads <= 4; threads++) {
        char *got = written(MLTEST_FLAG_ANY_THREAD, threads, &n_got);
        ck_assert_int_eq(asked_at_home, threads == 0 ? 9 : 0);
        ck_assert_uint_eq(n_got, n_want);
        ck_assert_mem_eq(got, want, n_want);
        free(got);
    }
    free(want);
}
END_TEST

static int32_t stop_at_once(void *user_data, const mltest_image_view *images, size_t n,
                            mltest_sink *sink)
{
    (void)note_size(user_data, images, n, sink);
    return MLTEST_CALLBACK_STOP;
}

/* Several calls are under way; what each had said already is given back. */
START_TEST(test_models_that_stop_on_workers)
{
    for (size_t threads = 0; threads <= 3; threads += 3) {
        mltest_error *error = NULL;
        pf_begin("batch=2", MLTEST_FLAG_ANY_THREAD, 4, "brightness@2", threads);
        pf_run->predictor->vtable.predict = stop_at_once;
        ck_assert_int_eq(go(&error), MLTEST_ERR_CANCELLED);
        ck_assert_int_eq(n_calls, threads == 0 ? 1 : 3);
        ck_assert_uint_eq(pf.next_write, 0);
        ck_assert_int_ne(mltest_error_message(error)[0], '\0');
        mltest_error_free(error);
        pf_end();
    }
}
END_TEST

static atomic_int inside, reported_inside;

static int32_t wait_for_a_report(void *user_data, const mltest_image_view *images, size_t n,
                                 mltest_sink *sink)
{
    const struct timespec pause = {.tv_nsec = 5 * 1000 * 1000};
    inside = 1;
    for (int i = 0; i < 2000 && !reported_inside; i++)
        nanosleep(&pause, NULL);
    inside = 0;
    return note_size(user_data, images, n, sink);
}

static int32_t cancel_inside(void *user_data, uint64_t done, uint64_t total, uint64_t failed)
{
    (void)user_data;
    (void)done;
    (void)total;
    (void)failed;
    reported_inside |= inside;
    return inside ? 1 : MLTEST_CALLBACK_DONE;
}

/* Progress is reported during a long call; to cancel then waits for the call, and keeps it. */
START_TEST(test_progress_while_workers_ask)
{
    mltest_error *error = NULL;
    inside = reported_inside = 0;
    pf_begin("batch=2", MLTEST_FLAG_ANY_THREAD, 1, "brightness@2", 1);
    pf_run->predictor->vtable.predict = wait_for_a_report;
    pf_run->progress = cancel_inside;
    ck_assert_int_eq(go(&error), MLTEST_ERR_CANCELLED);
    ck_assert_int_eq(reported_inside, 1);
    ck_assert_int_eq(n_calls, 1);
    ck_assert_uint_eq(pf.next_write, 1);
    mltest_error_free(error);
    pf_end();
}
END_TEST

/* A host's kind is called where the run was, unless it says that any thread will do. */
START_TEST(test_where_kinds_of_hosts_are_called)
{
    for (size_t threads = 0; threads <= 3; threads++) {
        pf_host host = {.paints = true};
        pf_begin_run(pf_host_run(&host, "batch=3", 0), threads);
        go_to_the_end();
        ck_assert(host.at_home == SAMPLES && host.elsewhere == 0);
        ck_assert_uint_eq(pf_run->counters.answered, 2 * SAMPLES);
        pf_end();
        pf_begin_run(pf_host_run(&host, "batch=3", MLTEST_FLAG_ANY_THREAD), threads);
        go_to_the_end();
        ck_assert_int_eq(host.at_home, threads == 0 ? SAMPLES : 0);
        ck_assert_int_eq(host.at_home + host.elsewhere, SAMPLES);
        pf_end();
    }
}
END_TEST

/* A batch waits for more pictures only so far, and the same on any number of threads. */
START_TEST(test_batches_among_entries_that_are_not_asked)
{
    enum { SKIPPED = 30 };
    for (size_t threads = 0; threads <= 2; threads++) {
        pf_host host = {.paints = false};
        mltest_run *run = pf_host_run(&host, "batch=2", MLTEST_FLAG_ANY_THREAD);
        for (int i = 1; i < SKIPPED; i++) {
            char name[32];
            snprintf(name, sizeof name, "own_kind@3#%d", i);
            ck_assert_int_eq(mlt_suite_add(run->suite, name, NULL), MLTEST_OK);
        }
        pf_begin_run(run, threads);
        go_to_the_end();
        ck_assert_int_eq(n_calls, SAMPLES); /* each clean picture alone: 31 entries to the next */
        for (int i = 0; i < n_calls; i++)
            ck_assert_uint_eq(sizes[i], 1);
        ck_assert_uint_eq(run->counters.skipped, SKIPPED * SAMPLES);
        pf_end();
    }
}
END_TEST

static mlt_source torn;
static const mlt_source *whole;

static mltest_status load_even(mltest_dataset *dataset, uint64_t i, mlt_image *out,
                               mltest_error **error)
{
    return i % 2 == 0 ? whole->load(dataset, i, out, error)
                      : mlt_fail(error, MLTEST_ERR_FORMAT, "p%d: torn", (int)i);
}

/* Pictures that cannot be loaded fail in all conditions; the others are asked. */
START_TEST(test_pictures_that_cannot_be_loaded)
{
    for (int any = 0; any <= 1; any++) {
        pf_begin("batch=8 max_failures=0.5", 0, 1, "brightness@2", 2);
        whole = pf_run->dataset->source;
        torn = *whole;
        torn.load = load_even;
        torn.any_thread = any == 1; /* or the coordinator loads, workers perturb */
        pf_run->dataset->source = &torn;
        go_to_the_end();
        ck_assert_int_eq(n_calls, 1); /* six good ones fit into one batch */
        ck_assert_uint_eq(sizes[0], SAMPLES);
        ck_assert_uint_eq(pf_run->counters.failed, SAMPLES);
        mltest_journal *journal = pf_journal();
        for (size_t i = 0; i < SAMPLES; i++) {
            const mlt_joutcome *o = mlt_journal_outcome(journal, i, 1);
            ck_assert_int_eq((int)o->type, i % 2 == 0 ? MLT_OUTCOME : MLT_FAILURE);
            ck_assert(i % 2 == 0 || strstr(o->message, "torn") != NULL);
        }
        mlt_journal_unref(journal);
        pf_run->dataset->source = whole;
        pf_end();
    }
}
END_TEST

START_TEST(test_hosts_that_fail_or_stop)
{
    mltest_error *error = NULL;
    pf_host host = {.answer = 7};
    pf_begin_run(pf_host_run(&host, "batch=3 max_failures=0.5", 0), 2);
    go_to_the_end();
    ck_assert_uint_eq(pf_run->counters.failed, SAMPLES);
    mltest_journal *journal = pf_journal();
    ck_assert_int_eq(mlt_journal_outcome(journal, 5, 1)->code, 7);
    mlt_journal_unref(journal);
    pf_end();
    host.answer = MLTEST_CALLBACK_STOP;
    pf_begin_run(pf_host_run(&host, "batch=3", 0), 2);
    ck_assert_int_eq(go(&error), MLTEST_ERR_CANCELLED);
    ck_assert_int_eq(host.at_home, 1);
    mltest_error_free(error);
    pf_end();
}
END_TEST

Suite *mlt_suite_run_coordinate(void)
{
    TCase *tc = tcase_create("coordinate");
    tcase_add_test(tc, test_batches_mix_conditions_and_samples);
    tcase_add_test(tc, test_batches_are_the_same_on_any_number_of_threads);
    tcase_add_test(tc, test_everything_is_written_in_order);
    tcase_add_test(tc, test_a_cancelled_run_keeps_what_is_whole);
    tcase_add_test(tc, test_no_calls_after_cancel);
    tcase_add_test(tc, test_cancel_while_a_batch_is_formed);
    tcase_add_test(tc, test_workers_ask_a_model_for_any_thread);
    tcase_add_test(tc, test_models_that_stop_on_workers);
    tcase_add_test(tc, test_progress_while_workers_ask);
    tcase_add_test(tc, test_where_kinds_of_hosts_are_called);
    tcase_add_test(tc, test_batches_among_entries_that_are_not_asked);
    tcase_add_test(tc, test_pictures_that_cannot_be_loaded);
    tcase_add_test(tc, test_hosts_that_fail_or_stop);
    tcase_set_timeout(tc, 60);
    Suite *suite = suite_create("run_coordinate");
    suite_add_tcase(suite, tc);
    return suite;
}
