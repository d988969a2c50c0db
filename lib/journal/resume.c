/* SPDX-License-Identifier: MIT */
#include "journal/resume.h"

#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/checked.h"
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
    bool has_sample;
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

static mltest_status bad_ordinal(const resume *r, const mlt_line *line, int64_t number,
                                 mltest_error **error)
{
    mlt_where where = {r->file, number, -1, NULL, NULL};
    return mlt_fail_at(error, MLTEST_ERR_FORMAT, where,
                       "sample '%s' has the ordinal %" PRIu64 " in a run of %" PRIu64 " samples",
                       line->sample.id, line->sample.n, r->run->limit);
}

static mltest_status take(void *data, const mlt_line *line, int64_t number, mltest_error **error)
{
    resume *r = data;
    r->out->ended = line->type == MLT_LINE_END || (r->out->ended && line->type == MLT_LINE_OTHER);
    switch (line->type) {
    case MLT_LINE_RUN:
        return mlt_same_run(r->ctx, r->file, &line->run, r->run, false, error);
    case MLT_LINE_CONDITION:
        if (r->n_seen >= r->n_conditions)
            return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s: has more conditions than this run",
                            r->file);
        r->n_seen++;
        return mlt_same_conditions(r->ctx, r->file, &line->condition_record, 1,
                                   &r->conditions[r->n_seen - 1], 1, error);
    case MLT_LINE_SAMPLE:
        if (line->sample.n >= r->run->limit)
            return bad_ordinal(r, line, number, error);
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

/* text is as much of the head as could be read. */
static mltest_status judge_head(const resume *r, const mlt_text *text, const mlt_text *head,
                                mltest_error **error)
{
    static const char begin[] = "{\"type\":\"run\"";
    size_t n = text->n < head->n ? text->n : head->n;
    if (text->n > 0 && memcmp(text->bytes, head->bytes, n) != 0)
        return text->n >= sizeof begin && memcmp(text->bytes, begin, sizeof begin - 1) == 0
                   ? mlt_fail(error, MLTEST_ERR_CONFLICT, "%s: the torn beginning of another run",
                              r->file)
                   : mlt_fail(error, MLTEST_ERR_FORMAT, "%s: not a journal", r->file);
    return text->n <= head->n
               ? MLTEST_OK
               : mlt_fail(error, MLTEST_ERR_FORMAT,
                          "%s: torn, and not written in pieces that could be kept: it was "
                          "compressed by something else",
                          r->file);
}

/* Nothing of the file can be kept. It may be replaced only if it began as this run does. */
static mltest_status check_replaceable(const resume *r, const void *bytes, size_t n,
                                       mltest_error **error)
{
    mlt_text text, head;
    mlt_gzip_member member;
    size_t at = 0;
    bool more;
    mlt_text_init(&text, r->ctx);
    mlt_text_init(&head, r->ctx);
    mlt_line_head(&head, r->run, r->conditions, r->n_conditions);
    mltest_status status =
        mlt_gzip_read(r->ctx, r->file, bytes, n, &at, &text, &member, &more, error);
    if (status == MLTEST_OK)
        status = mlt_text_ok(&head) ? judge_head(r, &text, &head, error) : mlt_fail_memory(error);
    if (status == MLTEST_OK && !mlt_gzip_is_own(bytes, n))
        status = mlt_fail(error, MLTEST_ERR_FORMAT, "%s: not a journal", r->file);
    mlt_text_free(&text);
    mlt_text_free(&head);
    return status;
}

/* What may be done with the file, now that it was read. */
static mltest_status judge(resume *r, const mlt_scan_result *result, const void *bytes, size_t n,
                           mltest_error **error)
{
    r->out->is_empty = result->whole == 0;
    if (result->unfinished)
        return mlt_fail(error, MLTEST_ERR_FORMAT, "%s: its last line is not whole", r->file);
    if (r->out->is_empty)
        return check_replaceable(r, bytes, n, error);
    return r->n_seen == r->n_conditions
               ? MLTEST_OK
               : mlt_fail(error, MLTEST_ERR_CONFLICT, "%s: has fewer conditions than this run",
                          r->file);
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
    if (n > 0 && *(const unsigned char *)bytes != 0x1f)
        return mlt_fail(error, MLTEST_ERR_FORMAT,
                        "%s: not a compressed journal: it cannot be continued", file);
    TRY(mlt_journal_scan(ctx, NULL, file, bytes, n, take, &r, &result, error));
    mltest_status status = judge(&r, &result, bytes, n, error);
    out->whole = result.whole;
    out->healed = result.healed;
    if (status != MLTEST_OK)
        mlt_text_free(&out->healed);
    return status;
}
