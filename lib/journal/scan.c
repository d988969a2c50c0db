/* SPDX-License-Identifier: MIT */
#include "journal/scan.h"

#include <string.h>

#include "base/error.h"

typedef struct {
    mltest_context *ctx;
    mlt_arena *arena;
    const char *file;
    mlt_scan_fn each;
    void *data;
    mlt_scan_result *result;
    int64_t line_number;
    bool started;
} scan;

static mltest_status hand_over(scan *s, mlt_arena *arena, const char *text, size_t n,
                               mltest_error **error)
{
    mlt_line line;
    TRY(mlt_line_read(&line, arena, s->ctx, s->file, s->line_number, text, n, error));
    if (!s->started && line.type != MLT_LINE_RUN) {
        mlt_where where = {s->file, s->line_number, -1, NULL, NULL};
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, where,
                           "expected a run record: this is not a journal");
    }
    s->started = true;
    s->result->ended = s->result->ended || line.type == MLT_LINE_END;
    return s->each(s->data, &line, s->line_number, error);
}

static mltest_status read_line(scan *s, const char *text, size_t n, mltest_error **error)
{
    s->line_number++;
    if (n == 0)
        return MLTEST_OK;
    if (s->arena != NULL)
        return hand_over(s, s->arena, text, n, error);
    mlt_arena *arena = mlt_arena_new(s->ctx);
    if (arena == NULL)
        return mlt_fail_memory(error);
    mltest_status status = hand_over(s, arena, text, n, error);
    mlt_arena_free(arena);
    return status;
}

/* The whole lines of a text; the bytes they take. */
static mltest_status read_lines(scan *s, const char *text, size_t n, size_t *used,
                                mltest_error **error)
{
    *used = 0;
    while (*used < n) {
        const char *end = memchr(text + *used, '\n', n - *used);
        if (end == NULL)
            return MLTEST_OK;
        TRY(read_line(s, text + *used, (size_t)(end - text) - *used, error));
        *used = (size_t)(end - text) + 1;
    }
    return MLTEST_OK;
}

static mltest_status read_torn(scan *s, const mlt_text *text, const mlt_gzip_member *member,
                               mltest_error **error)
{
    size_t used = 0;
    s->result->torn = true;
    s->result->whole = member->start;
    if (member->cut_text == 0 || text->bytes[member->cut_text - 1] != '\n')
        return MLTEST_OK; /* nothing of it can be kept */
    TRY(read_lines(s, text->bytes, member->cut_text, &used, error));
    s->result->whole = member->cut;
    mlt_gzip_heal(text->bytes, member->cut_text, &s->result->healed);
    return mlt_text_ok(&s->result->healed) ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status read_whole(scan *s, const mlt_text *text, mlt_text *carry,
                                const mlt_gzip_member *member, mltest_error **error)
{
    size_t used;
    const mlt_text *all = text;
    if (carry->n > 0) { /* another writer split a line between members */
        mlt_text_add(carry, mlt_text_string(text), text->n);
        all = carry;
        if (!mlt_text_ok(carry))
            return mlt_fail_memory(error);
    }
    TRY(read_lines(s, mlt_text_string(all), all->n, &used, error));
    size_t rest = all->n - used;
    if (rest > 0 && all == text)
        mlt_text_add(carry, text->bytes + used, rest);
    else if (all == carry) {
        memmove(carry->bytes, carry->bytes + used, rest);
        carry->n = rest;
    }
    if (rest == 0)
        s->result->whole = member->end;
    return mlt_text_ok(carry) ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status read_members(scan *s, const void *bytes, size_t n, mlt_text *text,
                                  mlt_text *carry, mltest_error **error)
{
    size_t at = 0;
    bool more;
    mlt_gzip_member member;
    for (;;) {
        TRY(mlt_gzip_read(s->ctx, s->file, bytes, n, &at, text, &member, &more, error));
        if (!more)
            return MLTEST_OK;
        if (member.torn)
            return read_torn(s, text, &member, error);
        TRY(read_whole(s, text, carry, &member, error));
    }
}

mltest_status mlt_journal_scan(mltest_context *ctx, mlt_arena *arena, const char *file,
                               const void *bytes, size_t n, mlt_scan_fn each, void *data,
                               mlt_scan_result *result, mltest_error **error)
{
    scan s = {ctx, arena, file, each, data, result, 0, false};
    mlt_text text, carry;
    memset(result, 0, sizeof *result);
    mlt_text_init(&result->healed, ctx);
    mlt_text_init(&text, ctx);
    mlt_text_init(&carry, ctx);
    mltest_status status = read_members(&s, bytes, n, &text, &carry, error);
    if (status == MLTEST_OK && carry.n > 0)
        result->torn = result->unfinished = true;
    mlt_text_free(&text);
    mlt_text_free(&carry);
    if (status != MLTEST_OK)
        mlt_text_free(&result->healed);
    return status;
}
