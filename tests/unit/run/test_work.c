/* SPDX-License-Identifier: MIT */
#include "run/pipeline_fixtures.h"

Suite *mlt_suite_run_work(void);

START_TEST(test_load_then_perturb_in_order)
{
    pf_begin("batch=2", 0, 1, "brightness@2", 0);
    ck_assert(mlt_pipeline_work_one(&pf, true));
    ck_assert_int_eq((int)pf.stages[0].state, MLT_STAGE_LOADED);
    ck_assert_uint_eq(pf.stages[0].image.width, 16);
    ck_assert_uint_ne(pf.stages[0].hash, 0);
    ck_assert_uint_eq(pf.next_entry, 0);
    ck_assert(mlt_pipeline_work_one(&pf, true));
    ck_assert(mlt_pipeline_work_one(&pf, true));
    ck_assert_uint_eq(pf.next_entry, 2);
    ck_assert_uint_eq(pf.next_sample, 1);
    ck_assert_int_eq((int)pf.slots[0].state, MLT_SLOT_READY);
    ck_assert_uint_eq(pf.slots[1].condition, 1);
    ck_assert_ptr_eq(pf.slots[1].stage, &pf.stages[0]);
    ck_assert(pf.slots[0].made.change <= 0 && pf.slots[1].made.change > 0);
    pf_end();
}
END_TEST

START_TEST(test_work_ends_with_the_plan)
{
    int n = 0;
    pf_begin("batch=2", 0, 1, "brightness@2", 0);
    while (mlt_pipeline_work_one(&pf, true))
        n++;
    ck_assert_int_eq(n, SAMPLES + 2 * SAMPLES); /* loads and versions; all fit into the window */
    ck_assert_uint_eq(pf.next_entry, pf_plan.n_entries);
    pf_end();
}
END_TEST

/* No further ahead than there are slots. */
START_TEST(test_the_window_bounds_work)
{
    pf_begin("batch=1", 0, 1, "brightness@1 brightness@2 brightness@3 brightness@4 brightness@5",
             0);
    ck_assert_uint_gt(pf_plan.n_entries, pf.n_slots);
    while (mlt_pipeline_work_one(&pf, true))
        ;
    ck_assert_uint_eq(pf.next_entry, pf.n_slots);
    pf_end();
}
END_TEST

START_TEST(test_pictures_are_handed_on)
{
    pf_begin("batch=1", 0, 1, "brightness@1 brightness@2 brightness@3 brightness@4 brightness@5",
             0);
    ck_assert(mlt_pipeline_work_one(&pf, true));
    mlt_image first = pf.stages[0].image;
    pf.spare_images[pf.n_spare_images++] = first;
    mlt_image_init(&pf.stages[0].image, pf_run->ctx);
    pf.stages[0].state = MLT_STAGE_EMPTY;
    ck_assert(mlt_pipeline_work_one(&pf, true));
    ck_assert_ptr_eq(pf.stages[0].image.data, first.data);
    ck_assert_uint_eq(pf.n_spare_images, 0);
    pf_end();
}
END_TEST

START_TEST(test_a_batch_asks_with_ids_and_conditions)
{
    pf_begin("batch=2", 0, 1, "brightness@2", 0);
    for (int i = 0; i < 3; i++)
        ck_assert(mlt_pipeline_work_one(&pf, true));
    mlt_batch *batch = &pf.batches[0];
    batch->slots[0] = &pf.slots[0];
    batch->slots[1] = &pf.slots[1];
    batch->n = 2;
    mlt_pipeline_run_batch(&pf, batch);
    ck_assert_int_eq(batch->status, MLTEST_OK);
    ck_assert_int_eq(pf_model.calls, 1);
    ck_assert_str_eq(batch->questions[1].sample_id, "p0");
    ck_assert_str_eq(batch->questions[1].condition, "brightness:r1@2");
    ck_assert_uint_eq(pf.slots[0].answer.preds.n, 1);
    ck_assert_int_ge(batch->ns, 0);
    pf_end();
}
END_TEST

/* Workers leave what only the calling thread may do. */
START_TEST(test_workers_do_not_load_for_single_threaded_data)
{
    mlt_source source;
    pf_begin("batch=2", 0, 1, "brightness@2", 0);
    source = *pf_run->dataset->source;
    source.any_thread = false;
    pf_run->dataset->source = &source;
    ck_assert(!mlt_pipeline_work_one(&pf, false));
    ck_assert(mlt_pipeline_work_one(&pf, true));
    ck_assert(mlt_pipeline_work_one(&pf, false)); /* but they perturb */
    pf_end();
}
END_TEST

