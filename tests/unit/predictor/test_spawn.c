/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "predictor/child.h"
#include "predictor/fixtures.h"
#include "predictor/pipes.h"

Suite *mlt_suite_predictor_spawn(void);

static mlt_child child;

/* Starts /bin/sh with a script. */
static mltest_status start(const char *script)
{
    char *argv[] = {(char[]){"/bin/sh"}, (char[]){"-c"}, (char *)(uintptr_t)script, NULL};
    mlt_child_init(&child);
    return mlt_child_start(&child, argv, NULL);
}

/* Everything the child writes to its output until it closes it. */
static const char *output(void)
{
    static char text[4096];
    size_t n = 0;
    for (;;) {
        struct pollfd fd = {child.out, POLLIN, 0};
        ck_assert_int_eq(poll(&fd, 1, 10000), 1);
        ssize_t got = read(child.out, text + n, sizeof text - 1 - n);
        if (got <= 0)
            break;
        n += (size_t)got;
    }
    text[n] = '\0';
    return text;
}

START_TEST(three_pipes)
{
    int before = fix_descriptors();
    ck_assert_int_eq(start("read x; echo \"got $x\"; echo oops >&2; exit 4"), MLTEST_OK);
    ck_assert_int_gt(child.pid, 0);
    ck_assert_int_eq(child.host, getpid());
    ck_assert_int_eq(fix_descriptors(), before + 3);
    ck_assert_int_eq(write(child.in, "hello\n", 6), 6);
    ck_assert_str_eq(output(), "got hello\n");
    ck_assert(mlt_child_await(&child, 5));
    mlt_child_kill(&child);
    ck_assert(child.status_known);
    ck_assert_int_eq(WEXITSTATUS(child.status), 4);
    mlt_text text;
    mlt_text_init(&text, NULL);
    mlt_tail_print(&child.tail, &text);
    ck_assert_str_eq(mlt_text_string(&text), "oops");
    mlt_text_free(&text);
    ck_assert_int_eq(fix_descriptors(), before);
}
END_TEST

START_TEST(our_ends_do_not_block)
{
    ck_assert_int_eq(start("sleep 100"), MLTEST_OK);
    ck_assert_int_ne(fcntl(child.in, F_GETFL) & O_NONBLOCK, 0);
    ck_assert_int_ne(fcntl(child.out, F_GETFL) & O_NONBLOCK, 0);
    ck_assert_int_ne(fcntl(child.err, F_GETFL) & O_NONBLOCK, 0);
    ck_assert_int_eq(fcntl(child.in, F_GETFD), FD_CLOEXEC);
    mlt_child_kill(&child);
}
END_TEST

/* Neither the host's signal settings nor another child's pipes are inherited. */
START_TEST(a_clean_inheritance)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, old;
    sigset_t all, mask;
    char *argv[] = {(char *)(uintptr_t)fix_child(), (char[]){"inherited"}, NULL};
    ck_assert_int_eq(start("sleep 100"), MLTEST_OK);
    mlt_child other = child;
    ck_assert_int_eq(sigaction(SIGPIPE, &ignore, &old), 0);
    ck_assert_int_eq(sigaction(SIGUSR1, &ignore, NULL), 0);
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &mask);
    int inherited = 0; /* what the test runner itself leaves open is not ours */
    for (int fd = 3; fd < 256; fd++)
        inherited += fcntl(fd, F_GETFD) == 0;
    mlt_child_init(&child);
    ck_assert_int_eq(mlt_child_start(&child, argv, NULL), MLTEST_OK);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGPIPE, &old, NULL);
    static const char question[] =
        "{\"mltest\":1}\n{\"id\":1,\"batch\":[0,1],\"width\":1,\"height\":1,\"bytes\":3}\nabc";
    ck_assert_int_eq(write(child.in, question, sizeof question - 1), sizeof question - 1);
    mlt_pipe_close(&child.in);
    char expected[64];
    snprintf(expected, sizeof expected, "\"bbox\":[0,0,%d,2]", inherited + 1);
    const char *said = output();
    ck_assert_msg(strstr(said, expected) != NULL, "%s not in %s", expected, said);
    mlt_child_kill(&child);
    mlt_child_kill(&other);
}
END_TEST

