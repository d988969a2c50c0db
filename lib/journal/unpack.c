/* SPDX-License-Identifier: MIT */
#include "journal/unpack.h"

#include "base/error.h"

/* Enough that starting threads for each is no matter, and little beside the journal. */
enum { BATCH = 2 << 20 };

void mlt_batch_init(mlt_batch *batch, mltest_context *ctx)
{
    *batch = (mlt_batch){.status = MLTEST_OK};
    mlt_text_init(&batch->text, ctx);
    mlt_text_init(&batch->healed, ctx);
}

void mlt_batch_free(mlt_batch *batch)
{
    mlt_text_free(&batch->text);
    mlt_text_free(&batch->healed);
    mlt_error_free(batch->error);
    batch->error = NULL;
}

/* Text from `start` on was added: where does the last whole line end? */
static void find_lines(mlt_batch *out, size_t start)
{
    size_t end = out->text.n;
    while (end > start && out->text.bytes[end - 1] != '\n')
        end--;
    if (end > start)
        out->n_lines = end;
}

/* Only what comes before the last place where the member can be cut. */
static mltest_status keep_torn(mlt_batch *out, size_t start, const mlt_gzip_member *member)
{
    mlt_text *text = &out->text;
    out->torn = out->is_last = true;
    text->n = start;
    if (member->cut_text == 0 || text->bytes[start + member->cut_text - 1] != '\n')
        return MLTEST_OK; /* nothing of it can be kept */
    text->n = out->n_lines = start + member->cut_text;
    out->whole = member->cut;
    mlt_gzip_heal(text->bytes + start, member->cut_text, &out->healed);
    return mlt_text_ok(&out->healed) ? MLTEST_OK : mlt_fail_memory(&out->error);
}

static mltest_status add_member(mlt_unpacker *u, mlt_batch *out)
{
    mlt_gzip_member member;
    bool more;
    size_t start = out->text.n;
    mltest_status status = mlt_gzip_read(u->ctx, u->file, u->bytes, u->n, &u->at, &out->text,
                                         &member, &more, &out->error);
    if (status != MLTEST_OK) {
        out->text.n = start;
        return status;
    }
    if (!more)
        out->is_last = true;
    else if (member.torn)
        return keep_torn(out, start, &member);
    find_lines(out, start);
    if (out->n_lines == out->text.n)
        out->whole = member.end;
    return MLTEST_OK;
}

void mlt_unpack(mlt_unpacker *u, const mlt_batch *before, mlt_batch *out)
{
    mlt_text_clear(&out->text);
    out->n_lines = 0;
    out->whole = before->whole;
    mlt_text_add(&out->text, mlt_text_string(&before->text) + before->n_lines,
                 before->text.n - before->n_lines);
    out->status = mlt_text_ok(&out->text) ? MLTEST_OK : mlt_fail_memory(&out->error);
    while (out->status == MLTEST_OK && !out->is_last && (out->text.n < BATCH || out->n_lines == 0))
        out->status = add_member(u, out);
    out->is_last = out->is_last || out->status != MLTEST_OK;
}