static int n_loads;

static mltest_status load_never(mltest_dataset *dataset, uint64_t i, mlt_image *out,
                                mltest_error **error)
{
    (void)dataset;
    (void)i;
    (void)out;
    n_loads++;
    return mlt_fail(error, MLTEST_ERR_FORMAT, "torn");
}

/* Its conditions are gone through without pixels. */
START_TEST(test_a_picture_that_cannot_be_loaded)
{
    pf_host host = {.paints = true};
    pf_begin_run(pf_host_run(&host, "batch=2", 0), 0);
    mlt_source source = *pf_run->dataset->source;
    source.load = load_never;
    pf_run->dataset->source = &source;
    n_loads = 0;
    for (int i = 0; i < 3; i++)
        ck_assert(mlt_pipeline_work_one(&pf, true));
    ck_assert_int_eq(n_loads, 1);
    ck_assert_int_eq(host.at_home, 0);
    ck_assert_int_eq((int)pf.stages[0].state, MLT_STAGE_LOADED);
    ck_assert_int_eq(mltest_error_status(pf.stages[0].error), MLTEST_ERR_FORMAT);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq((int)pf.slots[i].state, MLT_SLOT_READY);
        ck_assert_ptr_null(pf.slots[i].made.image.data);
        ck_assert_ptr_null(pf.slots[i].error);
        ck_assert(!mlt_slot_has_question(&pf, &pf.slots[i]));
    }
    pf_end();
}
END_TEST

/* While one thread loads a sample, another loads the one after it, but none further. */
START_TEST(test_loading_one_ahead)
{
    pf_begin("batch=2", 0, 1, "brightness@2", 0);
    pf.stages[0].state = MLT_STAGE_LOADING;
    ck_assert(mlt_pipeline_work_one(&pf, false));
    ck_assert_int_eq((int)pf.stages[1].state, MLT_STAGE_LOADED);
    ck_assert(!mlt_pipeline_work_one(&pf, false));
    ck_assert_int_eq((int)pf.stages[2].state, MLT_STAGE_EMPTY);
    ck_assert_uint_eq(pf.next_entry, 0);
    pf_end();
}
END_TEST

/* A stage that an earlier sample still uses is waited for. */
START_TEST(test_stages_are_not_shared)
{
    pf_begin("batch=2", 0, 1, "brightness@2", 0);
    pf.stages[0].index = pf.n_stages;
    ck_assert(!mlt_pipeline_work_one(&pf, true));
    ck_assert_int_eq((int)pf.stages[0].state, MLT_STAGE_EMPTY);
    pf.stages[0].index = 0;
    ck_assert(mlt_pipeline_work_one(&pf, true));
    pf_end();
}
END_TEST

START_TEST(test_workers_leave_kinds_of_hosts)
{
    pf_host host = {.paints = true};
    pf_begin_run(pf_host_run(&host, "batch=2", 0), 0);
    ck_assert(mlt_pipeline_work_one(&pf, false));
    ck_assert(mlt_pipeline_work_one(&pf, false));
    ck_assert(mlt_pipeline_work_one(&pf, false)); /* passes over the second, loads the next */
    ck_assert_int_eq((int)pf.slots[1].state, MLT_SLOT_FOR_MAIN);
    ck_assert_int_eq((int)pf.stages[1].state, MLT_STAGE_LOADED);
    ck_assert_int_eq(host.at_home, 0);
    mlt_pipeline_perturb(&pf, &pf.slots[1]);
    ck_assert_int_eq(host.at_home, 1);
    ck_assert(pf.slots[1].made.change > 0);
    ck_assert(mlt_pipeline_work_one(&pf, true));
    ck_assert(mlt_pipeline_work_one(&pf, true)); /* the coordinator passes over nothing */
    ck_assert_int_eq(host.at_home, 2);
    pf_end();
}
END_TEST

