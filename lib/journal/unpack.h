/* SPDX-License-Identifier: MIT */
/*
 * The text of a journal, some members at a time: one batch can be unpacked while lines of the
 * batch before are being read.
 */
#ifndef MLT_JOURNAL_UNPACK_H
#define MLT_JOURNAL_UNPACK_H

#include "codec/gzip.h"

typedef struct {
    mltest_context *ctx;
    const char *file;
    const void *bytes; /* the file */
    size_t n, at;
} mlt_unpacker;

typedef struct {
    mlt_text text;        /* begins with what the batch before left */
    size_t n_lines;       /* bytes of it that are whole lines; the others may become some */
    size_t whole;         /* bytes of the file that hold whole lines */
    mlt_text healed;      /* torn: what must follow those */
    bool torn;            /* the last member was cut */
    bool is_last;         /* nothing follows */
    mltest_status status; /* why; of what comes behind the text */
    mltest_error *error;
} mlt_batch;

void mlt_batch_init(mlt_batch *batch, mltest_context *ctx);
void mlt_batch_free(mlt_batch *batch);
/*
 * The batch that follows `before`, which is another one and only read: a few MiB, and at least one
 * line unless it is the last. Of a torn member only what can be kept is in the text.
 */
void mlt_unpack(mlt_unpacker *u, const mlt_batch *before, mlt_batch *out);

#endif
