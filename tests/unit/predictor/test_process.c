/* SPDX-License-Identifier: MIT */
#include "predictor/process.h"

#include <fenv.h>
#include <signal.h>

#include "base/clock.h"
#include "predictor/process_fixtures.h"

Suite *mlt_suite_predictor_process(void);

static int before;
static fix_batch batch;

static void set_up(void)
{
    before = fix_descriptors();
}

static void tear_down(void)
{
    fix_batch_free(NULL, &batch);
    fix_check_traces(before);
}

START_TEST(settings)
{
    mltest_options *options = fix_options("1.5", "7", "16");
    mltest_predictor *p = NULL;
    ck_assert_int_eq(mlt_process_open(&p, NULL, "prog 'a b' c", options, NULL), MLTEST_OK);
    const mlt_process *state = fix_state(p);
    ck_assert_double_eq(state->timeout_s, 1.5);
    ck_assert_int_eq(state->restarts, 7);
    ck_assert_uint_eq(p->vtable.max_batch, 16);
    ck_assert_uint_eq(p->vtable.flags, 0);
    ck_assert_uint_eq(state->words.n, 3);
    ck_assert_str_eq(state->words.items[1], "a b");
    ck_assert_ptr_null(state->words.items[3]);
    ck_assert_int_eq(state->child.pid, 0); /* nothing runs before a run */
    mlt_predictor_unref(p);
    mlt_options_unref(options);
    ck_assert_int_eq(mlt_process_open(&p, NULL, "prog", NULL, NULL), MLTEST_OK);
    ck_assert_double_eq(fix_state(p)->timeout_s, 60);
    ck_assert_uint_eq(p->vtable.max_batch, 1);
    mlt_predictor_unref(p);
}
END_TEST

START_TEST(commands_that_are_none)
{
    static const char *const commands[] = {"", "  ", "prog 'x", "\\"};
    for (size_t i = 0; i < 4; i++) {
        mltest_predictor *p = NULL;
        ck_assert_int_eq(mlt_process_open(&p, NULL, commands[i], NULL, NULL), MLTEST_ERR_INVALID);
        ck_assert_ptr_null(p);
    }
}
END_TEST

START_TEST(answers)
{
    mltest_predictor *p = fix_process("normal", "20", "0");
    for (int round = 0; round < 3; round++) {
        ck_assert_int_eq(fix_ask(p, &batch, 8), MLTEST_OK);
        for (size_t i = 0; i < 8; i++)
            fix_check_normal(&batch, i);
        fix_batch_free(NULL, &batch);
    }
    ck_assert_uint_eq(fix_state(p)->next_id, 25); /* no id is used twice */
    mlt_predictor_unref(p);
}
END_TEST

START_TEST(the_child_names_itself_and_its_classes)
{
    static const int32_t map[] = {1, -1};
    mltest_predictor *p = fix_process("names", "20", "0");
    ck_assert_str_eq(p->name, "m");
    ck_assert_str_eq(p->version, "7");
    ck_assert_uint_eq(p->classes.n, 2);
    ck_assert_str_eq(p->classes.names[1], "c");
    fix_batch_init(&batch, 1);
    ck_assert_int_eq(mlt_predict(p, batch.questions, 1, map, 2, NULL), MLTEST_OK);
    ck_assert_uint_eq(batch.answers[0].preds.n, 1);
    ck_assert_int_eq(batch.answers[0].preds.items[0].cls, 1);        /* "b" */
    ck_assert_uint_eq(batch.answers[0].oddities.unmatched_class, 1); /* "c" */
    mlt_predictor_unref(p);
}
END_TEST

START_TEST(classification)
{
    mltest_predictor *p = fix_open(NULL, "classify", "20", "0");
    p->task = MLTEST_TASK_CLASSIFICATION;
    ck_assert_int_eq(fix_begin(p, NULL), MLTEST_OK);
    ck_assert_int_eq(fix_ask(p, &batch, 1), MLTEST_OK);
    ck_assert_uint_eq(batch.answers[0].preds.n, 2);
    ck_assert_int_eq(batch.answers[0].preds.items[0].cls, 1); /* the better score */
    ck_assert_double_eq(batch.answers[0].preds.items[1].score, 0.25);
    mlt_predictor_unref(p);
}
END_TEST

START_TEST(nothing_is_asked_before_a_run)
{
    mltest_predictor *p = fix_open(NULL, "normal", "20", "0");
    ck_assert_int_eq(fix_ask(p, &batch, 2), MLTEST_OK);
    fix_check_failed(&batch, 0, "no run has begun");
    fix_check_failed(&batch, 1, "no run has begun");
    mlt_predictor_unref(p);
}
END_TEST

START_TEST(a_second_run_has_a_new_child)
{
    mltest_predictor *p = fix_process("normal", "20", "0");
    pid_t first = fix_state(p)->child.pid;
    ck_assert_int_eq(fix_begin(p, NULL), MLTEST_OK);
    ck_assert_int_ne(fix_state(p)->child.pid, first);
    ck_assert_int_eq(fix_ask(p, &batch, 1), MLTEST_OK);
    fix_check_normal(&batch, 0);
    mlt_predictor_unref(p);
}
END_TEST

