/* SPDX-License-Identifier: MIT */
#include "base/keys.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/hash.h"

#include <string.h>

enum { FIRST_SLOTS = 64 };

void mlt_keys_init(mlt_keys *keys, mltest_context *ctx)
{
    *keys = (mlt_keys){.ctx = ctx};
}

/* The slot that holds the text, or the empty one where it belongs. At least one slot is empty. */
static size_t slot_of(const mlt_keys *keys, const char *text, uint64_t hash)
{
    size_t mask = keys->n_slots - 1;
    for (size_t at = (size_t)hash & mask;; at = (at + 1) & mask) {
        uint32_t entry = keys->slots[at];
        if (entry == 0)
            return at;
        const mlt_key *key = &keys->items[entry - 1];
        if (key->hash == hash && strcmp(key->text, text) == 0)
            return at;
    }
}

/* Keeps the slots at most half full. */
static mltest_status grow(mlt_keys *keys, mltest_error **error)
{
    if (2 * (keys->n + 1) <= keys->n_slots)
        return MLTEST_OK;
    if (keys->n >= UINT32_MAX / 4)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "more than %zu different names", keys->n);
    size_t n_slots = keys->n_slots > 0 ? 2 * keys->n_slots : FIRST_SLOTS;
    uint32_t *slots = mlt_alloc_zero(keys->ctx, n_slots, sizeof *slots);
    if (!slots)
        return mlt_fail_memory(error);
    mlt_free(keys->ctx, keys->slots);
    keys->slots = slots;
    keys->n_slots = n_slots;
    for (size_t i = 0; i < keys->n; i++)
        slots[slot_of(keys, keys->items[i].text, keys->items[i].hash)] = (uint32_t)i + 1;
    return MLTEST_OK;
}

mltest_status mlt_keys_add(mlt_keys *keys, const char *text, size_t *number, mltest_error **error)
{
    uint64_t hash = mlt_hash64(text, strlen(text), 0);
    TRY(grow(keys, error));
    size_t at = slot_of(keys, text, hash);
    if (keys->slots[at] == 0) {
        if (!mlt_reserve(keys->ctx, keys->items, keys->cap, keys->n + 1))
            return mlt_fail_memory(error);
        char *copy = mlt_strdup(keys->ctx, text);
        if (!copy)
            return mlt_fail_memory(error);
        keys->items[keys->n++] = (mlt_key){hash, copy};
        keys->slots[at] = (uint32_t)keys->n;
    }
    *number = keys->slots[at] - 1;
    return MLTEST_OK;
}

bool mlt_keys_find(const mlt_keys *keys, const char *text, size_t *number)
{
    if (keys->n == 0)
        return false;
    size_t at = slot_of(keys, text, mlt_hash64(text, strlen(text), 0));
    if (keys->slots[at] == 0)
        return false;
    *number = keys->slots[at] - 1;
    return true;
}

void mlt_keys_free(mlt_keys *keys)
{
    for (size_t i = 0; i < keys->n; i++)
        mlt_free(keys->ctx, keys->items[i].text);
    mlt_free(keys->ctx, keys->items);
    mlt_free(keys->ctx, keys->slots);
    mlt_keys_init(keys, keys->ctx);
}
