/* SPDX-License-Identifier: MIT */
#include "base/pool.h"

#include <dirent.h>
#include <fenv.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/context.h"
#include "testing.h"

Suite *mlt_suite_base_pool(void);

enum { MOST = 5000 };

/* Sanitizers need memory of their own for every thread. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#endif
#if !defined(SANITIZED)
#define SANITIZED 0
#endif

typedef struct {
    int calls[MOST]; /* each task writes to its own slot only */
    size_t n;
    pthread_t caller;
    _Atomic int on_caller, elsewhere, unblocked, other_rounding;
} work;

static work w;

static void set_up(void)
{
    memset(&w, 0, sizeof w);
    w.caller = pthread_self();
}

static void count(void *data, size_t i)
{
    work *own = data;
    sigset_t blocked;
    ck_assert_uint_lt(i, own->n);
    own->calls[i]++;
    if (fegetround() != FE_TONEAREST)
        own->other_rounding++;
    if (pthread_equal(pthread_self(), own->caller)) {
        own->on_caller++;
        return;
    }
    own->elsewhere++;
    pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    if (!sigismember(&blocked, SIGTERM) || !sigismember(&blocked, SIGCHLD) ||
        !sigismember(&blocked, SIGUSR1))
        own->unblocked++;
}

static void run(mltest_context *ctx, size_t n_threads, size_t n)
{
    memset(w.calls, 0, sizeof w.calls);
    w.n = n;
    w.on_caller = w.elsewhere = 0;
    mlt_parallel(ctx, n_threads, n, count, &w);
    for (size_t i = 0; i < MOST; i++)
        ck_assert_int_eq(w.calls[i], i < n);
    ck_assert_uint_eq((size_t)(w.on_caller + w.elsewhere), n);
}

START_TEST(test_a_limit_where_nothing_says_how_many)
{
    mltest_context *ctx = NULL;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_threads", 1, NULL), MLTEST_OK);
    run(ctx, 0, 1000);
    ck_assert_int_eq(w.elsewhere, 0);
    mltest_context_free(ctx);
}
END_TEST

START_TEST(test_each_index_once)
{
    static const size_t sizes[] = {0, 1, 2, 3, 7, 8, 9, 100, MOST};
    for (size_t n_threads = 0; n_threads <= 8; n_threads++) {
        for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
            run(NULL, n_threads, sizes[i]);
    }
    ck_assert_int_eq(w.unblocked, 0);
}
END_TEST

START_TEST(test_one_thread_is_the_caller)
{
    run(NULL, 1, 100);
    ck_assert_int_eq(w.on_caller, 100);
    run(NULL, 8, 1); /* no thread is made for a single task */
    ck_assert_int_eq(w.on_caller, 1);
}
END_TEST

START_TEST(test_absurd_numbers_of_threads)
{
    run(NULL, 1000000, MOST);
    run(NULL, SIZE_MAX, 3);
}
END_TEST

/* Tasks that wait for each other: passes only if that many really run at once. */
static void meet(void *data, size_t i)
{
    (void)i;
    pthread_barrier_wait(data);
}

START_TEST(test_threads_run_at_once)
{
    for (unsigned n = 2; n <= 8; n++) {
        pthread_barrier_t barrier;
        ck_assert_int_eq(pthread_barrier_init(&barrier, NULL, n), 0);
        mlt_parallel(NULL, n, n, meet, &barrier);
        pthread_barrier_destroy(&barrier);
    }
}
END_TEST

START_TEST(test_the_callers_signals_are_left_alone)
{
    sigset_t before, after;
    sigemptyset(&before);
    sigaddset(&before, SIGUSR2);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    run(NULL, 4, 100);
    pthread_sigmask(SIG_SETMASK, NULL, &after);
    ck_assert(sigismember(&after, SIGUSR2));
    ck_assert(!sigismember(&after, SIGTERM));
    ck_assert(!sigismember(&after, SIGCHLD));
    sigemptyset(&before);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}
END_TEST

static int count_threads(void)
{
    int n = 0;
    DIR *tasks = opendir("/proc/self/task");
    if (tasks == NULL)
        return 0;
    while (readdir(tasks) != NULL)
        n++;
    closedir(tasks);
    return n;
}

START_TEST(test_no_thread_is_left)
{
    run(NULL, 2, 8); /* sanitizers start threads of their own with the first one */
    int before = count_threads();
    for (int i = 0; i < 20; i++)
        run(NULL, 8, 8);
    ck_assert_int_eq(count_threads(), before);
}
END_TEST

