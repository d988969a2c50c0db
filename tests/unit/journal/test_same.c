/* SPDX-License-Identifier: MIT */
#include "journal/same.h"

#include "base/error.h"
#include "fixtures.h"

static void check_named(const mlt_jrun *there, const char *want)
{
    mlt_jrun run = fix_run(3);
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_same_run(NULL, "f.gz", there, &run, false, &error), MLTEST_ERR_CONFLICT);
    ck_assert_int_eq(strncmp(mlt_error_text(error, MLT_ERROR_MESSAGE), want, strlen(want)), 0);
    mlt_error_free(error);
}

START_TEST(test_the_first_difference_is_named)
{
    static const char *classes[] = {"cat", "cow", "hen"}, *tags[] = {"big"};
    mlt_jrun run = fix_run(3);
    ck_assert_int_eq(mlt_same_run(NULL, "f.gz", &run, &run, false, NULL), MLTEST_OK);
    run.library = "0.0.9";
    check_named(&run, "f.gz: run record: library is \"0.0.9\", expected \"0.1.0\"");
    run = fix_run(3);
    run.model_name = "n\"\n";
    check_named(&run, "f.gz: run record: model.name is \"n\\\"\\n\", expected \"net\"");
    run = fix_run(3);
    run.model_tags = tags;
    run.n_model_tags = 1;
    check_named(&run, "f.gz: run record: model.tags is \"big\", expected ]");
    run = fix_run(3);
    run.task = 2;
    check_named(&run, "f.gz: run record: task is \"classification\", expected \"detection\"");
    run = fix_run(3);
    run.classes = classes;
    check_named(&run, "f.gz: run record: classes is \"cow\", expected \"dog \\\"x\\\"\"");
    run = fix_run(3);
    run.dataset_fingerprint = 1;
    check_named(&run, "f.gz: run record: dataset.fingerprint is \"0000000000000001\", expected "
                      "\"0123456789abcdef\"");
    run = fix_run(3);
    run.suite_hash = 10;
    check_named(&run, "f.gz: run record: suite_hash is \"000000000000000a\", expected "
                      "\"0000000000000007\"");
    run = fix_run(3);
    run.frost_photographs = 10;
    check_named(&run, "f.gz: its frost is made of photographs 000000000000000a, expected no "
                      "photographs");
    run = fix_run(3);
    run.seed = 1;
    check_named(&run, "f.gz: run record: seed is 1, expected 5");
    run = fix_run(3);
    run.has_score_floor = true;
    check_named(&run, "f.gz: run record: \"score_floor\", expected \"shard\"");
    run = fix_run(3);
    run.f64 = true;
    check_named(&run, "f.gz: run record: numbers is \"f64\", expected \"f32\"");
}
END_TEST

static void check_question(const mlt_jrun *b, const char *want)
{
    mlt_jrun a = fix_run(3);
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_same_question(&a, b, "its baseline ", &error), MLTEST_ERR_CONFLICT);
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_MESSAGE), want);
    mlt_error_free(error);
}

/* Models, data sets' names and seeds may differ; what was asked may not. */
START_TEST(test_questions)
{
    static const char *classes[] = {"cat", "cow", "hen"};
    mlt_jrun a = fix_run(3), run = fix_run(3);
    run.model_name = "old";
    run.seed = 1;
    ck_assert_int_eq(mlt_same_question(&a, &run, "", NULL), MLTEST_OK);
    run.task = 2;
    check_question(&run, "net and its baseline old have different tasks: detection and "
                         "classification");
    run = fix_run(3);
    run.frost_photographs = 10;
    check_question(&run, "net and its baseline net were run with different photographs of frost");
    run = fix_run(3);
    run.n_classes = 1;
    check_question(&run, "net and its baseline net know different classes: 2 and 1 of them");
    run = fix_run(3);
    run.classes = classes;
    check_question(&run, "net and its baseline net know different classes: class 1 is 'dog "
                         "\"x\"' and 'cow'");
}
END_TEST

