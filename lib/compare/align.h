/* SPDX-License-Identifier: MIT */
/*
 * Journals that can be compared: the same task, classes, seed, samples and conditions; or, on
 * request, what of samples and conditions they have in common.
 */
#ifndef MLT_COMPARE_ALIGN_H
#define MLT_COMPARE_ALIGN_H

#include "base/notes.h"
#include "journal/journal.h"

/*
 * out[n]: references to journals with the same samples and conditions in the same order. With
 * intersection these may be subsets, and notes say what is missing where; without, a difference is
 * MLTEST_ERR_CONFLICT with a message that says which. On failure there is nothing to release.
 */
mltest_status mlt_align_journals(mltest_journal **out, mltest_context *ctx,
                                 mltest_journal *const *journals, size_t n, bool intersection,
                                 mlt_notes *notes, mltest_error **error);

/* align_check.c: what no intersection can mend, and what one is needed for. */
mltest_status mlt_align_check_runs(const mlt_jrun *first, const mlt_jrun *run,
                                   mltest_error **error);
mltest_status mlt_align_check_same(mltest_context *ctx, const mltest_journal *first,
                                   const mltest_journal *j, mltest_error **error);
/* The same picture with the same labels. */
bool mlt_align_is_same_sample(const mlt_jsample *a, const mlt_jsample *b);
mltest_status mlt_align_check_condition(mltest_context *ctx, const mltest_journal *first,
                                        const mlt_jcondition *a, const mltest_journal *j,
                                        const mlt_jcondition *b, size_t n_a, size_t n_b,
                                        mltest_error **error);

#endif
