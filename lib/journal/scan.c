/* SPDX-License-Identifier: MIT */
/*
 * Rounds of threads: one unpacks a batch while all others read the lines of the batch before. Lines
 * are handed over afterwards, in their order.
 */
#include "journal/scan.h"

#include <string.h>

#include "base/error.h"
#include "base/pool.h"
#include "journal/slice.h"
#include "journal/unpack.h"

enum { N_SLICES = 40 }; /* more than a batch has, unless its lines or members are odd */

typedef struct {
    mltest_context *ctx;
    mlt_arena *arena;
    const char *file;
    mlt_scan_fn each;
    void *data;
    mlt_scan_result *result;
    int64_t line_number; /* lines that are in slices, or were */
    bool started;
    mlt_unpacker unpacker;
    mlt_batch batches[2], *now, *next;
    bool unpacks; /* this round */
    mlt_slice slices[N_SLICES];
    size_t n_slices;
} scan;

static void work(void *data, size_t i)
{
    scan *s = data;
    if (i < s->unpacks)
        mlt_unpack(&s->unpacker, s->now, s->next);
    else
        mlt_slice_read(&s->slices[i - s->unpacks], s->ctx, s->file);
}

/* The lines from *used on, as many as the slices take. */
static void cut_slices(scan *s, size_t *used)
{
    const mlt_batch *b = s->now;
    for (s->n_slices = 0; s->n_slices < N_SLICES && *used < b->n_lines; s->n_slices++) {
        mlt_slice *slice = &s->slices[s->n_slices];
        int64_t n;
        *used +=
            mlt_slice_cut(slice, b->text.bytes + *used, b->n_lines - *used, s->line_number + 1, &n);
        s->line_number += n;
    }
}

static mltest_status hand_over(scan *s, const mlt_numbered_line *l, mltest_error **error)
{
    if (!s->started && l->line.type != MLT_LINE_RUN) {
        mlt_where where = {s->file, l->number, -1, NULL, NULL};
        return mlt_fail_at(error, MLTEST_ERR_FORMAT, where,
                           "expected a run record: this is not a journal");
    }
    s->started = true;
    s->result->ended = s->result->ended || l->line.type == MLT_LINE_END;
    return s->each(s->data, &l->line, l->number, error);
}

static mltest_status pass_on(mltest_status status, mltest_error **from, mltest_error **error)
{
    if (status != MLTEST_OK && error != NULL) {
        mlt_error_clear(error);
        *error = *from;
        *from = NULL;
    }
    return status;
}

static mltest_status hand_over_slice(scan *s, mlt_slice *slice, mltest_error **error)
{
    for (size_t i = 0; i < slice->n_lines; i++)
        TRY(hand_over(s, &slice->lines[i], error));
    if (s->arena == NULL) {
        mlt_arena_free(slice->arena);
        slice->arena = NULL;
    }
    return pass_on(slice->status, &slice->error, error);
}

/* One round; the last of a batch when it has no more lines. */
static mltest_status read_slices(scan *s, size_t *used, mltest_error **error)
{
    cut_slices(s, used);
    mlt_parallel(s->ctx, 0, s->n_slices + s->unpacks, work, s);
    s->unpacks = false;
    for (size_t i = 0; i < s->n_slices; i++)
        TRY(hand_over_slice(s, &s->slices[i], error));
    return MLTEST_OK;
}

static mltest_status read_batch(scan *s, mltest_error **error)
{
    size_t used = 0;
    s->unpacks = !s->now->is_last;
    do
        TRY(read_slices(s, &used, error));
    while (used < s->now->n_lines);
    return MLTEST_OK;
}

static mltest_status read_batches(scan *s, mltest_error **error)
{
    mlt_unpack(&s->unpacker, s->next, s->now);
    TRY(read_batch(s, error));
    while (!s->now->is_last) {
        mlt_batch *done = s->now;
        s->now = s->next;
        s->next = done;
        TRY(read_batch(s, error));
    }
    return pass_on(s->now->status, &s->now->error, error);
}

static void open_scan(scan *s)
{
    s->now = &s->batches[0];
    s->next = &s->batches[1];
    for (size_t i = 0; i < 2; i++)
        mlt_batch_init(&s->batches[i], s->ctx);
    s->slices[0].arena = s->arena;
}

/* What the slices' arenas hold stays. */
static void close_scan(scan *s)
{
    if (s->arena != NULL)
        s->slices[0].arena = NULL;
    for (size_t i = 0; i < N_SLICES; i++) {
        if (s->arena != NULL && s->slices[i].arena != NULL) {
            mlt_arena_join(s->arena, s->slices[i].arena);
            s->slices[i].arena = NULL;
        }
        mlt_slice_free(&s->slices[i], s->ctx);
    }
    for (size_t i = 0; i < 2; i++)
        mlt_batch_free(&s->batches[i]);
}

mltest_status mlt_journal_scan(mltest_context *ctx, mlt_arena *arena, const char *file,
                               const void *bytes, size_t n, mlt_scan_fn each, void *data,
                               mlt_scan_result *result, mltest_error **error)
{
    scan s = {.ctx = ctx,
              .arena = arena,
              .file = file,
              .each = each,
              .data = data,
              .result = result,
              .unpacker = {ctx, file, bytes, n, 0}};
    memset(result, 0, sizeof *result);
    open_scan(&s);
    mltest_status status = read_batches(&s, error);
    const mlt_batch *last = s.now;
    result->whole = last->whole;
    result->unfinished = last->n_lines < last->text.n;
    result->torn = last->torn || result->unfinished;
    if (status == MLTEST_OK) {
        result->healed = last->healed;
        mlt_text_init(&s.now->healed, ctx);
    } else {
        mlt_text_init(&result->healed, ctx);
    }
    close_scan(&s);
    return status;
}
