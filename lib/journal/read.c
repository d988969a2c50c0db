/* SPDX-License-Identifier: MIT */
/*
 * Journals into memory: the records of all files, sorted and filed.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/file.h"
#include "base/number.h"
#include "journal/index.h"
#include "journal/journal.h"
#include "journal/same.h"
#include "journal/scan.h"

/* An outcome before it is filed. */
typedef struct {
    mlt_joutcome outcome;
    uint32_t sample, condition;
    int64_t line;
} entry;

typedef struct {
    mltest_journal *journal;
    mltest_context *ctx;
    const char *file;
    bool prefer_first;
    mlt_id_index ids;
    size_t cap_samples;
    mlt_jcondition *file_conditions; /* of the file being read */
    size_t n_file_conditions, cap_file_conditions;
    bool has_run;
    entry *entries;
    size_t n_entries, cap_entries;
    uint32_t last_sample;
    uint8_t *shards; /* seen; of run.shard_count */
    bool ended;
} builder;

static mltest_status at_line(const builder *b, int64_t line, mltest_status status, const char *what,
                             const char *which, mltest_error **error)
{
    mlt_where where = {b->file, line, -1, NULL, NULL};
    return mlt_fail_at(error, status, where, "%s '%s'", what, which);
}

static mltest_status take_run(builder *b, const mlt_jrun *run, mltest_error **error)
{
    mltest_journal *j = b->journal;
    if (!b->has_run) {
        j->run = *run;
        b->has_run = true;
        b->shards = mlt_alloc_zero(b->ctx, run->shard_count, 1);
        if (b->shards == NULL)
            return mlt_fail_memory(error);
    } else {
        TRY(mlt_same_run(b->ctx, b->file, &j->run, run, true, error));
        if (j->run.shard_count != run->shard_count)
            return mlt_fail(error, MLTEST_ERR_CONFLICT,
                            "%s: a shard of %" PRIu64 ", the others are of %" PRIu64, b->file,
                            run->shard_count, j->run.shard_count);
    }
    b->shards[run->shard_index] = 1;
    b->n_file_conditions = 0;
    return MLTEST_OK;
}

static mltest_status take_condition(builder *b, const mlt_jcondition *condition,
                                    mltest_error **error)
{
    if (!mlt_reserve(b->ctx, b->file_conditions, b->cap_file_conditions, b->n_file_conditions + 1))
        return mlt_fail_memory(error);
    b->file_conditions[b->n_file_conditions++] = *condition;
    return MLTEST_OK;
}

/* The head of a file is over: its conditions are the first file's, or equal to them. */
static mltest_status settle_conditions(builder *b, mltest_error **error)
{
    mltest_journal *j = b->journal;
    if (b->n_file_conditions == 0)
        return MLTEST_OK;
    size_t n = b->n_file_conditions;
    b->n_file_conditions = 0;
    if (j->n_conditions > 0)
        return mlt_same_conditions(b->ctx, b->file, j->conditions, j->n_conditions,
                                   b->file_conditions, n, error);
    j->conditions = mlt_arena_alloc(j->arena, n, sizeof *j->conditions);
    if (j->conditions == NULL)
        return mlt_fail_memory(error);
    memcpy(j->conditions, b->file_conditions, n * sizeof *j->conditions);
    j->n_conditions = n;
    return MLTEST_OK;
}

static mltest_status take_sample(builder *b, const mlt_jsample *sample, int64_t line,
                                 mltest_error **error)
{
    mltest_journal *j = b->journal;
    mltest_status status;
    int64_t known = mlt_id_index_find(&b->ids, sample->id);
    if (sample->id[0] == '\0')
        return at_line(b, line, MLTEST_ERR_FORMAT, "a sample without", "id", error);
    if (known >= 0) {
        b->last_sample = (uint32_t)known;
        if (mlt_same_sample(b->ctx, &j->samples[known], sample, &status))
            return status == MLTEST_OK ? MLTEST_OK : mlt_fail_memory(error);
        return at_line(b, line, MLTEST_ERR_CONFLICT, "an earlier record contradicts sample",
                       sample->id, error);
    }
    if (j->n_samples >= mlt_context_limits(b->ctx)->max_samples)
        return at_line(b, line, MLTEST_ERR_LIMIT, "too many samples (limit max_samples), at",
                       sample->id, error);
    if (!mlt_reserve(b->ctx, j->samples, b->cap_samples, j->n_samples + 1))
        return mlt_fail_memory(error);
    TRY(mlt_id_index_add(b->ctx, &b->ids, sample->id, error));
    b->last_sample = (uint32_t)j->n_samples;
    j->samples[j->n_samples++] = *sample;
    return MLTEST_OK;
}

