/* SPDX-License-Identifier: MIT */
/*
 * gzip in independent members (RFC 1952; mtime 0, OS 255). Every piece that is added ends in a sync
 * flush: it can be read back even if what comes after it is lost.
 */
#ifndef MLT_CODEC_GZIP_H
#define MLT_CODEC_GZIP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

typedef struct mlt_gzip_writer mlt_gzip_writer;

mltest_status mlt_gzip_writer_new(mlt_gzip_writer **out, mltest_context *ctx, mltest_error **error);
void mlt_gzip_writer_free(mlt_gzip_writer *w);
/* Compresses a piece, opening a member if none is open, and appends the bytes to out. */
mltest_status mlt_gzip_add(mlt_gzip_writer *w, const void *bytes, size_t n, mlt_text *out,
                           mltest_error **error);
/* Closes the member, if one is open. */
mltest_status mlt_gzip_end(mlt_gzip_writer *w, mlt_text *out, mltest_error **error);
/* Text in the open member. */
uint64_t mlt_gzip_size(const mlt_gzip_writer *w);

/* Whether the bytes, however few, begin like a member that mlt_gzip_add() opens. */
bool mlt_gzip_is_own(const void *bytes, size_t n);

/* What makes a member whole that was cut right behind a sync flush after `text`. */
void mlt_gzip_heal(const void *text, size_t n, mlt_text *out);

typedef struct {
    size_t start, end; /* in the compressed bytes */
    bool torn;         /* ends early: the last one of the file */
    size_t cut;        /* torn: the end of the last piece that is whole … */
    size_t cut_text;   /* … and the length of the text up to there */
} mlt_gzip_member;

/*
 * Decompresses the member at *at, adds it to text, and moves *at behind it. A file that does not
 * begin like gzip is handed through as one member. *more = false at the end of the file.
 * A member that ends early is torn, which is not an error; a wrong check sum, broken data and what
 * is no member are: MLTEST_ERR_FORMAT. MLTEST_ERR_LIMIT for more than max_file_bytes of text in
 * a member. What came before an error was added too, unchecked.
 */
mltest_status mlt_gzip_read(mltest_context *ctx, const char *name, const void *bytes, size_t n,
                            size_t *at, mlt_text *text, mlt_gzip_member *member, bool *more,
                            mltest_error **error);

#endif
