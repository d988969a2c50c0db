/* SPDX-License-Identifier: MIT */
/*
 * Whole runs: what is written depends on nothing but data set, model, suite and seed.
 */
#include "perturb/frost_folder.h"
#include "run/fixtures.h"

#include <zlib.h>

static mltest_status execute(model *m, const char *path, const char *options)
{
    mltest_run *run = make_run(NULL, m, options, 0);
    mltest_status status = mltest_run_execute(run, path, NULL);
    mltest_run_free(run);
    ck_assert_int_eq(m->destroyed, 1);
    m->destroyed = 0;
    return status;
}

static char *canonical(const char *dir, const char *const *paths, size_t n)
{
    const char *merged = mlt_test_path(dir, "merged.jsonl.gz");
    char *text = calloc(1, 1 << 20);
    ck_assert_int_eq(mltest_journal_merge(NULL, merged, paths, n, NULL, NULL), MLTEST_OK);
    gzFile f = gzopen(merged, "rb");
    ck_assert_int_gt(gzread(f, text, (1 << 20) - 1), 0);
    gzclose(f);
    remove(merged);
    return text;
}

static void check_same(const char *dir, const char *path, const char *want)
{
    char *got = canonical(dir, &path, 1);
    ck_assert_str_eq(got, want);
    free(got);
}

static void run_on_all_tasks(void *user_data, size_t n, void (*task)(void *, size_t), void *data)
{
    ++*(int *)user_data;
    for (size_t i = 0; i < n; i++)
        task(data, i);
}

START_TEST(test_threads_batches_pools_and_shards_agree)
{
    static const char *const options[] = {"threads=4", "threads=1 batch=3", "threads=3 batch=1"};
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    model m = {.calls = 0};
    ck_assert_int_eq(execute(&m, path, "threads=1 batch=1"), MLTEST_OK);
    ck_assert_int_eq(m.calls, SAMPLES * 4);
    char *want = canonical(dir, &path, 1);
    for (size_t i = 0; i < 3; i++) {
        const char *other = mlt_test_path(dir, "b.jsonl.gz");
        ck_assert_int_eq(execute(&m, other, options[i]), MLTEST_OK);
        check_same(dir, other, want);
        remove(other);
    }
    const char *shards[2] = {mlt_test_path(dir, "1.jsonl.gz"), mlt_test_path(dir, "0.jsonl.gz")};
    ck_assert_int_eq(execute(&m, shards[0], "shard=1/2"), MLTEST_OK);
    ck_assert_int_eq(execute(&m, shards[1], "shard=0/2"), MLTEST_OK);
    char *got = canonical(dir, shards, 2);
    ck_assert_str_eq(got, want);
    free(got);
    int pool_calls = 0;
    mltest_context *ctx;
    const mltest_pool pool = {
        .struct_size = sizeof pool, .concurrency = 2, .run = run_on_all_tasks};
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_pool(ctx, &pool, &pool_calls, NULL), MLTEST_OK);
    mltest_run *run = make_run(ctx, &m, "threads=2", MLTEST_FLAG_ANY_THREAD);
    const char *pooled = mlt_test_path(dir, "p.jsonl.gz");
    ck_assert_int_eq(mltest_run_execute(run, pooled, NULL), MLTEST_OK);
    mltest_run_free(run);
    mltest_context_free(ctx);
    ck_assert_int_gt(pool_calls, 0);
    check_same(dir, pooled, want);
    free(want);
    mlt_test_remove_dir(dir);
}
END_TEST

static int32_t cancel_after(void *user_data, uint64_t done, uint64_t total, uint64_t failed)
{
    (void)total;
    (void)failed;
    return done >= *(uint64_t *)user_data ? 1 : MLTEST_CALLBACK_DONE;
}

