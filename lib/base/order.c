/* SPDX-License-Identifier: MIT */
#include "base/order.h"

#include <math.h>
#include <string.h>

#define SIGN_BIT ((uint64_t)1 << 63)

enum { RUN = 16 }; /* below this insertion is faster than merging */

uint64_t mlt_key_descending(double score)
{
    uint64_t bits;
    if (isnan(score))
        return UINT64_MAX;
    score += 0.0; /* -0 becomes 0 */
    memcpy(&bits, &score, sizeof bits);
    /* Positive numbers ascend as their bits do, negative ones descend. */
    return bits & SIGN_BIT ? bits : ~(bits | SIGN_BIT);
}

uint64_t mlt_key_signed(int64_t number)
{
    return (uint64_t)number ^ SIGN_BIT;
}

static void insert_run(mlt_keyed *items, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        mlt_keyed item = items[i];
        size_t at = i;
        for (; at > 0 && items[at - 1].key > item.key; at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
}

/* Merges from[0, middle) and from[middle, n); of equal keys the left one goes first. */
static void merge(mlt_keyed *to, const mlt_keyed *from, size_t middle, size_t n)
{
    size_t left = 0;
    size_t right = middle;
    for (size_t i = 0; i < n; i++) {
        if (left < middle && (right == n || from[left].key <= from[right].key))
            to[i] = from[left++];
        else
            to[i] = from[right++];
    }
}

static void merge_pass(mlt_keyed *to, const mlt_keyed *from, size_t n, size_t width)
{
    for (size_t start = 0; start < n; start += 2 * width) {
        size_t rest = n - start;
        size_t middle = rest < width ? rest : width;
        merge(to + start, from + start, middle, rest < 2 * width ? rest : 2 * width);
    }
}

static int is_sorted(const mlt_keyed *items, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (items[i - 1].key > items[i].key)
            return 0;
    return 1;
}

void mlt_sort_keyed(mlt_keyed *items, mlt_keyed *scratch, size_t n)
{
    mlt_keyed *from = items;
    mlt_keyed *to = scratch;
    if (is_sorted(items, n)) /* predictions usually come sorted */
        return;
    for (size_t start = 0; start < n; start += RUN)
        insert_run(items + start, n - start < RUN ? n - start : RUN);
    for (size_t width = RUN; width < n; width *= 2) {
        merge_pass(to, from, n, width);
        mlt_keyed *swap = from;
        from = to;
        to = swap;
    }
    if (from != items)
        memcpy(items, from, n * sizeof *items);
}
