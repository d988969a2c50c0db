/* SPDX-License-Identifier: MIT */
/*
 * Sorting half keys: digit by digit from the last, which beats merging where there are many. Half a
 * key is enough to tell most scores apart and needs half the memory.
 */
#include "metric/coco_parts.h"

#include <stdbool.h>
#include <string.h>

enum { DIGIT_BITS = 11, N_VALUES = 1 << DIGIT_BITS, N_DIGITS = 3, FEW = 48 };

static bool is_sorted(const mlt_coco_key *items, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (items[i - 1].key > items[i].key)
            return false;
    return true;
}

static void insert_all(mlt_coco_key *items, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        mlt_coco_key item = items[i];
        size_t at = i;
        for (; at > 0 && items[at - 1].key > item.key; at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
}

static uint32_t digit_of(uint32_t key, unsigned digit)
{
    return key >> (digit * DIGIT_BITS) & (N_VALUES - 1);
}

/* counts becomes where each value of the digit begins; false if all have the same. */
static bool add_up(uint32_t *counts, uint32_t one_of_them, size_t n)
{
    uint32_t before = 0;
    if (counts[one_of_them] == n)
        return false;
    for (size_t v = 0; v < N_VALUES; v++) {
        uint32_t count = counts[v];
        counts[v] = before;
        before += count;
    }
    return true;
}

static void sort_by_digits(mlt_coco_key *items, mlt_coco_key *scratch, size_t n)
{
    uint32_t counts[N_DIGITS][N_VALUES] = {{0}};
    mlt_coco_key *from = items;
    mlt_coco_key *to = scratch;
    for (size_t i = 0; i < n; i++)
        for (unsigned d = 0; d < N_DIGITS; d++)
            counts[d][digit_of(items[i].key, d)]++;
    for (unsigned d = 0; d < N_DIGITS; d++) {
        if (!add_up(counts[d], digit_of(from[0].key, d), n))
            continue;
        for (size_t i = 0; i < n; i++)
            to[counts[d][digit_of(from[i].key, d)]++] = from[i];
        mlt_coco_key *swap = from;
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, n * sizeof *items);
}

void mlt_coco_sort(mlt_coco_key *items, mlt_coco_key *scratch, size_t n)
{
    if (is_sorted(items, n))
        return;
    if (n <= FEW)
        insert_all(items, n);
    else
        sort_by_digits(items, scratch, n);
}