START_TEST(test_a_loop_within_a_loop)
{
    static work inner[4];
    for (size_t i = 0; i < 4; i++) {
        inner[i].n = 50;
        inner[i].caller = pthread_self();
        mlt_parallel(NULL, 2, 50, count, &inner[i]);
    }
    for (size_t i = 0; i < 4; i++)
        ck_assert_int_eq(inner[i].on_caller + inner[i].elsewhere, 50);
}
END_TEST

/* Leaves no room for another stack: how many bytes this process may have. */
static rlim_t no_more_memory(rlim_t before)
{
    unsigned long pages = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (f == NULL || fscanf(f, "%lu", &pages) != 1)
        pages = 0;
    if (f != NULL)
        fclose(f);
    return pages > 0 ? (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + 1000000 : before;
}

/* Threads that were never made must not be waited for: no address that looks like one is left. */
static void dirty_the_stack(void)
{
    volatile unsigned char junk[32768];
    for (size_t i = 0; i < sizeof junk; i++)
        junk[i] = 0x5A;
}

START_TEST(test_when_no_thread_can_be_made)
{
    struct rlimit before, low;
    memset(w.calls, 0, sizeof w.calls);
    w.n = 100;
    ck_assert_int_eq(getrlimit(RLIMIT_AS, &before), 0);
    low = before;
    if (!SANITIZED)
        low.rlim_cur = no_more_memory(before.rlim_cur);
    ck_assert_int_eq(setrlimit(RLIMIT_AS, &low), 0);
    dirty_the_stack();
    mlt_parallel(NULL, 8, 100, count, &w);
    ck_assert_int_eq(setrlimit(RLIMIT_AS, &before), 0);
    for (size_t i = 0; i < 100; i++)
        ck_assert_int_eq(w.calls[i], 1);
}
END_TEST

/* --- a host's threads ------------------------------------------------------------------------- */

static int host_runs;

/* Backwards, on a thread of its own, in another rounding mode: everything a host may do. */
typedef struct {
    size_t n;
    void (*task)(void *data, size_t i);
    void *data;
} host_work;

static void *host_thread(void *arg)
{
    host_work *h = arg;
    fesetround(FE_UPWARD);
    for (size_t i = h->n; i-- > 0;)
        h->task(h->data, i);
    ck_assert_int_eq(fegetround(), FE_UPWARD);
    return NULL;
}

static void host_run(void *user_data, size_t n, void (*task)(void *data, size_t i), void *data)
{
    host_work h = {n, task, data};
    sigset_t all, before;
    pthread_t thread;
    ck_assert_ptr_eq(user_data, &host_runs);
    host_runs++;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    ck_assert_int_eq(pthread_create(&thread, NULL, host_thread, &h), 0);
    pthread_join(thread, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

START_TEST(test_a_host_pool)
{
    const mltest_pool pool = {.struct_size = sizeof pool, .concurrency = 1, .run = host_run};
    mlt_test_alloc state = {.fail_at = 0};
    mltest_context *ctx = mlt_test_context(&state);
    host_runs = 0;
    run(ctx, 4, 10);
    ck_assert_int_eq(host_runs, 0);
    ck_assert_int_eq(mlt_context_set_pool(ctx, &pool, &host_runs, NULL), MLTEST_OK);
    run(ctx, 4, 1000);
    run(ctx, 0, 10);
    ck_assert_int_eq(host_runs, 2);
    ck_assert_int_eq(w.on_caller, 0);
    ck_assert_int_eq(w.other_rounding, 0);
    run(ctx, 0, 0);  /* nothing to do */
    run(ctx, 1, 10); /* one thread was asked for: no need to bother the host */
    ck_assert_int_eq(w.on_caller, 10);
    ck_assert_int_eq(host_runs, 2);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

Suite *mlt_suite_base_pool(void)
{
    Suite *suite = suite_create("base_pool");
    TCase *tc = tcase_create("pool");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, set_up, NULL);
    tcase_add_test(tc, test_a_limit_where_nothing_says_how_many);
    tcase_add_test(tc, test_each_index_once);
    tcase_add_test(tc, test_one_thread_is_the_caller);
    tcase_add_test(tc, test_absurd_numbers_of_threads);
    tcase_add_test(tc, test_threads_run_at_once);
    tcase_add_test(tc, test_the_callers_signals_are_left_alone);
    tcase_add_test(tc, test_no_thread_is_left);
    tcase_add_test(tc, test_a_loop_within_a_loop);
    tcase_add_test(tc, test_when_no_thread_can_be_made);
    tcase_add_test(tc, test_a_host_pool);
    suite_add_tcase(suite, tc);
    return suite;
}