START_TEST(test_shards_may_differ)
{
    uint64_t some[] = {0, 2};
    mlt_jrun run = fix_run(3), shard = fix_run(3);
    shard.shard_index = 2;
    shard.shard_count = 3;
    shard.shards = some;
    shard.n_shards = 2;
    check_named(&shard, "f.gz: run record: shard is 2, expected 0");
    ck_assert_int_eq(mlt_same_run(NULL, "f.gz", &shard, &run, true, NULL), MLTEST_OK);
    shard.limit = 2;
    ck_assert_int_eq(mlt_same_run(NULL, "f.gz", &shard, &run, true, NULL), MLTEST_ERR_CONFLICT);
}
END_TEST

static mltest_status compare_conditions(const mlt_jcondition *a, size_t n, const char *want)
{
    mltest_error *error = NULL;
    mltest_status status =
        mlt_same_conditions(NULL, "f.gz", a, n, fix_conditions, FIX_CONDITIONS, &error);
    ck_assert_int_eq(strncmp(mlt_error_text(error, MLT_ERROR_MESSAGE), want, strlen(want)), 0);
    mlt_error_free(error);
    return status;
}

START_TEST(test_conditions)
{
    mlt_jcondition other[FIX_CONDITIONS];
    mlt_jstep steps[1] = {fix_steps[0]};
    memcpy(other, fix_conditions, sizeof other);
    ck_assert_int_eq(mlt_same_conditions(NULL, "f.gz", other, FIX_CONDITIONS, fix_conditions,
                                         FIX_CONDITIONS, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(compare_conditions(other, 2, "f.gz: 2 conditions, expected 3"),
                     MLTEST_ERR_CONFLICT);
    other[1].steps = steps;
    steps[0].revision = 2;
    compare_conditions(other, 3, "f.gz: condition record 2: steps.revision is 2, expected 1");
    other[0].name = "x";
    compare_conditions(other, 3, "f.gz: condition record 1: name is \"x\", expected \"clean\"");
}
END_TEST

START_TEST(test_outcomes_and_samples)
{
    mltest_status status;
    mlt_pred pred = {{1, 2, 3, 4}, 0.5, 1}, moved = {{1, 2, 3, 4.0000001}, 0.5, 1};
    mlt_joutcome a = {.type = MLT_OUTCOME, .preds = &pred, .n_preds = 1, .ms = 3}, b = a;
    b.ms = 900;
    ck_assert(mlt_same_outcome(NULL, &a, &b, &status));
    b.preds = &moved;
    ck_assert(!mlt_same_outcome(NULL, &a, &b, &status));
    b = (mlt_joutcome){.type = MLT_SKIP, .message = ""};
    ck_assert(!mlt_same_outcome(NULL, &a, &b, &status));
    mlt_jsample s = {.id = "a", .n = 1}, t = s;
    ck_assert(mlt_same_sample(NULL, &s, &t, &status));
    t.hash = 1;
    ck_assert(!mlt_same_sample(NULL, &s, &t, &status));
    ck_assert_int_eq(status, MLTEST_OK);
}
END_TEST

static mltest_status compare_all(mltest_context *ctx, void *data)
{
    mlt_jrun run = fix_run(3), other = fix_run(3);
    mlt_jsample sample = {.id = "a"};
    mlt_joutcome outcome = {.type = MLT_SKIP, .message = "m"};
    mltest_status status;
    (void)data;
    other.seed = 9;
    ck_assert(mlt_same_sample(ctx, &sample, &sample, &status));
    if (status == MLTEST_OK)
        ck_assert(mlt_same_outcome(ctx, &outcome, &outcome, &status));
    if (status == MLTEST_OK)
        status = mlt_same_conditions(ctx, "f", fix_conditions, 3, fix_conditions, 3, NULL);
    if (status == MLTEST_OK)
        status = mlt_same_run(ctx, "f", &run, &other, false, NULL);
    return status == MLTEST_ERR_CONFLICT ? MLTEST_OK : status;
}

START_TEST(test_every_allocation_may_fail)
{
    mlt_test_every_allocation(compare_all, NULL);
}
END_TEST

Suite *mlt_suite_journal_same(void);
Suite *mlt_suite_journal_same(void)
{
    Suite *suite = suite_create("journal_same");
    TCase *tc = tcase_create("same");
    tcase_add_test(tc, test_the_first_difference_is_named);
    tcase_add_test(tc, test_questions);
    tcase_add_test(tc, test_shards_may_differ);
    tcase_add_test(tc, test_conditions);
    tcase_add_test(tc, test_outcomes_and_samples);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
