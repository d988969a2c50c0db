/* SPDX-License-Identifier: MIT */
#include "annotation/coco_ids.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

/* The upper bits of products depend on all of the id; n_slots > 1. Where the table lies is known to
 * nobody who writes a file, so that no ids can be chosen to share slots; numbers do not depend on
 * it. */
static size_t slot_of(const mlt_coco_ids *ids, int64_t id)
{
    uint64_t hash = ((uint64_t)id ^ (uint64_t)(uintptr_t)ids->slots) * UINT64_C(0x9E3779B97F4A7C15);
    hash = (hash ^ hash >> 32) * UINT64_C(0xD6E8FEB86659FD93);
    size_t slot = (size_t)(hash >> __builtin_clzll(ids->n_slots - 1));
    while (ids->slots[slot] != 0 && ids->items[ids->slots[slot] - 1] != id)
        slot = (slot + 1) & (ids->n_slots - 1);
    return slot;
}

/* At most half of the slots are taken. */
static bool make_room(mltest_context *ctx, mlt_coco_ids *ids)
{
    if (!mlt_reserve(ctx, ids->items, ids->cap, ids->n + 1))
        return false;
    if (2 * (ids->n + 1) <= ids->n_slots)
        return true;
    const size_t n_slots = ids->n_slots == 0 ? 64 : 2 * ids->n_slots;
    uint32_t *slots = mlt_alloc_zero(ctx, n_slots, sizeof *slots);
    if (slots == NULL)
        return false;
    mlt_free(ctx, ids->slots);
    ids->slots = slots;
    ids->n_slots = n_slots;
    for (size_t i = 0; i < ids->n; i++)
        slots[slot_of(ids, ids->items[i])] = (uint32_t)i + 1;
    return true;
}

mltest_status mlt_coco_ids_add_new(mltest_context *ctx, mlt_coco_ids *ids, int64_t id,
                                   uint32_t *number, mltest_error **error)
{
    if (ids->n >= UINT32_MAX - 1)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "too many different ids");
    if (!make_room(ctx, ids))
        return mlt_fail_memory(error);
    const size_t slot = slot_of(ids, id);
    if (ids->slots[slot] == 0) {
        ids->items[ids->n++] = id;
        ids->slots[slot] = (uint32_t)ids->n;
    }
    *number = ids->last = ids->slots[slot] - 1;
    return MLTEST_OK;
}

uint32_t mlt_coco_ids_find(const mlt_coco_ids *ids, int64_t id)
{
    if (ids->n == 0)
        return MLT_COCO_NO_ID;
    const uint32_t slot = ids->slots[slot_of(ids, id)];
    return slot == 0 ? MLT_COCO_NO_ID : slot - 1;
}

void mlt_coco_ids_free(mltest_context *ctx, mlt_coco_ids *ids)
{
    mlt_free(ctx, ids->items);
    mlt_free(ctx, ids->slots);
    *ids = (mlt_coco_ids){.items = NULL};
}

bool mlt_coco_ids_to_list(mltest_context *ctx, mlt_coco_ids *ids, mlt_coco_id_list *list)
{
    int64_t *items = mlt_realloc_array(ctx, ids->items, ids->n, sizeof *items);
    if (items == NULL)
        return false;
    *list = (mlt_coco_id_list){items, ids->n};
    ids->items = NULL;
    mlt_coco_ids_free(ctx, ids);
    return true;
}
