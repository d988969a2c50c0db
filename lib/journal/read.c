/* SPDX-License-Identifier: MIT */
/*
 * Journals into memory: the records of all files, collected, then filed.
 */
#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/number.h"
#include "journal/builder.h"
#include "journal/load.h"
#include "journal/same.h"
#include "journal/scan.h"

static mltest_status at_line(const mlt_builder *b, int64_t line, mltest_status status,
                             const char *what, const char *which, mltest_error **error)
{
    mlt_where where = {b->paths[b->file], line, -1, NULL, NULL};
    return mlt_fail_at(error, status, where, "%s '%s'", what, which);
}

static mltest_status take_run(mlt_builder *b, const mlt_jrun *run, mltest_error **error)
{
    mltest_journal *j = b->journal;
    if (!b->has_run)
        j->run = *run;
    else
        TRY(mlt_same_run(b->ctx, b->paths[b->file], run, &j->run, true, error));
    b->has_run = b->file_has_run = true;
    b->n_file_conditions = 0;
    return mlt_builder_take_shards(b, run, error);
}

static mltest_status take_condition(mlt_builder *b, const mlt_jcondition *condition,
                                    mltest_error **error)
{
    if (!mlt_reserve(b->ctx, b->file_conditions, b->cap_file_conditions, b->n_file_conditions + 1))
        return mlt_fail_memory(error);
    b->file_conditions[b->n_file_conditions++] = *condition;
    return MLTEST_OK;
}

static mltest_status keep_conditions(mlt_builder *b, size_t n, mltest_error **error)
{
    mltest_journal *j = b->journal;
    j->conditions = mlt_arena_alloc(j->arena, n, sizeof *j->conditions);
    if (j->conditions == NULL)
        return mlt_fail_memory(error);
    for (; j->n_conditions < n; j->n_conditions++) {
        const mlt_jcondition *condition = &b->file_conditions[j->n_conditions];
        if (mlt_id_index_find(&j->names, condition->name) >= 0)
            return mlt_fail(error, MLTEST_ERR_FORMAT, "%s: two conditions are called '%s'",
                            b->paths[b->file], condition->name);
        TRY(mlt_id_index_add(j->ctx, &j->names, condition->name, error));
        j->conditions[j->n_conditions] = *condition;
    }
    return MLTEST_OK;
}

/* The head of a file is over: its conditions are the first file's, or equal to them. */
static mltest_status settle_conditions(mlt_builder *b, mltest_error **error)
{
    const mltest_journal *j = b->journal;
    size_t n = b->n_file_conditions;
    if (n == 0)
        return MLTEST_OK;
    b->n_file_conditions = 0;
    if (j->n_conditions > 0)
        return mlt_same_conditions(b->ctx, b->paths[b->file], b->file_conditions, n, j->conditions,
                                   j->n_conditions, error);
    return keep_conditions(b, n, error);
}

/* A sample that was there before: it must be the same. */
static mltest_status meet_again(mlt_builder *b, const mlt_jsample *sample, size_t known,
                                int64_t line, mltest_error **error)
{
    mltest_status status;
    b->last_sample = (uint32_t)known;
    if (mlt_same_sample(b->ctx, &b->journal->samples[known], sample, &status))
        return status == MLTEST_OK ? MLTEST_OK : mlt_fail_memory(error);
    mlt_where where = {b->paths[b->file], line, -1, sample->id, NULL};
    return mlt_fail_at(error, MLTEST_ERR_CONFLICT, where,
                       "contradicts %s:%" PRId64 " about sample "
                       "'%s'",
                       b->paths[b->origins[known].file], b->origins[known].line, sample->id);
}

static mltest_status take_sample(mlt_builder *b, const mlt_jsample *sample, int64_t line,
                                 mltest_error **error)
{
    mltest_journal *j = b->journal;
    int64_t known = mlt_id_index_find(&j->ids, sample->id);
    if (sample->id[0] == '\0')
        return at_line(b, line, MLTEST_ERR_FORMAT, "a sample without", "id", error);
    if (known >= 0)
        return meet_again(b, sample, (size_t)known, line, error);
    if (j->n_samples >= mlt_context_limits(b->ctx)->max_samples)
        return at_line(b, line, MLTEST_ERR_LIMIT, "too many samples (limit max_samples), at",
                       sample->id, error);
    if (!mlt_reserve(b->ctx, j->samples, b->cap_samples, j->n_samples + 1) ||
        !mlt_reserve(b->ctx, b->origins, b->cap_origins, j->n_samples + 1))
        return mlt_fail_memory(error);
    TRY(mlt_id_index_add(b->ctx, &j->ids, sample->id, error));
    b->last_sample = (uint32_t)j->n_samples;
    b->origins[j->n_samples] = (mlt_origin){b->file, line};
    j->samples[j->n_samples++] = *sample;
    return MLTEST_OK;
}