static mltest_status take_outcome(builder *b, const mlt_line *line, int64_t number,
                                  mltest_error **error)
{
    mltest_journal *j = b->journal;
    int64_t sample = b->last_sample;
    if (j->n_samples == 0 || strcmp(j->samples[sample].id, line->id) != 0)
        sample = mlt_id_index_find(&b->ids, line->id);
    int64_t condition = mlt_journal_find_condition(j, line->condition);
    if (sample < 0)
        return at_line(b, number, MLTEST_ERR_FORMAT, "no sample record before", line->id, error);
    if (condition < 0)
        return at_line(b, number, MLTEST_ERR_FORMAT, "no condition record for", line->condition,
                       error);
    if (!mlt_reserve(b->ctx, b->entries, b->cap_entries, b->n_entries + 1))
        return mlt_fail_memory(error);
    b->entries[b->n_entries++] =
        (entry){line->outcome, (uint32_t)sample, (uint32_t)condition, number};
    return MLTEST_OK;
}

static mltest_status take(void *data, const mlt_line *line, int64_t number, mltest_error **error)
{
    builder *b = data;
    if (line->type == MLT_LINE_RUN)
        return take_run(b, &line->run, error);
    if (line->type == MLT_LINE_CONDITION)
        return take_condition(b, &line->condition_record, error);
    TRY(settle_conditions(b, error));
    if (line->type == MLT_LINE_SAMPLE)
        return take_sample(b, &line->sample, number, error);
    return line->type == MLT_LINE_OUTCOME ? take_outcome(b, line, number, error) : MLTEST_OK;
}

static mltest_status read_file(builder *b, const char *path, mltest_error **error)
{
    char *bytes = NULL;
    size_t n;
    mlt_scan_result result;
    b->file = path;
    TRY(mlt_file_read(b->ctx, path, &bytes, &n, error));
    bool had_run = b->has_run;
    mltest_status status =
        mlt_journal_scan(b->ctx, b->journal->arena, path, bytes, n, take, b, &result, error);
    if (status == MLTEST_OK) {
        b->journal->torn = b->journal->torn || result.torn;
        b->ended = b->ended && result.ended;
        mlt_text_free(&result.healed);
        status = settle_conditions(b, error);
    }
    if (status == MLTEST_OK && !had_run && !b->has_run)
        status = mlt_fail(error, MLTEST_ERR_FORMAT,
                          "%s: no run record: not a journal, or nothing "
                          "of it is whole",
                          path);
    mlt_free(b->ctx, bytes);
    return status;
}

typedef struct {
    uint64_t n;
    uint32_t from;
} order;

static int by_ordinal(const void *a, const void *b)
{
    const order *p = a, *q = b;
    return p->n < q->n ? -1 : p->n > q->n;
}

/* An outcome or skip beats a failure; a later failure replaces an earlier one. */
static mltest_status file_entry(builder *b, mlt_joutcome *slot, const entry *e, const char *id,
                                mltest_error **error)
{
    mltest_status status = MLTEST_OK;
    if (slot->type == 0 || slot->type == MLT_FAILURE) {
        *slot = e->outcome;
        return MLTEST_OK;
    }
    if (e->outcome.type == MLT_FAILURE || b->prefer_first ||
        mlt_same_outcome(b->ctx, slot, &e->outcome, &status))
        return status == MLTEST_OK ? MLTEST_OK : mlt_fail_memory(error);
    return mlt_fail(error, MLTEST_ERR_CONFLICT,
                    "%s:%" PRId64 ": contradicts an earlier record of sample '%s' under %s "
                    "(merge --prefer first takes the earlier one)",
                    b->file, e->line, id, b->journal->conditions[e->condition].name);
}

static mltest_status sort_samples(builder *b, uint32_t *place, mltest_error **error)
{
    mltest_journal *j = b->journal;
    order *o = mlt_alloc_zero(b->ctx, j->n_samples + 1, sizeof *o);
    mlt_jsample *sorted = mlt_alloc_zero(b->ctx, j->n_samples + 1, sizeof *sorted);
    mltest_status status = o == NULL || sorted == NULL ? mlt_fail_memory(error) : MLTEST_OK;
    for (size_t i = 0; status == MLTEST_OK && i < j->n_samples; i++)
        o[i] = (order){j->samples[i].n, (uint32_t)i};
    if (status == MLTEST_OK && j->n_samples > 1)
        qsort(o, j->n_samples, sizeof *o, by_ordinal);
    for (size_t i = 0; status == MLTEST_OK && i < j->n_samples; i++) {
        sorted[i] = j->samples[o[i].from];
        place[o[i].from] = (uint32_t)i;
        if (i > 0 && sorted[i].n == sorted[i - 1].n)
            status = mlt_fail(error, MLTEST_ERR_CONFLICT,
                              "%s: samples '%s' and '%s' have the same ordinal %" PRIu64, b->file,
                              sorted[i - 1].id, sorted[i].id, sorted[i].n);
    }
    if (status == MLTEST_OK) {
        mlt_free(b->ctx, j->samples);
        j->samples = sorted;
    } else {
        mlt_free(b->ctx, sorted);
    }
    mlt_free(b->ctx, o);
    return status;
}

