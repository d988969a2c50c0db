/* SPDX-License-Identifier: MIT */
/*
 * Parallel loops. Results must not depend on the number of threads: tasks write to their own slots.
 */
#ifndef MLT_BASE_POOL_H
#define MLT_BASE_POOL_H

#include "mltest/context.h"

#include <stddef.h>

/* Processors available to this process, at least 1. */
size_t mlt_cpu_count(void);

/* How many threads mlt_parallel() takes by itself: one per processor within the limit
 * max_threads. */
size_t mlt_thread_count(const mltest_context *ctx);

/*
 * Calls task(data, i) once for each i in [0, n) on up to n_threads threads (0 = one per
 * processor within the limit max_threads), the calling one among them, or on the context's pool.
 * Worker threads have all signals blocked. Falls back to fewer threads if some cannot be made.
 */
void mlt_parallel(mltest_context *ctx, size_t n_threads, size_t n,
                  void (*task)(void *data, size_t i), void *data);

#endif