START_TEST(test_cancelled_and_resumed)
{
    const char *dir = mlt_test_make_dir(), *whole = mlt_test_path(dir, "a.jsonl.gz");
    model m = {.calls = 0};
    ck_assert_int_eq(execute(&m, whole, ""), MLTEST_OK);
    char *want = canonical(dir, &whole, 1);
    for (uint64_t after = 0; after < SAMPLES * 4; after += 5) {
        const char *path = mlt_test_path(dir, "c.jsonl.gz");
        mltest_run *run = make_run(NULL, &m, "batch=2 threads=2", 0);
        mltest_run_set_progress(run, cancel_after, &after);
        ck_assert_int_eq(mltest_run_execute(run, path, NULL), MLTEST_ERR_CANCELLED);
        mltest_run_free(run);
        m.destroyed = 0;
        ck_assert_int_eq(execute(&m, path, ""), MLTEST_ERR_CONFLICT); /* it exists */
        ck_assert_int_eq(execute(&m, path, "resume=true"), MLTEST_OK);
        check_same(dir, path, want);
        remove(path);
    }
    free(want);
    mlt_test_remove_dir(dir);
}
END_TEST

static mltest_status execute_with(mltest_context *ctx, const char *path, const char *options)
{
    model m = {.calls = 0};
    mltest_run *run = make_run_with(ctx, &m, options, 0, 1, "frost@3 saturate@3");
    mltest_error *error = NULL;
    mltest_status status = mltest_run_execute(run, path, &error);
    if (status != MLTEST_OK)
        ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "its frost is made of"));
    mltest_error_free(error);
    mltest_run_free(run);
    return status;
}

/* The same for any number of threads, and never with others than the run began with. */
START_TEST(test_photographs_of_frost)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    const char *other = mlt_test_path(dir, "b.jsonl.gz");
    mltest_context *ctx = frosty_context(20), *same = frosty_context(20), *not = frosty_context(30);
    ck_assert_int_eq(execute_with(ctx, path, "threads=1 batch=1"), MLTEST_OK);
    ck_assert_int_eq(execute_with(same, path, "resume=true"), MLTEST_OK);
    ck_assert_int_eq(execute_with(not, path, "resume=true"), MLTEST_ERR_CONFLICT);
    ck_assert_int_eq(execute_with(NULL, path, "resume=true"), MLTEST_ERR_CONFLICT);
    ck_assert_int_eq(execute_with(same, other, "threads=4"), MLTEST_OK);
    char *want = canonical(dir, &path, 1);
    check_same(dir, other, want);
    free(want);
    mltest_journal *journal;
    ck_assert_int_eq(mltest_journal_open(&journal, NULL, &path, 1, NULL), MLTEST_OK);
    ck_assert_uint_eq(strlen(mltest_journal_info(journal, "frost_photographs")), 16);
    mltest_journal_free(journal);
    mltest_context_free(ctx);
    mltest_context_free(same);
    mltest_context_free(not );
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_failures_are_recorded_and_tried_again)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "f.jsonl.gz");
    const char *whole = mlt_test_path(dir, "a.jsonl.gz");
    model m = {.fail_after = 20}, good = {.calls = 0};
    mltest_journal *journal;
    const char *message;
    ck_assert_int_eq(execute(&m, path, "batch=1 max_failures=0.5"), MLTEST_OK);
    ck_assert_int_eq(mltest_journal_open(&journal, NULL, &path, 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_journal_outcome(journal, 5, 3, NULL, &message), MLTEST_OUTCOME_FAILED);
    ck_assert_ptr_nonnull(strstr(message, "42"));
    mltest_journal_free(journal);
    ck_assert_int_eq(execute(&good, path, "resume=true"), MLTEST_OK);
    ck_assert_int_eq(execute(&good, whole, ""), MLTEST_OK);
    char *want = canonical(dir, &whole, 1);
    check_same(dir, path, want);
    free(want);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_too_many_failures_end_the_run)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "f.jsonl.gz");
    model m = {.fail_after = 1};
    ck_assert_int_eq(execute(&m, path, "batch=1"), MLTEST_ERR_PREDICTOR);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_the_model_may_stop_the_run)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "s.jsonl.gz");
    model m = {.stop_after = 9}, good = {.calls = 0};
    mltest_journal *journal;
    ck_assert_int_eq(execute(&m, path, "batch=1"), MLTEST_ERR_CANCELLED);
    ck_assert_int_eq(mltest_journal_open(&journal, NULL, &path, 1, NULL), MLTEST_OK);
    ck_assert_uint_eq(mltest_journal_sample_count(journal),
                      2); /* nine answers: two whole samples */
    ck_assert_int_eq(mltest_journal_is_complete(journal), 0);
    mltest_journal_free(journal);
    ck_assert_int_eq(execute(&good, path, "resume=true"), MLTEST_OK);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_counters_and_estimate)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    model m = {.calls = 0};
    mltest_run *run = make_run(NULL, &m, "limit=4", 0);
    uint64_t value = 0, calls = 0;
    double seconds = -1;
    ck_assert_int_eq(mltest_run_estimate(run, 2, &calls, &seconds, NULL), MLTEST_OK);
    ck_assert_uint_eq(calls, 16);
    ck_assert_double_gt(seconds, 0);
    ck_assert_int_eq(m.calls, 2);
    ck_assert_int_eq(mltest_run_execute(run, path, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_run_counter(run, "answered", &value), MLTEST_OK);
    ck_assert_uint_eq(value, 16);
    ck_assert_int_eq(mltest_run_counter(run, "nix", &value), MLTEST_ERR_NOT_FOUND);
    ck_assert_int_eq(mltest_run_execute(run, path, NULL), MLTEST_ERR_INVALID); /* once only */
    mltest_run_free(run);
    mlt_test_remove_dir(dir);
}
END_TEST

