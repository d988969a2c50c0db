/* SPDX-License-Identifier: MIT */
#include "base/pool.h"

#include "base/context.h"
#include "base/fpenv.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>

typedef struct {
    void (*task)(void *data, size_t i);
    void *data;
    size_t n;
    _Atomic size_t next;
} loop;

static void *run_loop(void *arg)
{
    loop *l = arg;
    for (size_t i = l->next++; i < l->n; i = l->next++)
        l->task(l->data, i);
    return NULL;
}

/* The host's threads may have any rounding mode. */
static void run_on_host(void *arg, size_t i)
{
    const loop *l = arg;
    fenv_t host;
    mlt_fpenv_enter(&host);
    l->task(l->data, i);
    mlt_fpenv_leave(&host);
}

/* Starts up to n threads; as many as could be made. */
static size_t start(pthread_t *threads, size_t n, loop *l)
{
    sigset_t all, before;
    size_t made = 0;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (made < n && pthread_create(&threads[made], NULL, run_loop, l) == 0)
        made++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return made;
}

size_t mlt_thread_count(const mltest_context *ctx)
{
    uint64_t limit = mlt_context_limits(ctx)->max_threads;
    size_t n = mlt_cpu_count();
    return n > limit ? (size_t)limit : n;
}

void mlt_parallel(mltest_context *ctx, size_t n_threads, size_t n,
                  void (*task)(void *data, size_t i), void *data)
{
    enum { MOST_THREADS = 256 };
    pthread_t threads[MOST_THREADS];
    void *pool_data;
    const mltest_pool *pool = mlt_context_pool(ctx, &pool_data);
    loop l = {.task = task, .data = data, .n = n};
    if (n == 0)
        return;
    if (pool != NULL && n_threads != 1) {
        pool->run(pool_data, n, run_on_host, &l);
        return;
    }
    if (n_threads == 0)
        n_threads = mlt_thread_count(ctx);
    if (n_threads > n)
        n_threads = n;
    if (n_threads > MOST_THREADS)
        n_threads = MOST_THREADS;
    size_t made = start(threads, n_threads - 1, &l);
    run_loop(&l);
    for (size_t i = 0; i < made; i++)
        pthread_join(threads[i], NULL);
}
