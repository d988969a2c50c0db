/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

#include "base/alloc.h"
#include "base/checked.h"
#include "base/context.h"

enum { BLOCK = 1 << 18 };

typedef struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
} block;

struct mlt_arena {
    mltest_context *ctx;
    block *blocks; /* the one to fill first */
};

mlt_arena *mlt_arena_new(mltest_context *ctx)
{
    mlt_arena *arena = mlt_alloc_zero(ctx, 1, sizeof *arena);
    if (arena != NULL)
        arena->ctx = mlt_context_ref(ctx);
    return arena;
}

void mlt_arena_free(mlt_arena *arena)
{
    if (arena == NULL)
        return;
    mltest_context *ctx = arena->ctx;
    for (block *b = arena->blocks; b != NULL;) {
        block *next = b->next;
        mlt_free(ctx, b);
        b = next;
    }
    mlt_free(ctx, arena);
    mlt_context_unref(ctx);
}

void mlt_arena_join(mlt_arena *arena, mlt_arena *from)
{
    block **end = &arena->blocks; /* the block that is being filled stays the first */
    while (*end != NULL)
        end = &(*end)->next;
    *end = from->blocks;
    from->blocks = NULL;
    mlt_arena_free(from);
}

/* Large pieces get a block of their own behind the one that is being filled. */
static block *add_block(mlt_arena *arena, size_t n)
{
    size_t size = n > BLOCK ? n : BLOCK, whole;
    if (!mlt_add_size(size, sizeof(block), &whole))
        return NULL;
    block *b = mlt_alloc(arena->ctx, whole);
    if (b == NULL)
        return NULL;
    b->used = 0;
    b->size = size;
    if (n > BLOCK && arena->blocks != NULL) {
        b->next = arena->blocks->next;
        arena->blocks->next = b;
    } else {
        b->next = arena->blocks;
        arena->blocks = b;
    }
    return b;
}

void *mlt_arena_alloc(mlt_arena *arena, size_t count, size_t size)
{
    size_t n;
    if (!mlt_mul_size(count, size, &n) || !mlt_add_size(n, alignof(max_align_t) - 1, &n))
        return NULL;
    n -= n % alignof(max_align_t);
    block *b = arena->blocks;
    if (b == NULL || b->size - b->used < n)
        b = add_block(arena, n);
    if (b == NULL)
        return NULL;
    void *p = b->bytes + b->used;
    b->used += n;
    memset(p, 0, n);
    return p;
}

char *mlt_arena_string(mlt_arena *arena, const char *text, size_t n)
{
    size_t room;
    char *copy = mlt_add_size(n, 1, &room) ? mlt_arena_alloc(arena, room, 1) : NULL;
    if (copy != NULL)
        memcpy(copy, text, n);
    return copy;
}
