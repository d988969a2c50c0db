/* SPDX-License-Identifier: MIT */
#include "run/run.h"
#include "api/check.h"
#include "base/error.h"
#include "search/budget.h"

mltest_status mltest_run_new(mltest_run **out, mltest_context *ctx, mltest_dataset *dataset,
                             mltest_predictor *predictor, mltest_suite *suite,
                             const mltest_options *options, mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(dataset);
    NEED(predictor);
    NEED(suite);
    TRY(mlt_run_make(out, ctx, dataset, predictor, suite, options, error));
    mltest_status status = mlt_budget_set_score(*out, NULL, error);
    if (status != MLTEST_OK) {
        mlt_run_unref(*out);
        *out = NULL;
    }
    return status;
}

mltest_status mltest_run_set_score(mltest_run *run, const mltest_options *options,
                                   mltest_error **error)
{
    ENTRY(error);
    NEED(run);
    return mlt_budget_set_score(run, options, error);
}

mltest_status mltest_run_set_progress(mltest_run *run, mltest_progress_fn progress, void *user_data)
{
    if (run == NULL)
        return MLTEST_ERR_INVALID;
    run->progress = progress;
    run->progress_data = user_data;
    return MLTEST_OK;
}

mltest_status mltest_run_execute(mltest_run *run, const char *path, mltest_error **error)
{
    ENTRY(error);
    NEED(run);
    NEED(path);
    return mlt_budget_applies(run) ? mlt_budget_execute(run, path, error)
                                   : mlt_run_execute(run, path, error);
}

mltest_status mltest_run_estimate(mltest_run *run, uint64_t n_samples, uint64_t *calls,
                                  double *seconds, mltest_error **error)
{
    uint64_t own_calls = 0;
    double own_seconds = -1;
    ENTRY(error);
    NEED(run);
    mltest_status status = mlt_run_estimate(run, n_samples, &own_calls, &own_seconds, error);
    if (calls != NULL)
        *calls = own_calls;
    if (seconds != NULL)
        *seconds = own_seconds;
    return status;
}

void mltest_run_cancel(mltest_run *run)
{
    if (run != NULL)
        run->cancelled = 1;
}

mltest_status mltest_run_counter(const mltest_run *run, const char *name, uint64_t *value)
{
    if (run == NULL || name == NULL || value == NULL)
        return MLTEST_ERR_INVALID;
    return mlt_run_counter(run, name, value);
}

void mltest_run_free(mltest_run *run)
{
    mlt_run_unref(run);
}
