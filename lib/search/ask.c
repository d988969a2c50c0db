/* SPDX-License-Identifier: MIT */
#include "search/ask.h"

#include <inttypes.h>

#include "base/error.h"

mltest_status mlt_search_ask(const mlt_search_questions *questions, const char *path,
                             mlt_run_counters *counters, mltest_error **error)
{
    mltest_run *run = NULL;
    TRY(mlt_run_make(&run, questions->ctx, questions->dataset, questions->predictor,
                     questions->suite, NULL, error));
    run->settings = questions->settings;
    run->settings.resume = questions->settings.resume || !questions->is_first;
    run->is_begun = !questions->is_first;
    run->rule = questions->rule;
    run->choice = questions->choice;
    run->progress = questions->progress;
    run->progress_data = questions->progress_data;
    run->is_unfinished = questions->is_unfinished;
    run->counters = *counters;
    mltest_status status = mlt_run_execute(run, path, error);
    uint64_t before = counters->ns_total;
    *counters = run->counters;
    counters->ns_total += before;
    mlt_run_unref(run);
    return status;
}

mltest_status mlt_search_read_back(mltest_journal **journal, mltest_context *ctx, const char *path,
                                   mltest_error **error)
{
    mlt_journal_unref(*journal);
    *journal = NULL;
    return mlt_journal_read(journal, ctx, &path, 1, false, error);
}

mltest_status mlt_search_check_failures(const mlt_run_counters *counters, uint64_t least,
                                        double allowed, mltest_error **error)
{
    uint64_t failed = counters->failed, n = failed + counters->answered;
    if (n < least || (double)failed <= allowed * (double)n)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_PREDICTOR,
                    "%" PRIu64 " of %" PRIu64
                    " predictions failed, more than the allowed %d %%; the journal keeps what was "
                    "done",
                    failed, n, (int)(100 * allowed));
}
