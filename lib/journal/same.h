/* SPDX-License-Identifier: MIT */
/*
 * Whether records say the same.
 */
#ifndef MLT_JOURNAL_SAME_H
#define MLT_JOURNAL_SAME_H

#include "base/text.h"
#include "journal/records.h"

/* MLTEST_OK, or MLTEST_ERR_CONFLICT naming the first difference: a is what file has, b what it
 * should have. Shards may differ if any_shard. */
mltest_status mlt_same_run(mltest_context *ctx, const char *file, const mlt_jrun *a,
                           const mlt_jrun *b, bool any_shard, mltest_error **error);
/* The same of photographs of frost by their hashes, 0 for the library's own ice. */
mltest_status mlt_same_photographs(const char *file, uint64_t a, uint64_t b, mltest_error **error);
/* What two models must have been asked the same of to be put side by side: task, classes and
 * photographs of frost. MLTEST_ERR_CONFLICT. role: of b, as in "its baseline ", or "". */
mltest_status mlt_same_question(const mlt_jrun *a, const mlt_jrun *b, const char *role,
                                mltest_error **error);
mltest_status mlt_same_conditions(mltest_context *ctx, const char *file, const mlt_jcondition *a,
                                  size_t n_a, const mlt_jcondition *b, size_t n_b,
                                  mltest_error **error);
/* true also when memory ran out: *status says so. Times are not compared. */
bool mlt_same_outcome(mltest_context *ctx, const mlt_joutcome *a, const mlt_joutcome *b,
                      mltest_status *status);
bool mlt_same_sample(mltest_context *ctx, const mlt_jsample *a, const mlt_jsample *b,
                     mltest_status *status);

#endif
