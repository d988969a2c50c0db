/* SPDX-License-Identifier: MIT */
#include "score/each_condition.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/pool.h"

typedef struct {
    mltest_status status;
    mltest_error *error;
} outcome;

typedef struct {
    mltest_context *ctx;
    mlt_condition_task task;
    void *data;
    size_t first;
    outcome *outcomes;
} job;

static void run(void *data, size_t i)
{
    job *j = data;
    mlt_sides sides;
    mlt_sides_init(&sides, j->ctx);
    j->outcomes[i].status = j->task(j->data, j->first + i, &sides, &j->outcomes[i].error);
    mlt_sides_free(&sides);
}

mltest_status mlt_each_condition(mltest_context *ctx, size_t first, size_t end,
                                 mlt_condition_task task, void *data, mltest_error **error)
{
    size_t n = end - first;
    job j = {ctx, task, data, first, mlt_alloc_zero(ctx, n + 1, sizeof(outcome))};
    mltest_status status = MLTEST_OK;
    if (j.outcomes == NULL)
        return mlt_fail_memory(error);
    mlt_parallel(ctx, 0, n, run, &j);
    for (size_t i = 0; i < n; i++) {
        if (status == MLTEST_OK && j.outcomes[i].status != MLTEST_OK) {
            status = j.outcomes[i].status;
            if (error != NULL) {
                *error = j.outcomes[i].error;
                j.outcomes[i].error = NULL;
            }
        }
        mlt_error_free(j.outcomes[i].error);
    }
    mlt_free(ctx, j.outcomes);
    return status;
}
