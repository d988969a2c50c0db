/* SPDX-License-Identifier: MIT */
#include "journal/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "codec/gzip.h"
#include "journal/lines.h"
#include "journal/load.h"
#include "journal/resume.h"

enum { MEMBER_BYTES = 65536 };

struct mlt_journal_writer {
    mltest_context *ctx;
    char *path;
    int fd;
    bool timing, f64;
    char **conditions; /* names */
    size_t n_conditions;
    mlt_gzip_writer *gzip;
    mlt_text line, packed; /* reused */
    mlt_done done;
    uint64_t n_samples, n_outcomes, n_failures, n_skips;
    uint64_t n_whole; /* bytes of the file that hold whole pieces */
    bool created, broken, ended;
};

static mltest_status write_all(mlt_journal_writer *w, const char *bytes, size_t n,
                               mltest_error **error)
{
    while (n > 0) {
        ssize_t put = write(w->fd, bytes, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return mlt_fail_errno(error, w->path, "write", errno);
        bytes += put;
        n -= (size_t)put;
    }
    return MLTEST_OK;
}

static mltest_status pack_line(mlt_journal_writer *w, bool end_member, mltest_error **error)
{
    mlt_text_clear(&w->packed);
    if (w->line.n > 0)
        TRY(mlt_gzip_add(w->gzip, w->line.bytes, w->line.n, &w->packed, error));
    return end_member ? mlt_gzip_end(w->gzip, &w->packed, error) : MLTEST_OK;
}

/*
 * Compresses what stands in w->line and appends it to the file. When that fails, the compressor and
 * the file no longer agree: the file is cut behind the last whole piece and nothing more is
 * written, so that the run can be continued.
 */
static mltest_status flush_line(mlt_journal_writer *w, bool end_member, mltest_error **error)
{
    if (!mlt_text_ok(&w->line)) {
        mlt_text_clear(&w->line);
        return mlt_fail_memory(error);
    }
    mltest_status status = pack_line(w, end_member, error);
    mlt_text_clear(&w->line);
    if (status == MLTEST_OK)
        status = write_all(w, w->packed.bytes, w->packed.n, error);
    if (status == MLTEST_OK)
        w->n_whole += w->packed.n;
    else
        w->broken = true;
    if (w->broken && ftruncate(w->fd, (off_t)w->n_whole) != 0)
        return status; /* resuming heals it all the same: what follows is torn */
    return status;
}

static mltest_status write_head(mlt_journal_writer *w, const mlt_jrun *run,
                                const mlt_jcondition *conditions, mltest_error **error)
{
    w->n_whole = 0;
    mlt_line_head(&w->line, run, conditions, w->n_conditions);
    return flush_line(w, true, error);
}

/* Opens the file as the mode asks and takes its lock. */
static mltest_status open_file(mlt_journal_writer *w, mlt_writer_mode mode, mltest_error **error)
{
    int flags = O_RDWR | O_CLOEXEC | O_CREAT | (mode == MLT_WRITER_NEW ? O_EXCL : 0);
    w->fd = open(w->path, flags, 0666);
    if (w->fd < 0 && errno == EEXIST)
        return mlt_fail(error, MLTEST_ERR_CONFLICT,
                        "%s: exists already; resume it, or choose another name", w->path);
    if (w->fd < 0)
        return mlt_fail_errno(error, w->path, "create", errno);
    struct stat st;
    if (fstat(w->fd, &st) != 0 || !S_ISREG(st.st_mode))
        return mlt_fail(error, MLTEST_ERR_IO, "%s: not a regular file", w->path);
    if (flock(w->fd, LOCK_EX | LOCK_NB) != 0)
        return mlt_fail(error, MLTEST_ERR_CONFLICT, "%s: another run is writing it", w->path);
    w->created = mode == MLT_WRITER_NEW;
    return MLTEST_OK;
}

static mltest_status cut_file(mlt_journal_writer *w, size_t at, const mlt_text *healed,
                              mltest_error **error)
{
    if (ftruncate(w->fd, (off_t)at) != 0 || lseek(w->fd, 0, SEEK_END) < 0)
        return mlt_fail_errno(error, w->path, "repair", errno);
    return write_all(w, healed->bytes, healed->n, error);
}

static mltest_status resume_file(mlt_journal_writer *w, const mlt_jrun *run,
                                 const mlt_jcondition *conditions, mltest_error **error)
{
    char *bytes = NULL;
    size_t n;
    mlt_resume_state state;
    TRY(mlt_journal_load_open(w->ctx, w->path, w->fd, &bytes, &n, error));
    mltest_status status = mlt_resume_read(&state, w->ctx, w->path, bytes, n, run, conditions,
                                           w->n_conditions, &w->done, error);
    mlt_free(w->ctx, bytes);
    TRY(status);
    w->n_samples = state.n_samples;
    w->n_outcomes = state.n_outcomes;
    w->n_skips = state.n_skips;
    w->ended = state.ended;
    w->n_whole = state.whole + state.healed.n;
    if (state.whole < n || state.healed.n > 0)
        status = cut_file(w, state.whole, &state.healed, error);
    else if (lseek(w->fd, 0, SEEK_END) < 0)
        status = mlt_fail_errno(error, w->path, "append to", errno);
    mlt_text_free(&state.healed);
    return status == MLTEST_OK && state.is_empty ? write_head(w, run, conditions, error) : status;
}

static mltest_status copy_names(mlt_journal_writer *w, const mlt_jcondition *conditions, size_t n,
                                mltest_error **error)
{
    w->conditions = mlt_alloc_zero(w->ctx, n + 1, sizeof *w->conditions);
    if (w->conditions == NULL)
        return mlt_fail_memory(error);
    for (; w->n_conditions < n; w->n_conditions++) {
        w->conditions[w->n_conditions] = mlt_strdup(w->ctx, conditions[w->n_conditions].name);
        if (w->conditions[w->n_conditions] == NULL)
            return mlt_fail_memory(error);
    }
    return MLTEST_OK;
}

static void free_writer(mlt_journal_writer *w)
{
    mltest_context *ctx = w->ctx;
    if (w->fd >= 0)
        close(w->fd);
    for (size_t i = 0; i < w->n_conditions; i++)
        mlt_free(ctx, w->conditions[i]);
    mlt_free(ctx, (void *)w->conditions);
    mlt_gzip_writer_free(w->gzip);
    mlt_text_free(&w->line);
    mlt_text_free(&w->packed);
    mlt_done_free(&w->done);
    mlt_free(ctx, w->path);
    mlt_free(ctx, w);
    mlt_context_unref(ctx);
}

static mltest_status prepare(mlt_journal_writer *w, mlt_writer_mode mode, const mlt_jrun *run,
                             const mlt_jcondition *conditions, size_t n_conditions,
                             mltest_error **error)
{
    if (w->path == NULL)
        return mlt_fail_memory(error);
    TRY(copy_names(w, conditions, n_conditions, error));
    TRY(mlt_gzip_writer_new(&w->gzip, w->ctx, error));
    TRY(open_file(w, mode, error));
    if (mode == MLT_WRITER_RESUME)
        return resume_file(w, run, conditions, error);
    return write_head(w, run, conditions, error);
}

mltest_status mlt_journal_writer_open(mlt_journal_writer **out, mltest_context *ctx,
                                      const char *path, mlt_writer_mode mode, bool timing,
                                      const mlt_jrun *run, const mlt_jcondition *conditions,
                                      size_t n_conditions, mltest_error **error)
{
    mlt_journal_writer *w = mlt_alloc_zero(ctx, 1, sizeof *w);
    if (w == NULL)
        return mlt_fail_memory(error);
    w->ctx = mlt_context_ref(ctx);
    w->fd = -1;
    w->timing = timing;
    w->f64 = run->f64;
    w->path = mlt_strdup(ctx, path);
    mlt_text_init(&w->line, ctx);
    mlt_text_init(&w->packed, ctx);
    mlt_done_init(&w->done, ctx, n_conditions);
    mltest_status status = prepare(w, mode, run, conditions, n_conditions, error);
    if (status != MLTEST_OK && w->created)
        unlink(w->path); /* a new file that holds nothing would be in the way */
    if (status != MLTEST_OK)
        free_writer(w);
    else
        *out = w;
    return status;
}

void mlt_journal_writer_done(const mlt_journal_writer *writer, uint64_t n, uint8_t *done)
{
    mlt_done_get(&writer->done, n, done);
}

uint64_t mlt_journal_writer_done_count(const mlt_journal_writer *writer)
{
    return writer->done.count;
}

static mltest_status check_usable(const mlt_journal_writer *w, mltest_error **error)
{
    return w->broken ? mlt_fail(error, MLTEST_ERR_IO, "%s: an earlier write failed", w->path)
                     : MLTEST_OK;
}

static void count(mlt_journal_writer *w, const mlt_jsample *sample, const mlt_joutcome *outcomes)
{
    w->n_samples += !mlt_done_has(&w->done, sample->n);
    for (size_t c = 0; c < w->n_conditions; c++) {
        w->n_outcomes += outcomes[c].type == MLT_OUTCOME;
        w->n_failures += outcomes[c].type == MLT_FAILURE;
        w->n_skips += outcomes[c].type == MLT_SKIP;
    }
    w->ended = false;
}

mltest_status mlt_journal_writer_add(mlt_journal_writer *writer, const mlt_jsample *sample,
                                     const mlt_joutcome *outcomes, mltest_error **error)
{
    TRY(check_usable(writer, error));
    mlt_line_sample(&writer->line, sample);
    for (size_t c = 0; c < writer->n_conditions; c++) {
        if (outcomes[c].type != 0)
            mlt_line_outcome(&writer->line, sample->id, writer->conditions[c], &outcomes[c],
                             writer->f64, writer->timing);
    }
    bool full = mlt_gzip_size(writer->gzip) + writer->line.n >= MEMBER_BYTES;
    TRY(flush_line(writer, full, error));
    count(writer, sample, outcomes);
    return MLTEST_OK;
}

/* The end record, unless the file was resumed with one and got nothing new. */
static mltest_status write_end(mlt_journal_writer *w, bool finished, mltest_error **error)
{
    if (w->broken)
        return finished ? check_usable(w, error) : MLTEST_OK;
    if (finished && !w->ended)
        mlt_line_end(&w->line, w->n_samples, w->n_outcomes, w->n_failures, w->n_skips);
    return flush_line(w, true, error);
}

mltest_status mlt_journal_writer_close(mlt_journal_writer *writer, bool finished,
                                       mltest_error **error)
{
    if (writer == NULL)
        return MLTEST_OK;
    mltest_status status = write_end(writer, finished, error);
    if (status == MLTEST_OK && fsync(writer->fd) != 0 && errno != EINVAL)
        status = mlt_fail_errno(error, writer->path, "sync", errno);
    free_writer(writer);
    return status;
}
