/* SPDX-License-Identifier: MIT */
/*
 * The outcomes of a journal as a matrix: a row a sample, a column a condition.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/checked.h"
#include "base/error.h"
#include "journal/builder.h"
#include "journal/same.h"

/*
 * A matrix that is next to empty is an attack. Runs of sparse rounds fill a part of it, and a
 * search that has asked for the clean pictures only has one record of each sample, under hundreds
 * of conditions.
 */
enum { SMALL_MATRIX = 1 << 20, SEARCH_MATRIX = 1 << 25, CELLS_PER_RECORD = 64 };

typedef struct {
    uint64_t n;
    uint32_t from;
} order;

static int by_ordinal(const void *a, const void *b)
{
    const order *p = a, *q = b;
    if (p->n != q->n)
        return p->n < q->n ? -1 : 1;
    return p->from < q->from ? -1 : p->from > q->from;
}

/* Fills `sorted` and `place`, where each sample went. */
static mltest_status put_in_order(mlt_builder *b, order *o, mlt_jsample *sorted, uint32_t *place,
                                  mltest_error **error)
{
    const mltest_journal *j = b->journal;
    for (size_t i = 0; i < j->n_samples; i++)
        o[i] = (order){j->samples[i].n, (uint32_t)i};
    if (j->n_samples > 1)
        qsort(o, j->n_samples, sizeof *o, by_ordinal);
    for (size_t i = 0; i < j->n_samples; i++) {
        sorted[i] = j->samples[o[i].from];
        place[o[i].from] = (uint32_t)i;
        if (i == 0 || sorted[i].n != sorted[i - 1].n)
            continue;
        mlt_origin at = b->origins[o[i].from], first = b->origins[o[i - 1].from];
        mlt_where where = {b->paths[at.file], at.line, -1, sorted[i].id, NULL};
        return mlt_fail_at(error, MLTEST_ERR_CONFLICT, where,
                           "sample '%s' has the ordinal %" PRIu64 " of sample '%s' at %s:%" PRId64,
                           sorted[i].id, sorted[i].n, sorted[i - 1].id, b->paths[first.file],
                           first.line);
    }
    return MLTEST_OK;
}

/* Samples have moved: so do the places their ids lead to. */
static mltest_status index_again(mltest_journal *j, mltest_error **error)
{
    mlt_id_index_free(j->ctx, &j->ids);
    for (size_t i = 0; i < j->n_samples; i++)
        TRY(mlt_id_index_add(j->ctx, &j->ids, j->samples[i].id, error));
    return MLTEST_OK;
}

static mltest_status sort_samples(mlt_builder *b, uint32_t *place, mltest_error **error)
{
    mltest_journal *j = b->journal;
    order *o = mlt_alloc_zero(b->ctx, j->n_samples, sizeof *o);
    mlt_jsample *sorted = mlt_alloc_zero(b->ctx, j->n_samples, sizeof *sorted);
    mltest_status status = o == NULL || sorted == NULL ? mlt_fail_memory(error)
                                                       : put_in_order(b, o, sorted, place, error);
    mlt_free(b->ctx, o);
    if (status != MLTEST_OK) {
        mlt_free(b->ctx, sorted);
        return status;
    }
    mlt_free(b->ctx, j->samples);
    j->samples = sorted;
    return index_again(j, error);
}

static bool is_answer(const mlt_joutcome *outcome)
{
    return outcome->type == MLT_OUTCOME || outcome->type == MLT_SKIP;
}

static mltest_status contradiction(const mlt_builder *b, const mlt_entry *e, const char *id,
                                   mltest_error **error)
{
    const mlt_entry *first = b->entries;
    const char *condition = b->journal->conditions[e->condition].name;
    while (first->sample != e->sample || first->condition != e->condition ||
           !is_answer(&first->outcome))
        first++;
    mlt_where where = {b->paths[e->origin.file], e->origin.line, -1, id, condition};
    return mlt_fail_at(error, MLTEST_ERR_CONFLICT, where,
                       "contradicts %s:%" PRId64 " about sample '%s' under %s; merging with "
                       "prefer=first takes the earlier one",
                       b->paths[first->origin.file], first->origin.line, id, condition);
}

/* An answer beats a failure; a later failure replaces an earlier one. */
static mltest_status file_entry(const mlt_builder *b, mlt_joutcome *slot, const mlt_entry *e,
                                const char *id, mltest_error **error)
{
    mltest_status status = MLTEST_OK;
    if (!is_answer(slot)) {
        *slot = e->outcome;
        return MLTEST_OK;
    }
    if (!is_answer(&e->outcome) || b->prefer_first)
        return MLTEST_OK;
    if (!mlt_same_outcome(b->ctx, slot, &e->outcome, &status))
        return contradiction(b, e, id, error);
    return status == MLTEST_OK ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status file_entries(mlt_builder *b, const uint32_t *place, mltest_error **error)
{
    mltest_journal *j = b->journal;
    for (size_t i = 0; i < b->n_entries; i++) {
        const mlt_entry *e = &b->entries[i];
        size_t row = place[e->sample];
        TRY(file_entry(b, &j->outcomes[row * j->n_conditions + e->condition], e, j->samples[row].id,
                       error));
    }
    return MLTEST_OK;
}

static bool is_next_to_empty(const mlt_builder *b, size_t cells)
{
    if (cells <= SMALL_MATRIX || (cells <= SEARCH_MATRIX && b->n_entries >= b->journal->n_samples))
        return false;
    return cells / CELLS_PER_RECORD > b->n_entries;
}

static mltest_status make_matrix(mlt_builder *b, mltest_error **error)
{
    mltest_journal *j = b->journal;
    size_t cells;
    if (!mlt_mul_size(j->n_samples, j->n_conditions, &cells) || is_next_to_empty(b, cells))
        return mlt_fail(error, MLTEST_ERR_LIMIT,
                        "%s: %zu samples under %zu conditions, but only %zu records of them",
                        b->paths[b->file], j->n_samples, j->n_conditions, b->n_entries);
    j->outcomes = mlt_alloc_zero(b->ctx, cells, sizeof *j->outcomes);
    return j->outcomes != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

mltest_status mlt_builder_file_outcomes(mlt_builder *b, mltest_error **error)
{
    TRY(make_matrix(b, error));
    uint32_t *place = mlt_alloc_zero(b->ctx, b->journal->n_samples, sizeof *place);
    if (place == NULL)
        return mlt_fail_memory(error);
    mltest_status status = sort_samples(b, place, error);
    if (status == MLTEST_OK)
        status = file_entries(b, place, error);
    mlt_free(b->ctx, place);
    return status;
}
