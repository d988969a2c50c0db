/* SPDX-License-Identifier: MIT */
#include "run/pipeline_fixtures.h"

Suite *mlt_suite_run_pipeline(void);

static const char conditions[] = "brightness@2 saturate@3";

/* Rings follow the calls that can be under way: not more than threads, nor than the model takes. */
START_TEST(test_memory_follows_threads)
{
    static const struct {
        uint64_t flags;
        uint32_t concurrent;
        size_t threads, batches;
    } cases[] = {
        {0, 64, 8, 1},
        {MLTEST_FLAG_ANY_THREAD, 64, 2, 2},
        {MLTEST_FLAG_ANY_THREAD, 64, 0, 1},
        {MLTEST_FLAG_ANY_THREAD, 3, 8, 3},
        {MLTEST_FLAG_ANY_THREAD, 1000, 200, 64},
        {MLTEST_FLAG_ANY_THREAD, 0, 8, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pf_begin("batch=4", cases[i].flags, cases[i].concurrent, conditions, cases[i].threads);
        ck_assert_uint_eq(pf.n_batches, cases[i].batches);
        ck_assert_uint_ge(pf.n_slots, pf.n_batches * pf.batch_span);
        ck_assert_uint_eq(pf.batch_span, 4 + 24); /* depends on the batch size alone */
        ck_assert_uint_gt(pf.n_stages, pf.n_slots);
        pf_end();
    }
}
END_TEST

START_TEST(test_threads_start_and_end)
{
    pf_begin("", MLTEST_FLAG_ANY_THREAD, 4, conditions, 3);
    ck_assert_int_eq(mlt_pipeline_start(&pf, NULL), MLTEST_OK);
    ck_assert_uint_eq(pf.n_threads, 3);
    pf_end();
}
END_TEST

START_TEST(test_everything_is_given_back_half_way)
{
    for (int work = 0; work < 12; work++) {
        pf_begin("batch=2", 0, 1, conditions, 0);
        for (int i = 0; i < work; i++)
            (void)mlt_pipeline_work_one(&pf, true);
        pf_end(); /* the sanitizers would tell of what is left */
    }
}
END_TEST

static void run_none(void *user_data, size_t n, void (*task)(void *, size_t), void *data)
{
    (void)user_data;
    (void)n;
    (void)task;
    (void)data;
}

/* Working memory for every thread that may perturb: own threads or the host's, and this one. */
START_TEST(test_working_memory_follows_threads_and_pools)
{
    static const struct {
        uint32_t concurrency;
        size_t threads, scratches;
    } cases[] = {{0, 0, 1}, {0, 3, 4}, {9, 3, 10}, {2, 5, 6}, {1, 0, 2}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const mltest_pool pool = {
            .struct_size = sizeof pool, .concurrency = cases[i].concurrency, .run = run_none};
        mltest_context *ctx;
        ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
        if (pool.concurrency > 0)
            ck_assert_int_eq(mltest_context_set_pool(ctx, &pool, NULL, NULL), MLTEST_OK);
        pf_model = (model){.calls = 0};
        pf_begin_run(make_run_with(ctx, &pf_model, "", 0, 1, conditions), cases[i].threads);
        ck_assert_uint_eq(pf.n_scratches, cases[i].scratches);
        ck_assert_uint_eq(pf.n_all_scratches, cases[i].scratches);
        pf_end();
        mltest_context_free(ctx);
    }
}
END_TEST

/* Batches are of one picture at least, and of 4096 at most. */
START_TEST(test_extreme_batches)
{
    static const size_t sizes[] = {1, 4096};
    for (size_t i = 0; i < 2; i++) {
        pf_model = (model){.calls = 0};
        mltest_run *run = make_run_with(NULL, &pf_model, "", 0, 1, conditions);
        run->predictor->vtable.max_batch = sizes[i];
        run->settings.batch = sizes[i];
        pf_begin_run(run, 1);
        ck_assert_uint_eq(pf.batch_size, sizes[i]);
        ck_assert_uint_ge(pf.batch_span, sizes[i]);
        ck_assert_uint_gt(pf.n_slots, pf.batch_span);
        for (size_t k = 0; k < pf.n_stages; k++)
            ck_assert_uint_eq(pf.stages[k].index, k);
        ck_assert_int_eq(mlt_pipeline_coordinate(&pf, NULL), MLTEST_OK);
        ck_assert_int_eq(pf_model.calls, sizes[i] == 1 ? SAMPLES * 3 : 1);
        pf_end();
    }
}
END_TEST

static mltest_status make_one(mltest_context *ctx, void *data)
{
    mltest_run *run = data;
    mltest_context *was = run->ctx;
    mlt_pipeline p;
    mltest_error *error = NULL;
    run->ctx = ctx;
    mltest_status status = mlt_pipeline_make(&p, run, &pf_plan, NULL, &error);
    mlt_pipeline_free(&p);
    run->ctx = was;
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    pf_begin("batch=1", 0, 1, "brightness@2", 1);
    mlt_test_every_allocation(make_one, pf_run);
    pf_end();
}
END_TEST

/* Workers would take the failing allocation themselves, had they started. */
START_TEST(test_no_memory_for_threads)
{
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    mltest_error *error = NULL;
    pf_model = (model){.calls = 0};
    pf_begin_run(make_run_with(ctx, &pf_model, "", 0, 1, conditions), 3);
    state.fail_at = state.calls + 1;
    ck_assert_int_eq(mlt_pipeline_start(&pf, &error), MLTEST_ERR_MEMORY);
    ck_assert_uint_eq(pf.n_threads, 0);
    mltest_error_free(error);
    pf_end();
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

Suite *mlt_suite_run_pipeline(void)
{
    TCase *tc = tcase_create("pipeline");
    tcase_add_test(tc, test_memory_follows_threads);
    tcase_add_test(tc, test_threads_start_and_end);
    tcase_add_test(tc, test_everything_is_given_back_half_way);
    tcase_add_test(tc, test_working_memory_follows_threads_and_pools);
    tcase_add_test(tc, test_extreme_batches);
    tcase_add_test(tc, test_out_of_memory);
    tcase_add_test(tc, test_no_memory_for_threads);
    Suite *suite = suite_create("run_pipeline");
    suite_add_tcase(suite, tc);
    return suite;
}
