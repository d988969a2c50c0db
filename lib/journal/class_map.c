/* SPDX-License-Identifier: MIT */
/*
 * What conditions say of classes by name, by index.
 */
#include <string.h>

#include "base/error.h"
#include "journal/builder.h"

static mltest_status find_class(const mlt_builder *b, const mlt_id_index *index,
                                const mlt_jcondition *condition, const char *name, int32_t *out,
                                mltest_error **error)
{
    *out = (int32_t)mlt_id_index_find(index, name);
    if (*out >= 0)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_FORMAT,
                    "%s: condition '%.200s' says what becomes of the class '%.100s', which the run "
                    "does not have",
                    b->paths[b->file], condition->name, name);
}

/* Classes that are left out, and that nothing turned into. */
static void find_void(mlt_jclasses *classes)
{
    for (size_t i = 0; i < classes->n; i++)
        classes->is_void[i] = classes->to[i] < 0;
    for (size_t i = 0; i < classes->n; i++)
        if (classes->to[i] >= 0)
            classes->is_void[classes->to[i]] = false;
}

static mltest_status resolve(const mlt_builder *b, const mlt_id_index *index,
                             const mlt_jcondition *condition, mlt_jclasses **out,
                             mltest_error **error)
{
    mlt_arena *arena = b->journal->arena;
    size_t n = b->journal->run.n_classes;
    mlt_jclasses *classes = mlt_arena_alloc(arena, 1, sizeof *classes);
    if (classes == NULL)
        return mlt_fail_memory(error);
    *classes = (mlt_jclasses){mlt_arena_alloc(arena, n + 1, sizeof *classes->to),
                              mlt_arena_alloc(arena, n + 1, sizeof *classes->is_void), n};
    if (classes->to == NULL || classes->is_void == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < n; i++)
        classes->to[i] = (int32_t)i;
    for (size_t i = 0; i < condition->n_changes; i++) {
        const mlt_jchange *change = &condition->changes[i];
        int32_t from, to = -1;
        TRY(find_class(b, index, condition, change->from, &from, error));
        if (change->to != NULL)
            TRY(find_class(b, index, condition, change->to, &to, error));
        classes->to[from] = to;
    }
    find_void(classes);
    *out = classes;
    return MLTEST_OK;
}

static mltest_status resolve_all(mlt_builder *b, const mlt_id_index *index, mltest_error **error)
{
    mltest_journal *j = b->journal;
    for (size_t c = 0; c < j->n_conditions; c++) {
        mlt_jclasses *classes = NULL;
        if (j->conditions[c].n_changes == 0)
            continue;
        TRY(resolve(b, index, &j->conditions[c], &classes, error));
        for (size_t i = 0; i < j->n_samples; i++)
            j->outcomes[i * j->n_conditions + c].classes = classes;
    }
    return MLTEST_OK;
}

/* A name that is there twice is its first place. */
static mltest_status index_classes(const mltest_journal *j, mlt_id_index *index,
                                   mltest_error **error)
{
    for (size_t i = 0; i < j->run.n_classes; i++)
        TRY(mlt_id_index_add(j->ctx, index, j->run.classes[i], error));
    return MLTEST_OK;
}

mltest_status mlt_builder_resolve_classes(mlt_builder *b, mltest_error **error)
{
    const mltest_journal *j = b->journal;
    mlt_id_index index;
    size_t n = 0;
    for (size_t c = 0; c < j->n_conditions; c++)
        n += j->conditions[c].n_changes;
    if (n == 0)
        return MLTEST_OK;
    memset(&index, 0, sizeof index);
    mltest_status status = index_classes(j, &index, error);
    if (status == MLTEST_OK)
        status = resolve_all(b, &index, error);
    mlt_id_index_free(j->ctx, &index);
    return status;
}
