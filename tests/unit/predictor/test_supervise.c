/* SPDX-License-Identifier: MIT */
#include "predictor/supervise.h"

#include <signal.h>

#include "predictor/process_fixtures.h"

Suite *mlt_suite_predictor_supervise(void);

static int before;
static mltest_predictor *predictor;

static void set_up(void)
{
    before = fix_descriptors();
}

static void tear_down(void)
{
    mlt_predictor_unref(predictor);
    predictor = NULL;
    fix_check_traces(before);
}

/* Begins a run with a child that does not get that far. */
static void check_start(const char *mode, const char *timeout, const char *message)
{
    mltest_error *error = NULL;
    predictor = fix_open(NULL, mode, timeout, "3");
    ck_assert_int_eq(fix_begin(predictor, &error), MLTEST_ERR_PREDICTOR);
    const char *said = mlt_error_text(error, MLT_ERROR_MESSAGE);
    ck_assert_msg(strstr(said, message) != NULL, "\"%s\" not in \"%s\"", message, said);
    ck_assert_int_eq(fix_state(predictor)->child.pid, 0);
    ck_assert_int_eq(fix_state(predictor)->restarts_left, 3); /* a first start is not repeated */
    mlt_error_free(error);
    mlt_predictor_unref(predictor);
    predictor = NULL;
}

START_TEST(children_that_do_not_greet)
{
    check_start("exit-at-start", "20", "exited with status 3; its last words: \"no such model\"");
    check_start("wrong-greeting", "20", "version 1 of the protocol");
    check_start("chatty", "20", "greeting");
    check_start("no-greeting", "0.2", "no answer within 0.2 s");
}
END_TEST

START_TEST(a_program_that_is_not_there)
{
    mltest_error *error = NULL;
    mltest_predictor *p = NULL;
    mlt_classes none = {NULL, 0, 0};
    ck_assert_int_eq(mlt_process_open(&p, NULL, "/no/such/model", NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(p->hooks.begin(p->user_data, p, &none, &error), MLTEST_ERR_PREDICTOR);
    const char *said = mlt_error_text(error, MLT_ERROR_MESSAGE);
    ck_assert(strstr(said, "cannot start \"/no/such/model\"") || strstr(said, "no such program"));
    mlt_error_free(error);
    mlt_predictor_unref(p);
}
END_TEST

START_TEST(whose_classes)
{
    predictor = fix_process("normal", "20", "0");
    ck_assert_str_eq(mlt_process_classes(fix_state(predictor))->names[0], "a");
    ck_assert_uint_eq(predictor->classes.n, 0);
    mlt_predictor_unref(predictor);
    predictor = fix_process("names", "20", "0");
    ck_assert_str_eq(mlt_process_classes(fix_state(predictor))->names[0], "b");
}
END_TEST

START_TEST(a_dead_child_is_replaced)
{
    mltest_error *unused = NULL;
    predictor = fix_process("normal", "20", "2");
    mlt_process *process = fix_state(predictor);
    for (int64_t left = 2; left > 0; left--) {
        pid_t pid = process->child.pid;
        ck_assert_int_eq(mlt_process_ensure(process, &unused), MLTEST_OK);
        ck_assert_int_eq(process->child.pid, pid);
        ck_assert_int_eq(kill(pid, SIGKILL), 0);
        ck_assert(mlt_child_await(&process->child, 5));
        ck_assert_int_eq(process->restarts_left, left);
        ck_assert_int_eq(mlt_process_ensure(process, &unused), MLTEST_OK);
        ck_assert_int_ne(process->child.pid, pid);
    }
    mltest_error *error = NULL;
    kill(process->child.pid, SIGKILL);
    ck_assert(mlt_child_await(&process->child, 5));
    ck_assert_int_eq(mlt_process_ensure(process, &error), MLTEST_ERR_PREDICTOR);
    ck_assert_ptr_nonnull(
        strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "restarted 2 times, as often as allowed"));
    mlt_error_free(error);
}
END_TEST

START_TEST(restarts_that_fail_are_counted)
{
    const char *dir = mlt_test_make_dir();
    char mode[256];
    mltest_error *error = NULL;
    snprintf(mode, sizeof mode, "change '%s/count'", dir);
    predictor = fix_process(mode, "20", "2");
    mlt_process *process = fix_state(predictor);
    ck_assert_str_eq(predictor->classes.names[0], "class 1");
    kill(process->child.pid, SIGKILL);
    ck_assert(mlt_child_await(&process->child, 5));
    ck_assert_int_eq(mlt_process_ensure(process, &error), MLTEST_ERR_PREDICTOR);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "other classes"));
    ck_assert_int_eq(process->restarts_left, 0);
    ck_assert_str_eq(predictor->classes.names[0], "class 1");
    mlt_error_free(error);
    mlt_test_remove_dir(dir);
}
END_TEST

static const char *reason(mlt_exchange_end end, const char *script)
{
    static char text[512];
    char *argv[] = {(char[]){"/bin/sh"}, (char[]){"-c"}, (char *)(uintptr_t)script, NULL};
    mlt_process process = {.timeout_s = 2.5, .max_line = 77};
    mlt_text said;
    mlt_text_init(&said, NULL);
    mlt_child_init(&process.child);
    ck_assert_int_eq(mlt_child_start(&process.child, argv, NULL), MLTEST_OK);
    (void)mlt_child_await(&process.child, 0.3);
    mlt_process_fail(&process, end, "refused text", &said);
    snprintf(text, sizeof text, "%s", mlt_text_string(&said));
    ck_assert_int_eq(process.child.pid, 0);
    mlt_text_free(&said);
    return text;
}

START_TEST(reasons)
{
    ck_assert_str_eq(reason(MLT_EXCHANGE_TIMEOUT, "sleep 9"), "no answer within 2.5 s");
    ck_assert_str_eq(reason(MLT_EXCHANGE_REFUSED, "sleep 9"), "refused text");
    ck_assert_str_eq(reason(MLT_EXCHANGE_TOO_LONG, "sleep 9"),
                     "the process wrote a line longer than 77 bytes");
    ck_assert_str_eq(reason(MLT_EXCHANGE_ENDED, "exec >&-; sleep 9"),
                     "the process closed its output");
    ck_assert_str_eq(reason(MLT_EXCHANGE_ENDED, "exit 5"), "the process exited with status 5");
    ck_assert_str_eq(reason(MLT_EXCHANGE_ENDED, "printf 'a\\n\\033b\\n' >&2; kill -9 $$"),
                     "the process was ended by signal 9; its last words: \"a\\n\\x1bb\"");
}
END_TEST

Suite *mlt_suite_predictor_supervise(void)
{
    Suite *suite = suite_create("predictor_supervise");
    TCase *tests = tcase_create("supervise");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, children_that_do_not_greet);
    tcase_add_test(tests, a_program_that_is_not_there);
    tcase_add_test(tests, whose_classes);
    tcase_add_test(tests, a_dead_child_is_replaced);
    tcase_add_test(tests, restarts_that_fail_are_counted);
    tcase_add_test(tests, reasons);
    suite_add_tcase(suite, tests);
    return suite;
}
