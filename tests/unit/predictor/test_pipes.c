/* SPDX-License-Identifier: MIT */
#include "predictor/pipes.h"

#include <errno.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_pipes(void);

START_TEST(ends_close_on_exec)
{
    int ends[2], before = fix_descriptors();
    ck_assert_int_eq(mlt_pipe_make(ends), 0);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_gt(ends[i], 2);
        ck_assert_int_eq(fcntl(ends[i], F_GETFD), FD_CLOEXEC);
    }
    ck_assert_int_eq(write(ends[1], "x", 1), 1);
    char c = 0;
    ck_assert_int_eq(read(ends[0], &c, 1), 1);
    ck_assert_int_eq(c, 'x');
    mlt_pipe_close(&ends[0]);
    mlt_pipe_close(&ends[1]);
    ck_assert_int_eq(ends[0], -1);
    mlt_pipe_close(&ends[0]); /* nothing to close */
    ck_assert_int_eq(fix_descriptors(), before);
}
END_TEST

START_TEST(numbers_of_the_standard_streams_are_not_used)
{
    int ends[2], saved[3];
    for (int fd = 0; fd < 3; fd++) {
        saved[fd] = fcntl(fd, F_DUPFD_CLOEXEC, 10);
        close(fd);
    }
    int err = mlt_pipe_make(ends);
    for (int fd = 0; fd < 3; fd++) {
        bool closed = fcntl(fd, F_GETFD) < 0;
        dup2(saved[fd], fd);
        close(saved[fd]);
        ck_assert(closed);
    }
    ck_assert_int_eq(err, 0);
    ck_assert_int_gt(ends[0], 2);
    ck_assert_int_gt(ends[1], 2);
    ck_assert_int_eq(fcntl(ends[1], F_GETFD), FD_CLOEXEC);
    mlt_pipe_close(&ends[0]);
    mlt_pipe_close(&ends[1]);
}
END_TEST

START_TEST(no_descriptors_left)
{
    int ends[2], before = fix_descriptors();
    struct rlimit limit;
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &limit), 0);
    struct rlimit small = limit;
    for (rlim_t n = 3; n < 40; n++) {
        small.rlim_cur = n;
        ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &small), 0);
        int err = mlt_pipe_make(ends);
        ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
        if (err != 0) {
            ck_assert_int_eq(err, EMFILE);
            ck_assert_int_eq(ends[0], -1);
            ck_assert_int_eq(ends[1], -1);
        }
        mlt_pipe_close(&ends[0]);
        mlt_pipe_close(&ends[1]);
        ck_assert_int_eq(fix_descriptors(), before);
    }
}
END_TEST

START_TEST(nonblocking_reads_return)
{
    int ends[2];
    char c;
    ck_assert_int_eq(mlt_pipe_make(ends), 0);
    ck_assert_int_eq(mlt_pipe_nonblocking(ends[0]), 0);
    ck_assert_int_eq(read(ends[0], &c, 1), -1);
    ck_assert_int_eq(errno, EAGAIN);
    ck_assert_int_eq(fcntl(ends[1], F_GETFL) & O_NONBLOCK, 0);
    mlt_pipe_close(&ends[0]);
    mlt_pipe_close(&ends[1]);
    ck_assert_int_eq(mlt_pipe_nonblocking(-1), EBADF);
}
END_TEST

static volatile sig_atomic_t received;

static void on_sigpipe(int signal)
{
    (void)signal;
    received++;
}

static bool is_blocked(void)
{
    sigset_t mask;
    ck_assert_int_eq(pthread_sigmask(SIG_BLOCK, NULL, &mask), 0);
    return sigismember(&mask, SIGPIPE) == 1;
}

/* Writes to a pipe that nobody reads. */
static void write_in_vain(void)
{
    int ends[2];
    ck_assert_int_eq(mlt_pipe_make(ends), 0);
    mlt_pipe_close(&ends[0]);
    ck_assert_int_eq(write(ends[1], "x", 1), -1);
    ck_assert_int_eq(errno, EPIPE);
    mlt_pipe_close(&ends[1]);
}

START_TEST(sigpipe_does_not_reach_the_host)
{
    struct sigaction action = {.sa_handler = on_sigpipe}, old;
    mlt_sigpipe saved;
    ck_assert_int_eq(sigaction(SIGPIPE, &action, &old), 0);
    mlt_sigpipe_hold(&saved);
    write_in_vain();
    mlt_sigpipe_release(&saved);
    ck_assert_int_eq(received, 0);
    ck_assert(!is_blocked());
    raise(SIGPIPE); /* the handler is still the host's */
    ck_assert_int_eq(received, 1);
    sigaction(SIGPIPE, &old, NULL);
}
END_TEST

START_TEST(a_sigpipe_of_the_hosts_own_stays_pending)
{
    struct sigaction action = {.sa_handler = on_sigpipe}, old;
    mlt_sigpipe saved;
    sigset_t set;
    received = 0;
    ck_assert_int_eq(sigaction(SIGPIPE, &action, &old), 0);
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    raise(SIGPIPE);
    mlt_sigpipe_hold(&saved);
    write_in_vain();
    mlt_sigpipe_release(&saved);
    ck_assert(is_blocked());
    ck_assert_int_eq(received, 0);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    ck_assert_int_eq(received, 1);
    sigaction(SIGPIPE, &old, NULL);
}
END_TEST

START_TEST(an_ignored_sigpipe)
{
    struct sigaction action = {.sa_handler = SIG_IGN}, old;
    mlt_sigpipe saved;
    ck_assert_int_eq(sigaction(SIGPIPE, &action, &old), 0);
    mlt_sigpipe_hold(&saved);
    write_in_vain();
    mlt_sigpipe_release(&saved); /* must not wait for a signal that never comes */
    ck_assert(!is_blocked());
    sigaction(SIGPIPE, &old, NULL);
}
END_TEST

Suite *mlt_suite_predictor_pipes(void)
{
    Suite *suite = suite_create("predictor_pipes");
    TCase *tests = tcase_create("pipes");
    tcase_add_test(tests, ends_close_on_exec);
    tcase_add_test(tests, numbers_of_the_standard_streams_are_not_used);
    tcase_add_test(tests, no_descriptors_left);
    tcase_add_test(tests, nonblocking_reads_return);
    tcase_add_test(tests, sigpipe_does_not_reach_the_host);
    tcase_add_test(tests, a_sigpipe_of_the_hosts_own_stays_pending);
    tcase_add_test(tests, an_ignored_sigpipe);
    suite_add_tcase(suite, tests);
    return suite;
}
