/* SPDX-License-Identifier: MIT */
#include "journal/index.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/hash.h"

static size_t slot_of(const mlt_id_index *index, const char *id)
{
    size_t mask = index->n_slots - 1;
    size_t at = (size_t)mlt_hash64(id, strlen(id), 0) & mask;
    while (index->slots[at] != 0 && strcmp(index->ids[index->slots[at] - 1], id) != 0)
        at = (at + 1) & mask;
    return at;
}

static mltest_status rehash(mltest_context *ctx, mlt_id_index *index, mltest_error **error)
{
    size_t n_slots = index->n_slots == 0 ? 64 : 2 * index->n_slots;
    uint32_t *slots = mlt_alloc_zero(ctx, n_slots, sizeof *slots);
    if (slots == NULL)
        return mlt_fail_memory(error);
    mlt_free(ctx, index->slots);
    index->slots = slots;
    index->n_slots = n_slots;
    for (size_t i = 0; i < index->n; i++)
        slots[slot_of(index, index->ids[i])] = (uint32_t)i + 1;
    return MLTEST_OK;
}

mltest_status mlt_id_index_add(mltest_context *ctx, mlt_id_index *index, const char *id,
                               mltest_error **error)
{
    if (index->n >= UINT32_MAX - 1)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "too many samples");
    if (!mlt_reserve(ctx, index->ids, index->cap_ids, index->n + 1))
        return mlt_fail_memory(error);
    if (2 * (index->n + 1) > index->n_slots)
        TRY(rehash(ctx, index, error));
    index->ids[index->n] = id;
    index->slots[slot_of(index, id)] = (uint32_t)++index->n;
    return MLTEST_OK;
}

int64_t mlt_id_index_find(const mlt_id_index *index, const char *id)
{
    if (index->n_slots == 0)
        return -1;
    return (int64_t)index->slots[slot_of(index, id)] - 1;
}

void mlt_id_index_free(mltest_context *ctx, mlt_id_index *index)
{
    mlt_free(ctx, index->slots);
    mlt_free(ctx, (void *)index->ids);
    memset(index, 0, sizeof *index);
}
