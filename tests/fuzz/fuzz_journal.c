/* SPDX-License-Identifier: MIT */
/*
 * Journals: any bytes give an ordered journal or an error, and what a torn file keeps is whole.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "annotation/visible.h"
#include "journal/journal.h"
#include "journal/lines.h"
#include "journal/placed.h"
#include "journal/scan.h"
#include "mltest/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Boxes go somewhere or nowhere, but never half way. */
static void check_map(const mlt_map *map)
{
    const mlt_box boxes[] = {{1, 2, 3.5, 4}, {-5, 0, 200, 100}, {3, 3, 0, 0}};
    for (size_t i = 0; i < 3; i++) {
        mlt_mapped_box to;
        double visible;
        bool is_there = mlt_map_box(map, &boxes[i], &to);
        if (is_there != mlt_visible_fraction(map, &boxes[i], 100, 80, boxes, 2, &visible))
            abort();
        if (is_there && (!isfinite(to.area) || !(to.inner.width <= to.outer.width) ||
                         !(to.inner.height <= to.outer.height) || !(visible >= 0 && visible <= 1)))
            abort();
    }
}

static void check_outcome(const mlt_joutcome *o)
{
    if (o->type > MLT_SKIP || (o->map != NULL && o->width == 0))
        abort();
    if (o->map != NULL)
        check_map(o->map);
    for (size_t i = 0; i < o->n_preds; i++)
        if (o->preds[i].cls < 0 || !isfinite(o->preds[i].score) ||
            (i > 0 && o->preds[i].score > o->preds[i - 1].score))
            abort();
}

/* What was read can be written, and then reads as the same. */
static void check_text(const mltest_journal *j)
{
    mltest_journal *again = NULL;
    mlt_text text;
    mlt_text_init(&text, NULL);
    mlt_line_head(&text, &j->run, j->conditions, j->n_conditions);
    for (size_t i = 0; i < j->n_samples; i++) {
        mlt_line_sample(&text, &j->samples[i]);
        for (size_t c = 0; c < j->n_conditions; c++)
            if (mlt_journal_outcome(j, i, c)->type != 0)
                mlt_line_outcome(&text, j->samples[i].id, j->conditions[c].name,
                                 mlt_journal_outcome(j, i, c), true, true);
    }
    if (mlt_journal_parse(&again, NULL, "again", text.bytes, text.n, NULL) != MLTEST_OK ||
        again->n_samples != j->n_samples || again->n_conditions != j->n_conditions)
        abort();
    mlt_journal_unref(again);
    mlt_text_free(&text);
}

/* Labels that have outlines go where their boxes do, or nowhere. */
static void check_truths(const mltest_journal *j, size_t i)
{
    const mlt_jsample *s = &j->samples[i];
    for (size_t c = 0; c < j->n_conditions; c++) {
        const mlt_joutcome *o = mlt_journal_outcome(j, i, c);
        for (size_t k = 0; o->type == MLT_OUTCOME && k < s->n_truth && k < 4; k++) {
            const mlt_placed p = mlt_place_truth(k, s, o);
            if (!(p.visible >= 0 && p.visible <= 1) || !(p.outer.width >= 0))
                abort();
        }
    }
}

static void check_journal(const mltest_journal *j)
{
    for (size_t i = 0; i < j->n_samples; i++) {
        if (mlt_journal_find_sample(j, j->samples[i].id) != (int64_t)i ||
            (i > 0 && j->samples[i].n <= j->samples[i - 1].n))
            abort();
        check_truths(j, i);
        for (size_t c = 0; c < j->n_conditions; c++)
            check_outcome(mlt_journal_outcome(j, i, c));
    }
    check_text(j);
}

static mltest_status count(void *data, const mlt_line *line, int64_t number, mltest_error **error)
{
    (void)line;
    (void)number;
    (void)error;
    ++*(size_t *)data;
    return MLTEST_OK;
}

/* Cut and healed as a resumed run would, the file has every line that was handed over. */
static void check_healing(const uint8_t *data, size_t n)
{
    mlt_scan_result result, again;
    size_t lines = 0, kept = 0;
    mlt_text text;
    if (mlt_journal_scan(NULL, NULL, "fuzz", data, n, count, &lines, &result, NULL) != MLTEST_OK)
        return;
    mlt_text_init(&text, NULL);
    mlt_text_add(&text, data, result.whole);
    mlt_text_add(&text, mlt_text_string(&result.healed), result.healed.n);
    if (result.torn && !result.unfinished) {
        if (mlt_journal_scan(NULL, NULL, "healed", text.bytes, text.n, count, &kept, &again,
                             NULL) != MLTEST_OK ||
            again.torn || kept != lines)
            abort();
        mlt_text_free(&again.healed);
    }
    mlt_text_free(&result.healed);
    mlt_text_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    mltest_context *ctx = NULL;
    mltest_journal *journal = NULL;
    mltest_error *error = NULL;
    if (mltest_context_new(&ctx, NULL, NULL, NULL) != MLTEST_OK ||
        mltest_context_set_limit(ctx, "max_file_bytes", 1 << 24, NULL) != MLTEST_OK)
        abort();
    mltest_status status = mlt_journal_parse(&journal, ctx, "fuzz", data, n, &error);
    if (status != mltest_error_status(error) || (status == MLTEST_OK) != (journal != NULL))
        abort();
    if (status == MLTEST_OK)
        check_journal(journal);
    mlt_journal_unref(journal);
    mltest_error_free(error);
    mltest_context_free(ctx);
    check_healing(data, n);
    return 0;
}
