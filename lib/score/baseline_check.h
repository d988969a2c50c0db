/* SPDX-License-Identifier: MIT */
/*
 * Whether two journals are of models that can be held against each other, and what differs.
 */
#ifndef MLT_SCORE_BASELINE_CHECK_H
#define MLT_SCORE_BASELINE_CHECK_H

#include "journal/journal.h"

/* MLTEST_ERR_CONFLICT unless a baseline has the same data set, task, classes, pictures, seed, frost
 * and declared score floor (of a detector), and a condition in common. The journal may be read only
 * in part: no sample may be missing on either side. */
mltest_status mlt_baseline_check(const mltest_journal *journal, const mltest_journal *baseline,
                                 mltest_error **error);
/* Conditions of the journal that its baseline lacks, clean ones left out. */
size_t mlt_baseline_count_missing(const mltest_journal *journal, const mltest_journal *baseline,
                                  size_t *n_all);

#endif
