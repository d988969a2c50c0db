/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "gate/gate.h"

enum { MOST_GATES = 10000 };

mltest_status mlt_gates_make(mltest_gates **out, mltest_context *ctx, mltest_error **error)
{
    mltest_gates *gates = mlt_alloc_zero(ctx, 1, sizeof *gates);
    if (gates == NULL)
        return mlt_fail_memory(error);
    gates->refs = 1;
    gates->ctx = mlt_context_ref(ctx);
    gates->arena = mlt_arena_new(ctx);
    if (gates->arena == NULL) {
        mlt_gates_unref(gates);
        return mlt_fail_memory(error);
    }
    *out = gates;
    return MLTEST_OK;
}

mltest_gates *mlt_gates_ref(mltest_gates *gates)
{
    gates->refs++;
    return gates;
}

void mlt_gates_unref(mltest_gates *gates)
{
    if (gates == NULL || --gates->refs > 0)
        return;
    mltest_context *ctx = gates->ctx;
    mlt_arena_free(gates->arena);
    mlt_suite_unref(gates->suite);
    mlt_free(ctx, gates->items);
    mlt_free(ctx, gates);
    mlt_context_unref(ctx);
}

mltest_status mlt_gates_add(mltest_gates *gates, const mlt_gate *gate, mltest_error **error)
{
    if (gates->n >= MOST_GATES)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "more than %d gates", MOST_GATES);
    if (!mlt_reserve(gates->ctx, gates->items, gates->cap, gates->n + 1))
        return mlt_fail_memory(error);
    gates->items[gates->n++] = *gate;
    return MLTEST_OK;
}
