/* SPDX-License-Identifier: MIT */
#include "run/pipeline_fixtures.h"

Suite *mlt_suite_run_coordinate(void);

enum { MOST_CALLS = 64 };

static size_t sizes[MOST_CALLS];
static int n_calls;

static int32_t note_size(void *user_data, const mltest_image_view *images, size_t n,
                         mltest_sink *sink)
{
    (void)user_data;
    (void)images;
    ck_assert_int_lt(n_calls, MOST_CALLS);
    sizes[n_calls++] = n;
    for (size_t i = 0; i < n; i++)
        mltest_sink_add_boxes(sink, i, 0, NULL, 0, 0, NULL, NULL, 0);
    return MLTEST_CALLBACK_DONE;
}

static void coordinate(const char *options, uint64_t flags, uint32_t concurrent,
                       const char *conditions, size_t threads)
{
    n_calls = 0;
    pf_begin(options, flags, concurrent, conditions, threads);
    pf_run->predictor->vtable.predict = note_size;
    ck_assert_int_eq(mlt_pipeline_start(&pf, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_pipeline_coordinate(&pf, NULL), MLTEST_OK);
    ck_assert_uint_eq(pf.head, pf_plan.n_entries);
    ck_assert_uint_eq(pf.next_write, pf_plan.n_samples);
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

Suite *mlt_suite_run_coordinate(void)
{
    TCase *tc = tcase_create("coordinate");
    tcase_add_test(tc, test_batches_mix_conditions_and_samples);
    tcase_add_test(tc, test_batches_are_the_same_on_any_number_of_threads);
    tcase_add_test(tc, test_everything_is_written_in_order);
    tcase_add_test(tc, test_a_cancelled_run_keeps_what_is_whole);
    Suite *suite = suite_create("run_coordinate");
    suite_add_tcase(suite, tc);
    return suite;
}
