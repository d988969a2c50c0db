/* SPDX-License-Identifier: MIT */
#include "run/plan.h"

#include "run/fixtures.h"

Suite *mlt_suite_run_plan(void);

START_TEST(test_shards_cover_everything_once)
{
    model m = {.calls = 0};
    mltest_run *run = make_run(NULL, &m, "", 0);
    for (uint64_t n = 1; n <= 7; n++) {
        for (uint64_t limit = 0; limit <= SAMPLES + 1; limit++) {
            uint64_t next = 0, wanted = limit == 0 || limit > SAMPLES ? SAMPLES : limit;
            run->settings.limit = limit;
            run->settings.shard_count = n;
            for (uint64_t i = 0; i < n; i++) {
                uint64_t first, last;
                run->settings.shard_index = i;
                mlt_plan_range(run, &first, &last);
                ck_assert_uint_eq(first, next);
                ck_assert_uint_ge(last, first);
                ck_assert_uint_le(last - first, wanted / n + 1);
                next = last;
            }
            ck_assert_uint_eq(next, wanted);
        }
    }
    mlt_run_unref(run);
}
END_TEST

/* Products of 2^60 samples and shards do not overflow. */
START_TEST(test_shards_of_very_many)
{
    model m = {.calls = 0};
    uint64_t first, last;
    mltest_run *run = make_run(NULL, &m, "", 0);
    size_t n = run->dataset->n;
    run->dataset->n = (size_t)1 << 60;
    run->settings.shard_count = 1000000;
    run->settings.shard_index = 999999;
    mlt_plan_range(run, &first, &last);
    ck_assert_uint_eq(last, (uint64_t)1 << 60);
    ck_assert_uint_lt(first, last);
    run->dataset->n = n;
    mlt_run_unref(run);
}
END_TEST

/* Refused before memory is asked for. */
START_TEST(test_too_many_predictions)
{
    model m = {.calls = 0};
    mlt_plan plan;
    mltest_error *error = NULL;
    mltest_run *run = make_run(NULL, &m, "", 0);
    size_t n = run->dataset->n;
    run->dataset->n = SIZE_MAX / 4 + 1; /* four conditions */
    ck_assert_int_eq(mlt_plan_make(&plan, run, NULL, &error), MLTEST_ERR_LIMIT);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "too many"));
    ck_assert_ptr_null(plan.samples);
    mltest_error_free(error);
    run->dataset->n = n;
    mlt_run_unref(run);
}
END_TEST

/* A shard may have nothing to do; to free its plan twice does no harm. */
START_TEST(test_an_empty_shard)
{
    model m = {.calls = 0};
    mlt_plan plan;
    mltest_run *run = make_run(NULL, &m, "shard=0/7", 0);
    ck_assert_int_eq(mlt_plan_make(&plan, run, NULL, NULL), MLTEST_OK);
    ck_assert_uint_eq(plan.n_samples, 0);
    ck_assert_uint_eq(plan.n_entries, 0);
    mlt_plan_free(&plan);
    mlt_plan_free(&plan);
    mlt_run_unref(run);
}
END_TEST

START_TEST(test_entries_in_canonical_order)
{
    model m = {.calls = 0};
    mlt_plan plan;
    mltest_run *run = make_run(NULL, &m, "shard=1/2", 0);
    ck_assert_int_eq(mlt_plan_make(&plan, run, NULL, NULL), MLTEST_OK);
    ck_assert_uint_eq(plan.n_samples, 3);
    ck_assert_uint_eq(plan.n_entries, 3 * 4);
    for (size_t i = 0; i < plan.n_samples; i++) {
        ck_assert_uint_eq(plan.samples[i].ordinal, 3 + i);
        ck_assert_uint_eq(plan.samples[i].first_entry, 4 * i);
        ck_assert_uint_eq(plan.samples[i].n_entries, 4);
    }
    for (size_t i = 0; i < plan.n_entries; i++)
        ck_assert_uint_eq(plan.conditions[i], i % 4);
    mlt_plan_free(&plan);
    mlt_run_unref(run);
}
END_TEST

