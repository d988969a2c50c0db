/* SPDX-License-Identifier: MIT */
/*
 * Lines of a journal: one JSON object each, written with fixed keys in a fixed order, read with
 * any.
 */
#ifndef MLT_JOURNAL_LINES_H
#define MLT_JOURNAL_LINES_H

#include "base/arena.h"
#include "base/text.h"
#include "journal/records.h"

/* Writing; each ends its line. */
void mlt_line_run(mlt_text *out, const mlt_jrun *run);
void mlt_line_condition(mlt_text *out, const mlt_jcondition *condition);
/* What every file begins with: the run, then its conditions. */
void mlt_line_head(mlt_text *out, const mlt_jrun *run, const mlt_jcondition *conditions,
                   size_t n_conditions);
void mlt_line_sample(mlt_text *out, const mlt_jsample *sample);
/* An outcome, failure or skip of a sample. f64: full precision of predictions. */
void mlt_line_outcome(mlt_text *out, const char *id, const char *condition,
                      const mlt_joutcome *outcome, bool f64, bool timing);
void mlt_line_end(mlt_text *out, uint64_t samples, uint64_t outcomes, uint64_t failures,
                  uint64_t skips);

typedef enum {
    MLT_LINE_OTHER = 0, /* a type this version does not know: skipped */
    MLT_LINE_RUN,
    MLT_LINE_CONDITION,
    MLT_LINE_SAMPLE,
    MLT_LINE_OUTCOME, /* also failures and skips: outcome.type */
    MLT_LINE_END
} mlt_line_type;

typedef struct {
    mlt_line_type type;
    const char *id, *condition; /* of an outcome */
    mlt_jrun run;
    mlt_jcondition condition_record;
    mlt_jsample sample;
    mlt_joutcome outcome;
} mlt_line;

/* Strings and arrays live in the arena. text is one line without its end. */
mltest_status mlt_line_read(mlt_line *out, mlt_arena *arena, mltest_context *ctx, const char *file,
                            int64_t line_number, const char *text, size_t n, mltest_error **error);

#endif
