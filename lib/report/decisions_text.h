/* SPDX-License-Identifier: MIT */
/*
 * What a run until decided came to, condition by condition, and what it saved.
 */
#ifndef MLT_REPORT_DECISIONS_TEXT_H
#define MLT_REPORT_DECISIONS_TEXT_H

#include "base/text.h"
#include "score/score.h"

/* Nothing for any other run. */
void mlt_decisions_text(mlt_text *out, const mltest_scorecard *card);

#endif
