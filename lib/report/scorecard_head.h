/* SPDX-License-Identifier: MIT */
/*
 * What stands above the tables of a scorecard.
 */
#ifndef MLT_REPORT_SCORECARD_HEAD_H
#define MLT_REPORT_SCORECARD_HEAD_H

#include "base/text.h"
#include "score/score.h"

/* What was scored; then a line a figure of the whole, with its interval where it has one. */
void mlt_scorecard_head(mlt_text *out, const mltest_scorecard *card);

#endif
