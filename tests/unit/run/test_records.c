/* SPDX-License-Identifier: MIT */
#include "run/plan.h"

#include "mltest/version.h"
#include "perturb/frost_folder.h"
#include "perturb/photographs.h"
#include "run/fixtures.h"

Suite *mlt_suite_run_records(void);

START_TEST(test_what_a_run_says_of_itself)
{
    model m = {.calls = 0};
    mlt_run_records records;
    mltest_run *run = make_run(NULL, &m, "seed=9 shard=1/3 limit=5 numbers=f64", 0);
    ck_assert_int_eq(mlt_run_records_make(&records, run, NULL), MLTEST_OK);
    const mlt_jrun *r = &records.run;
    ck_assert_str_eq(r->library, MLTEST_VERSION_TEXT);
    ck_assert_str_eq(r->dataset_name, "tiny");
    ck_assert_uint_eq(r->dataset_fingerprint, run->dataset->fingerprint);
    ck_assert_uint_eq(r->dataset_n, SAMPLES);
    ck_assert_uint_eq(r->suite_hash, mlt_suite_hash(run->suite));
    ck_assert_uint_eq(r->seed, 9);
    ck_assert(r->shard_index == 1 && r->shard_count == 3 && r->limit == 5 && r->f64);
    ck_assert_uint_eq(r->n_classes, 1);
    ck_assert_str_eq(r->classes[0], "thing");
    mlt_run_records_free(&records);
    mlt_run_unref(run);
}
END_TEST

/* A limit that cuts nothing off is the same run as none. */
START_TEST(test_limit_beyond_the_end)
{
    model m = {.calls = 0};
    mlt_run_records records;
    mltest_run *run = make_run(NULL, &m, "limit=600", 0);
    ck_assert_int_eq(mlt_run_records_make(&records, run, NULL), MLTEST_OK);
    ck_assert_uint_eq(records.run.limit, SAMPLES);
    mlt_run_records_free(&records);
    mlt_run_unref(run);
}
END_TEST

START_TEST(test_classes)
{
    model m = {.calls = 0};
    mlt_run_records records;
    mltest_error *error = NULL;
    mltest_run *run = make_run_with(NULL, &m, "", 0, 1, "horizontal_flip@1 fog@1");
    mltest_suite *suite = run->suite;
    ck_assert_int_eq(mlt_suite_add_rule(suite, "horizontal_flip", "thing", NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_run_records_make(&records, run, NULL), MLTEST_OK);
    ck_assert_uint_eq(records.conditions[0].n_changes, 0);
    ck_assert_uint_eq(records.conditions[1].n_changes, 1);
    ck_assert_str_eq(records.conditions[1].changes[0].from, "thing");
    ck_assert_ptr_null(records.conditions[1].changes[0].to);
    ck_assert_uint_eq(records.conditions[2].n_changes, 0);
    mlt_run_records_free(&records);
    ck_assert_int_eq(mlt_suite_add_rule(suite, "rotate90", "thing", "thong", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_run_records_make(&records, run, &error), MLTEST_ERR_NOT_FOUND);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error),
                                 "what rotate90 makes of classes, but no class is named 'thong'; "
                                 "did you mean 'thing'?"));
    mltest_error_free(error);
    mlt_run_unref(run);
}
END_TEST

START_TEST(test_conditions)
{
    model m = {.calls = 0};
    mlt_run_records records;
    mltest_run *run = make_run_with(NULL, &m, "", 0, 1, "fog@2+gaussian_noise@4 clean#1 dither@1");
    ck_assert_int_eq(mlt_run_records_make(&records, run, NULL), MLTEST_OK);
    ck_assert_uint_eq(records.n_conditions, 4);
    const mlt_jcondition *c = records.conditions;
    ck_assert_str_eq(c[0].name, "clean");
    ck_assert_uint_eq(c[0].n_steps, 0);
    ck_assert_str_eq(c[1].name, "fog:r1@2+gaussian_noise:r1@4");
    ck_assert_uint_eq(c[1].n_steps, 2);
    ck_assert_str_eq(c[1].steps[0].kind, "fog");
    ck_assert_str_eq(c[1].steps[1].category, "noise");
    ck_assert(c[1].severity == 4); /* of the strongest */
    ck_assert_uint_ge(c[1].steps[1].n_params, 1);
    ck_assert_uint_eq(c[2].replicate, 1);
    ck_assert(c[3].steps[0].informational && !c[1].steps[0].informational);
    mlt_run_records_free(&records);
    mlt_run_unref(run);
}
END_TEST

/* What pictures do not depend on is not said. */
START_TEST(test_photographs_of_frost)
{
    static const char *const suites[] = {"fog@2", "fog@2 fog@1+frost@2"};
    mltest_context *ctx = frosty_context(20);
    for (int i = 0; i < 4; i++) {
        model m = {.calls = 0};
        mlt_run_records records;
        mltest_run *run = make_run_with(i < 2 ? ctx : NULL, &m, "", 0, 1, suites[i % 2]);
        ck_assert_int_eq(mlt_run_records_make(&records, run, NULL), MLTEST_OK);
        uint64_t want = i == 1 ? mlt_context_photographs(ctx)->hash : 0;
        ck_assert_uint_eq(records.run.frost_photographs, want);
        mlt_run_records_free(&records);
        mlt_run_unref(run);
    }
    mltest_context_free(ctx);
}
END_TEST

static const mlt_jparam *param(const mlt_jcondition *c, const char *name)
{
    for (size_t i = 0; i < c->steps[0].n_params; i++) {
        if (strcmp(c->steps[0].params[i].name, name) == 0)
            return &c->steps[0].params[i];
    }
    return NULL;
}

/* An angle that is drawn for each picture is no number of the condition. */
START_TEST(test_parameters)
{
    model m = {.calls = 0};
    mlt_run_records records;
    mltest_run *run = make_run_with(NULL, &m, "", 0, 1, "motion_blur@3 motion_blur@3{angle=30}");
    ck_assert_int_eq(mlt_run_records_make(&records, run, NULL), MLTEST_OK);
    ck_assert_ptr_null(param(&records.conditions[1], "angle"));
    ck_assert_ptr_nonnull(param(&records.conditions[1], "radius"));
    ck_assert(param(&records.conditions[2], "angle")->value == 30);
    mlt_run_records_free(&records);
    mlt_run_unref(run);
}
END_TEST

static mltest_status make_records(mltest_context *ctx, void *data)
{
    mltest_run *run = data;
    mltest_context *was = run->ctx;
    mlt_run_records records;
    mltest_error *error = NULL;
    run->ctx = ctx;
    mltest_status status = mlt_run_records_make(&records, run, &error);
    if (status == MLTEST_OK)
        mlt_run_records_free(&records);
    run->ctx = was;
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    model m = {.calls = 0};
    mltest_run *run = make_run(NULL, &m, "", 0);
    mlt_test_every_allocation(make_records, run);
    mlt_run_unref(run);
}
END_TEST

Suite *mlt_suite_run_records(void)
{
    TCase *tc = tcase_create("records");
    tcase_add_test(tc, test_what_a_run_says_of_itself);
    tcase_add_test(tc, test_limit_beyond_the_end);
    tcase_add_test(tc, test_conditions);
    tcase_add_test(tc, test_photographs_of_frost);
    tcase_add_test(tc, test_classes);
    tcase_add_test(tc, test_parameters);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("run_records");
    suite_add_tcase(suite, tc);
    return suite;
}
