/* SPDX-License-Identifier: MIT */
/*
 * Which samples are one unit of evidence: those with the same tag `group`, or copies of one source
 * picture whose names are NAME.rf.HASH….
 */
#ifndef MLT_SCORE_UNITS_H
#define MLT_SCORE_UNITS_H

#include "journal/journal.h"

typedef struct {
    size_t *of; /* [n_samples] the unit of each, counted from 0 in the order of first samples */
    size_t n;
    bool is_grouped; /* some unit has several samples */
} mlt_units;

mltest_status mlt_units_make(mlt_units *units, mltest_context *ctx, const mltest_journal *journal,
                             mltest_error **error);
/* The same of samples of which ids and tags are known. */
mltest_status mlt_units_of(mlt_units *units, mltest_context *ctx, const mlt_jsample *samples,
                           size_t n, mltest_error **error);
void mlt_units_free(mltest_context *ctx, mlt_units *units);

#endif
