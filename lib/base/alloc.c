/* SPDX-License-Identifier: MIT */
#include "base/alloc.h"

#include "base/checked.h"
#include "base/context.h"

#include <string.h>

void *mlt_alloc(mltest_context *ctx, size_t n)
{
    return mlt_context_allocate(ctx, n == 0 ? 1 : n);
}

void *mlt_alloc_zero(mltest_context *ctx, size_t count, size_t size)
{
    size_t n;
    if (!mlt_mul_size(count, size, &n))
        return NULL;
    void *p = mlt_alloc(ctx, n);
    if (p != NULL)
        memset(p, 0, n);
    return p;
}

void *mlt_realloc_array(mltest_context *ctx, void *p, size_t count, size_t size)
{
    size_t n;
    if (!mlt_mul_size(count, size, &n))
        return NULL;
    return mlt_context_reallocate(ctx, p, n == 0 ? 1 : n);
}

void mlt_free(mltest_context *ctx, void *p)
{
    if (p != NULL)
        mlt_context_release(ctx, p);
}

char *mlt_strndup(mltest_context *ctx, const char *text, size_t n)
{
    size_t room;
    if (!mlt_add_size(n, 1, &room))
        return NULL;
    char *copy = mlt_alloc(ctx, room);
    if (copy != NULL) {
        memcpy(copy, text, n);
        copy[n] = '\0';
    }
    return copy;
}

char *mlt_strdup(mltest_context *ctx, const char *text)
{
    return mlt_strndup(ctx, text, strlen(text));
}

/* memcpy: a pointer of another type may not be read and written as a void pointer. */
bool mlt_reserve_bytes(mltest_context *ctx, void *items, size_t *cap, size_t need, size_t size)
{
    void *grown;
    if (need <= *cap)
        return true;
    size_t wanted = *cap + *cap / 2;
    if (wanted < need)
        wanted = need;
    if (wanted < 8)
        wanted = 8;
    memcpy(&grown, items, sizeof grown);
    grown = mlt_realloc_array(ctx, grown, wanted, size);
    if (grown == NULL)
        return false;
    memcpy(items, &grown, sizeof grown);
    *cap = wanted;
    return true;
}