START_TEST(it_leads_its_own_group)
{
    ck_assert_int_eq(start("sleep 100"), MLTEST_OK);
    ck_assert_int_eq(getpgid(child.pid), child.pid);
    mlt_child_kill(&child);
}
END_TEST

/* An error at once, or, as POSIX allows, an end with status 127. */
static void check_cannot_start(const char *program)
{
    char *argv[] = {(char *)(uintptr_t)program, (char[]){"--key=secret"}, NULL};
    mltest_error *error = NULL;
    mlt_child_init(&child);
    if (mlt_child_start(&child, argv, &error) == MLTEST_OK) {
        ck_assert(mlt_child_await(&child, 20));
        mlt_child_kill(&child);
        ck_assert_int_eq(WEXITSTATUS(child.status), 127);
    } else {
        const char *message = mlt_error_text(error, MLT_ERROR_MESSAGE);
        ck_assert_int_eq(mlt_error_status(error), MLTEST_ERR_PREDICTOR);
        ck_assert_ptr_nonnull(strstr(message, program));
        ck_assert_ptr_null(strstr(message, "secret"));
        mlt_error_free(error);
    }
    ck_assert_int_eq(child.pid, 0);
    ck_assert_int_eq(child.in, -1);
}

START_TEST(what_cannot_start)
{
    int before = fix_descriptors();
    static const char *const programs[] = {"/no/such/program", "no-such-program-anywhere", "/", ""};
    for (size_t i = 0; i < 4; i++) {
        check_cannot_start(programs[i]);
        ck_assert_int_eq(fix_descriptors(), before);
    }
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
}
END_TEST

START_TEST(standard_streams_that_are_closed)
{
    int saved[3];
    for (int fd = 0; fd < 3; fd++) {
        saved[fd] = fcntl(fd, F_DUPFD_CLOEXEC, 10);
        close(fd);
    }
    mltest_status status = start("read x; echo \"got $x\"");
    for (int fd = 0; fd < 3; fd++) {
        dup2(saved[fd], fd);
        close(saved[fd]);
    }
    ck_assert_int_eq(status, MLTEST_OK);
    ck_assert_int_eq(write(child.in, "y\n", 2), 2);
    ck_assert_str_eq(output(), "got y\n");
    mlt_child_kill(&child);
}
END_TEST

START_TEST(no_descriptors_left)
{
    struct rlimit limit;
    int before = fix_descriptors();
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &limit), 0);
    struct rlimit small = limit;
    int failures = 0;
    for (rlim_t n = 3; n < 30; n++) {
        small.rlim_cur = n;
        setrlimit(RLIMIT_NOFILE, &small);
        mltest_status status = start("exit 0");
        setrlimit(RLIMIT_NOFILE, &limit);
        failures += status != MLTEST_OK;
        ck_assert(status == MLTEST_OK || status == MLTEST_ERR_PREDICTOR);
        mlt_child_kill(&child);
        ck_assert_int_eq(fix_descriptors(), before);
    }
    ck_assert_int_gt(failures, 0);
}
END_TEST

Suite *mlt_suite_predictor_spawn(void)
{
    Suite *suite = suite_create("predictor_spawn");
    TCase *tests = tcase_create("spawn");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, three_pipes);
    tcase_add_test(tests, our_ends_do_not_block);
    tcase_add_test(tests, a_clean_inheritance);
    tcase_add_test(tests, it_leads_its_own_group);
    tcase_add_test(tests, what_cannot_start);
    tcase_add_test(tests, standard_streams_that_are_closed);
    tcase_add_test(tests, no_descriptors_left);
    suite_add_tcase(suite, tests);
    return suite;
}
