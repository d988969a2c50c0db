/* SPDX-License-Identifier: MIT */
/*
 * A set of texts, each with the number of its first appearance: 0, 1, 2, …
 */
#ifndef MLT_BASE_KEYS_H
#define MLT_BASE_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mltest/types.h"

typedef struct {
    uint64_t hash;
    char *text; /* owned */
} mlt_key;

typedef struct {
    mltest_context *ctx; /* borrowed */
    mlt_key *items;      /* by number */
    size_t n, cap;
    uint32_t *slots; /* number + 1, or 0; open addressing, n_slots is a power of two */
    size_t n_slots;
} mlt_keys;

void mlt_keys_init(mlt_keys *keys, mltest_context *ctx);
/* The number of a text, which is added if it is new: keys->n tells. MLTEST_ERR_MEMORY or _LIMIT. */
mltest_status mlt_keys_add(mlt_keys *keys, const char *text, size_t *number, mltest_error **error);
/* false if it is not there. */
bool mlt_keys_find(const mlt_keys *keys, const char *text, size_t *number);
void mlt_keys_free(mlt_keys *keys);

#endif
