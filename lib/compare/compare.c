/* SPDX-License-Identifier: MIT */
#include "compare/compare.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "compare/align.h"
#include "compare/pairing.h"

static mltest_status score_all(mltest_comparison *c, mltest_journal *const *journals, size_t n,
                               const mltest_options *options, mltest_error **error)
{
    for (; c->n < n; c->n++)
        TRY(mlt_scorecard_make_for_pairs(&c->cards[c->n], c->ctx, journals[c->n], options, error));
    return MLTEST_OK;
}

static mltest_status pair_up(mltest_comparison *c, const mlt_compare_settings *settings,
                             const mlt_augmentation_settings *arms, const mltest_options *options,
                             mlt_notes *notes, mltest_error **error)
{
    mlt_pairing p;
    mltest_status status = mlt_pairing_make(&p, c->ctx, c->cards, c->n, settings, notes, error);
    if (status == MLTEST_OK)
        status = mlt_comparison_fill(c, &p, options, notes, error);
    if (status == MLTEST_OK)
        status = mlt_comparison_augment(c, &p, arms, error);
    mlt_pairing_free(&p);
    return status;
}

static mltest_status build(mltest_comparison *c, mltest_journal *const *journals, size_t n,
                           const mltest_options *options, mlt_notes *notes, mltest_error **error)
{
    mlt_compare_settings settings;
    mlt_augmentation_settings arms;
    TRY(mlt_compare_settings_read(&settings, c->ctx, options, error));
    TRY(mlt_comparison_read_arms(&arms, c->ctx, journals, n, options, error));
    mltest_journal **aligned = mlt_alloc_zero(c->ctx, n, sizeof *aligned);
    c->cards = mlt_alloc_zero(c->ctx, n, sizeof *c->cards);
    mltest_status status =
        aligned == NULL || c->cards == NULL
            ? mlt_fail_memory(error)
            : mlt_align_journals(aligned, c->ctx, journals, n, settings.intersection, notes, error);
    if (status == MLTEST_OK)
        status = score_all(c, aligned, n, options, error);
    for (size_t i = 0; aligned != NULL && i < n; i++)
        mlt_journal_unref(aligned[i]);
    mlt_free(c->ctx, (void *)aligned);
    TRY(status);
    TRY(mlt_results_new(&c->results, c->ctx, error));
    return pair_up(c, &settings, &arms, options, notes, error);
}

mltest_status mlt_comparison_make(mltest_comparison **out, mltest_context *ctx,
                                  mltest_journal *const *journals, size_t n,
                                  const mltest_options *options, mltest_error **error)
{
    mlt_notes notes;
    mltest_comparison *c = mlt_alloc_zero(ctx, 1, sizeof *c);
    if (c == NULL)
        return mlt_fail_memory(error);
    c->refs = 1;
    c->ctx = mlt_context_ref(ctx);
    mlt_notes_init(&notes, ctx);
    mltest_status status = build(c, journals, n, options, &notes, error);
    mlt_notes_free(&notes);
    if (status != MLTEST_OK) {
        mlt_comparison_unref(c);
        return status;
    }
    *out = c;
    return MLTEST_OK;
}

void mlt_comparison_unref(mltest_comparison *comparison)
{
    if (comparison == NULL || --comparison->refs > 0)
        return;
    mltest_context *ctx = comparison->ctx;
    for (size_t i = 0; i < comparison->n; i++)
        mlt_scorecard_unref(comparison->cards[i]);
    mlt_free(ctx, (void *)comparison->cards);
    mlt_results_free(comparison->results);
    mlt_free(ctx, comparison);
    mlt_context_unref(ctx);
}
