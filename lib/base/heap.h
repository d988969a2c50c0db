/* SPDX-License-Identifier: MIT */
/*
 * The C library's heap, which serves hosts that set no allocator. Large blocks are asked for in
 * large pages where the system has them: handing out half a million small pages takes longer than
 * reading a file of that size.
 */
#ifndef MLT_BASE_HEAP_H
#define MLT_BASE_HEAP_H

#include <stddef.h>

/* As malloc() and realloc(); what they return is freed by free(). */
void *mlt_heap_allocate(size_t n);
void *mlt_heap_reallocate(void *p, size_t n);

#endif
