/* SPDX-License-Identifier: MIT */
/*
 * Which part of a run files hold: shard i of n has the ordinals [iN/n, (i+1)N/n).
 */
#include <inttypes.h>

#include "base/alloc.h"
#include "base/error.h"
#include "journal/builder.h"

static mltest_status mark(mlt_builder *b, uint64_t shard, mltest_error **error)
{
    uint64_t n = b->journal->run.shard_count;
    if (shard >= n)
        return mlt_fail(error, MLTEST_ERR_FORMAT, "%s: shard %" PRIu64 " of %" PRIu64,
                        b->paths[b->file], shard, n);
    b->shards[shard] = 1;
    return MLTEST_OK;
}

mltest_status mlt_builder_take_shards(mlt_builder *b, const mlt_jrun *run, mltest_error **error)
{
    if (b->shards == NULL) {
        b->shards = mlt_alloc_zero(b->ctx, run->shard_count, 1);
        if (b->shards == NULL)
            return mlt_fail_memory(error);
    }
    if (b->journal->run.shard_count != run->shard_count)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "%s: a shard of %" PRIu64 ", but '%s' is of %" PRIu64, b->paths[b->file],
                        run->shard_count, b->paths[0], b->journal->run.shard_count);
    TRY(mark(b, run->shard_index, error));
    for (size_t i = 0; i < run->n_shards; i++)
        TRY(mark(b, run->shards[i], error));
    return MLTEST_OK;
}

/* The first ordinal of a shard. */
static uint64_t shard_start(const mlt_jrun *run, uint64_t shard)
{
    uint64_t q = run->limit / run->shard_count, r = run->limit % run->shard_count;
    return q * shard + r * shard / run->shard_count;
}

/* Whether the samples are exactly those of the shards that were seen. */
static bool has_all_samples(const mlt_builder *b)
{
    const mltest_journal *j = b->journal;
    size_t at = 0;
    for (uint64_t i = 0; i < j->run.shard_count; i++) {
        if (!b->shards[i])
            continue;
        uint64_t end = shard_start(&j->run, i + 1);
        for (uint64_t n = shard_start(&j->run, i); n < end; n++, at++) {
            if (at >= j->n_samples || j->samples[at].n != n)
                return false;
        }
    }
    return at == j->n_samples;
}

static bool has_all_outcomes(const mltest_journal *j)
{
    for (size_t i = 0; i < j->n_samples * j->n_conditions; i++) {
        if (j->outcomes[i].type == 0)
            return false;
    }
    return true;
}

/* Several shards, but not all, are listed: merged with the rest later they are the whole run. */
static mltest_status list_shards(mlt_builder *b, size_t n, mltest_error **error)
{
    mlt_jrun *run = &b->journal->run;
    run->shards = mlt_arena_alloc(b->journal->arena, n, sizeof *run->shards);
    if (run->shards == NULL)
        return mlt_fail_memory(error);
    for (uint64_t i = 0; i < run->shard_count; i++) {
        if (b->shards[i])
            run->shards[run->n_shards++] = i;
    }
    run->shard_index = run->shards[0];
    return MLTEST_OK;
}

/* Whether all that the run meant to ask is there. With a budget these are whole samples, but not
 * all; until decided, what was asked follows from the answers, and the end record alone tells. */
static bool is_complete(const mlt_builder *b)
{
    const mltest_journal *j = b->journal;
    if (!b->ended || j->run.until_decided)
        return b->ended;
    return has_all_outcomes(j) && (j->run.budget > 0 || has_all_samples(b));
}

mltest_status mlt_builder_judge_shards(mlt_builder *b, mltest_error **error)
{
    mltest_journal *j = b->journal;
    size_t n = 0;
    for (uint64_t i = 0; i < j->run.shard_count; i++)
        n += b->shards[i];
    j->complete = is_complete(b);
    j->run.shards = NULL;
    j->run.n_shards = 0;
    if (n == j->run.shard_count) { /* together they are the whole run */
        j->run.shard_index = 0;
        j->run.shard_count = 1;
    }
    return n > 1 && n < j->run.shard_count ? list_shards(b, n, error) : MLTEST_OK;
}
