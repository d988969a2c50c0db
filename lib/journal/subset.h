/* SPDX-License-Identifier: MIT */
/*
 * A journal of some samples and conditions of another.
 */
#ifndef MLT_JOURNAL_SUBSET_H
#define MLT_JOURNAL_SUBSET_H

#include "journal/journal.h"

/*
 * Samples and conditions by their places in the journal, each at most once, in the order that they
 * shall have, and are numbered in it; the first condition must be the clean one for scores. What
 * they hold is borrowed from the journal, which the subset keeps alive. MLTEST_ERR_MEMORY.
 */
mltest_status mlt_journal_subset(mltest_journal **out, mltest_context *ctx, mltest_journal *journal,
                                 const size_t *samples, size_t n_samples, const size_t *conditions,
                                 size_t n_conditions, mltest_error **error);

#endif
