/* SPDX-License-Identifier: MIT */
#include "compare/compare.h"

#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"

/* Journals of different data sets or suites have nothing to say about each other. */
static mltest_status check_alike(mltest_journal *const *journals, size_t n, mltest_error **error)
{
    const mltest_journal *first = journals[0];
    for (size_t k = 1; k < n; k++) {
        const mltest_journal *j = journals[k];
        if (j->run.dataset_fingerprint != first->run.dataset_fingerprint)
            return mlt_fail(error, MLTEST_ERR_CONFLICT,
                            "%s was run on data set '%s', %s on '%s': they differ",
                            first->run.model_name, first->run.dataset_name, j->run.model_name,
                            j->run.dataset_name);
        if (j->run.suite_hash != first->run.suite_hash || j->run.seed != first->run.seed)
            return mlt_fail(error, MLTEST_ERR_CONFLICT,
                            "%s and %s were run with different suites or seeds ('%s' and '%s')",
                            first->run.model_name, j->run.model_name, first->run.suite_name,
                            j->run.suite_name);
        if (j->n_samples != first->n_samples)
            return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s has %zu samples, %s has %zu",
                            first->run.model_name, first->n_samples, j->run.model_name,
                            j->n_samples);
        if (j->run.task != first->run.task)
            return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s and %s have different tasks",
                            first->run.model_name, j->run.model_name);
    }
    return MLTEST_OK;
}

static mltest_status build(mltest_comparison *c, mltest_journal *const *journals, size_t n,
                           const mltest_options *options, mltest_error **error)
{
    c->cards = mlt_alloc_zero(c->ctx, n, sizeof *c->cards);
    if (c->cards == NULL)
        return mlt_fail_memory(error);
    for (; c->n < n; c->n++)
        TRY(mlt_scorecard_make(&c->cards[c->n], c->ctx, journals[c->n], options, error));
    TRY(mlt_results_new(&c->results, c->ctx, error));
    return mlt_comparison_fill(c, error);
}

mltest_status mlt_comparison_make(mltest_comparison **out, mltest_context *ctx,
                                  mltest_journal *const *journals, size_t n,
                                  const mltest_options *options, mltest_error **error)
{
    TRY(check_alike(journals, n, error));
    mltest_comparison *c = mlt_alloc_zero(ctx, 1, sizeof *c);
    if (c == NULL)
        return mlt_fail_memory(error);
    c->refs = 1;
    c->ctx = mlt_context_ref(ctx);
    mltest_status status = build(c, journals, n, options, error);
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
