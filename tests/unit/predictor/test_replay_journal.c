/* SPDX-License-Identifier: MIT */
#include "dataset/dataset.h"
#include "journal/writer.h"
#include "predictor/fixtures.h"
#include "predictor/replay.h"

Suite *mlt_suite_predictor_replay_journal(void);

static const char *dir;
static mltest_predictor *predictor;
static fix_batch batch;

static const char *const class_names[] = {"a", "b"};
static mlt_jcondition conditions[] = {{.name = "clean"},
                                      {.name = "clean#1", .replicate = 1},
                                      {.name = "clean#2", .replicate = 2},
                                      {.name = "clean#3", .replicate = 3}};

/* A journal of dir/0.png: an answer, a failure, a skip, and nothing under the fourth condition. */
static void write_journal(const char *path, int32_t task)
{
    mlt_jrun run = {.library = "0.1.0",
                    .model_name = "net",
                    .model_version = "7",
                    .task = task,
                    .classes = (const char **)(uintptr_t)class_names,
                    .n_classes = 2,
                    .dataset_name = "cells",
                    .dataset_n = 1,
                    .suite_name = "s",
                    .has_score_floor = true,
                    .score_floor = 0.25,
                    .shard_count = 1,
                    .limit = 1,
                    .f64 = true};
    mlt_pred preds[] = {{{0.5, 0, 1, 1}, 0.75, 1}, {{1, 0, 1, 1}, 0.5, 0}};
    mlt_jsample sample = {.id = "dir/0.png", .width = FIX_WIDTH, .height = FIX_HEIGHT};
    mlt_joutcome outcomes[4] = {{.type = MLT_OUTCOME,
                                 .is_top = task == MLTEST_TASK_CLASSIFICATION,
                                 .preds = preds,
                                 .n_preds = 2,
                                 .width = FIX_WIDTH,
                                 .height = FIX_HEIGHT,
                                 .ms = -1},
                                {.type = MLT_FAILURE, .code = 5, .message = "it broke", .ms = -1},
                                {.type = MLT_SKIP, .message = "too small", .ms = -1},
                                {.ms = -1}};
    mlt_journal_writer *writer = NULL;
    if (task == MLTEST_TASK_CLASSIFICATION)
        preds[0].box = preds[1].box = (mlt_box){0, 0, 0, 0};
    ck_assert_int_eq(mlt_journal_writer_open(&writer, NULL, path, MLT_WRITER_NEW, false, &run,
                                             conditions, 4, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_journal_writer_add(writer, &sample, outcomes, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_journal_writer_close(writer, true, NULL), MLTEST_OK);
}

static const char *make(int32_t task)
{
    const char *path =
        mlt_test_path(dir, task == MLTEST_TASK_DETECTION ? "d.jsonl.gz" : "c.jsonl.gz");
    write_journal(path, task);
    return path;
}

static void set_up(void)
{
    dir = mlt_test_make_dir();
    fix_batch_init(&batch, 2);
}

static void tear_down(void)
{
    fix_batch_free(NULL, &batch);
    mlt_predictor_unref(predictor);
    predictor = NULL;
    mlt_test_remove_dir(dir);
}

static const mlt_answer *ask(size_t i, const char *condition)
{
    batch.questions[i].condition = condition;
    ck_assert_int_eq(mlt_predict(predictor, &batch.questions[i], 1, NULL, 2, NULL), MLTEST_OK);
    return &batch.answers[i];
}

START_TEST(the_model_is_the_recorded_one)
{
    ck_assert_int_eq(
        mlt_replay_journal_open(&predictor, NULL, make(MLTEST_TASK_DETECTION), 4, NULL), MLTEST_OK);
    ck_assert_str_eq(predictor->name, "net");
    ck_assert_str_eq(predictor->version, "7");
    ck_assert_int_eq(predictor->task, MLTEST_TASK_DETECTION);
    ck_assert(predictor->has_score_floor);
    ck_assert_double_eq(predictor->score_floor, 0.25);
    ck_assert_uint_eq(predictor->classes.n, 2);
    ck_assert_str_eq(predictor->classes.names[1], "b");
    ck_assert_uint_eq(predictor->vtable.max_batch, 4);
}
END_TEST

START_TEST(outcomes)
{
    ck_assert_int_eq(
        mlt_replay_journal_open(&predictor, NULL, make(MLTEST_TASK_DETECTION), 4, NULL), MLTEST_OK);
    const mlt_answer *answer = ask(0, "clean");
    ck_assert(answer->answered);
    ck_assert_uint_eq(answer->preds.n, 2);
    ck_assert_int_eq(answer->preds.items[0].cls, 1);
    ck_assert_double_eq(answer->preds.items[0].score, 0.75);
    ck_assert_double_eq(answer->preds.items[0].box.x, 0.5);
    ck_assert_str_eq(ask(0, "clean#1")->message, "it broke");
    ck_assert_str_eq(ask(0, "clean#2")->message, "the journal skipped this: too small");
    ck_assert_str_eq(ask(0, "clean#3")->message, "the journal records nothing here");
    ck_assert_str_eq(ask(0, "fog:r1@3")->message, "the journal has no condition fog:r1@3");
    ck_assert_str_eq(ask(1, "clean")->message, "the journal has no sample dir/1.png");
    ck_assert(answer->failed);
}
END_TEST

START_TEST(classification)
{
    ck_assert_int_eq(
        mlt_replay_journal_open(&predictor, NULL, make(MLTEST_TASK_CLASSIFICATION), 4, NULL),
        MLTEST_OK);
    ck_assert_int_eq(predictor->task, MLTEST_TASK_CLASSIFICATION);
    const mlt_answer *answer = ask(0, "clean");
    ck_assert(answer->answered);
    ck_assert_uint_eq(answer->preds.n, 2);
    ck_assert_int_eq(answer->preds.items[0].cls, 1);
}
END_TEST

static mltest_status check_against(const char *id, size_t n)
{
    mltest_sample sample = {.id = (char *)(uintptr_t)id};
    mltest_dataset dataset = {.samples = &sample, .n = n};
    return predictor->hooks.check(predictor->user_data, &dataset, NULL);
}

START_TEST(data_sets_that_do_not_fit)
{
    ck_assert_int_eq(
        mlt_replay_journal_open(&predictor, NULL, make(MLTEST_TASK_DETECTION), 4, NULL), MLTEST_OK);
    ck_assert_int_eq(check_against("dir/0.png", 1), MLTEST_OK);
    ck_assert_int_eq(check_against("0.png", 1), MLTEST_ERR_CONFLICT);
    ck_assert_int_eq(check_against("0.png", 0), MLTEST_OK);
}
END_TEST

static mltest_status use(mltest_context *ctx, void *data)
{
    mltest_predictor *p = NULL;
    fix_batch b;
    fix_batch_init(&b, 2);
    mltest_status status = mlt_replay_journal_open(&p, ctx, data, 4, NULL);
    ck_assert((p == NULL) == (status != MLTEST_OK));
    if (status == MLTEST_OK)
        status = mlt_predict(p, b.questions, 2, NULL, 2, NULL);
    fix_batch_free(ctx, &b);
    mlt_predictor_unref(p);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(use, (void *)(uintptr_t)make(MLTEST_TASK_DETECTION));
}
END_TEST

Suite *mlt_suite_predictor_replay_journal(void)
{
    Suite *suite = suite_create("predictor_replay_journal");
    TCase *tests = tcase_create("replay_journal");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, the_model_is_the_recorded_one);
    tcase_add_test(tests, outcomes);
    tcase_add_test(tests, classification);
    tcase_add_test(tests, data_sets_that_do_not_fit);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
