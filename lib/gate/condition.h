/* SPDX-License-Identifier: MIT */
/*
 * Which condition of a journal a gate means.
 */
#ifndef MLT_GATE_CONDITION_H
#define MLT_GATE_CONDITION_H

#include "base/text.h"
#include "journal/journal.h"

/*
 * A condition as people write it: its full name, or without revision and values if no other
 * condition is called so. *index is -1 if there is none, and then *why has the reason.
 */
mltest_status mlt_gate_find_condition(mltest_context *ctx, const mltest_journal *journal,
                                      const char *text, int64_t *index, mlt_text *why,
                                      mltest_error **error);

#endif
