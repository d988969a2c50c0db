/* SPDX-License-Identifier: MIT */
#include "perturb/scratch.h"

#include <stdint.h>

#include "base/alloc.h"

/* Vectors that straddle two cache lines are loaded twice. */
enum { CACHE_LINE = 64 };

struct mlt_scratch {
    mltest_context *ctx;
    void *slots[MLT_SCRATCH_SLOTS];   /* as allocated */
    void *aligned[MLT_SCRATCH_SLOTS]; /* where they start */
    size_t sizes[MLT_SCRATCH_SLOTS];
    void *kept[MLT_KEPT];
};

mlt_scratch *mlt_scratch_new(mltest_context *ctx)
{
    mlt_scratch *scratch = mlt_alloc_zero(ctx, 1, sizeof *scratch);
    if (scratch != NULL)
        scratch->ctx = ctx;
    return scratch;
}

void mlt_scratch_free(mlt_scratch *scratch)
{
    if (scratch == NULL)
        return;
    for (int i = 0; i < MLT_SCRATCH_SLOTS; i++)
        mlt_free(scratch->ctx, scratch->slots[i]);
    for (int i = 0; i < MLT_KEPT; i++)
        mlt_free(scratch->ctx, scratch->kept[i]);
    mlt_free(scratch->ctx, scratch);
}

bool mlt_scratch_has(const mlt_scratch *scratch, mlt_kept which)
{
    return scratch->kept[which] != NULL;
}

void *mlt_scratch_keep(mlt_scratch *scratch, mlt_kept which, size_t bytes, bool *is_new)
{
    *is_new = scratch->kept[which] == NULL;
    if (*is_new)
        scratch->kept[which] = mlt_alloc(scratch->ctx, bytes);
    return scratch->kept[which];
}

void *mlt_scratch_get(mlt_scratch *scratch, int slot, size_t bytes)
{
    if (bytes <= scratch->sizes[slot])
        return scratch->aligned[slot];
    char *grown = mlt_alloc(scratch->ctx, bytes + CACHE_LINE - 1);
    if (grown == NULL)
        return NULL;
    mlt_free(scratch->ctx, scratch->slots[slot]);
    scratch->slots[slot] = grown;
    scratch->aligned[slot] = grown + (CACHE_LINE - (uintptr_t)grown % CACHE_LINE) % CACHE_LINE;
    scratch->sizes[slot] = bytes;
    return scratch->aligned[slot];
}
