/* SPDX-License-Identifier: MIT */
/*
 * Whether what is weighed is there.
 */
#ifndef MLT_SCORE_WEIGHTS_CHECK_H
#define MLT_SCORE_WEIGHTS_CHECK_H

#include "base/text.h"
#include "journal/journal.h"
#include "score/weights.h"

/* MLTEST_ERR_INVALID: neither the journal nor this version has a category or kind of a name; says
 * the nearest. */
mltest_status mlt_weights_check(const mlt_weights *weights, const mltest_journal *journal,
                                mltest_error **error);
/* Appends a line that names those this version has and the journal has not; how many. */
size_t mlt_weights_say_absent(const mlt_weights *weights, const mltest_journal *journal,
                              mlt_text *line);

#endif
