/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* madvise */
#include "base/heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#ifdef MADV_HUGEPAGE

enum { LARGE = 4 << 20, SMALL_PAGE = 4096 };

/* Of all of the pages that the block touches: what it shares with others does not mind, and a
 * mapping whose parts differ cannot be moved by realloc(). It is only a wish, so whatever comes of
 * it is fine. */
static void *ask_for_large_pages(void *p, size_t n)
{
    if (p == NULL || n < LARGE)
        return p;
    size_t before = (uintptr_t)p % SMALL_PAGE;
    size_t behind = -((uintptr_t)p + n) % SMALL_PAGE;
    (void)madvise((char *)p - before, before + n + behind, MADV_HUGEPAGE);
    return p;
}

#else

static void *ask_for_large_pages(void *p, size_t n)
{
    (void)n;
    return p;
}

#endif

void *mlt_heap_allocate(size_t n)
{
    return ask_for_large_pages(malloc(n), n);
}

void *mlt_heap_reallocate(void *p, size_t n)
{
    return ask_for_large_pages(realloc(p, n), n);
}
