/* SPDX-License-Identifier: MIT */
/*
 * Values inside a journal's line; the members of each type of record.
 */
#ifndef MLT_JOURNAL_LINE_VALUES_H
#define MLT_JOURNAL_LINE_VALUES_H

#include "codec/json.h"
#include "journal/lines.h"

typedef struct {
    mlt_json *json;
    mlt_arena *arena; /* gets strings and arrays */
    mltest_context *ctx;
    mltest_error **error;
    mlt_line *out;
} mlt_line_reader;

mltest_status mlt_value_string(mlt_line_reader *r, const char **out);
mltest_status mlt_value_hash(mlt_line_reader *r, uint64_t *out);
mltest_status mlt_value_u32(mlt_line_reader *r, uint32_t *out);
mltest_status mlt_value_i32(mlt_line_reader *r, int32_t *out);
/* 1e999 is JSON, but no number of ours. */
mltest_status mlt_value_f64(mlt_line_reader *r, double *out);
/* An array of exactly n numbers. */
mltest_status mlt_value_numbers(mlt_line_reader *r, double *out, size_t n);
/* A class index that came as a number. */
mltest_status mlt_value_class(mlt_line_reader *r, double v, int32_t *out);
mltest_status mlt_value_skip(mlt_line_reader *r);
uint64_t mlt_value_most_strings(const mlt_line_reader *r);

/* An array of at most `most` items of `size` bytes, each read by item(). */
mltest_status mlt_value_list(mlt_line_reader *r, size_t size, uint64_t most,
                             mltest_status (*item)(mlt_line_reader *r, void *to), void **out,
                             size_t *n);
mltest_status mlt_value_string_item(mlt_line_reader *r, void *to);
mltest_status mlt_value_box_item(mlt_line_reader *r, void *to);

/*
 * Calls member for each key of an object; it must take the value. The key is there only until it
 * does.
 */
mltest_status
mlt_value_object(mlt_line_reader *r,
                 mltest_status (*member)(mlt_line_reader *r, const char *key, void *to), void *to);

/* One member of a record: line_run.c, line_sample.c, line_outcome.c. */
mltest_status mlt_run_member(mlt_line_reader *r, const char *key, mlt_jrun *run);
mltest_status mlt_condition_member(mlt_line_reader *r, const char *key, mlt_jcondition *c);
mltest_status mlt_sample_member(mlt_line_reader *r, const char *key, mlt_jsample *s);
mltest_status mlt_outcome_member(mlt_line_reader *r, const char *key, mlt_joutcome *o);

#endif
