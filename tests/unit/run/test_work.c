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

Suite *mlt_suite_run_work(void)
{
    TCase *tc = tcase_create("work");
    tcase_add_test(tc, test_load_then_perturb_in_order);
    tcase_add_test(tc, test_work_ends_with_the_plan);
    tcase_add_test(tc, test_the_window_bounds_work);
    tcase_add_test(tc, test_pictures_are_handed_on);
    tcase_add_test(tc, test_a_batch_asks_with_ids_and_conditions);
    tcase_add_test(tc, test_workers_do_not_load_for_single_threaded_data);
    Suite *suite = suite_create("run_work");
    suite_add_tcase(suite, tc);
    return suite;
}
