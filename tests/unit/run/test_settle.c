/* SPDX-License-Identifier: MIT */
#include "run/pipeline_fixtures.h"

Suite *mlt_suite_run_settle(void);

/* Loads sample 0 and makes its two versions; returns the second. */
static mlt_slot *prepared(void)
{
    pf_begin("batch=2", 0, 1, "rotation@5", 0);
    for (int i = 0; i < 3; i++)
        ck_assert(mlt_pipeline_work_one(&pf, true));
    pf.stages[0].n_left = 2;
    return &pf.slots[1];
}

START_TEST(test_an_answer_becomes_an_outcome)
{
    mlt_slot *slot = prepared();
    mlt_batch *batch = &pf.batches[0];
    batch->slots[0] = slot;
    batch->n = 1;
    mlt_pipeline_run_batch(&pf, batch);
    ck_assert(mlt_slot_has_question(&pf, slot));
    ck_assert_int_eq(mlt_pipeline_settle_batch(&pf, batch, NULL), MLTEST_OK);
    const mlt_joutcome *outcome = &pf.stages[0].outcomes[1];
    ck_assert_int_eq((int)outcome->type, MLT_OUTCOME);
    ck_assert_uint_eq(outcome->n_preds, 1);
    ck_assert(outcome->has_map);
    ck_assert_ptr_null(slot->answer.preds.items); /* moved, not copied */
    ck_assert_uint_eq(pf.stages[0].n_left, 1);
    ck_assert_uint_eq(pf_run->counters.answered, 1);
    ck_assert_uint_eq(pf_run->counters.done, 1);
    pf_end();
}
END_TEST

START_TEST(test_an_unchanged_picture_is_skipped)
{
    mlt_slot *slot = prepared();
    slot->made.map = mlt_map_identity;
    slot->made.change = 0;
    ck_assert(!mlt_slot_has_question(&pf, slot));
    ck_assert(mlt_slot_has_question(&pf, &pf.slots[0])); /* clean is not meant to change */
    ck_assert_int_eq(mlt_pipeline_settle_unasked(&pf, slot, NULL), MLTEST_OK);
    const mlt_joutcome *outcome = &pf.stages[0].outcomes[1];
    ck_assert_int_eq((int)outcome->type, MLT_SKIP);
    ck_assert_str_eq(outcome->message, "the picture did not change");
    ck_assert_uint_eq(pf_run->counters.skipped, 1);
    pf_end();
}
END_TEST

START_TEST(test_errors_of_loading_become_failures)
{
    mlt_slot *slot = prepared();
    mlt_fail(&pf.stages[0].error, MLTEST_ERR_FORMAT, "p0: torn");
    ck_assert(!mlt_slot_has_question(&pf, slot));
    ck_assert_int_eq(mlt_pipeline_settle_unasked(&pf, slot, NULL), MLTEST_OK);
    ck_assert_int_eq((int)pf.stages[0].outcomes[1].type, MLT_FAILURE);
    ck_assert_int_eq(pf.stages[0].outcomes[1].code, MLTEST_ERR_FORMAT);
    ck_assert_str_eq(pf.stages[0].outcomes[1].message, "p0: torn");
    ck_assert_uint_eq(pf_run->counters.failed, 1);
    pf_end();
}
END_TEST

START_TEST(test_no_memory_and_stop_end_the_run)
{
    static const mltest_status statuses[] = {MLTEST_ERR_MEMORY, MLTEST_ERR_CANCELLED};
    for (int i = 0; i < 2; i++) {
        mlt_slot *slot = prepared();
        mltest_error *error = NULL;
        if (statuses[i] == MLTEST_ERR_MEMORY)
            mlt_fail_memory(&slot->error);
        else
            mlt_fail(&slot->error, statuses[i], "stop");
        ck_assert_int_eq(mlt_pipeline_settle_unasked(&pf, slot, &error), statuses[i]);
        mltest_error_free(error);
        pf_end();
    }
}
END_TEST

START_TEST(test_samples_are_written_when_they_are_whole)
{
    mlt_slot *slot = prepared();
    mlt_batch *batch = &pf.batches[0];
    batch->slots[0] = &pf.slots[0];
    batch->slots[1] = slot;
    batch->n = 2;
    mlt_pipeline_run_batch(&pf, batch);
    pf.head = 1;
    ck_assert_int_eq(mlt_pipeline_write_finished(&pf, NULL), MLTEST_OK);
    ck_assert_uint_eq(pf.next_write, 0);
    ck_assert_int_eq(mlt_pipeline_settle_batch(&pf, batch, NULL), MLTEST_OK);
    pf.head = 2;
    ck_assert_int_eq(mlt_pipeline_write_finished(&pf, NULL), MLTEST_OK);
    ck_assert_uint_eq(pf.next_write, 1);
    ck_assert_uint_eq(pf.stages[0].index, pf.n_stages); /* serves another sample now */
    ck_assert_uint_eq(pf.n_spare_images, 1);
    ck_assert_uint_eq(pf.n_judged, 2);
    pf_end();
}
END_TEST

static mltest_status run_failing(const char *options, size_t threads, char *message, size_t n)
{
    model m = {.fail_after = 12};
    const char *dir = mlt_test_make_dir();
    mltest_error *error = NULL;
    mltest_run *run = make_run(NULL, &m, options, 0);
    run->settings.threads = threads;
    mltest_status status = mlt_run_execute(run, mlt_test_path(dir, "f.jsonl.gz"), &error);
    snprintf(message, n, "%s", mltest_error_message(error));
    mltest_error_free(error);
    mlt_run_unref(run);
    mlt_test_remove_dir(dir);
    return status;
}

/* The same place and the same words on any number of threads; the reason is always there. */
START_TEST(test_too_many_failures)
{
    char want[512];
    ck_assert_int_eq(run_failing("batch=1", 0, want, sizeof want), MLTEST_ERR_PREDICTOR);
    ck_assert_ptr_nonnull(strstr(want, "8 of 20 predictions failed, more than the allowed 10 %"));
    ck_assert_ptr_nonnull(strstr(want, "the latest failure: "));
    ck_assert_ptr_nonnull(strstr(want, "42"));
    for (size_t threads = 1; threads <= 3; threads++) {
        char got[512];
        ck_assert_int_eq(run_failing("batch=1", threads, got, sizeof got), MLTEST_ERR_PREDICTOR);
        ck_assert_str_eq(got, want);
    }
}
END_TEST

Suite *mlt_suite_run_settle(void)
{
    TCase *tc = tcase_create("settle");
    tcase_add_test(tc, test_an_answer_becomes_an_outcome);
    tcase_add_test(tc, test_an_unchanged_picture_is_skipped);
    tcase_add_test(tc, test_errors_of_loading_become_failures);
    tcase_add_test(tc, test_no_memory_and_stop_end_the_run);
    tcase_add_test(tc, test_samples_are_written_when_they_are_whole);
    tcase_add_test(tc, test_too_many_failures);
    Suite *suite = suite_create("run_settle");
    suite_add_tcase(suite, tc);
    return suite;
}
