/* SPDX-License-Identifier: MIT */
#include "predictor/replay.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/file.h"

#include <string.h>

static bool is_journal(const char *path)
{
    return mlt_path_has_extension(path, ".gz") || mlt_path_has_extension(path, ".jsonl");
}

/* "RESULTS,TRUTH" at the last comma. */
static mltest_status open_pair(mltest_predictor **out, mltest_context *ctx, const char *files,
                               const char *comma, uint64_t max_batch, mltest_error **error)
{
    char *results = mlt_strndup(ctx, files, (size_t)(comma - files));
    if (!results)
        return mlt_fail_memory(error);
    mltest_status status;
    if (is_journal(results))
        status = mlt_fail(error, MLTEST_ERR_INVALID,
                          "a journal is replayed alone: nothing may follow it after a comma");
    else
        status = mlt_replay_results_open(out, ctx, results, comma + 1, max_batch, error);
    mlt_free(ctx, results);
    return status;
}

mltest_status mlt_replay_open(mltest_predictor **out, mltest_context *ctx, const char *files,
                              const mltest_options *options, mltest_error **error)
{
    uint64_t max_batch = (uint64_t)mlt_options_int(options, &mlt_predictor_options, "batch");
    const char *comma = strrchr(files, ',');
    if (files[0] == '\0')
        return mlt_fail(error, MLTEST_ERR_INVALID, "replay: needs a file");
    if (comma && mlt_path_type_of(files) != MLT_PATH_FILE)
        return open_pair(out, ctx, files, comma, max_batch, error);
    if (is_journal(files))
        return mlt_replay_journal_open(out, ctx, files, max_batch, error);
    return mlt_replay_results_open(out, ctx, files, NULL, max_batch, error);
}
