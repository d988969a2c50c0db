/* SPDX-License-Identifier: MIT */
/*
 * Making and freeing a search.
 */
#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "search/search.h"

static mltest_status read_settings(mltest_stress *s, const mltest_options *run,
                                   const mltest_options *score, const mltest_options *options,
                                   mltest_error **error)
{
    mltest_run *first = NULL;
    TRY(mlt_score_settings_read(&s->score, score, error));
    TRY(mlt_search_settings_read(&s->settings, options, error));
    TRY(mlt_run_make(&first, s->ctx, s->dataset, s->predictor, s->suite, run, error));
    s->run = first->settings;
    mlt_run_unref(first);
    if (s->run.budget > 0 || s->run.until_decided)
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                        "%s: a search asks what it needs, which is not more than its grid",
                        s->run.budget > 0 ? "budget" : "until_decided");
    if (s->run.shard_count != 1)
        return mlt_fail(error, MLTEST_ERR_UNSUPPORTED,
                        "shard: a search is not divided: what it asks follows from all samples");
    return MLTEST_OK;
}

mltest_status mlt_stress_make(mltest_stress **out, mltest_context *ctx, mltest_dataset *dataset,
                              mltest_predictor *predictor, const mltest_suite *suite,
                              const mltest_options *run, const mltest_options *score,
                              const mltest_options *options, mltest_error **error)
{
    mltest_stress *s = mlt_alloc_zero(ctx, 1, sizeof *s);
    if (s == NULL)
        return mlt_fail_memory(error);
    s->refs = 1;
    s->ctx = mlt_context_ref(ctx);
    s->dataset = mlt_dataset_ref(dataset);
    s->predictor = mlt_predictor_ref(predictor);
    mltest_status status = mlt_search_kinds_make(s, suite, error);
    if (status == MLTEST_OK)
        status = read_settings(s, run, score, options, error);
    if (status != MLTEST_OK) {
        mlt_stress_unref(s);
        return status;
    }
    *out = s;
    return MLTEST_OK;
}

void mlt_stress_unref(mltest_stress *s)
{
    if (s == NULL || --s->refs > 0)
        return;
    mltest_context *ctx = s->ctx;
    mlt_results_free(s->results);
    mlt_journal_unref(s->journal);
    mlt_free(ctx, s->cells);
    mlt_free(ctx, s->clean);
    mlt_free(ctx, s->kinds);
    mlt_suite_unref(s->suite);
    mlt_predictor_unref(s->predictor);
    mlt_dataset_unref(s->dataset);
    mlt_free(ctx, s);
    mlt_context_unref(ctx);
}