static bool wants_odd(const void *data, uint64_t ordinal, size_t condition)
{
    return ordinal != *(const uint64_t *)data && condition % 2 == 1;
}

/* A sample of which nothing is wanted is not in the plan. */
START_TEST(test_a_choice)
{
    model m = {.calls = 0};
    mlt_plan plan;
    const uint64_t never = 2;
    mltest_run *run = make_run(NULL, &m, "", 0);
    run->choice = (mlt_run_choice){wants_odd, &never};
    ck_assert_int_eq(mlt_plan_make(&plan, run, NULL, NULL), MLTEST_OK);
    ck_assert_uint_eq(plan.n_samples, SAMPLES - 1);
    ck_assert_uint_eq(plan.n_entries, 2 * (SAMPLES - 1));
    for (size_t i = 0; i < plan.n_samples; i++)
        ck_assert_uint_eq(plan.samples[i].ordinal, i < never ? i : i + 1);
    for (size_t i = 0; i < plan.n_entries; i++)
        ck_assert_uint_eq(plan.conditions[i], i % 2 == 0 ? 1 : 3);
    mlt_plan_free(&plan);
    mlt_run_unref(run);
}
END_TEST

/* What a journal has is not asked again. */
START_TEST(test_the_rest_of_a_journal)
{
    model m = {.fail_after = 20};
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mltest_run *run = make_run(NULL, &m, "batch=1 max_failures=0.9", 0);
    ck_assert_int_eq(mlt_run_execute(run, path, NULL), MLTEST_OK);
    mlt_run_unref(run);
    m = (model){.calls = 0};
    run = make_run(NULL, &m, "resume=true", 0);
    mlt_run_records records;
    mlt_journal_writer *writer = NULL;
    mlt_plan plan;
    ck_assert_int_eq(mlt_predictor_begin(run->predictor, run->dataset, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_run_records_make(&records, run, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_writer_open(&writer, run->ctx, path, MLT_WRITER_RESUME, false,
                                             &records.run, records.conditions, records.n_conditions,
                                             NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_plan_make(&plan, run, writer, NULL), MLTEST_OK);
    ck_assert_uint_eq(plan.n_samples, 1); /* the failures of the last */
    ck_assert_uint_eq(plan.samples[0].ordinal, 5);
    ck_assert_uint_eq(plan.n_entries, 4);
    mlt_plan_free(&plan);
    ck_assert_int_eq(mlt_journal_writer_close(writer, false, NULL), MLTEST_OK);
    mlt_run_records_free(&records);
    mlt_run_unref(run);
    mlt_test_remove_dir(dir);
}
END_TEST

static mltest_status plan_all(mltest_context *ctx, void *data)
{
    mltest_run *run = data;
    mltest_context *was = run->ctx;
    mlt_plan plan;
    mltest_error *error = NULL;
    run->ctx = ctx;
    mltest_status status = mlt_plan_make(&plan, run, NULL, &error);
    if (status == MLTEST_OK)
        mlt_plan_free(&plan);
    run->ctx = was;
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    model m = {.calls = 0};
    mltest_run *run = make_run(NULL, &m, "", 0);
    mlt_test_every_allocation(plan_all, run);
    mlt_run_unref(run);
}
END_TEST

Suite *mlt_suite_run_plan(void)
{
    TCase *tc = tcase_create("plan");
    tcase_add_test(tc, test_shards_cover_everything_once);
    tcase_add_test(tc, test_shards_of_very_many);
    tcase_add_test(tc, test_too_many_predictions);
    tcase_add_test(tc, test_an_empty_shard);
    tcase_add_test(tc, test_entries_in_canonical_order);
    tcase_add_test(tc, test_a_choice);
    tcase_add_test(tc, test_the_rest_of_a_journal);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("run_plan");
    suite_add_tcase(suite, tc);
    return suite;
}
