/* SPDX-License-Identifier: MIT */
#include "measure/tags.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* The place of name, or the place where it belongs; *found tells which. */
static size_t place_of(const mlt_tags *tags, const char *name, bool *found)
{
    size_t low = 0;
    size_t high = tags->n;
    *found = false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(tags->items[middle].name, name);
        if (order == 0) {
            *found = true;
            return middle;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Puts an unnamed tag at a place; the tags behind it move up. */
static bool open_place(mltest_context *ctx, mlt_tags *tags, size_t at, const char *name)
{
    char *copy = mlt_strdup(ctx, name);
    if (copy == NULL || !mlt_reserve(ctx, tags->items, tags->cap, tags->n + 1)) {
        mlt_free(ctx, copy);
        return false;
    }
    memmove(&tags->items[at + 1], &tags->items[at], (tags->n - at) * sizeof tags->items[0]);
    tags->items[at] = (mlt_tag){copy, NULL, 0.0};
    tags->n++;
    return true;
}

mltest_status mlt_tags_set(mltest_context *ctx, mlt_tags *tags, const char *name, const char *text,
                           double number, mltest_error **error)
{
    if (name[0] == '\0')
        return mlt_fail(error, MLTEST_ERR_INVALID, "a tag needs a name");
    if (text == NULL && !isfinite(number))
        return mlt_fail(error, MLTEST_ERR_INVALID, "tag \"%s\": the number is not finite", name);

    char *copy = NULL;
    if (text != NULL && (copy = mlt_strdup(ctx, text)) == NULL)
        return mlt_fail_memory(error);
    bool found;
    size_t at = place_of(tags, name, &found);
    if (!found && !open_place(ctx, tags, at, name)) {
        mlt_free(ctx, copy);
        return mlt_fail_memory(error);
    }
    mlt_free(ctx, tags->items[at].text);
    tags->items[at].text = copy;
    tags->items[at].number = text == NULL ? number : 0.0;
    return MLTEST_OK;
}

const mlt_tag *mlt_tags_find(const mlt_tags *tags, const char *name)
{
    bool found;
    size_t at = place_of(tags, name, &found);
    return found ? &tags->items[at] : NULL;
}

mltest_status mlt_tags_copy(mltest_context *ctx, mlt_tags *out, const mlt_tags *from,
                            mltest_error **error)
{
    mlt_tags copy = {NULL, 0, 0};
    for (size_t i = 0; i < from->n; i++) {
        const mlt_tag *tag = &from->items[i];
        mltest_status status = mlt_tags_set(ctx, &copy, tag->name, tag->text, tag->number, error);
        if (status != MLTEST_OK) {
            mlt_tags_free(ctx, &copy);
            return status;
        }
    }
    mlt_tags_free(ctx, out);
    *out = copy;
    return MLTEST_OK;
}

void mlt_tags_free(mltest_context *ctx, mlt_tags *tags)
{
    for (size_t i = 0; i < tags->n; i++) {
        mlt_free(ctx, tags->items[i].name);
        mlt_free(ctx, tags->items[i].text);
    }
    mlt_free(ctx, tags->items);
    *tags = (mlt_tags){NULL, 0, 0};
}
