/* SPDX-License-Identifier: MIT */
#include "score/units.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"

enum { LEAST_HASH = 8 };

typedef enum { BY_NAME, BY_TEXT, BY_NUMBER } key_type;

/* What makes a sample one with others. */
typedef struct {
    key_type type;
    const char *text;
    size_t n;
    double number;
    size_t sample;
} key;

static bool is_of_hash(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The length of NAME in NAME.rf.HASH, or of all of it. */
static size_t source_length(const char *id)
{
    const char *found = NULL;
    for (const char *at = strstr(id, ".rf."); at != NULL; at = strstr(at + 1, ".rf."))
        found = at;
    size_t n = 0;
    while (found != NULL && is_of_hash(found[4 + n]))
        n++;
    return n >= LEAST_HASH ? (size_t)(found - id) : strlen(id);
}

static key key_of(const mlt_jsample *sample, size_t index)
{
    for (size_t i = 0; i < sample->n_tags; i++) {
        const mlt_tag *tag = &sample->tags[i];
        if (strcmp(tag->name, "group") != 0)
            continue;
        if (tag->text == NULL)
            return (key){BY_NUMBER, "", 0, tag->number, index};
        return (key){BY_TEXT, tag->text, strlen(tag->text), 0, index};
    }
    return (key){BY_NAME, sample->id, source_length(sample->id), 0, index};
}

static int compare(const key *a, const key *b)
{
    if (a->type != b->type)
        return a->type < b->type ? -1 : 1;
    if (a->number < b->number || a->number > b->number)
        return a->number < b->number ? -1 : 1;
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    return memcmp(a->text, b->text, a->n);
}

static int by_key(const void *a, const void *b)
{
    const key *p = a, *q = b;
    int order = compare(p, q);
    return order != 0 ? order : p->sample < q->sample ? -1 : p->sample > q->sample;
}

/* Each sample is given the first of its key, and those are numbered in the journal's order. */
static void number(mlt_units *units, const key *keys, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool is_same = i > 0 && compare(&keys[i - 1], &keys[i]) == 0;
        units->of[keys[i].sample] = is_same ? units->of[keys[i - 1].sample] : keys[i].sample;
        units->is_grouped = units->is_grouped || is_same;
    }
    for (size_t i = 0; i < n; i++) /* the first of a key comes before the others */
        units->of[i] = units->of[i] == i ? units->n++ : units->of[units->of[i]];
}

mltest_status mlt_units_of(mlt_units *units, mltest_context *ctx, const mlt_jsample *samples,
                           size_t n, mltest_error **error)
{
    memset(units, 0, sizeof *units);
    units->of = mlt_alloc_zero(ctx, n + 1, sizeof *units->of);
    key *keys = mlt_alloc_zero(ctx, n + 1, sizeof *keys);
    if (units->of == NULL || keys == NULL) {
        mlt_free(ctx, keys);
        mlt_units_free(ctx, units);
        return mlt_fail_memory(error);
    }
    for (size_t i = 0; i < n; i++)
        keys[i] = key_of(&samples[i], i);
    qsort(keys, n, sizeof *keys, by_key);
    number(units, keys, n);
    mlt_free(ctx, keys);
    return MLTEST_OK;
}

mltest_status mlt_units_make(mlt_units *units, mltest_context *ctx, const mltest_journal *journal,
                             mltest_error **error)
{
    return mlt_units_of(units, ctx, journal->samples, journal->n_samples, error);
}

void mlt_units_free(mltest_context *ctx, mlt_units *units)
{
    mlt_free(ctx, units->of);
    units->of = NULL;
}
