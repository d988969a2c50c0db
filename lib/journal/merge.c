/* SPDX-License-Identifier: MIT */
/*
 * The canonical form: one file, ordered, each record once.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/writer.h"

static const mlt_option rows[] = {
    {"prefer", MLTEST_OPTION_STRING, "", 0, 0, "",
     "first: of contradicting records take the first instead of failing"},
    {"timing", MLTEST_OPTION_BOOL, "", 0, 1, "true", "keep how long each answer took"},
};

const mlt_option_table mlt_merge_options = {"merge", rows, sizeof rows / sizeof rows[0]};

static mltest_status write_journal(mltest_context *ctx, const char *path,
                                   const mltest_journal *journal, bool timing, mltest_error **error)
{
    mlt_journal_writer *w = NULL;
    TRY(mlt_journal_writer_open(&w, ctx, path, MLT_WRITER_NEW, timing, &journal->run,
                                journal->conditions, journal->n_conditions, error));
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; status == MLTEST_OK && i < journal->n_samples; i++)
        status = mlt_journal_writer_add(w, &journal->samples[i], mlt_journal_outcome(journal, i, 0),
                                        error);
    mltest_status closed = mlt_journal_writer_close(w, status == MLTEST_OK && journal->complete,
                                                    status == MLTEST_OK ? error : NULL);
    return status == MLTEST_OK ? closed : status;
}

mltest_status mlt_journal_merge(mltest_context *ctx, const char *out_path, const char *const *paths,
                                size_t n_paths, bool prefer_first, bool timing,
                                mltest_error **error)
{
    mltest_journal *journal = NULL;
    mlt_text temporary;
    TRY(mlt_journal_read(&journal, ctx, paths, n_paths, prefer_first, error));
    mlt_text_init(&temporary, ctx);
    mlt_text_printf(&temporary, "%s.%ld.tmp", out_path, (long)getpid());
    mltest_status status = mlt_text_ok(&temporary) ? write_journal(ctx, mlt_text_string(&temporary),
                                                                   journal, timing, error)
                                                   : mlt_fail_memory(error);
    if (status == MLTEST_OK && rename(mlt_text_string(&temporary), out_path) != 0)
        status = mlt_fail(error, MLTEST_ERR_IO, "%s: cannot be renamed into place", out_path);
    if (status != MLTEST_OK && mlt_text_ok(&temporary))
        unlink(mlt_text_string(&temporary));
    mlt_text_free(&temporary);
    mlt_journal_unref(journal);
    return status;
}
