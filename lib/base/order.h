/* SPDX-License-Identifier: MIT */
/*
 * Stable sorting by score. The C library's qsort is not stable and may allocate on its own.
 */
#ifndef MLT_BASE_ORDER_H
#define MLT_BASE_ORDER_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint64_t key;
    uint32_t index; /* what the key belongs to; free for the caller */
    uint32_t group; /* free for the caller */
} mlt_keyed;

/* Keys ascend as scores descend; -0 and 0 are the same, NaN comes last. */
uint64_t mlt_key_descending(double score);
/* Keys ascend as numbers do. */
uint64_t mlt_key_signed(int64_t number);

/* Sorts by ascending key; equal keys keep their order. scratch has room for n as well. */
void mlt_sort_keyed(mlt_keyed *items, mlt_keyed *scratch, size_t n);

#endif
