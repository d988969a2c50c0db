/* SPDX-License-Identifier: MIT */
#include "predictor/batch.h"

#include "predictor/process_fixtures.h"

Suite *mlt_suite_predictor_batch(void);

static int before;
static fix_batch batch;
static mltest_predictor *predictor;

static void set_up(void)
{
    before = fix_descriptors();
}

static void tear_down(void)
{
    fix_batch_free(NULL, &batch);
    mlt_predictor_unref(predictor);
    predictor = NULL;
    fix_check_traces(before);
}

static void ask(const char *mode, size_t n)
{
    predictor = fix_process(mode, "20", "0");
    ck_assert_int_eq(fix_ask(predictor, &batch, n), MLTEST_OK);
}

START_TEST(answers_in_any_order)
{
    ask("out-of-order", 8);
    for (size_t i = 0; i < 8; i++)
        fix_check_normal(&batch, i);
}
END_TEST

START_TEST(answers_before_the_pixels)
{
    ask("early", 8);
    for (size_t i = 0; i < 8; i++) {
        ck_assert(batch.answers[i].answered);
        ck_assert_double_eq(batch.answers[i].preds.items[0].box.height, 24);
    }
    fix_batch_free(NULL, &batch);
    ck_assert_int_eq(fix_ask(predictor, &batch, 3), MLTEST_OK); /* still in step */
    ck_assert(batch.answers[2].answered);
}
END_TEST

START_TEST(the_models_own_error)
{
    ask("error", 2);
    for (size_t i = 0; i < 2; i++) {
        ck_assert(batch.answers[i].failed);
        ck_assert_str_eq(batch.answers[i].message, "no\\nway");
    }
    ck_assert(!mlt_child_has_ended(&fix_state(predictor)->child));
}
END_TEST

START_TEST(a_broken_answer_costs_its_picture_only)
{
    ask("broken", 2);
    fix_check_failed(&batch, 0, "\"class\", \"score\" and \"bbox\"");
    fix_check_failed(&batch, 1, "\"class\", \"score\" and \"bbox\"");
    ck_assert(!mlt_child_has_ended(&fix_state(predictor)->child));
}
END_TEST

START_TEST(the_wrong_kind_of_answer)
{
    ask("classify", 1);
    fix_check_failed(&batch, 0, "its task is detection");
}
END_TEST

START_TEST(answers_twice)
{
    ask("twice", 4);
    for (size_t i = 0; i < 4; i++)
        if (i + 1 < 4) /* the last one's second answer may come after the batch */
            fix_check_failed(&batch, i, "answered twice");
    fix_batch_free(NULL, &batch);
    ck_assert_int_eq(fix_ask(predictor, &batch, 1), MLTEST_OK);
    ck_assert(!mlt_child_has_ended(&fix_state(predictor)->child));
}
END_TEST

START_TEST(odd_numbers_are_counted)
{
    ask("nan", 1);
    ck_assert(batch.answers[0].answered);
    ck_assert_uint_eq(batch.answers[0].preds.n, 1);
    ck_assert_uint_eq(batch.answers[0].oddities.not_finite, 2);
    mlt_predictor_unref(predictor);
    fix_batch_free(NULL, &batch);
    ask("negative", 1);
    ck_assert(batch.answers[0].answered);
    ck_assert_uint_eq(batch.answers[0].preds.n, 0);
    ck_assert_uint_eq(batch.answers[0].oddities.bad_score, 1);
    ck_assert_uint_eq(batch.answers[0].oddities.no_area, 1);
    ck_assert_uint_eq(batch.answers[0].oddities.unknown_class, 2);
}
END_TEST

/* A child in shell: answers every question with a fixed line, in a classification run. */
static void ask_shell(const char *line, int32_t task)
{
    char command[1024];
    mltest_options *options = fix_options("20", "0", "1");
    snprintf(command, sizeof command,
             "sh -c 'read x; echo \"{\\\"mltest\\\":1}\"; read x; head -c 24 >/dev/null; echo '\\''"
             "%s'\\''; sleep 100'",
             line);
    ck_assert_int_eq(mlt_process_open(&predictor, NULL, command, options, NULL), MLTEST_OK);
    mlt_options_unref(options);
    predictor->task = task;
    ck_assert_int_eq(fix_begin(predictor, NULL), MLTEST_OK);
    ck_assert_int_eq(fix_ask(predictor, &batch, 1), MLTEST_OK);
    mlt_child_kill(&fix_state(predictor)->child); /* it would take 2 s to leave by itself */
}

START_TEST(a_classification_must_name_a_class)
{
    ask_shell("{\"id\":1,\"classes\":[]}", MLTEST_TASK_CLASSIFICATION);
    fix_check_failed(&batch, 0, "names no class");
}
END_TEST

START_TEST(no_detections)
{
    ask_shell("{\"id\":1,\"detections\":[]}", MLTEST_TASK_DETECTION);
    ck_assert(batch.answers[0].answered);
    ck_assert_uint_eq(batch.answers[0].preds.n, 0);
}
END_TEST

START_TEST(lines_that_are_no_answers)
{
    ask_shell("epoch 1 of 10", MLTEST_TASK_DETECTION);
    fix_check_failed(&batch, 0, "what is not an answer: \"epoch 1 of 10\"");
    mlt_predictor_unref(predictor);
    fix_batch_free(NULL, &batch);
    ask_shell("{\"id\":0,\"detections\":[]}", MLTEST_TASK_DETECTION);
    fix_check_failed(&batch, 0, "answered 0, which was not asked");
    mlt_predictor_unref(predictor);
    fix_batch_free(NULL, &batch);
    ask_shell("0123456789012345678901234567890123456789012345678901234567890123456789012345678é9",
              MLTEST_TASK_DETECTION);
    fix_check_failed(&batch, 0, "345678…\"");
}
END_TEST

Suite *mlt_suite_predictor_batch(void)
{
    Suite *suite = suite_create("predictor_batch");
    TCase *tests = tcase_create("batch");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, answers_in_any_order);
    tcase_add_test(tests, answers_before_the_pixels);
    tcase_add_test(tests, the_models_own_error);
    tcase_add_test(tests, a_broken_answer_costs_its_picture_only);
    tcase_add_test(tests, the_wrong_kind_of_answer);
    tcase_add_test(tests, answers_twice);
    tcase_add_test(tests, odd_numbers_are_counted);
    tcase_add_test(tests, a_classification_must_name_a_class);
    tcase_add_test(tests, no_detections);
    tcase_add_test(tests, lines_that_are_no_answers);
    suite_add_tcase(suite, tests);
    return suite;
}