/* One whole run into a file of its own. */
static mltest_status execute_in(mltest_context *ctx, void *data)
{
    const char *dir = data, *path = mlt_test_path(dir, "m.jsonl.gz");
    model m = {.calls = 0};
    mltest_error *error = NULL;
    mltest_run *run = make_run_with(NULL, &m, "limit=2 batch=3 numbers=f64", 0, 1,
                                    "cutout@2 brightness@1+rotation@2 clean#1");
    mltest_context *was = run->ctx;
    run->ctx = ctx;
    run->settings.threads = 0;
    mltest_status status = mlt_run_execute(run, path, &error);
    run->ctx = was;
    mltest_error_free(error);
    mlt_run_unref(run);
    remove(path);
    return status;
}

START_TEST(test_out_of_memory)
{
    const char *dir = mlt_test_make_dir();
    char name[128];
    snprintf(name, sizeof name, "%s", dir); /* paths of tests share their buffers */
    mlt_test_every_allocation(execute_in, name);
    mlt_test_remove_dir(name);
}
END_TEST

/* On worker threads the allocation that fails is another each time; the outcome is not. */
START_TEST(test_out_of_memory_on_workers)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "w.jsonl.gz");
    for (size_t n = 60; n < 400; n += 17) {
        mlt_test_alloc state = {.fail_at = 0};
        mltest_context *ctx = mlt_test_context(&state);
        model m = {.calls = 0};
        mltest_run *run = make_run(ctx, &m, "threads=3 batch=2", 0);
        state.calls = 0;
        state.fail_at = n;
        mltest_status status = mltest_run_execute(run, path, NULL);
        ck_assert_int_eq(status, state.calls >= n ? MLTEST_ERR_MEMORY : MLTEST_OK);
        mltest_run_free(run);
        mltest_context_free(ctx);
        ck_assert_uint_eq(state.live, 0);
        remove(path);
    }
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_run_run(void);
Suite *mlt_suite_run_run(void)
{
    Suite *suite = suite_create("run_run");
    TCase *tc = tcase_create("run");
    tcase_set_timeout(tc, 120);
    tcase_add_test(tc, test_threads_batches_pools_and_shards_agree);
    tcase_add_test(tc, test_cancelled_and_resumed);
    tcase_add_test(tc, test_photographs_of_frost);
    tcase_add_test(tc, test_failures_are_recorded_and_tried_again);
    tcase_add_test(tc, test_too_many_failures_end_the_run);
    tcase_add_test(tc, test_the_model_may_stop_the_run);
    tcase_add_test(tc, test_counters_and_estimate);
    tcase_add_test(tc, test_out_of_memory);
    tcase_add_test(tc, test_out_of_memory_on_workers);
    suite_add_tcase(suite, tc);
    return suite;
}
