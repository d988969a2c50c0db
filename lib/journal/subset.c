/* SPDX-License-Identifier: MIT */
#include "journal/subset.h"

#include <string.h>

#include "base/alloc.h"
#include "base/checked.h"
#include "base/context.h"
#include "base/error.h"

static mltest_status take_conditions(mltest_journal *j, const size_t *conditions, size_t n,
                                     mltest_error **error)
{
    j->arena = mlt_arena_new(j->ctx);
    j->conditions =
        j->arena != NULL ? mlt_arena_alloc(j->arena, n + 1, sizeof *j->conditions) : NULL;
    if (j->conditions == NULL)
        return mlt_fail_memory(error);
    for (j->n_conditions = 0; j->n_conditions < n; j->n_conditions++) {
        j->conditions[j->n_conditions] = j->whole->conditions[conditions[j->n_conditions]];
        TRY(mlt_id_index_add(j->ctx, &j->names, j->conditions[j->n_conditions].name, error));
    }
    return MLTEST_OK;
}

static mltest_status take_samples(mltest_journal *j, const size_t *samples, size_t n,
                                  mltest_error **error)
{
    j->samples = mlt_alloc_zero(j->ctx, n + 1, sizeof *j->samples);
    if (j->samples == NULL)
        return mlt_fail_memory(error);
    for (j->n_samples = 0; j->n_samples < n; j->n_samples++) {
        j->samples[j->n_samples] = j->whole->samples[samples[j->n_samples]];
        j->samples[j->n_samples].n = j->n_samples;
        TRY(mlt_id_index_add(j->ctx, &j->ids, j->samples[j->n_samples].id, error));
    }
    return MLTEST_OK;
}

static mltest_status take_outcomes(mltest_journal *j, const size_t *samples,
                                   const size_t *conditions, mltest_error **error)
{
    size_t n;
    if (!mlt_mul_size(j->n_samples, j->n_conditions, &n))
        return mlt_fail_memory(error);
    j->outcomes = mlt_alloc_zero(j->ctx, n + 1, sizeof *j->outcomes);
    if (j->outcomes == NULL)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < j->n_samples; i++)
        for (size_t c = 0; c < j->n_conditions; c++)
            j->outcomes[i * j->n_conditions + c] =
                *mlt_journal_outcome(j->whole, samples[i], conditions[c]);
    return MLTEST_OK;
}

mltest_status mlt_journal_subset(mltest_journal **out, mltest_context *ctx, mltest_journal *journal,
                                 const size_t *samples, size_t n_samples, const size_t *conditions,
                                 size_t n_conditions, mltest_error **error)
{
    mltest_journal *j = mlt_alloc_zero(ctx, 1, sizeof *j);
    if (j == NULL)
        return mlt_fail_memory(error);
    j->refs = 1;
    j->ctx = mlt_context_ref(ctx);
    j->whole = mlt_journal_ref(journal);
    j->run = journal->run;
    j->complete = journal->complete;
    j->torn = journal->torn;
    memcpy(j->fingerprint_text, journal->fingerprint_text, sizeof j->fingerprint_text);
    memcpy(j->suite_hash_text, journal->suite_hash_text, sizeof j->suite_hash_text);
    memcpy(j->seed_text, journal->seed_text, sizeof j->seed_text);
    memcpy(j->frost_text, journal->frost_text, sizeof j->frost_text);
    mltest_status status = take_conditions(j, conditions, n_conditions, error);
    if (status == MLTEST_OK)
        status = take_samples(j, samples, n_samples, error);
    if (status == MLTEST_OK)
        status = take_outcomes(j, samples, conditions, error);
    if (status == MLTEST_OK)
        *out = j;
    else
        mlt_journal_unref(j);
    return status;
}
