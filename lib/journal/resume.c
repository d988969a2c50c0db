/* SPDX-License-Identifier: MIT */
#include "journal/resume.h"

#include <string.h>

#include "base/alloc.h"
#include "base/checked.h"
#include "base/context.h"
#include "base/error.h"
#include "journal/same.h"
#include "journal/scan.h"

void mlt_done_init(mlt_done *done, mltest_context *ctx, size_t n_conditions)
{
    *done = (mlt_done){.ctx = ctx, .n_conditions = n_conditions};
}

void mlt_done_free(mlt_done *done)
{
    mlt_free(done->ctx, done->bits);
    mlt_free(done->ctx, done->present);
}

bool mlt_done_has(const mlt_done *done, uint64_t n)
{
    return n < done->n_rows && done->present[n];
}

void mlt_done_get(const mlt_done *done, uint64_t n, uint8_t *out)
{
    if (n < done->n_rows)
        memcpy(out, done->bits + n * done->n_conditions, done->n_conditions);
    else
        memset(out, 0, done->n_conditions);
}

/* Room for ordinal n. */
static mltest_status grow(mlt_done *done, uint64_t n, mltest_error **error)
{
    size_t rows = done->n_rows, size;
    if (n < rows)
        return MLTEST_OK;
    if (n >= mlt_context_limits(done->ctx)->max_samples)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "a sample's ordinal is above max_samples");
    rows = (size_t)n + 1 > 2 * rows ? (size_t)n + 1 : 2 * rows;
    if (!mlt_mul_size(rows, done->n_conditions, &size))
        return mlt_fail_memory(error);
    uint8_t *present = mlt_realloc_array(done->ctx, done->present, rows, 1);
    if (present == NULL)
        return mlt_fail_memory(error);
    done->present = present;
    uint8_t *bits = mlt_realloc_array(done->ctx, done->bits, size, 1);
    if (bits == NULL)
        return mlt_fail_memory(error);
    done->bits = bits;
    memset(present + done->n_rows, 0, rows - done->n_rows);
    memset(bits + done->n_rows * done->n_conditions, 0, (rows - done->n_rows) * done->n_conditions);
    done->n_rows = rows;
    return MLTEST_OK;
}

typedef struct {
    mltest_context *ctx;
    const char *file;
    const mlt_jrun *run;
    const mlt_jcondition *conditions;
    size_t n_conditions, n_seen;
    mlt_done *done;
    mlt_resume_state *out;
    bool has_run, has_sample;
    uint64_t ordinal; /* of the latest sample record */
} resume;

static mltest_status take_outcome(resume *r, const mlt_line *line)
{
    uint8_t *row = r->done->bits + r->ordinal * r->n_conditions;
    if (!r->has_sample || line->outcome.type == MLT_FAILURE)
        return MLTEST_OK; /* failures are tried again */
    for (size_t c = 0; c < r->n_conditions; c++) {
        if (row[c] || strcmp(r->conditions[c].name, line->condition) != 0)
            continue;
        row[c] = 1;
        r->done->count++;
        r->out->n_outcomes += line->outcome.type == MLT_OUTCOME;
        r->out->n_skips += line->outcome.type == MLT_SKIP;
    }
    return MLTEST_OK;
}

static mltest_status take(void *data, const mlt_line *line, int64_t number, mltest_error **error)
{
    resume *r = data;
    (void)number;
    r->out->ended = line->type == MLT_LINE_END || (r->out->ended && line->type == MLT_LINE_OTHER);
    switch (line->type) {
    case MLT_LINE_RUN:
        r->has_run = true;
        return mlt_same_run(r->ctx, r->file, &line->run, r->run, false, error);
    case MLT_LINE_CONDITION:
        if (r->n_seen >= r->n_conditions)
            return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s: has more conditions than this run",
                            r->file);
        r->n_seen++;
        return mlt_same_conditions(r->ctx, r->file, &line->condition_record, 1,
                                   &r->conditions[r->n_seen - 1], 1, error);
    case MLT_LINE_SAMPLE:
        TRY(grow(r->done, line->sample.n, error));
        r->ordinal = line->sample.n;
        r->has_sample = true;
        r->out->n_samples += !r->done->present[r->ordinal];
        r->done->present[r->ordinal] = 1;
        return MLTEST_OK;
    case MLT_LINE_OUTCOME:
        return take_outcome(r, line);
    default:
        return MLTEST_OK;
    }
}

mltest_status mlt_resume_read(mlt_resume_state *out, mltest_context *ctx, const char *file,
                              const void *bytes, size_t n, const mlt_jrun *run,
                              const mlt_jcondition *conditions, size_t n_conditions, mlt_done *done,
                              mltest_error **error)
{
    resume r = {.ctx = ctx,
                .file = file,
                .run = run,
                .conditions = conditions,
                .n_conditions = n_conditions,
                .done = done,
                .out = out};
    mlt_scan_result result;
    memset(out, 0, sizeof *out);
    mlt_arena *arena = mlt_arena_new(ctx);
    if (arena == NULL)
        return mlt_fail_memory(error);
    mltest_status status = mlt_journal_scan(ctx, arena, file, bytes, n, take, &r, &result, error);
    mlt_arena_free(arena);
    TRY(status);
    out->whole = result.whole;
    out->healed = result.healed;
    out->is_empty = !r.has_run || r.n_seen < n_conditions;
    if (out->is_empty) {
        mlt_text_clear(&out->healed);
        out->whole = 0;
        return r.n_seen > 0 && out->n_samples > 0
                   ? mlt_fail(error, MLTEST_ERR_CONFLICT, "%s: has fewer conditions than this run",
                              file)
                   : MLTEST_OK;
    }
    return MLTEST_OK;
}