/* Makes four entries, and two batches of them that nobody has taken. */
static void two_batches(uint64_t flags)
{
    pf_begin("batch=2", flags, 4, "brightness@2", 2);
    for (int i = 0; i < 6; i++)
        ck_assert(mlt_pipeline_work_one(&pf, true));
    ck_assert_uint_eq(pf.n_batches, flags != 0 ? 2 : 1);
    for (size_t i = 0; i < pf.n_batches; i++) {
        pf.batches[i].slots[0] = &pf.slots[2 * i];
        pf.batches[i].slots[1] = &pf.slots[2 * i + 1];
        pf.batches[i].n = 2;
    }
    pf.n_formed = pf.n_batches;
}

START_TEST(test_workers_ask_before_they_prepare)
{
    two_batches(MLTEST_FLAG_ANY_THREAD);
    ck_assert(mlt_pipeline_work_one(&pf, false));
    ck_assert(pf.batches[0].taken && pf.batches[0].finished && !pf.batches[1].taken);
    ck_assert(mlt_pipeline_work_one(&pf, false));
    ck_assert(pf.batches[1].finished);
    ck_assert_int_eq(pf_model.calls, 2);
    uint64_t next = pf.next_entry;
    ck_assert(mlt_pipeline_work_one(&pf, false)); /* none is asked twice */
    ck_assert(mlt_pipeline_work_one(&pf, false));
    ck_assert_int_eq(pf_model.calls, 2);
    ck_assert_uint_gt(pf.next_entry, next);
    pf_end();
    two_batches(MLTEST_FLAG_ANY_THREAD);
    pf.batches[0].taken = true; /* another thread is at it */
    ck_assert(mlt_pipeline_work_one(&pf, false));
    ck_assert(!pf.batches[0].finished && pf.batches[1].finished);
    pf_end();
    two_batches(0); /* a model of the calling thread is not theirs to ask */
    ck_assert(mlt_pipeline_work_one(&pf, false));
    ck_assert(!pf.batches[0].taken);
    ck_assert_int_eq(pf_model.calls, 0);
    pf_end();
}
END_TEST

/* A host's pool that runs more tasks than it said finds no working memory to borrow. */
START_TEST(test_more_threads_than_scratches)
{
    pf_begin("batch=2", 0, 1, "brightness@2", 0);
    size_t n = pf.n_scratches;
    ck_assert_uint_eq(n, pf.n_all_scratches);
    pf.n_scratches = pf.n_all_scratches = 0;
    for (int i = 0; i < 3; i++)
        ck_assert(mlt_pipeline_work_one(&pf, true));
    ck_assert_ptr_null(pf.slots[1].error);
    ck_assert(pf.slots[1].made.change > 0);
    ck_assert_uint_eq(pf.n_scratches, 0); /* there is no place for one more */
    pf.n_scratches = pf.n_all_scratches = n;
    for (int i = 0; i < 3; i++)
        ck_assert(mlt_pipeline_work_one(&pf, true));
    ck_assert_uint_eq(pf.n_scratches, n); /* borrowed and returned */
    ck_assert_ptr_null(pf.slots[3].made.scratch);
    pf_end();
}
END_TEST

START_TEST(test_a_stopped_worker_does_nothing)
{
    pf_begin("batch=2", 0, 1, "brightness@2", 0);
    pf.stop = true;
    ck_assert_ptr_null(mlt_pipeline_worker(&pf));
    ck_assert_int_eq((int)pf.stages[0].state, MLT_STAGE_EMPTY);
    pf_end();
}
END_TEST

Suite *mlt_suite_run_work(void)
{
    TCase *tc = tcase_create("work");
    tcase_add_test(tc, test_load_then_perturb_in_order);
    tcase_add_test(tc, test_work_ends_with_the_plan);
    tcase_add_test(tc, test_the_window_bounds_work);
    tcase_add_test(tc, test_pictures_are_handed_on);
    tcase_add_test(tc, test_a_batch_asks_with_ids_and_conditions);
    tcase_add_test(tc, test_workers_do_not_load_for_single_threaded_data);
    tcase_add_test(tc, test_a_picture_that_cannot_be_loaded);
    tcase_add_test(tc, test_loading_one_ahead);
    tcase_add_test(tc, test_stages_are_not_shared);
    tcase_add_test(tc, test_workers_leave_kinds_of_hosts);
    tcase_add_test(tc, test_workers_ask_before_they_prepare);
    tcase_add_test(tc, test_more_threads_than_scratches);
    tcase_add_test(tc, test_a_stopped_worker_does_nothing);
    Suite *suite = suite_create("run_work");
    suite_add_tcase(suite, tc);
    return suite;
}
