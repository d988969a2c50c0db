/* SPDX-License-Identifier: MIT */
/*
 * Writing JSON onto a mlt_text. The caller balances objects and arrays; commas, escapes and
 * indentation are done here. What is not valid UTF-8 becomes U+FFFD, so that the output always is.
 */
#ifndef MLT_CODEC_JSON_WRITE_H
#define MLT_CODEC_JSON_WRITE_H

#include "base/text.h"

#include <stdbool.h>

typedef struct {
    mlt_text *out;
    unsigned indent; /* spaces a level; 0 = everything on one line */
    bool html;       /* also escape < > &: for texts inside a page's <script> */
    unsigned depth;
    bool empty;     /* nothing was written at this level yet */
    bool after_key; /* the next value belongs to a key */
} mlt_json_writer;

void mlt_json_writer_init(mlt_json_writer *w, mlt_text *out, unsigned indent);
void mlt_json_begin_object(mlt_json_writer *w);
void mlt_json_end_object(mlt_json_writer *w);
void mlt_json_begin_array(mlt_json_writer *w);
void mlt_json_end_array(mlt_json_writer *w);
void mlt_json_key(mlt_json_writer *w, const char *key);
void mlt_json_put_string(mlt_json_writer *w, const char *text);
void mlt_json_put_string_n(mlt_json_writer *w, const char *text, size_t n);
/* null when not finite. */
void mlt_json_put_f64(mlt_json_writer *w, double value);
void mlt_json_put_f32(mlt_json_writer *w, float value);
void mlt_json_put_i64(mlt_json_writer *w, int64_t value);
void mlt_json_put_u64(mlt_json_writer *w, uint64_t value);
void mlt_json_put_bool(mlt_json_writer *w, bool value);
void mlt_json_put_null(mlt_json_writer *w);

#endif
