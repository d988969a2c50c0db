/* SPDX-License-Identifier: MIT */
#include "compare/compare.h"

#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/same.h"

/* Each stopped where its own verdicts let it: what they differ in then depends on when. */
static mltest_status check_plan(const mlt_jrun *run, mltest_error **error)
{
    if (!run->until_decided)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_CONFLICT,
                    "%s was run until decided, and stopped at its verdicts: such runs cannot be "
                    "compared; give all of them the same budget instead",
                    run->model_name);
}

/* What was run on what: the same data set, task, suite and seed. */
static mltest_status check_runs(const mlt_jrun *first, const mlt_jrun *run, mltest_error **error)
{
    if (run->dataset_fingerprint != first->dataset_fingerprint)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "%s was run on data set '%s', %s on '%s': they differ", first->model_name,
                        first->dataset_name, run->model_name, run->dataset_name);
    if (run->suite_hash != first->suite_hash || run->seed != first->seed)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "%s and %s were run with different suites or seeds ('%s' and '%s')",
                        first->model_name, run->model_name, first->suite_name, run->suite_name);
    TRY(mlt_same_photographs(run->model_name, run->frost_photographs, first->frost_photographs,
                             error));
    if (run->task != first->task)
        return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s and %s have different tasks",
                        first->model_name, run->model_name);
    return MLTEST_OK;
}

/* Shards of a run have its data set and suite, but samples of their own. */
static mltest_status check_samples(const mltest_journal *first, const mltest_journal *j,
                                   mltest_error **error)
{
    if (j->n_samples != first->n_samples)
        return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s has %zu samples, %s has %zu",
                        first->run.model_name, first->n_samples, j->run.model_name, j->n_samples);
    for (size_t i = 0; i < j->n_samples; i++) {
        if (strcmp(first->samples[i].id, j->samples[i].id) != 0)
            return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s has sample '%s' where %s has '%s'",
                            first->run.model_name, first->samples[i].id, j->run.model_name,
                            j->samples[i].id);
    }
    return MLTEST_OK;
}

/* Cells are compared by their place: the hash of a suite is no more than what a journal says. */
static mltest_status check_conditions(mltest_context *ctx, const mltest_journal *first,
                                      const mltest_journal *j, mltest_error **error)
{
    mlt_text names;
    mlt_text_init(&names, ctx);
    mlt_text_printf(&names, "%s and %s", j->run.model_name, first->run.model_name);
    mltest_status status =
        mlt_text_ok(&names)
            ? mlt_same_conditions(ctx, mlt_text_string(&names), j->conditions, j->n_conditions,
                                  first->conditions, first->n_conditions, error)
            : mlt_fail_memory(error);
    mlt_text_free(&names);
    return status;
}

/* Journals of different data sets or suites have nothing to say about each other. */
static mltest_status check_alike(mltest_context *ctx, mltest_journal *const *journals, size_t n,
                                 mltest_error **error)
{
    for (size_t k = 0; k < n; k++)
        TRY(check_plan(&journals[k]->run, error));
    for (size_t k = 1; k < n; k++) {
        TRY(check_runs(&journals[0]->run, &journals[k]->run, error));
        TRY(check_samples(journals[0], journals[k], error));
        TRY(check_conditions(ctx, journals[0], journals[k], error));
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
    TRY(check_alike(ctx, journals, n, error));
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
