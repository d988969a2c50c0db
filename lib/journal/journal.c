/* SPDX-License-Identifier: MIT */
#include "journal/journal.h"

#include "base/alloc.h"
#include "base/context.h"

mltest_journal *mlt_journal_ref(mltest_journal *journal)
{
    journal->refs++;
    return journal;
}

void mlt_journal_unref(mltest_journal *journal)
{
    if (journal == NULL || --journal->refs > 0)
        return;
    mltest_context *ctx = journal->ctx;
    mlt_free(ctx, journal->samples);
    mlt_free(ctx, journal->outcomes);
    mlt_id_index_free(ctx, &journal->ids);
    mlt_id_index_free(ctx, &journal->names);
    mlt_arena_free(journal->arena);
    mlt_journal_unref(journal->whole);
    mlt_free(ctx, journal);
    mlt_context_unref(ctx);
}

int64_t mlt_journal_find_sample(const mltest_journal *journal, const char *id)
{
    return mlt_id_index_find(&journal->ids, id);
}

int64_t mlt_journal_find_condition(const mltest_journal *journal, const char *name)
{
    return mlt_id_index_find(&journal->names, name);
}