static mltest_status take_outcome(mlt_builder *b, const mlt_line *line, int64_t number,
                                  mltest_error **error)
{
    mltest_journal *j = b->journal;
    int64_t sample = b->last_sample;
    if (j->n_samples == 0 || strcmp(j->samples[sample].id, line->id) != 0)
        sample = mlt_id_index_find(&j->ids, line->id);
    int64_t condition = mlt_id_index_find(&j->names, line->condition);
    if (sample < 0)
        return at_line(b, number, MLTEST_ERR_FORMAT, "no sample record before", line->id, error);
    if (condition < 0)
        return at_line(b, number, MLTEST_ERR_FORMAT, "no condition record for", line->condition,
                       error);
    if (!mlt_reserve(b->ctx, b->entries, b->cap_entries, b->n_entries + 1))
        return mlt_fail_memory(error);
    b->entries[b->n_entries++] =
        (mlt_entry){line->outcome, (uint32_t)sample, (uint32_t)condition, {b->file, number}};
    return MLTEST_OK;
}

static mltest_status take(void *data, const mlt_line *line, int64_t number, mltest_error **error)
{
    mlt_builder *b = data;
    if (line->type == MLT_LINE_RUN)
        return take_run(b, &line->run, error);
    if (line->type == MLT_LINE_CONDITION)
        return take_condition(b, &line->condition_record, error);
    TRY(settle_conditions(b, error));
    if (line->type == MLT_LINE_SAMPLE)
        return take_sample(b, &line->sample, number, error);
    return line->type == MLT_LINE_OUTCOME ? take_outcome(b, line, number, error) : MLTEST_OK;
}

static mltest_status scan_file(mlt_builder *b, const void *bytes, size_t n, mltest_error **error)
{
    mlt_scan_result result;
    const char *path = b->paths[b->file];
    TRY(mlt_journal_scan(b->ctx, b->journal->arena, path, bytes, n, take, b, &result, error));
    mlt_text_free(&result.healed);
    b->journal->torn = b->journal->torn || result.torn;
    b->ended = b->ended && result.ended;
    if (!b->file_has_run)
        return mlt_fail(error, MLTEST_ERR_FORMAT,
                        "%s: no run record: not a journal, or nothing of it is whole", path);
    return settle_conditions(b, error);
}

static mltest_status read_file(mlt_builder *b, mltest_error **error)
{
    char *bytes = NULL;
    size_t n;
    TRY(mlt_journal_load(b->ctx, b->paths[b->file], &bytes, &n, error));
    mltest_status status = scan_file(b, bytes, n, error);
    mlt_free(b->ctx, bytes);
    return status;
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
    if (j->run.frost_photographs != 0)
        write_hex(j->frost_text, j->run.frost_photographs);
}

static mltest_status read_files(mlt_builder *b, size_t n_paths, mltest_error **error)
{
    for (size_t i = 0; i < n_paths; i++) {
        b->file = (uint32_t)i;
        b->file_has_run = false;
        TRY(read_file(b, error));
    }
    return MLTEST_OK;
}

static mltest_status file_all(mlt_builder *b, mltest_error **error)
{
    TRY(mlt_builder_file_outcomes(b, error));
    TRY(mlt_builder_resolve_classes(b, error));
    TRY(mlt_builder_judge_shards(b, error));
    write_texts(b->journal);
    return MLTEST_OK;
}

static mltest_status begin(mlt_builder *b, mltest_error **error)
{
    mltest_journal *j = mlt_alloc_zero(b->ctx, 1, sizeof *j);
    if (j == NULL)
        return mlt_fail_memory(error);
    j->refs = 1;
    j->ctx = mlt_context_ref(b->ctx);
    j->arena = mlt_arena_new(b->ctx);
    b->journal = j;
    b->ended = true;
    return j->arena != NULL ? MLTEST_OK : mlt_fail_memory(error);
}

/* status tells how reading went; what was collected becomes the journal, or nothing. */
static mltest_status finish(mlt_builder *b, mltest_status status, mltest_journal **out,
                            mltest_error **error)
{
    if (status == MLTEST_OK)
        status = file_all(b, error);
    mlt_free(b->ctx, b->origins);
    mlt_free(b->ctx, b->file_conditions);
    mlt_free(b->ctx, b->entries);
    mlt_free(b->ctx, b->shards);
    if (status != MLTEST_OK)
        mlt_journal_unref(b->journal);
    else
        *out = b->journal;
    return status;
}

mltest_status mlt_journal_read(mltest_journal **out, mltest_context *ctx, const char *const *paths,
                               size_t n_paths, bool prefer_first, mltest_error **error)
{
    mlt_builder b = {.ctx = ctx, .paths = paths, .prefer_first = prefer_first};
    mltest_status status = begin(&b, error);
    if (status == MLTEST_OK)
        status = read_files(&b, n_paths, error);
    return finish(&b, status, out, error);
}

mltest_status mlt_journal_parse(mltest_journal **out, mltest_context *ctx, const char *name,
                                const void *bytes, size_t n, mltest_error **error)
{
    mlt_builder b = {.ctx = ctx, .paths = &name};
    mltest_status status = begin(&b, error);
    if (status == MLTEST_OK)
        status = scan_file(&b, bytes, n, error);
    return finish(&b, status, out, error);
}