START_TEST(every_picture_format_arrives)
{
    mltest_predictor *p = fix_process("normal", "20", "0");
    fix_batch_init(&batch, 2);
    batch.questions[0].view.format = MLTEST_FORMAT_GRAY8;
    batch.questions[1].view.format = MLTEST_FORMAT_BGR8;
    ck_assert_int_eq(mlt_predict(p, batch.questions, 2, NULL, 2, NULL), MLTEST_OK);
    for (size_t i = 0; i < 2; i++)
        ck_assert_double_eq(batch.answers[i].preds.items[0].box.height, 24);
    ck_assert_double_eq(batch.answers[0].preds.items[0].box.x, 1);
    ck_assert_double_eq(batch.answers[0].preds.items[0].box.y, 16); /* row 1, column 3 of grey */
    ck_assert_double_eq(batch.answers[1].preds.items[0].box.x, 13); /* the third byte */
    mlt_predictor_unref(p);
}
END_TEST

START_TEST(large_pictures)
{
    enum { SIDE = 1500 };
    mltest_predictor *p = fix_process("normal", "60", "0");
    uint8_t *pixels = calloc(SIDE * SIDE, 3);
    ck_assert_ptr_nonnull(pixels);
    pixels[0] = 9;
    fix_batch_init(&batch, 1);
    batch.questions[0].view = (mltest_image_view){.data = pixels,
                                                  .stride_bytes = 3 * SIDE,
                                                  .width = SIDE,
                                                  .height = SIDE,
                                                  .format = MLTEST_FORMAT_RGB8};
    ck_assert_int_eq(mlt_predict(p, batch.questions, 1, NULL, 2, NULL), MLTEST_OK);
    ck_assert_double_eq(batch.answers[0].preds.items[0].box.height, 3.0 * SIDE * SIDE);
    ck_assert_double_eq(batch.answers[0].preds.items[0].box.width, 10);
    free(pixels);
    mlt_predictor_unref(p);
}
END_TEST

static int stop_at_once(void *data)
{
    ++*(int *)data;
    return 1;
}

START_TEST(cancel)
{
    int calls = 0;
    mltest_predictor *p = fix_process("hang", "60", "3");
    p->hooks.set_idle(p->user_data, stop_at_once, &calls);
    int64_t at = mlt_clock_ns();
    ck_assert_int_eq(fix_ask(p, &batch, 2), MLTEST_ERR_CANCELLED);
    ck_assert_int_lt(mlt_clock_ns() - at, (int64_t)5e9);
    ck_assert_int_eq(calls, 1);
    ck_assert(!batch.answers[0].failed);
    ck_assert_int_eq(fix_state(p)->child.pid, 0);
    mlt_predictor_unref(p);
    p = fix_open(NULL, "no-greeting", "60", "3");
    p->hooks.set_idle(p->user_data, stop_at_once, &calls);
    ck_assert_int_eq(fix_begin(p, NULL), MLTEST_ERR_CANCELLED);
    ck_assert_int_eq(calls, 2);
    mlt_predictor_unref(p);
}
END_TEST

START_TEST(the_hosts_settings_stay)
{
    struct sigaction old, now;
    sigset_t mask, mask_now;
    ck_assert_int_eq(sigaction(SIGPIPE, NULL, &old), 0);
    sigprocmask(SIG_BLOCK, NULL, &mask);
    ck_assert_int_eq(fesetround(FE_DOWNWARD), 0);
    mltest_predictor *p = fix_process("once", "20", "1");
    ck_assert_int_eq(fix_ask(p, &batch, 4), MLTEST_OK); /* EPIPE on the way */
    ck_assert_int_eq(fegetround(), FE_DOWNWARD);
    fesetround(FE_TONEAREST);
    ck_assert_int_eq(sigaction(SIGPIPE, NULL, &now), 0);
    sigprocmask(SIG_BLOCK, NULL, &mask_now);
    ck_assert(now.sa_handler == old.sa_handler);
    for (int s = 1; s < 32; s++)
        ck_assert_int_eq(sigismember(&mask, s), sigismember(&mask_now, s));
    mlt_predictor_unref(p);
}
END_TEST

static mltest_status use(mltest_context *ctx, void *data)
{
    mltest_predictor *p = NULL;
    mlt_classes classes = {NULL, 0, 0};
    char command[4096];
    fix_batch b;
    (void)data;
    fix_add_classes(NULL, &classes, "a", "b");
    snprintf(command, sizeof command, "'%s' names", fix_child());
    mltest_status status = mlt_process_open(&p, ctx, command, NULL, NULL);
    if (status == MLTEST_OK)
        status = p->hooks.begin(p->user_data, p, &classes, NULL);
    fix_batch_init(&b, 1);
    if (status == MLTEST_OK)
        status = mlt_predict(p, b.questions, 1, NULL, 2, NULL);
    if (status == MLTEST_OK)
        ck_assert(b.answers[0].answered);
    fix_batch_free(ctx, &b);
    mlt_predictor_unref(p);
    mlt_classes_free(NULL, &classes);
    fix_check_traces(before);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(use, NULL);
}
END_TEST

Suite *mlt_suite_predictor_process(void)
{
    Suite *suite = suite_create("predictor_process");
    TCase *tests = tcase_create("process");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, settings);
    tcase_add_test(tests, commands_that_are_none);
    tcase_add_test(tests, answers);
    tcase_add_test(tests, the_child_names_itself_and_its_classes);
    tcase_add_test(tests, classification);
    tcase_add_test(tests, nothing_is_asked_before_a_run);
    tcase_add_test(tests, a_second_run_has_a_new_child);
    tcase_add_test(tests, every_picture_format_arrives);
    tcase_add_test(tests, large_pictures);
    tcase_add_test(tests, cancel);
    tcase_add_test(tests, the_hosts_settings_stay);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