static mltest_status file_outcomes(builder *b, mltest_error **error)
{
    mltest_journal *j = b->journal;
    uint32_t *place = mlt_alloc_zero(b->ctx, j->n_samples + 1, sizeof *place);
    j->outcomes = mlt_alloc_zero(b->ctx, j->n_samples * j->n_conditions + 1, sizeof *j->outcomes);
    mltest_status status = place == NULL || j->outcomes == NULL ? mlt_fail_memory(error)
                                                                : sort_samples(b, place, error);
    for (size_t i = 0; status == MLTEST_OK && i < b->n_entries; i++) {
        const entry *e = &b->entries[i];
        size_t row = place[e->sample];
        status = file_entry(b, &j->outcomes[row * j->n_conditions + e->condition], e,
                            j->samples[row].id, error);
    }
    mlt_free(b->ctx, place);
    return status;
}

/* How many samples the shards that were read should have. */
static uint64_t expected_samples(const builder *b)
{
    const mlt_jrun *run = &b->journal->run;
    uint64_t q = run->limit / run->shard_count, r = run->limit % run->shard_count, sum = 0;
    for (uint64_t i = 0; i < run->shard_count; i++) {
        if (b->shards[i])
            sum += q + r * (i + 1) / run->shard_count - r * i / run->shard_count;
    }
    return sum;
}

static void write_hex(char out[17], uint64_t value)
{
    for (int i = 0; i < 16; i++)
        out[i] = "0123456789abcdef"[value >> (60 - 4 * i) & 15];
    out[16] = '\0';
}

/* Numbers of the run record as text, for those who ask by name. */
static void write_texts(mltest_journal *j)
{
    char seed[MLT_NUMBER_SIZE];
    size_t n = mlt_format_u64(seed, j->run.seed);
    memcpy(j->seed_text, seed, n + 1);
    write_hex(j->fingerprint_text, j->run.dataset_fingerprint);
    write_hex(j->suite_hash_text, j->run.suite_hash);
}

static void judge_completeness(builder *b)
{
    mltest_journal *j = b->journal;
    uint64_t n_shards = 0;
    j->complete = b->ended && j->n_samples == expected_samples(b);
    for (size_t i = 0; i < j->n_samples * j->n_conditions; i++)
        j->complete = j->complete && j->outcomes[i].type != 0;
    for (uint64_t i = 0; i < j->run.shard_count; i++)
        n_shards += b->shards[i];
    if (n_shards == j->run.shard_count) { /* together they are the whole run */
        j->run.shard_index = 0;
        j->run.shard_count = 1;
    } else if (n_shards > 1) {
        j->complete = false; /* neither a run nor a shard of one */
    }
}

static mltest_status build(builder *b, const char *const *paths, size_t n_paths,
                           mltest_error **error)
{
    b->ended = true;
    for (size_t i = 0; i < n_paths; i++)
        TRY(read_file(b, paths[i], error));
    TRY(file_outcomes(b, error));
    judge_completeness(b);
    write_texts(b->journal);
    return MLTEST_OK;
}

mltest_status mlt_journal_read(mltest_journal **out, mltest_context *ctx, const char *const *paths,
                               size_t n_paths, bool prefer_first, mltest_error **error)
{
    mltest_journal *j = mlt_alloc_zero(ctx, 1, sizeof *j);
    if (j == NULL)
        return mlt_fail_memory(error);
    j->refs = 1;
    j->ctx = mlt_context_ref(ctx);
    j->arena = mlt_arena_new(ctx);
    builder b = {.journal = j, .ctx = ctx, .prefer_first = prefer_first};
    mltest_status status =
        j->arena == NULL ? mlt_fail_memory(error) : build(&b, paths, n_paths, error);
    mlt_id_index_free(ctx, &b.ids);
    mlt_free(ctx, b.file_conditions);
    mlt_free(ctx, b.entries);
    mlt_free(ctx, b.shards);
    if (status != MLTEST_OK)
        mlt_journal_unref(j);
    else
        *out = j;
    return status;
}

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
    mlt_arena_free(journal->arena);
    mlt_free(ctx, journal);
    mlt_context_unref(ctx);
}

int64_t mlt_journal_find_sample(const mltest_journal *journal, const char *id)
{
    for (size_t i = 0; i < journal->n_samples; i++) {
        if (strcmp(journal->samples[i].id, id) == 0)
            return (int64_t)i;
    }
    return -1;
}

int64_t mlt_journal_find_condition(const mltest_journal *journal, const char *name)
{
    for (size_t i = 0; i < journal->n_conditions; i++) {
        if (strcmp(journal->conditions[i].name, name) == 0)
            return (int64_t)i;
    }
    return -1;
}
