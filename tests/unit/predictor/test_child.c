/* SPDX-License-Identifier: MIT */
#include "predictor/child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_child(void);

static mlt_child child;
static int before;

static void set_up(void)
{
    before = fix_descriptors();
}

/* No zombie, no descriptor. */
static void tear_down(void)
{
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
    ck_assert_int_eq(fix_descriptors(), before);
}

static void start(const char *script)
{
    char *argv[] = {(char[]){"/bin/sh"}, (char[]){"-c"}, (char *)(uintptr_t)script, NULL};
    mlt_child_init(&child);
    ck_assert_int_eq(mlt_child_start(&child, argv, NULL), MLTEST_OK);
}

static const char *described(void)
{
    static char text[128];
    mlt_text t;
    mlt_text_init(&t, NULL);
    mlt_child_describe_end(&child, &t);
    snprintf(text, sizeof text, "%s", mlt_text_string(&t));
    mlt_text_free(&t);
    return text;
}

static double seconds_since(int64_t start_ns)
{
    return (double)(mlt_clock_ns() - start_ns) / 1e9;
}

START_TEST(none_at_all)
{
    mlt_child_init(&child);
    ck_assert(mlt_child_has_ended(&child));
    ck_assert(mlt_child_await(&child, 5));
    mlt_child_read_err(&child);
    mlt_child_kill(&child);
    mlt_child_finish(&child);
    ck_assert_str_eq(described(), "ended");
}
END_TEST

START_TEST(how_it_ended)
{
    start("exit 3");
    ck_assert(mlt_child_await(&child, 5));
    ck_assert(mlt_child_has_ended(&child)); /* still: looking does not reap */
    mlt_child_kill(&child);
    ck_assert_str_eq(described(), "exited with status 3");
    start("kill -SEGV $$");
    ck_assert(mlt_child_await(&child, 5));
    mlt_child_kill(&child);
    ck_assert_str_eq(described(), "was ended by signal 11");
    start("exit 127");
    ck_assert(mlt_child_await(&child, 5));
    mlt_child_kill(&child);
    ck_assert_ptr_nonnull(strstr(described(), "no such program"));
}
END_TEST

START_TEST(await_gives_up)
{
    start("sleep 100");
    int64_t at = mlt_clock_ns();
    ck_assert(!mlt_child_await(&child, 0.05));
    ck_assert_double_lt(seconds_since(at), 2);
    ck_assert(!mlt_child_has_ended(&child));
    mlt_child_kill(&child);
    ck_assert_str_eq(described(), "was ended by signal 9");
}
END_TEST

START_TEST(a_full_pipe_does_not_hold_it)
{
    start("head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2; echo end >&2; exit 5");
    ck_assert(mlt_child_await(&child, 20));
    mlt_child_kill(&child);
    ck_assert_str_eq(described(), "exited with status 5");
    mlt_text text;
    mlt_text_init(&text, NULL);
    mlt_tail_print(&child.tail, &text);
    ck_assert_str_eq(mlt_text_string(&text) + text.n - 7, "\\x00end");
    mlt_text_free(&text);
}
END_TEST

START_TEST(finish_lets_it_end_by_itself)
{
    start("cat >/dev/null; sleep 0.1; exit 6");
    int64_t at = mlt_clock_ns();
    mlt_child_finish(&child);
    ck_assert_double_lt(seconds_since(at), 1.9);
    ck_assert_str_eq(described(), "exited with status 6");
    ck_assert_int_eq(child.pid, 0);
}
END_TEST

START_TEST(finish_asks_then_ends)
{
    start("trap 'exit 8' TERM; while :; do sleep 0.05; done");
    int64_t at = mlt_clock_ns();
    mlt_child_finish(&child);
    ck_assert_double_gt(seconds_since(at), 1.9);
    ck_assert_double_lt(seconds_since(at), 2.9);
    ck_assert_str_eq(described(), "exited with status 8");
    start("trap '' TERM; while :; do sleep 0.05; done");
    mlt_child_finish(&child);
    ck_assert_str_eq(described(), "was ended by signal 9");
}
END_TEST

/* Whether a process is there, and not as a zombie that its parent has yet to see. */
static bool runs(pid_t pid)
{
    char path[64], line[256] = "";
    snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
    FILE *f = fopen(path, "r");
    if (f == NULL)
        return false;
    char *got = fgets(line, sizeof line, f);
    fclose(f);
    const char *state = got ? strrchr(line, ')') : NULL;
    return state != NULL && state[2] != 'Z';
}

START_TEST(helpers_end_with_it)
{
    char line[32] = "";
    start("sleep 100 & echo $!; wait");
    while (read(child.out, line, sizeof line - 1) <= 0)
        ck_assert(!mlt_child_has_ended(&child));
    pid_t helper = (pid_t)strtol(line, NULL, 10);
    ck_assert(runs(helper));
    mlt_child_kill(&child);
    for (int i = 0; i < 500 && runs(helper); i++)
        (void)poll(NULL, 0, 10);
    ck_assert(!runs(helper));
}
END_TEST

START_TEST(a_host_that_ignores_sigchld)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, old;
    ck_assert_int_eq(sigaction(SIGCHLD, &ignore, &old), 0);
    start("exit 3");
    ck_assert(mlt_child_await(&child, 5));
    mlt_child_kill(&child);
    ck_assert_str_eq(described(), "ended");
    start("sleep 100");
    ck_assert(!mlt_child_has_ended(&child));
    int64_t at = mlt_clock_ns();
    mlt_child_kill(&child);
    ck_assert_double_lt(seconds_since(at), 5);
    sigaction(SIGCHLD, &old, NULL);
}
END_TEST

START_TEST(a_host_that_reaps_it)
{
    start("exit 3");
    ck_assert_int_eq(waitpid(child.pid, NULL, 0), child.pid);
    ck_assert(mlt_child_has_ended(&child));
    mlt_child_kill(&child);
    ck_assert_str_eq(described(), "ended");
}
END_TEST

START_TEST(a_fork_of_the_host_leaves_it_alone)
{
    start("read x; exit 9");
    pid_t fork_pid = fork();
    ck_assert_int_ge(fork_pid, 0);
    if (fork_pid == 0) {
        mlt_child_finish(&child);
        _exit(child.in == -1 && child.err == -1 ? 0 : 1);
    }
    int status = 0;
    ck_assert_int_eq(waitpid(fork_pid, &status, 0), fork_pid);
    ck_assert_int_eq(status, 0);
    ck_assert(!mlt_child_has_ended(&child));
    mlt_child_finish(&child);
    ck_assert_str_eq(described(), "exited with status 9");
}
END_TEST

Suite *mlt_suite_predictor_child(void)
{
    Suite *suite = suite_create("predictor_child");
    TCase *tests = tcase_create("child");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, none_at_all);
    tcase_add_test(tests, how_it_ended);
    tcase_add_test(tests, await_gives_up);
    tcase_add_test(tests, a_full_pipe_does_not_hold_it);
    tcase_add_test(tests, finish_lets_it_end_by_itself);
    tcase_add_test(tests, finish_asks_then_ends);
    tcase_add_test(tests, helpers_end_with_it);
    tcase_add_test(tests, a_host_that_ignores_sigchld);
    tcase_add_test(tests, a_host_that_reaps_it);
    tcase_add_test(tests, a_fork_of_the_host_leaves_it_alone);
    suite_add_tcase(suite, tests);
    return suite;
}
