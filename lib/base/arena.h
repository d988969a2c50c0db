/* SPDX-License-Identifier: MIT */
/*
 * Memory that is given back all at once: for what is read once and then stays.
 */
#ifndef MLT_BASE_ARENA_H
#define MLT_BASE_ARENA_H

#include <stddef.h>

#include "mltest/types.h"

typedef struct mlt_arena mlt_arena;

mlt_arena *mlt_arena_new(mltest_context *ctx);
void mlt_arena_free(mlt_arena *arena);
/* Everything of `from` belongs to arena from now on; from is gone. Both are of one context. */
void mlt_arena_join(mlt_arena *arena, mlt_arena *from);
/* Zeroed and aligned for any type; NULL when out of memory. */
void *mlt_arena_alloc(mlt_arena *arena, size_t count, size_t size);
/* A copy with a NUL behind it. */
char *mlt_arena_string(mlt_arena *arena, const char *text, size_t n);

#endif
