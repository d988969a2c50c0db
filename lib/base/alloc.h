/* SPDX-License-Identifier: MIT */
/*
 * Memory of a context. ctx may be NULL everywhere: the defaults.
 */
#ifndef MLT_BASE_ALLOC_H
#define MLT_BASE_ALLOC_H

#include "mltest/context.h"

#include <stdbool.h>
#include <stddef.h>

/* n bytes, not cleared; NULL when out of memory. n = 0 is served as 1. */
void *mlt_alloc(mltest_context *ctx, size_t n);
/* count × size bytes, zeroed; NULL when out of memory or the product overflows. */
void *mlt_alloc_zero(mltest_context *ctx, size_t count, size_t size);
/* Resizes to count × size bytes; NULL leaves p as it was. */
void *mlt_realloc_array(mltest_context *ctx, void *p, size_t count, size_t size);
/* p may be NULL. */
void mlt_free(mltest_context *ctx, void *p);
/* A copy of n bytes with a NUL after them. */
char *mlt_strndup(mltest_context *ctx, const char *text, size_t n);
char *mlt_strdup(mltest_context *ctx, const char *text);

/*
 * Makes room for one more element: items is a pointer to the array pointer, *cap its capacity in
 * elements. Grows by half, at least to 8. false = out of memory, nothing changed.
 */
bool mlt_reserve_bytes(mltest_context *ctx, void *items, size_t *cap, size_t need, size_t size);
#define mlt_reserve(ctx, items, cap, need)                                                         \
    mlt_reserve_bytes((ctx), (void *)&(items), &(cap), (need), sizeof *(items))

#endif
