/* SPDX-License-Identifier: MIT */
#include "perturb/scratch.h"

#include "base/alloc.h"
#include "base/math.h"

struct mlt_scratch {
    mltest_context *ctx;
    void *slots[MLT_SCRATCH_SLOTS];
    size_t sizes[MLT_SCRATCH_SLOTS];
    float *normals;
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
    mlt_free(scratch->ctx, scratch->normals);
    mlt_free(scratch->ctx, scratch);
}

const float *mlt_scratch_normals(mlt_scratch *scratch)
{
    if (scratch->normals != NULL)
        return scratch->normals;
    float *table = mlt_alloc(scratch->ctx, MLT_NORMAL_TABLE * sizeof *table);
    if (table == NULL)
        return NULL;
    for (int k = 0; k < MLT_NORMAL_TABLE / 2; k++) {
        table[k] = (float)mlt_normal_quantile((k + 0.5) / MLT_NORMAL_TABLE);
        table[MLT_NORMAL_TABLE - 1 - k] = -table[k];
    }
    scratch->normals = table;
    return table;
}

void *mlt_scratch_get(mlt_scratch *scratch, int slot, size_t bytes)
{
    if (bytes <= scratch->sizes[slot])
        return scratch->slots[slot];
    void *grown = mlt_alloc(scratch->ctx, bytes);
    if (grown == NULL)
        return NULL;
    mlt_free(scratch->ctx, scratch->slots[slot]);
    scratch->slots[slot] = grown;
    scratch->sizes[slot] = bytes;
    return grown;
}
