/* SPDX-License-Identifier: MIT */
/*
 * How often samples are drawn again for the intervals of a report.
 */
#ifndef MLT_REPORT_DRAWS_H
#define MLT_REPORT_DRAWS_H

#include "base/text.h"
#include "journal/journal.h"
#include "score/score.h"

/*
 * Options for the scores of a report: the caller's, and where journals are huge and the caller does
 * not say, fewer draws, which the note then tells. score may be NULL.
 */
mltest_status mlt_page_score_options(mltest_options **out, mlt_text *note, mltest_context *ctx,
                                     mltest_journal *const *journals, size_t n,
                                     const mltest_options *score, mltest_error **error);

#endif
