/* SPDX-License-Identifier: MIT */
/*
 * What a journal that is to be continued holds already.
 */
#ifndef MLT_JOURNAL_RESUME_H
#define MLT_JOURNAL_RESUME_H

#include "base/text.h"
#include "journal/records.h"

/* For each sample ordinal, which conditions are done. */
typedef struct {
    mltest_context *ctx;
    size_t n_conditions;
    uint8_t *bits;    /* n_rows × n_conditions bytes, for ordinals from 0 */
    uint8_t *present; /* n_rows: a sample record was seen */
    size_t n_rows;
    uint64_t count;
} mlt_done;

void mlt_done_init(mlt_done *done, mltest_context *ctx, size_t n_conditions);
void mlt_done_free(mlt_done *done);
void mlt_done_get(const mlt_done *done, uint64_t n, uint8_t *out);
bool mlt_done_has(const mlt_done *done, uint64_t n);

typedef struct {
    bool is_empty;   /* nothing of the head is whole: start again */
    bool ended;      /* the last record is an end record */
    size_t whole;    /* bytes of the file that stay */
    mlt_text healed; /* what must follow them; freed by the caller */
    uint64_t n_samples, n_outcomes, n_skips;
} mlt_resume_state;

/* MLTEST_ERR_CONFLICT when run or conditions differ from the file's. */
mltest_status mlt_resume_read(mlt_resume_state *out, mltest_context *ctx, const char *file,
                              const void *bytes, size_t n, const mlt_jrun *run,
                              const mlt_jcondition *conditions, size_t n_conditions, mlt_done *done,
                              mltest_error **error);

#endif
