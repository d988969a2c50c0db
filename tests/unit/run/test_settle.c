/* SPDX-License-Identifier: MIT */
#include "run/pipeline_fixtures.h"

#include <math.h>

Suite *mlt_suite_run_settle(void);

/* Loads sample 0 and makes its two versions; returns the second. */
static mlt_slot *prepared_under(const char *condition)
{
    pf_begin("batch=2", 0, 1, condition, 0);
    for (int i = 0; i < 3; i++)
        ck_assert(mlt_pipeline_work_one(&pf, true));
    pf.stages[0].n_left = 2;
    return &pf.slots[1];
}

static mlt_slot *prepared(void)
{
    return prepared_under("rotation@5");
}

/* Asks about one slot, in the first batch. */
static mlt_batch *asked(mlt_slot *slot)
{
    mlt_batch *batch = &pf.batches[0];
    batch->slots[0] = slot;
    batch->n = 1;
    mlt_pipeline_run_batch(&pf, batch);
    return batch;
}

START_TEST(test_an_answer_becomes_an_outcome)
{
    mlt_slot *slot = prepared();
    mlt_batch *batch = asked(slot);
    ck_assert(mlt_slot_has_question(&pf, slot));
    ck_assert_int_eq(mlt_pipeline_settle_batch(&pf, batch, NULL), MLTEST_OK);
    const mlt_joutcome *outcome = &pf.stages[0].outcomes[1];
    ck_assert_int_eq((int)outcome->type, MLT_OUTCOME);
    ck_assert_uint_eq(outcome->n_preds, 1);
    ck_assert_ptr_nonnull(outcome->map);
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

START_TEST(test_kinds_that_do_not_apply)
{
    mlt_slot *slot = prepared();
    snprintf(slot->made.reason, sizeof slot->made.reason, "too small");
    slot->made.skip_reason = slot->made.reason;
    ck_assert(!mlt_slot_has_question(&pf, slot));
    ck_assert_int_eq(mlt_pipeline_settle_unasked(&pf, slot, NULL), MLTEST_OK);
    slot->made.reason[0] = '\0'; /* the slot goes on, the outcome has its own words */
    ck_assert_int_eq((int)pf.stages[0].outcomes[1].type, MLT_SKIP);
    ck_assert_str_eq(pf.stages[0].outcomes[1].message, "too small");
    pf_end();
}
END_TEST

/* A host's code is journaled rather than the library's own. */
START_TEST(test_errors_of_perturbing_become_failures)
{
    mlt_slot *slot = prepared();
    mlt_fail_callback(&slot->error, "apply", 77);
    ck_assert_int_eq(mlt_pipeline_settle_unasked(&pf, slot, NULL), MLTEST_OK);
    ck_assert_int_eq(pf.stages[0].outcomes[1].code, 77);
    ck_assert_ptr_null(slot->error);
    ck_assert_uint_eq(pf_run->counters.done, 1);
    pf_end();
}
END_TEST

START_TEST(test_failed_answers)
{
    mlt_slot *slot = prepared();
    pf_model = (model){.fail_after = 1, .calls = 1};
    mlt_batch *batch = asked(slot);
    ck_assert_int_eq(mlt_pipeline_settle_batch(&pf, batch, NULL), MLTEST_OK);
    const mlt_joutcome *outcome = &pf.stages[0].outcomes[1];
    ck_assert_int_eq((int)outcome->type, MLT_FAILURE);
    ck_assert_int_eq(outcome->code, 42);
    ck_assert_uint_eq(outcome->n_preds, 0);
    ck_assert(pf_run->counters.failed == 1 && pf_run->counters.answered == 0);
    ck_assert_uint_eq(pf.stages[0].n_left, 1);
    pf_end();
}
END_TEST

START_TEST(test_a_stopped_batch_settles_nothing)
{
    mltest_error *error = NULL;
    mlt_slot *slot = prepared();
    pf_model = (model){.stop_after = 1, .calls = 1};
    mlt_batch *batch = asked(slot);
    ck_assert_int_eq(mlt_pipeline_settle_batch(&pf, batch, &error), MLTEST_ERR_CANCELLED);
    ck_assert_int_ne(mltest_error_message(error)[0], '\0');
    ck_assert_ptr_null(batch->error);
    ck_assert_uint_eq(pf_run->counters.done, 0);
    ck_assert_uint_eq(pf.stages[0].n_left, 2);
    mltest_error_free(error);
    pf_end();
}
END_TEST

START_TEST(test_hidden_parts_are_copied)
{
    mlt_slot *slot = prepared_under("cutout@3");
    size_t n = slot->made.n_cover;
    ck_assert_uint_gt(n, 0);
    ck_assert_int_eq(mlt_pipeline_settle_batch(&pf, asked(slot), NULL), MLTEST_OK);
    const mlt_joutcome *outcome = &pf.stages[0].outcomes[1];
    ck_assert_uint_eq(outcome->n_cover, n);
    ck_assert_ptr_ne(outcome->cover, slot->made.cover);
    ck_assert_mem_eq(outcome->cover, slot->made.cover, n * sizeof *outcome->cover);
    ck_assert_ptr_null(outcome->map);
    pf_end();
}
END_TEST

static int32_t answer_oddly(void *user_data, const mltest_image_view *images, size_t n,
                            mltest_sink *sink)
{
    (void)user_data;
    (void)images;
    (void)n;
    mltest_sink_add_box(sink, 0, 0, 0.5, NAN, 1, 9, 9);
    mltest_sink_add_box(sink, 0, 0, 0.5, 5, 5, 0, 9);
    mltest_sink_add_box(sink, 0, 0, 1.5, 1, 1, 9, 9);
    mltest_sink_add_box(sink, 0, 7, 0.5, 1, 1, 9, 9);
    mltest_sink_add_box(sink, 0, 0, 0.5, 100, 1, 9, 9);
    return MLTEST_CALLBACK_DONE;
}

START_TEST(test_oddities_are_counted)
{
    mlt_slot *slot = prepared();
    pf_run->predictor->vtable.predict = answer_oddly;
    for (uint64_t n = 1; n <= 2; n++) {
        ck_assert_int_eq(mlt_pipeline_settle_batch(&pf, asked(slot), NULL), MLTEST_OK);
        const mlt_answer_oddities *o = &pf_run->counters.oddities;
        ck_assert_uint_eq(o->not_finite, n);
        ck_assert_uint_eq(o->no_area, n);
        ck_assert_uint_eq(o->bad_score, n);
        ck_assert_uint_eq(o->unknown_class, n);
        ck_assert_uint_eq(o->outside, n);
        ck_assert_uint_eq(pf.stages[0].outcomes[1].n_preds, 1);
        mlt_outcome_clear(pf_run, &pf.stages[0].outcomes[1]);
    }
    pf_end();
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

/* Outlines are written if labels of some condition are tight only with them. */
START_TEST(test_outlines)
{
    static const char *const conditions[] = {"rotation@5", "horizontal_flip@1"};
    for (int i = 0; i < 2; i++) {
        const mlt_point ring[3] = {{2, 2}, {11, 2}, {11, 11}};
        mlt_slot *slot = prepared_under(conditions[i]);
        mlt_batch *batch = &pf.batches[0];
        mltest_sample *sample = &pf_run->dataset->samples[0];
        ck_assert_int_eq(mlt_sample_add_ring(sample, ring, 3, NULL), MLTEST_OK);
        batch->slots[0] = &pf.slots[0];
        batch->slots[1] = slot;
        batch->n = 2;
        mlt_pipeline_run_batch(&pf, batch);
        ck_assert_int_eq(mlt_pipeline_settle_batch(&pf, batch, NULL), MLTEST_OK);
        pf.head = 2;
        ck_assert_int_eq(mlt_pipeline_write_finished(&pf, NULL), MLTEST_OK);
        mltest_journal *journal = pf_journal();
        ck_assert_uint_eq(journal->samples[0].polygons.n, i == 0);
        mltest_journal_free(journal);
        pf_end();
    }
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

static uint32_t failing; /* bit i: call i fails */
static unsigned n_calls;

static int32_t fail_some(void *user_data, const mltest_image_view *images, size_t n,
                         mltest_sink *sink)
{
    unsigned call = n_calls++;
    return call < 32 && (failing >> call & 1) != 0 ? 42 : predict(user_data, images, n, sink);
}

/* The limit itself is allowed; nobody is judged by fewer than 20 answers, but at the end. */
START_TEST(test_how_many_failures_are_too_many)
{
    static const struct {
        const char *options;
        uint32_t failing;
        mltest_status status;
        unsigned calls;
    } cases[] = {
        {"limit=5 batch=1", 3u, MLTEST_OK, 20},
        {"limit=5 batch=1", 7u, MLTEST_ERR_PREDICTOR, 20},
        {"limit=5 batch=1", 7u << 17, MLTEST_ERR_PREDICTOR, 20},
        {"batch=1", 7u, MLTEST_ERR_PREDICTOR, 20},
        {"batch=1", 7u << 20, MLTEST_ERR_PREDICTOR, 24},
        {"limit=1 batch=1", 1u, MLTEST_ERR_PREDICTOR, 4},
        {"limit=1 batch=1 max_failures=0.25", 1u, MLTEST_OK, 4},
        {"limit=1 batch=1 max_failures=0.24", 1u, MLTEST_ERR_PREDICTOR, 4},
        {"batch=1 max_failures=0", 0, MLTEST_OK, 24},
        {"batch=1 max_failures=0", 1u, MLTEST_ERR_PREDICTOR, 20},
        {"batch=1 max_failures=1", UINT32_MAX, MLTEST_OK, 24},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        model m = {.calls = 0};
        const char *dir = mlt_test_make_dir();
        mltest_run *run = make_run(NULL, &m, cases[i].options, 0);
        run->predictor->vtable.predict = fail_some;
        run->settings.threads = 0;
        failing = cases[i].failing;
        n_calls = 0;
        mltest_status status = mlt_run_execute(run, mlt_test_path(dir, "f.jsonl.gz"), NULL);
        ck_assert_msg(status == cases[i].status && n_calls == cases[i].calls,
                      "%s, %x: status %d after %u calls", cases[i].options, cases[i].failing,
                      (int)status, n_calls);
        mlt_run_unref(run);
        mlt_test_remove_dir(dir);
    }
}
END_TEST

/* 3 of the first 19 or 20 fail, and none after: only 20 are enough to judge by. */
START_TEST(test_nobody_is_judged_by_19_answers)
{
    for (unsigned n = 19; n <= 20; n++) {
        model m = {.calls = 0};
        char conditions[256] = "";
        const char *dir = mlt_test_make_dir();
        for (unsigned i = 1; i < n; i++)
            snprintf(conditions + strlen(conditions), 16, "clean#%u ", i);
        mltest_run *run = make_run_with(NULL, &m, "limit=2 batch=1", 0, 1, conditions);
        run->predictor->vtable.predict = fail_some;
        run->settings.threads = 0;
        failing = 7;
        n_calls = 0;
        ck_assert_int_eq(mlt_run_execute(run, mlt_test_path(dir, "f.jsonl.gz"), NULL),
                         n == 19 ? MLTEST_OK : MLTEST_ERR_PREDICTOR);
        ck_assert_uint_eq(n_calls, n == 19 ? 38 : 20);
        mlt_run_unref(run);
        mlt_test_remove_dir(dir);
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
    tcase_add_test(tc, test_outlines);
    tcase_add_test(tc, test_too_many_failures);
    tcase_add_test(tc, test_kinds_that_do_not_apply);
    tcase_add_test(tc, test_errors_of_perturbing_become_failures);
    tcase_add_test(tc, test_failed_answers);
    tcase_add_test(tc, test_a_stopped_batch_settles_nothing);
    tcase_add_test(tc, test_hidden_parts_are_copied);
    tcase_add_test(tc, test_oddities_are_counted);
    tcase_add_test(tc, test_how_many_failures_are_too_many);
    tcase_add_test(tc, test_nobody_is_judged_by_19_answers);
    Suite *suite = suite_create("run_settle");
    suite_add_tcase(suite, tc);
    return suite;
}
